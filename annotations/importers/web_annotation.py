"""W3C Web Annotation: a collection, a page, a list or one annotation, ours or another's.

Bodies with the purpose `tagging` are tags, `commenting` the note, `describing` the
statement, `assessing` the verdict. The first TextQuoteSelector and the first
TextPositionSelector anchor the claim; one of them is enough. Files of Hypothesis are read
as `hypothesis` reads them.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO
from urllib.parse import unquote

from annotations.anchoring import describe
from annotations.claim import ArticleReference, Claim, JSONValue
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.importers.contract import Found, ImportTarget, Problem
from annotations.importers.hypothesis import read_rows, rows_of
from annotations.importers.labelled_spans import by_place, place_in
from annotations.importers.stable_ids import stable_id
from annotations.records import article_record, from_record, read_article, written_time

_Node = Mapping[str, JSONValue]


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claim of each annotation.

    Raises:
        ClaimImportError: It is not JSON.
    """
    try:
        document = json.loads(file.read())
    except ValueError as error:
        raise ClaimImportError(f"These are no Web Annotations: {error}.") from error
    rows = rows_of(document)
    if rows is not None:
        yield from read_rows(rows, into)
        return
    found: list[tuple[Claim, bool]] = []
    for number, node in enumerate(_annotations(document), 1):
        try:
            is_ours = isinstance(node.get("copydesk:claim"), dict)
            found.append((from_record(_record(node, into)), is_ours))
        except (ValueError, InvalidClaimError) as error:
            yield Problem(f"Annotation {number} cannot be read: {error}")
    taken = {claim.id for claim, _ in found}
    # What no annotation of the file says, its program does not keep.
    kept = frozenset(
        name
        for name in ("note", "statement", "verdict")
        if any(getattr(claim, name) for claim, _ in found)
    )
    for claim, is_ours in found:
        known = None if is_ours else _given_out(claim, taken, into)
        if known is not None:
            taken.add(known.id)
            claim = _over(known, claim, kept, into)
        yield claim


def _given_out(claim: Claim, taken: Collection[str], into: ImportTarget) -> Claim | None:
    """Return the claim that was given out and that a server put an id of its own to."""
    text = into.text_of(claim.article) or ""
    place, tags = place_in(text, claim), set(claim.tags)
    if place is None:
        return None
    places = by_place(text, (one for one in into.given_out(claim.article.path)))
    there = [one for one in places.get(place, ()) if one.id not in taken]
    same = [one for one in there if set(one.tags) == tags]
    near = [
        one
        for span, listed in places.items()
        if span.overlaps(place)
        for one in listed
        if one.id not in taken and set(one.tags) == tags
    ]
    return next(iter(same or there or near), None)


def _over(known: Claim, claim: Claim, kept: Collection[str], into: ImportTarget) -> Claim:
    """Return a known claim with what an annotation says of it now, in the fields that are kept."""
    text = into.text_of(known.article) or ""
    place = place_in(text, claim)
    is_there = place is None or place == place_in(text, known)
    said = replace(
        known,
        anchor=known.anchor if is_there or place is None else describe(text, place),
        tags=tuple(tag for tag in known.tags if tag in claim.tags)
        + tuple(tag for tag in claim.tags if tag not in known.tags),
        note=claim.note if "note" in kept else known.note,
        statement=claim.statement if "statement" in kept else known.statement,
    )
    if "verdict" in kept:
        scale = known.verdict.scale if known.verdict else ""
        said = replace(said, verdict=claim.verdict and replace(claim.verdict, scale=scale))
    return known if said == known else replace(said, modified=into.made)


def _annotations(value: JSONValue) -> Iterator[_Node]:
    if isinstance(value, list):
        for part in value:
            yield from _annotations(part)
    elif isinstance(value, dict):
        if "target" in value:
            yield value
        else:
            for key in ("first", "items", "@graph"):
                yield from _annotations(value.get(key))


def _record(node: _Node, into: ImportTarget) -> dict[str, JSONValue]:
    ours = node.get("copydesk:claim")
    record: dict[str, JSONValue] = dict(ours) if isinstance(ours, dict) else {}
    target = _first(node.get("target"))
    article = _article(record, target, into)
    anchor = _anchor(target, article, into)
    bodies = list(_bodies(node))
    tags = [value for purpose, value in bodies if purpose == "tagging"]
    motivations = node.get("motivation")
    named = motivations if isinstance(motivations, list) else [motivations]
    identifier = node.get("id") or stable_id(article.path, *anchor.values())
    verdict = _said(bodies, "assessing")
    held = record.pop("verdict", None)
    if verdict:
        scale = held.get("scale", "") if isinstance(held, dict) else ""
        record["verdict"] = {"value": verdict, "scale": scale}
    created = node.get("created") or written_time(into.made)
    return {
        "id": stable_id("web annotation", identifier),
        "kind": "statement",
        **record,
        "article": article_record(article),
        "anchor": anchor,
        "tags": list(dict.fromkeys(tags)) or [str(named[0] or "highlighting")],
        "note": _said(bodies, "commenting"),
        "statement": _said(bodies, "describing"),
        "annotator": _creator(node.get("creator")) or ("" if ours else into.annotator),
        "created": created,
        "modified": node.get("modified") or created,
    }


def _article(record: _Node, target: JSONValue, into: ImportTarget) -> ArticleReference:
    described = record.get("article")
    if isinstance(described, dict):
        return read_article(described)
    source = target.get("source") if isinstance(target, dict) else target
    if isinstance(source, dict):
        source = source.get("id")
    name = unquote(str(source or "").removeprefix("urn:x-copydesk:article:"))
    article = into.article_named(name, "")
    if name.startswith("urn:") and into.text_of(article) is None:
        # Who makes names of this kind puts what the document is called behind their own parts.
        last = into.article_named(name.rpartition(":")[2], "")
        if into.text_of(last) is not None:
            return last
    return article


def _anchor(
    target: JSONValue, article: ArticleReference, into: ImportTarget
) -> dict[str, JSONValue]:
    selectors = target.get("selector") if isinstance(target, dict) else None
    anchor: dict[str, JSONValue] = {}
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(selector, dict):
            kind = selector.get("type")
            names = {
                "TextQuoteSelector": ("exact", "prefix", "suffix"),
                "TextPositionSelector": ("start", "end"),
            }.get(str(kind), ())
            for name in names:
                if name in selector:
                    anchor.setdefault(name, selector[name])
    start, end = anchor.get("start"), anchor.get("end")
    if "exact" not in anchor and isinstance(start, int) and isinstance(end, int):
        anchor["exact"] = (into.text_of(article) or "")[start:end]
    if not anchor.get("exact"):
        raise ValueError("it selects no words.")
    if not isinstance(start, int) or not isinstance(end, int):
        anchor["start"], anchor["end"] = 0, len(str(anchor["exact"]))
    return anchor


def _bodies(node: _Node) -> Iterator[tuple[str, str]]:
    """Yield the purpose and the text of each textual body."""
    bodies = node.get("body")
    motivation = node.get("motivation")
    usual = "tagging" if motivation == "tagging" else "commenting"
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            yield str(body.get("purpose") or usual), str(body["value"])
    if isinstance(node.get("bodyValue"), str):
        yield usual, str(node["bodyValue"])


def _said(bodies: list[tuple[str, str]], purpose: str) -> str:
    return "\n".join(value for named, value in bodies if named == purpose)


def _creator(creator: JSONValue) -> str:
    creator = _first(creator)
    if isinstance(creator, dict):
        creator = creator.get("name") or creator.get("nickname") or creator.get("id")
    return str(creator or "")


def _first(value: JSONValue) -> JSONValue:
    return value[0] if isinstance(value, list) and value else value
