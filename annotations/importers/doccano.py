"""doccano's JSON Lines: `label` (or `labels`, or `entities`) with offsets.

The file of a project counts code points where we gave the offsets, and UTF-16 units where
somebody selected words on doccano's page: after a letter beyond the basic plane both
readings are tried, and the one that cuts no word is taken.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from annotations.claim import JSONValue
from annotations.importers.contract import Desk, Found, Problem
from annotations.importers.counted_offsets import CountedText
from annotations.importers.labelled_spans import (
    LabelledSpan,
    carried_claims,
    json_objects,
    own_places,
)
from annotations.span import Span


def read(file: BinaryIO, desk: Desk) -> Iterator[Found]:
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
        counted = CountedText(text)
        own = own_places(line, name, counted.text, desk)
        spans: list[LabelledSpan] = []
        for found in _spans(line, counted, own):
            if isinstance(found, Problem):
                yield Problem(f"Line {number}: {found.sentence}")
            else:
                spans.append(found)
        annotator = next(
            (str(line[key]) for key in ("annotator", "username", "user") if line.get(key)), ""
        )
        yield from carried_claims(line, name, counted.text, spans, desk, annotator=annotator)


def _spans(
    line: dict[str, JSONValue], counted: CountedText, own: Sequence[Span]
) -> Iterator[LabelledSpan | Problem]:
    for key in ("label", "labels", "entities"):
        listed = line.get(key)
        for item in listed if isinstance(listed, list) else ():
            if isinstance(item, dict):
                item = [item.get(name) for name in ("start_offset", "end_offset", "label")]
            if isinstance(item, list) and len(item) == 3 and item[2]:
                start, end, label = item
                span, other = counted.span(start, end), counted.other_span(start, end)
                if span is None and other is None:
                    yield Problem(f"“{label}” at {start} to {end} leaves the text.")
                    continue
                chosen = _chosen(counted.text, span, other, own)
                yield LabelledSpan(chosen, str(label))
                if span and other and chosen not in own and _is_unclear(counted.text, span, other):
                    yield Problem(
                        f"“{label}” at {start} to {end} may mean “{span.of(counted.text)}” or, "
                        f"counted as doccano's page does after an emoji, "
                        f"“{other.of(counted.text)}”, which was taken. Look at it."
                    )


def _chosen(text: str, span: Span | None, other: Span | None, own: Sequence[Span]) -> Span:
    """Return the reading that is a claim's place, else the one that cuts no word."""
    if span is None or other is None:
        found = span or other
        assert found is not None
        return found
    if span in own or other in own:
        return span if span in own else other
    return span if _cuts(text, span) < _cuts(text, other) else other


def _is_unclear(text: str, span: Span, other: Span) -> bool:
    return _cuts(text, span) == _cuts(text, other)


def _cuts(text: str, span: Span) -> int:
    """Return at how many ends a span cuts a word, or has a blank."""
    cuts = 0
    for place, inner in ((span.start, span.start), (span.end, span.end - 1)):
        around = text[max(0, place - 1) : place + 1]
        cuts += len(around) == 2 and around.isalnum()
        cuts += text[inner].isspace()
    return cuts
