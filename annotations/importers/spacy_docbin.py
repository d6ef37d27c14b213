"""spaCy's DocBin: the spans of every group, the entities where there is no group."""

import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import spacy
from spacy.tokens import Doc, DocBin

from annotations.claim import JSONValue
from annotations.errors import ClaimImportError
from annotations.importers.contract import Found, ImportTarget
from annotations.importers.labelled_spans import LabelledSpan, carried_claims, span_within


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claims of each Doc.

    Raises:
        ClaimImportError: It is not a DocBin.
    """
    try:
        docs = list(DocBin().from_bytes(file.read()).get_docs(spacy.blank("xx").vocab))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise ClaimImportError(f"This is not a spaCy DocBin: {error}.") from error
    for number, doc in enumerate(docs, 1):
        yield from carried_claims(
            _json_data(doc), f"doc-{number}", doc.text, list(_spans(doc)), into
        )


def _json_data(doc: Doc) -> dict[str, JSONValue]:
    """Return the user data under names; DocBin gives lists back as tuples, which JSON mends."""
    named = {key: value for key, value in doc.user_data.items() if isinstance(key, str)}
    data: dict[str, JSONValue] = json.loads(json.dumps(named, default=str))
    return data


def _spans(doc: Doc) -> Iterator[LabelledSpan]:
    groups = list(doc.spans.values()) or [doc.ents]
    for group in groups:
        for one in group:
            span = span_within(doc.text, one.start_char, one.end_char)
            if span and one.label_:
                yield LabelledSpan(span, one.label_, one.id_)
