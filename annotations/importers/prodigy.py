"""Prodigy's JSON Lines (`db-out`): accepted texts with `spans`, offsets in code points."""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.claim import JSONValue
from annotations.importers.contract import Found, ImportTarget, Problem
from annotations.importers.labelled_spans import (
    LabelledSpan,
    carried_claims,
    json_objects,
    span_within,
)


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claims of each line that was not rejected or ignored."""
    for number, line in enumerate(json_objects(file), 1):
        if isinstance(line, Problem):
            yield line
            continue
        text = line.get("text")
        if not isinstance(text, str):
            yield Problem(f"Line {number} has no text.")
            continue
        if line.get("answer", "accept") != "accept":
            continue
        meta = line.get("meta")
        named = meta.get("article") if isinstance(meta, dict) else None
        name = str(named or f"prodigy-{number}")
        annotator = str(line.get("_annotator_id") or line.get("_session_id") or "")
        yield from carried_claims(
            line, name, text, list(_spans(line, text)), into, annotator=annotator
        )


def _spans(line: dict[str, JSONValue], text: str) -> Iterator[LabelledSpan]:
    listed = line.get("spans")
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict):
            span = span_within(text, item.get("start"), item.get("end"))
            if span and item.get("label"):
                yield LabelledSpan(span, str(item["label"]), str(item.get("claim", "")))
