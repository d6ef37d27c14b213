"""brat standoff: a folder of .txt and .ann files, ours or another's.

A text-bound annotation's type is a tag, under the name that visual.conf gives it. Parts of
a discontinuous annotation become the stretch from the first to the last. AnnotatorNotes
are the claim's note.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from annotations.claim import Claim
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.formats.standoff import fragments
from annotations.importers.contract import Desk, Problem
from annotations.importers.labelled_spans import changed, new_claim, place_in, span_within
from annotations.records import from_record
from annotations.span import Span


@dataclass(slots=True)
class _Bound:
    """One text-bound annotation with the notes on it."""

    kind: str
    parts: list[tuple[int, int]]
    claim: str = ""
    note: str = ""


@dataclass(slots=True)
class _Sidecar:
    """What our own folder carries beside brat's files."""

    tags: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)


def read(file: BinaryIO, desk: Desk) -> Iterator[Claim | Problem]:
    """Yield the claims of each .txt with an .ann beside it.

    Raises:
        ClaimImportError: It is not an archive, or has no such pair.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile as error:
        raise ClaimImportError("This is no folder of brat files and no ZIP of one.") from error
    documents = sorted(
        name[:-4] for name in files if name.endswith(".ann") and f"{name[:-4]}.txt" in files
    )
    if not documents and "annotation.conf" not in files:
        raise ClaimImportError("There is no .txt with an .ann beside it in this folder.")
    sidecar = _Sidecar()
    yield from _read_sidecar(files, sidecar)
    for name in documents:
        try:
            text = files[f"{name}.txt"].decode()
            lines = files[f"{name}.ann"].decode()
        except UnicodeDecodeError as error:
            yield Problem(f"{name} is not UTF-8 text: {error}.")
            continue
        yield from _claims(name, text, lines, sidecar, desk)


def _read_sidecar(files: dict[str, bytes], sidecar: _Sidecar) -> Iterator[Problem]:
    for line in files.get("visual.conf", b"").decode(errors="replace").splitlines():
        kind, bar, label = line.partition("|")
        if bar and re.fullmatch(r"[\w-]+", kind.strip()):
            sidecar.tags[kind.strip()] = label.split("|")[0].strip()
    for record in files.get("claims.jsonl", b"").splitlines():
        try:
            found = json.loads(record)
            if "types" in found:
                sidecar.tags.update({kind: tag for tag, kind in found["types"].items()})
            else:
                claim = from_record(found["claim"])
                sidecar.claims[claim.id] = claim
        except (ValueError, KeyError, TypeError, AttributeError, InvalidClaimError) as error:
            yield Problem(f"A line of claims.jsonl cannot be read: {error}")


def _claims(
    name: str, text: str, lines: str, sidecar: _Sidecar, desk: Desk
) -> Iterator[Claim | Problem]:
    groups: dict[object, list[_Bound]] = {}
    for bound in _bounds(lines, name):
        if isinstance(bound, Problem):
            yield bound
        else:
            known = bound.claim in sidecar.claims
            groups.setdefault(bound.claim if known else tuple(bound.parts), []).append(bound)
    for bounds in groups.values():
        parts = bounds[-1].parts
        span = span_within(text, parts[0][0], parts[-1][1])
        if span is None:
            yield Problem(
                f"An annotation of {name} leaves the text: {parts[0][0]} to {parts[-1][1]}."
            )
            continue
        labels = [sidecar.tags.get(bound.kind, bound.kind) for bound in bounds]
        claim = sidecar.claims.get(bounds[0].claim)
        if claim is None:
            article = desk.article_named(f"{name}.txt", text)
            claim = new_claim(article, text, span, labels, desk)
        else:
            claim = changed(claim, text, _kept(text, claim, parts, span), labels, desk)
        note = next((bound.note for bound in bounds if bound.note), "")
        if note != " ".join(claim.note.split()):
            claim = replace(claim, note=note, modified=desk.made)
        yield claim


def _kept(text: str, claim: Claim, parts: list[tuple[int, int]], span: Span) -> Span:
    """Return the claim's own span where brat still has it, but for blanks at its ends."""
    place = place_in(text, claim)
    return place if place and fragments(text, place) == parts else span


def _bounds(lines: str, name: str) -> Iterator[_Bound | Problem]:
    bounds: dict[str, _Bound] = {}
    notes = []
    for number, line in enumerate(lines.split("\n"), 1):
        cells = line.rstrip("\r").split("\t", 2)
        try:
            if line.startswith("T"):
                kind, _, places = cells[1].partition(" ")
                parts = [(int(start), int(end)) for start, end in map(str.split, places.split(";"))]
                bounds[cells[0]] = _Bound(kind, sorted(parts))
            elif line.startswith("#"):
                kind, target = cells[1].split()
                notes.append((kind, target, cells[2] if len(cells) > 2 else ""))
        except (ValueError, IndexError):
            yield Problem(f"Line {number} of {name}.ann cannot be read.")
    for kind, target, words in notes:
        if target in bounds and kind == "ClaimId":
            bounds[target].claim = words
        elif target in bounds and kind == "AnnotatorNotes":
            bounds[target].note = words
    yield from bounds.values()
