"""Another store of copydesk: a `copydesk.json` from elsewhere, or a copy that a tool left.

The tables as a TinyDB file has them; claims of an older form are read as well. Tags come
with their claims; what the codebook says of them does not.
"""

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from annotations.claim import Claim, JSONValue
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.importers.contract import ImportTarget, Problem
from annotations.records import VERSION, from_record, upgraded


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Claim | Problem]:  # noqa: ARG001
    """Yield the claims of the table `claims`."""
    try:
        tables = json.loads(file.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ClaimImportError(
            f"This is no store of copydesk: it is not JSON ({error})."
        ) from error
    claims = tables.get("claims") if isinstance(tables, dict) else None
    if not isinstance(claims, dict):
        raise ClaimImportError("This is no store of copydesk: it has no table of claims.")
    version = _version(tables.get("about"))
    if version > VERSION:
        raise ClaimImportError(
            f"A newer copydesk wrote this store (form {version}, this one knows {VERSION}). "
            "Install the new version to import it."
        )
    for number, record in claims.items():
        if not isinstance(record, dict):
            yield Problem(f"Document {number} of the store is no claim.")
            continue
        try:
            yield from_record(upgraded(record, version))
        except InvalidClaimError as error:
            yield Problem(str(error))


def _version(about: JSONValue) -> int:
    """Return the version of the form that a store says it has, 0 where it says nothing."""
    records = about.values() if isinstance(about, Mapping) else ()
    found = [record.get("version") for record in records if isinstance(record, Mapping)]
    return max((number for number in found if isinstance(number, int)), default=0)
