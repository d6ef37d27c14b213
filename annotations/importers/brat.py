"""brat standoff: a folder of .txt and .ann files, ours or another's.

A text-bound annotation's type is a tag, under the name that visual.conf gives it; its
attributes Verdict and Kind are the claim's, AnnotatorNotes the note. The words that stand
in the line win over its offsets. Parts of a discontinuous annotation become the stretch
from the first to the last, which is told where words stand between them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from annotations.claim import Claim, ClaimKind, Verdict
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.formats.standoff import drawn_label, fragments, plain_value
from annotations.importers.archives import unpacked
from annotations.importers.contract import Found, GivenOut, ImportTarget, Problem
from annotations.importers.counted_offsets import CountedText
from annotations.importers.labelled_spans import (
    LabelledSpan,
    by_place,
    labelled_claims,
    own_pieces,
    place_in,
)
from annotations.records import from_record
from annotations.span import Span


@dataclass(slots=True)
class _Bound:
    """One text-bound annotation with what is said of it; `id` is brat's."""

    id: str
    kind: str
    parts: list[tuple[int, int]]
    words: str
    claim: str = ""
    note: str = ""
    said: dict[str, str] = field(default_factory=dict)
    span: Span | None = None


@dataclass(slots=True)
class _Sidecar:
    """What our own folder carries beside brat's files: claims by the document they are in."""

    tags: dict[str, str] = field(default_factory=dict)
    claims: dict[str, list[Claim]] = field(default_factory=dict)


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claims of each .txt with an .ann beside it.

    Raises:
        ClaimImportError: It is not an archive, or has no such pair.
    """
    files = unpacked(
        file,
        lambda name: name.endswith((".txt", ".ann", ".conf", "claims.jsonl")),
        "a folder of brat files",
    )
    documents = sorted(
        name[:-4] for name in files if name.endswith(".ann") and f"{name[:-4]}.txt" in files
    )
    if not documents and "annotation.conf" not in files:
        raise ClaimImportError("There is no .txt with an .ann beside it in this folder.")
    sidecar = _Sidecar()
    yield from _read_sidecar(files, sidecar)
    for name in documents:
        try:
            written, lines = files[f"{name}.txt"].decode(), files[f"{name}.ann"].decode()
        except UnicodeDecodeError as error:
            yield Problem(f"{name} is not UTF-8 text: {error}.")
            continue
        yield from _claims(name, CountedText(written), lines, sidecar, into)


def _read_sidecar(files: dict[str, bytes], sidecar: _Sidecar) -> Iterator[Problem]:
    for line in files.get("visual.conf", b"").decode(errors="replace").splitlines():
        kind, bar, label = line.partition("|")
        if bar and re.fullmatch(r"[^\s|\[\]]+", kind.strip()):
            sidecar.tags[kind.strip()] = label.split("|")[0].strip()
    for record in files.get("claims.jsonl", b"").splitlines():
        try:
            found = json.loads(record)
            if "types" in found:
                sidecar.tags.update({kind: tag for tag, kind in found["types"].items()})
            else:
                claim = from_record(found["claim"])
                sidecar.claims.setdefault(str(found.get("document")), []).append(claim)
        except (ValueError, KeyError, TypeError, AttributeError, InvalidClaimError) as error:
            yield Problem(f"A line of claims.jsonl cannot be read: {error}")


def _claims(
    name: str, counted: CountedText, lines: str, sidecar: _Sidecar, into: ImportTarget
) -> Iterator[Found]:
    text = counted.text
    records = sidecar.claims.get(name, [])
    yield from map(GivenOut, records)
    article = into.article_named(f"{name}.txt", text)
    if records:
        article = records[-1].article
    records = records or list(into.given_out(article.path))
    bounds = []
    own = _own_places(text, records)
    for bound in _bounds(lines, name):
        if isinstance(bound, _Bound):
            yield from _placed(bound, name, counted)
            if bound.span:
                parts = tuple(fragments(text, bound.span))
                at = own.get((bound.claim, parts)) or own.get(("", parts))
                bound.span = at or bound.span
                bounds.append(bound)
        else:
            yield bound
    labels = {drawn_label(tag): tag for claim in records for tag in claim.tags}
    spans = []
    for bound in bounds:
        if bound.span:
            label = sidecar.tags.get(bound.kind, bound.kind)
            spans.append(LabelledSpan(bound.span, labels.get(label, label), bound.claim))
    by_claim: dict[str, list[_Bound]] = {}
    free: dict[Span | None, list[_Bound]] = {}
    for bound in bounds:
        by_claim.setdefault(bound.claim, []).append(bound)
        free.setdefault(bound.span, []).append(bound)
    known_at = by_place(text, records)
    for found in labelled_claims(article, text, spans, records, into):
        if isinstance(found, Claim):
            there: Sequence[_Bound] = by_claim.get(found.id, [])
            place = None if there else place_in(text, found)
            if place is not None:
                was = {claim.id: _as_brat_has_it(claim) for claim in known_at.get(place, ())}
                there = own_pieces(found, free.get(place, []), _as_it_is, was)
            found = _said(found, there, into)
        yield found


def _as_brat_has_it(claim: Claim) -> tuple[str, str, str]:
    verdict = plain_value(claim.verdict.value) if claim.verdict else ""
    return " ".join(claim.note.split()), verdict, claim.kind


def _as_it_is(bound: _Bound) -> tuple[str, str, str]:
    return bound.note, bound.said.get("Verdict", ""), bound.said.get("Kind", "")


def _own_places(
    text: str, records: Sequence[Claim]
) -> dict[tuple[str, tuple[tuple[int, int], ...]], Span]:
    """Return where claims stand, by their ids and the parts that brat has, without blank ends."""
    places = {}
    for claim in records:
        if place := place_in(text, claim):
            parts = tuple(fragments(text, place))
            places[claim.id, parts] = place
            places.setdefault(("", parts), place)
    return places


def _placed(bound: _Bound, name: str, counted: CountedText) -> Iterator[Problem]:
    """Find the annotation's span, and yield what has to be told of it."""
    first, last = bound.parts[0], bound.parts[-1]
    if len(bound.parts) == 1:
        bound.span = counted.span(*first, bound.words)
    else:
        spans = [counted.span(*part) for part in bound.parts]
        found = [span for span in spans if span]
        if len(found) == len(spans) and _reads(counted.text, found, bound.words):
            bound.span = Span(found[0].start, found[-1].end)
            between = counted.text[found[0].end : found[-1].start]
            for part in found[1:-1]:
                between = between.replace(part.of(counted.text), "", 1)
            if between.strip():
                yield Problem(
                    f"{bound.id} of {name} is in {len(found)} pieces; it became one claim from "
                    f"the first to the last, with what stands between them: "
                    f"“{bound.span.of(counted.text)}”."
                )
        else:
            bound.span = counted.span(first[0], last[1], bound.words)
    if bound.span is None:
        yield Problem(
            f"The words of {bound.id} of {name}, “{bound.words}”, do not stand at {first[0]} to "
            f"{last[1]}, nor in one place near it."
        )


def _reads(text: str, spans: Sequence[Span], words: str) -> bool:
    return " ".join(span.of(text) for span in spans).split() == words.split()


def _said(claim: Claim, bounds: Sequence[_Bound], into: ImportTarget) -> Claim:
    """Return the claim with the note, the verdict and the kind that brat has."""
    changes: dict[str, object] = {}
    note = next((bound.note for bound in bounds if bound.note), "")
    if note != " ".join(claim.note.split()):
        changes["note"] = note
    said = {name: value for bound in reversed(bounds) for name, value in bound.said.items()}
    verdict = said.get("Verdict", "")
    had = plain_value(claim.verdict.value) if claim.verdict else ""
    if ("Kind" in said or verdict) and verdict != had:
        scale = claim.verdict.scale if claim.verdict else ""
        changes["verdict"] = _verdict(verdict, scale, into) if verdict else None
    kind = said.get("Kind", "")
    if kind in ("quote", "figure", "statement") and kind != claim.kind:
        changes["kind"] = cast(ClaimKind, kind)
    return replace(claim, modified=into.made, **changes) if changes else claim  # type: ignore[arg-type]


def _verdict(value: str, scale: str, into: ImportTarget) -> Verdict:
    """Return the verdict that brat writes without blanks."""
    for known in into.scales:
        for verdict in known.values:
            if plain_value(verdict) == value and scale in ("", known.name):
                return Verdict(value=verdict, scale=known.name)
    return Verdict(value=value, scale=scale)


def _bounds(lines: str, name: str) -> Iterator[_Bound | Problem]:
    bounds: dict[str, _Bound] = {}
    attributes = []
    notes = []
    for number, line in enumerate(lines.split("\n"), 1):
        cells = line.rstrip("\r").split("\t", 2)
        try:
            if line.startswith("T"):
                kind, _, places = cells[1].partition(" ")
                parts = [(int(start), int(end)) for start, end in map(str.split, places.split(";"))]
                words = cells[2] if len(cells) > 2 else ""
                bounds[cells[0]] = _Bound(cells[0], kind, sorted(parts), words)
            elif line.startswith(("A", "M")):
                attribute, target, value = f"{cells[1]} true".split(" ", 3)[:3]
                attributes.append((attribute, target, value))
            elif line.startswith("#"):
                kind, target = cells[1].split()
                notes.append((kind, target, cells[2] if len(cells) > 2 else ""))
        except (ValueError, IndexError):
            yield Problem(f"Line {number} of {name}.ann cannot be read.")
    for attribute, target, value in attributes:
        if target in bounds:
            bounds[target].said[attribute] = value
    for kind, target, words in notes:
        if target in bounds and kind == "ClaimId":
            bounds[target].claim = words
        elif target in bounds and kind == "AnnotatorNotes":
            bounds[target].note = words
    yield from bounds.values()
