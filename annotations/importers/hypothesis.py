"""Hypothesis: the rows of its API, or the file that its sidebar exports.

A row's tags are the claim's, its text is the memo of a claim: the note, and a line for
each of statement, claimant and verdict. The account is the annotator. Rows that select no
words (notes on a page, answers) are listed as problems.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from annotations.anchoring import Placed, locate
from annotations.claim import Anchor, ArticleReference, Claim, JSONValue
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.formats.coding_memo import memo_of, read_memo
from annotations.formats.hypothesis_users import name_of
from annotations.importers.contract import Covered, Found, GivenOut, ImportTarget, Problem
from annotations.importers.labelled_spans import (
    LabelledSpan,
    by_place,
    labelled_claims,
    own_pieces,
    place_in,
)
from annotations.importers.stable_ids import stable_id
from annotations.records import from_record, read_time
from annotations.span import Span

_Node = Mapping[str, JSONValue]

UNTAGGED = "highlighting"
"""The tag of a highlight that has none."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One annotation: where it stands, and what was said."""

    node: _Node
    article: ArticleReference
    anchor: Anchor
    tags: tuple[str, ...]
    user: str
    carried: Claim | None = None


def rows_of(document: JSONValue) -> Sequence[JSONValue] | None:
    """Return the annotations of a Hypothesis file, None where it is none."""
    if isinstance(document, dict):
        for key in ("rows", "annotations"):
            listed = document.get(key)
            if isinstance(listed, list) and (not listed or any(map(is_row, listed))):
                return listed
    if isinstance(document, list) and document and all(map(is_row, document)):
        return document
    return None


def is_row(node: JSONValue) -> bool:
    """Tell whether this is an annotation as Hypothesis has them."""
    return isinstance(node, dict) and "uri" in node and ("target" in node or "user" in node)


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claim of each annotation that selects words.

    Raises:
        ClaimImportError: It is no such file.
    """
    try:
        document = json.loads(file.read())
    except ValueError as error:
        raise ClaimImportError(f"This is no file of Hypothesis: {error}.") from error
    rows = rows_of(document)
    if rows is None:
        raise ClaimImportError(
            "This is no file of Hypothesis: it has no list of annotations. In its sidebar "
            "choose “Export”, then “JSON”."
        )
    total = document.get("total") if isinstance(document, dict) else None
    yield from read_rows(rows, into, is_whole=not isinstance(total, int) or total <= len(rows))


def read_rows(
    rows: Sequence[JSONValue], into: ImportTarget, *, is_whole: bool = True
) -> Iterator[Found]:
    """Yield the claims of annotations; articles are covered where the file `is_whole`."""
    by_article: dict[str, list[_Row]] = {}
    for number, node in enumerate(rows, 1):
        found = _row(node, into) if isinstance(node, dict) else "is no annotation."
        if isinstance(found, str):
            yield Problem(f"Annotation {number} {found}")
        else:
            by_article.setdefault(found.article.path, []).append(found)
    for listed in by_article.values():
        for claim in _claims(listed, into):
            if is_whole or not isinstance(claim, Covered):
                yield claim


def _row(node: _Node, into: ImportTarget) -> _Row | str:
    if node.get("references"):
        return "is an answer to another, not about words in the article."
    anchor = _anchor(node)
    if anchor is None:
        return "is about the whole page, not about words in it."
    tags = node.get("tags")
    listed = [str(tag).strip() for tag in tags] if isinstance(tags, list) else []
    try:
        record = node.get("copydesk:claim")
        carried = from_record(record) if isinstance(record, dict) else None
    except InvalidClaimError as error:
        return f"carries a record that cannot be read: {error}"
    user = node.get("user_info")
    shown = user.get("display_name") if isinstance(user, dict) else None
    return _Row(
        node,
        carried.article if carried else _article(node, into),
        anchor,
        tuple(dict.fromkeys(filter(None, listed))) or (UNTAGGED,),
        str(shown or name_of(str(node.get("user") or ""))),
        carried,
    )


def _claims(rows: Sequence[_Row], into: ImportTarget) -> Iterator[Found]:
    """Yield the claims of one article."""
    article = rows[0].article
    text = into.text_of(article)
    carried = [row.carried for row in rows if row.carried]
    yield from map(GivenOut, carried)
    placed: list[tuple[_Row, Span]] = []
    for row in rows:
        place = locate(text, row.anchor) if text is not None else None
        if isinstance(place, Placed):
            placed.append((row, place.span))
        else:
            yield _said(replace(row.carried or _orphan(row, into), tags=row.tags), [row], into)
    if text is None:
        return
    records = carried or list(into.given_out(article.path))
    ids = {claim.id for claim in records}
    spans = [
        LabelledSpan(span, tag, str(row.node.get("id")), row.user)
        for row, span in placed
        for tag in row.tags
    ]
    by_id: dict[str, list[_Row]] = {}
    free: dict[Span, list[_Row]] = {}
    known_at = by_place(text, records)
    for row, span in placed:
        by_id.setdefault(str(row.node.get("id")), []).append(row)
        free.setdefault(span, []).append(row)
    for found in labelled_claims(article, text, spans, records, into):
        if isinstance(found, Claim):
            own = by_id.get(found.id, [])
            here = None if own else place_in(text, found)
            if here is not None:
                tags = set(found.tags)
                own = [row for row in free.get(here, ()) if tags.intersection(row.tags)]
                was = {claim.id: memo_of(claim) for claim in known_at.get(here, ())}
                own = list(own_pieces(found, own, lambda row: row.node.get("text"), was))
            if found.id not in ids:
                found = _dated(found, own)
            found = _said(found, own, into)
        yield found


def _said(claim: Claim, rows: Sequence[_Row], into: ImportTarget) -> Claim:
    """Return the claim with what the annotations' text says, where it says something else."""
    text = "\n".join(dict.fromkeys(str(row.node.get("text") or "") for row in rows)).strip("\n")
    if text == memo_of(claim).strip("\n"):
        return claim
    said = read_memo(text, claim)
    return claim if said == claim else replace(said, modified=max(claim.modified, into.made))


def _dated(claim: Claim, rows: Sequence[_Row]) -> Claim:
    times = [str(row.node.get(name)) for row in rows for name in ("created", "updated")]
    try:
        moments = [read_time(time) for time in times]
    except ValueError:
        return claim
    return replace(claim, created=min(moments), modified=max(moments)) if moments else claim


def _orphan(row: _Row, into: ImportTarget) -> Claim:
    claim = Claim(
        id=stable_id("hypothesis", row.node.get("id") or row.anchor),
        article=row.article,
        anchor=row.anchor,
        kind="statement",
        tags=row.tags,
        annotator=row.user or into.annotator,
        created=into.made,
        modified=into.made,
    )
    return _dated(claim, [row])


def _article(node: _Node, into: ImportTarget) -> ArticleReference:
    """Return the article at the address of an annotation, else the one with its title."""
    address = str(node.get("uri") or "")
    found = into.article_named(address.removeprefix("urn:x-copydesk:article:"), "")
    if into.text_of(found) is not None:
        return found
    document = node.get("document")
    titles = document.get("title") if isinstance(document, dict) else None
    for title in titles if isinstance(titles, list) else [titles]:
        named = into.article_named(str(title), "") if title else found
        if into.text_of(named) is not None:
            return named
    return found


def _anchor(node: _Node) -> Anchor | None:
    selectors: dict[str, _Node] = {}
    targets = node.get("target")
    for target in targets if isinstance(targets, list) else [targets]:
        listed = target.get("selector") if isinstance(target, dict) else None
        for selector in listed if isinstance(listed, list) else ():
            if isinstance(selector, dict):
                selectors.setdefault(str(selector.get("type")), selector)
    words = selectors.get("TextQuoteSelector", {})
    exact = str(words.get("exact") or "")
    if not exact:
        return None
    start = selectors.get("TextPositionSelector", {}).get("start")
    begin = start if isinstance(start, int) else 0
    return Anchor(
        exact=exact,
        prefix=str(words.get("prefix") or ""),
        suffix=str(words.get("suffix") or ""),
        start=begin,
        end=begin + len(exact),
    )
