"""REFI-QDA projects (.qdpx), ours or of NVivo, MAXQDA, ATLAS.ti, QualCoder and others.

A coded selection of a plain text is a claim, its codes are the tags, its notes the note.
Sources that are not text (pictures, sound, PDF) are listed as problems.
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from xml.etree import ElementTree as ET

from annotations.claim import Claim
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.formats.xml_text import legal
from annotations.importers.contract import Desk, Problem
from annotations.importers.labelled_spans import changed, new_claim, span_within
from annotations.records import from_record

_QDE = {"q": "urn:QDA-XML:project:1.0"}


@dataclass(frozen=True, slots=True)
class _Project:
    """What selections refer to, by the id they refer with."""

    codes: dict[str, str]
    users: dict[str, str]
    notes: dict[str, str]
    claims: dict[str, Claim]
    texts: dict[str, bytes]


def read(file: BinaryIO, desk: Desk) -> Iterator[Claim | Problem]:
    """Yield the claims of each text source.

    Raises:
        ClaimImportError: It is not a REFI-QDA project.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            described = next(name for name in names if name.lower().endswith(".qde"))
            root = ET.fromstring(archive.read(described))
            texts = {
                name.rpartition("/")[2]: archive.read(name)
                for name in names
                if name.lower().endswith(".txt")
            }
    except (zipfile.BadZipFile, StopIteration, ET.ParseError) as error:
        raise ClaimImportError("This is not a REFI-QDA project.") from error
    problems: list[Problem] = []
    project = _Project(
        codes={_guid(code): code.get("name", "") for code in root.iterfind(".//q:Code", _QDE)},
        users={_guid(user): user.get("name", "") for user in root.iterfind(".//q:User", _QDE)},
        notes={
            _guid(note): note.findtext("q:PlainTextContent", "", _QDE)
            for note in root.iterfind("q:Notes/q:Note", _QDE)
        },
        claims=_claims(root, problems),
        texts=texts,
    )
    yield from problems
    for source in root.iterfind("q:Sources/*", _QDE):
        yield from _source(source, project, desk)


def _claims(root: ET.Element, problems: list[Problem]) -> dict[str, Claim]:
    """Return the claims whose records the cases carry, by the selection's id."""
    record = {
        _guid(variable)
        for variable in root.iterfind("q:Variables/q:Variable", _QDE)
        if variable.get("name") == "record"
    }
    claims = {}
    for case in root.iterfind("q:Cases/q:Case", _QDE):
        selection = case.find("q:SelectionRef", _QDE)
        for value in case.iterfind("q:VariableValue", _QDE):
            variable = value.find("q:VariableRef", _QDE)
            if selection is None or variable is None or _target(variable) not in record:
                continue
            try:
                claims[_target(selection)] = from_record(
                    json.loads(value.findtext("q:TextValue", "", _QDE))
                )
            except (ValueError, InvalidClaimError) as error:
                problems.append(Problem(f"A case cannot be read: {error}"))
    return claims


def _source(source: ET.Element, project: _Project, desk: Desk) -> Iterator[Claim | Problem]:
    name = source.get("name", "")
    written = source.findtext("q:PlainTextContent", None, _QDE)
    if written is None:
        path = source.get("plainTextPath", "").rpartition("/")[2]
        content = project.texts.get(path)
        if content is None:
            yield Problem(f"The source “{name}” has no plain text here.")
            return
        written = content.decode("utf-8-sig", errors="replace")
    text = written.replace("\r\n", "\n")
    for selection in source.iterfind("q:PlainTextSelection", _QDE):
        codings = selection.iterfind("q:Coding/q:CodeRef", _QDE)
        labels = [project.codes.get(_target(code), "") for code in codings]
        labels = [label for label in labels if label]
        span = span_within(
            text,
            _offset(selection, "startPosition", written),
            _offset(selection, "endPosition", written),
        )
        if span is None:
            yield Problem(f"A selection of the source “{name}” leaves its text.")
        elif labels:
            known = project.claims.get(_guid(selection))
            if known is None:
                user = project.users.get(_plain(selection.get("creatingUser", "")), "")
                article = desk.article_named(name, text)
                claim = new_claim(article, text, span, labels, desk, annotator=user)
            else:
                claim = changed(known, text, span, labels, desk)
            yield _said(claim, selection, project, desk)


def _said(claim: Claim, selection: ET.Element, project: _Project, desk: Desk) -> Claim:
    """Return the claim with the selection's note and description, where they are others."""
    notes = [project.notes.get(_target(note), "") for note in selection.iterfind("q:NoteRef", _QDE)]
    note = "\n".join(filter(None, notes))
    statement = selection.findtext("q:Description", "", _QDE)
    if note != _as_xml(claim.note):
        claim = replace(claim, note=note, modified=desk.made)
    if statement != _as_xml(claim.statement):
        claim = replace(claim, statement=statement, modified=desk.made)
    return claim


def _as_xml(text: str) -> str:
    """Return the text as a reader of XML gets it back."""
    return legal(text).replace("\r\n", "\n").replace("\r", "\n")


def _offset(selection: ET.Element, name: str, text: str) -> int | None:
    """Return an offset as if the source's lines ended in LF."""
    try:
        offset = int(selection.get(name, ""))
    except ValueError:
        return None
    return offset - text.count("\r\n", 0, max(offset, 0))


def _guid(element: ET.Element) -> str:
    return _plain(element.get("guid", ""))


def _target(element: ET.Element) -> str:
    return _plain(element.get("targetGUID", ""))


def _plain(guid: str) -> str:
    return guid.strip("{}").lower()
