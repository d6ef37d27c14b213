"""doccano's JSON Lines: `label` (or `labels`, or `entities`) with offsets in code points."""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.claim import Claim, JSONValue
from annotations.importers.contract import Desk, Problem
from annotations.importers.labelled_spans import (
    LabelledSpan,
    carried_claims,
    json_objects,
    span_within,
)


def read(file: BinaryIO, desk: Desk) -> Iterator[Claim | Problem]:
    """Yield the claims of each line's text."""
    for number, line in enumerate(json_objects(file), 1):
        if isinstance(line, Problem):
            yield line
            continue
        meta = line.get("meta")
        if isinstance(meta, dict):
            line = {**meta, **line}
        text = line.get("text")
        if not isinstance(text, str):
            yield Problem(f"Line {number} has no text.")
            continue
        name = str(line.get("filename") or f"doccano-{number}")
        yield from carried_claims(line, name, text, list(_spans(line, text)), desk)


def _spans(line: dict[str, JSONValue], text: str) -> Iterator[LabelledSpan]:
    for key in ("label", "labels", "entities"):
        listed = line.get(key)
        for item in listed if isinstance(listed, list) else ():
            if isinstance(item, dict):
                item = [item.get(name) for name in ("start_offset", "end_offset", "label")]
            if isinstance(item, list) and len(item) == 3:
                span = span_within(text, item[0], item[1])
                if span and item[2]:
                    yield LabelledSpan(span, str(item[2]))
