"""REFI-QDA projects (.qdpx), ours or of NVivo, MAXQDA, ATLAS.ti, QualCoder and others.

A coded selection of a plain text is a claim, its codes are the tags, its notes the note.
Programs that make a selection for each code give back several of one claim: those on the
same words by the same person are one again. Programs that code lines name a selection “line:3”:
a code of a claim on that line is that claim's. Sources that are not text (pictures, sound,
PDF) are listed as problems.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO
from xml.etree import ElementTree as ET

from annotations.claim import ArticleReference, Claim
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.formats.coding_memo import memo_of, note_name, read_memo
from annotations.formats.identifiers import guid
from annotations.formats.xml_text import as_read, parsed
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

_LINE = re.compile(r"line:(\d{1,9})")
_QDE = {"q": "urn:QDA-XML:project:1.0"}


@dataclass(slots=True)
class _Project:
    """What selections refer to, by the id they refer with; `claims` by their selection's id.

    `is_by_cases` tells a project of our first form, where cases carried the records and the
    statement was the description; `has_memos` that the program kept what was noted; `untouched`
    are the notes that are still called by their own words, as we call them.
    """

    codes: dict[str, str]
    users: dict[str, str]
    notes: dict[str, str]
    texts: dict[str, bytes]
    claims: dict[str, Claim] = field(default_factory=dict)
    untouched: set[str] = field(default_factory=set)
    is_by_cases: bool = False
    has_memos: bool = False


@dataclass(frozen=True, slots=True)
class _Selection:
    """A coded selection: its words, its codes, what is noted on it, and by whom."""

    id: str
    span: Span
    labels: tuple[str, ...]
    memo: str
    note: str
    user: str
    line: int | None = None


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claims of each text source.

    Raises:
        ClaimImportError: It is not a REFI-QDA project.
    """
    files = unpacked(
        file,
        lambda name: name.lower().endswith((".qde", ".txt", "claims.jsonl")),
        "a REFI-QDA project",
    )
    projects = [name for name in files if name.lower().endswith(".qde")]
    described = min(projects, key=lambda name: name.count("/"), default="")
    if not described:
        raise ClaimImportError("This is not a REFI-QDA project: it has no project.qde.")
    try:
        root = parsed(files[described])
    except (ET.ParseError, ValueError) as error:
        raise ClaimImportError(f"This is not a REFI-QDA project: {error}.") from error
    project = _Project(
        codes={_guid(code): code.get("name", "") for code in root.iterfind(".//q:Code", _QDE)},
        users={_guid(user): user.get("name", "") for user in root.iterfind(".//q:User", _QDE)},
        notes={
            _guid(note): note.findtext("q:PlainTextContent", "", _QDE)
            for note in root.iterfind("q:Notes/q:Note", _QDE)
        },
        texts={name.rpartition("/")[2]: content for name, content in files.items()},
    )
    project.untouched = {
        _guid(note)
        for note in root.iterfind("q:Notes/q:Note", _QDE)
        if note.get("name") == note_name(project.notes[_guid(note)])
    }
    project.has_memos = any(
        len(selection.findall(f".//q:{name}", _QDE)) > 0
        for selection in root.iterfind(".//q:PlainTextSelection", _QDE)
        for name in ("Description", "NoteRef")
    )
    yield from _carried(files.get("claims.jsonl", b""), root, project)
    for source in root.iterfind("q:Sources/*", _QDE):
        yield from _source(source, project, into)


def _carried(lines: bytes, root: ET.Element, project: _Project) -> Iterator[Problem]:
    """Take in the records of claims, which our own projects carry."""
    for line in lines.splitlines():
        try:
            claim = from_record(json.loads(line))
            project.claims[guid("selection", claim.id)] = claim
        except (ValueError, InvalidClaimError) as error:
            yield Problem(f"A line of claims.jsonl cannot be read: {error}")
    variables = root.iterfind("q:Variables/q:Variable", _QDE)
    record = {_guid(variable) for variable in variables if variable.get("name") == "record"}
    for case in root.iterfind("q:Cases/q:Case", _QDE) if record else ():
        selection = case.find("q:SelectionRef", _QDE)
        for value in case.iterfind("q:VariableValue", _QDE):
            variable = value.find("q:VariableRef", _QDE)
            if selection is None or variable is None or _target(variable) not in record:
                continue
            try:
                project.claims[_target(selection)] = from_record(
                    json.loads(value.findtext("q:TextValue", "", _QDE))
                )
                project.is_by_cases = True
            except (ValueError, InvalidClaimError) as error:
                yield Problem(f"A case cannot be read: {error}")


def _source(source: ET.Element, project: _Project, into: ImportTarget) -> Iterator[Found]:
    name = source.get("name", "")
    written = source.findtext("q:PlainTextContent", None, _QDE)
    if written is None:
        path = source.get("plainTextPath", "").rpartition("/")[2]
        content = project.texts.get(path)
        if content is None:
            yield Problem(f"The source “{name}” has no plain text here.")
            return
        written = content.decode("utf-8-sig", errors="replace")
    counted = CountedText(written)
    article, records = _article(source, name, counted.text, project, into)
    for record in records:
        yield GivenOut(record)
    records = records or list(into.given_out(article.path))
    by_guid = {guid("selection", claim.id): claim.id for claim in records}
    by_guid |= {key: claim.id for key, claim in project.claims.items() if claim in records}
    selections: list[_Selection] = []
    elements = source.findall("q:PlainTextSelection", _QDE)
    behind = _behind_end(elements, counted)
    for element in elements:
        selection = _selection(element, counted, project, behind)
        if selection is None:
            yield Problem(f"A selection of the source “{name}” leaves its text.")
        elif selection.labels:
            selections.append(selection)
    spans = [
        one
        for selection in selections
        for one in _labelled(selection, counted.text, records, by_guid.get(selection.id, ""))
    ]
    known = {claim.id for claim in records}
    by_claim: dict[str, list[_Selection]] = {}
    free: dict[Span, list[_Selection]] = {}
    known_at = by_place(counted.text, records)
    for one in selections:
        if one.id in by_guid:
            by_claim.setdefault(by_guid[one.id], []).append(one)
        else:
            free.setdefault(one.span, []).append(one)
    for found in labelled_claims(article, counted.text, spans, records, into):
        if isinstance(found, Claim):
            own = by_claim.get(found.id, [])
            place = None if own else place_in(counted.text, found)
            if place is not None:
                tags = set(found.tags)
                own = [one for one in free.get(place, ()) if tags.intersection(one.labels)]
                was = {claim.id: as_read(memo_of(claim)) for claim in known_at.get(place, ())}
                own = list(own_pieces(found, own, lambda one: one.memo, was))
            if found.id in known:
                found = _said(found, own, project, into)
            else:
                found = _said_of_new(found, own)
        yield found


def _labelled(
    selection: _Selection, text: str, records: Sequence[Claim], claim_id: str
) -> Iterator[LabelledSpan]:
    """Yield the labels of a selection; on a line, those of claims there at their own place.

    A program of lines may put all that it is given on the first.
    """
    for label in selection.labels:
        own = []
        if selection.line is not None:
            placed = ((claim, place_in(text, claim)) for claim in records if label in claim.tags)
            own = [
                (claim, place)
                for claim, place in placed
                if place and (not selection.line or selection.span.overlaps(place))
            ]
        if not own:
            span = selection.span
            if selection.line is not None:
                span = Span(span.start, span.start + len(span.of(text).rstrip()))
            yield LabelledSpan(span, label, claim_id, selection.user)
        for claim, place in own:
            yield LabelledSpan(place, label, claim.id, selection.user)


def _article(
    source: ET.Element, name: str, text: str, project: _Project, into: ImportTarget
) -> tuple[ArticleReference, list[Claim]]:
    """Return the article of a source, and the records of its claims that the project carries."""
    own = {_guid(element) for element in source.iterfind("q:PlainTextSelection", _QDE)}
    records = [claim for key, claim in project.claims.items() if key in own]
    paths = {claim.article.path for claim in records}
    paths |= {
        claim.article.path
        for claim in project.claims.values()
        if guid("article", claim.article.path) == _guid(source)
    }
    records = [claim for claim in project.claims.values() if claim.article.path in paths]
    if records:
        return records[-1].article, records
    return into.article_named(name, text), []


def _places(element: ET.Element) -> tuple[int, int] | None:
    try:
        return int(element.get("startPosition", "")), int(element.get("endPosition", ""))
    except ValueError:
        return None


def _behind_end(elements: Sequence[ET.Element], counted: CountedText) -> int:
    """Return how far behind the written ends the selections of a source end.

    The standard means the last character, and most programs write the place behind it. The words,
    which programs give as the name of a selection, tell which was meant.
    """
    fitting = [0, 0]
    for element in elements:
        if (name := element.get("name", "")) and (places := _places(element)):
            start, end = places
            for behind in (0, 1):
                found = counted.span(start, end + behind, name, only_there=True)
                fitting[behind] += found is not None
    return int(fitting[1] > fitting[0])


def _selection(
    element: ET.Element, counted: CountedText, project: _Project, behind: int
) -> _Selection | None:
    places = _places(element)
    if places is None:
        return None
    start, end = places[0], places[1] + behind
    name = element.get("name", "")
    span = counted.span(start, end, name, only_there=True) or counted.span(start, end)
    if span is None:
        return None
    codings = element.findall("q:Coding", _QDE)
    codes = [code for coding in codings for code in coding.iterfind("q:CodeRef", _QDE)]
    codes += element.findall("q:CodeRef", _QDE)
    labels = [project.codes.get(_target(code), "") for code in codes]
    notes = [_target(note) for note in element.iterfind(".//q:NoteRef", _QDE)]
    people = [element.get("creatingUser", ""), *(one.get("creatingUser", "") for one in codings)]
    return _Selection(
        _guid(element),
        span,
        tuple(dict.fromkeys(label for label in labels if label)),
        element.findtext("q:Description", "", _QDE) or "",
        "\n".join(filter(None, (project.notes.get(note) for note in dict.fromkeys(notes)))),
        next((project.users[_plain(one)] for one in people if _plain(one) in project.users), ""),
        int(line[1]) if (line := _LINE.fullmatch(name)) else None,
    )


def _said_of_new(claim: Claim, selections: Sequence[_Selection]) -> Claim:
    """Return a claim made elsewhere with what is noted on its selections."""
    memos = "\n".join(dict.fromkeys(one.memo for one in selections if one.memo))
    notes = "\n".join(dict.fromkeys(one.note for one in selections if one.note))
    claim = read_memo(memos, claim) if memos else claim
    if notes and notes not in memos:
        claim = replace(claim, note="\n".join(filter(None, (claim.note, notes))))
    return claim


def _said(
    claim: Claim, selections: Sequence[_Selection], project: _Project, into: ImportTarget
) -> Claim:
    """Return the claim with what is noted on its selections, where it says something else."""
    memos = dict.fromkeys(one.memo for one in selections if one.memo)
    note = "\n".join(dict.fromkeys(one.note for one in selections if one.note))
    said = claim
    if project.is_by_cases:
        statement = next(iter(memos), "")
        if note != as_read(claim.note):
            said = replace(said, note=note)
        if statement != as_read(claim.statement):
            said = replace(said, statement=statement)
    else:
        was = as_read(memo_of(claim))
        memo = next((memo for memo in memos if memo != was), was if memos else "")
        if memos and memo != was:
            said = read_memo(memo, claim)
        elif memos and guid("note", claim.id) in project.untouched:
            pass  # the note as it was given out: what was written on the selection counts
        elif note and note != as_read(claim.note):
            said = replace(claim, note=note)
        elif not memos and not note and was and project.has_memos:
            said = read_memo("", claim)
    return claim if said == claim else replace(said, modified=into.made)


def _guid(element: ET.Element) -> str:
    return _plain(element.get("guid", ""))


def _target(element: ET.Element) -> str:
    return _plain(element.get("targetGUID", ""))


def _plain(guid: str) -> str:
    return guid.strip("{}").lower()
