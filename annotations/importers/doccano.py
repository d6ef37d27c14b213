"""doccano's JSON or JSON Lines: `label` (or `labels`, or `entities`) with offsets.

Its export is a ZIP archive with a file for each annotator, named so, or one of all.
The file of a project counts code points where we gave the offsets, and UTF-16 units where
somebody selected words on doccano's page: after a letter beyond the basic plane both
readings are tried, and the one that cuts no word is taken.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from annotations.claim import Claim, JSONValue
from annotations.errors import ClaimImportError
from annotations.importers.archives import unpacked
from annotations.importers.contract import Found, ImportTarget, Problem
from annotations.importers.counted_offsets import CountedText
from annotations.importers.labelled_spans import (
    LabelledSpan,
    carried_claims,
    given_out_with,
    json_objects,
    place_in,
)
from annotations.importers.stable_ids import stable_id
from annotations.span import Span


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claims of each line's text.

    Raises:
        ClaimImportError: It is an archive without such a file, or one that cannot be read.
    """
    for person, part in _parts(file):
        for number, line in enumerate(_lines(part), 1):
            if isinstance(line, Problem):
                yield line
                continue
            meta = line.get("meta")
            if isinstance(meta, dict):
                line = {**meta, **line}
            if isinstance(line.get("text"), str):
                yield from _claims(line, number, person, into)
            else:
                yield Problem(f"Line {number} has no text.")


def _parts(file: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the files of an export, each with whom its name tells."""
    if not zipfile.is_zipfile(file):
        file.seek(0)
        yield "", file
        return
    files = unpacked(file, lambda name: name.endswith((".jsonl", ".json")), "an export of doccano")
    if not files:
        raise ClaimImportError("The archive has no file of doccano in it: no .jsonl, no .json.")
    for name, content in files.items():
        person = PurePosixPath(name).stem
        yield "" if person in ("all", "unknown", "data") else person, io.BytesIO(content)


def _lines(file: BinaryIO) -> Iterator[dict[str, JSONValue] | Problem]:
    begin = file.read(1)
    file.seek(0)
    if begin != b"[":
        yield from json_objects(file)
        return
    try:
        listed = json.loads(file.read())
    except ValueError as error:
        raise ClaimImportError(f"This is no JSON of doccano: {error}.") from error
    for number, line in enumerate(listed, 1):
        yield line if isinstance(line, dict) else Problem(f"Text {number} is no JSON object.")


def _claims(
    line: dict[str, JSONValue], number: int, person: str, into: ImportTarget
) -> Iterator[Found]:
    name = str(line.get("filename") or f"doccano-{number}")
    counted = CountedText(str(line["text"]))
    records = given_out_with(line, name, counted.text, into)
    own = [place for claim in records if (place := place_in(counted.text, claim))]
    spans: list[LabelledSpan] = []
    for found in _spans(line, counted, own):
        if isinstance(found, Problem):
            yield Problem(f"Line {number}: {found.sentence}")
        else:
            spans.append(found)
    named = (str(line[key]) for key in ("annotator", "username", "user") if line.get(key))
    annotator = next(named, person)
    ids = {claim.id for claim in records}
    for one in carried_claims(line, name, counted.text, spans, into, annotator=annotator):
        if person and isinstance(one, Claim) and one.id not in ids:
            # Two people may have marked the same words, each in a file of their own.
            one = replace(one, id=stable_id(one.id, person))
        yield one


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
