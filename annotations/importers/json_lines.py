"""JSON Lines as our exporter writes it: a record a line, every field."""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.errors import InvalidClaimError
from annotations.importers.contract import Found, ImportTarget, Problem
from annotations.importers.labelled_spans import json_objects
from annotations.records import from_record


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:  # noqa: ARG001
    """Yield the claim of each line."""
    for record in json_objects(file):
        if isinstance(record, Problem):
            yield record
            continue
        try:
            yield from_record(record)
        except InvalidClaimError as error:
            yield Problem(str(error))
