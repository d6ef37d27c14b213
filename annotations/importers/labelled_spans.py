"""Claims from formats that know a text, spans and one label a span.

Such a file that we exported carries the claims' records beside the spans. What a person
changed in the other tool wins: a label that was added or taken away is a tag that was, a
span that was moved moves the claim, one that was deleted deletes it. All else comes from
the record. A span that belongs to no record is a new claim.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotations.anchoring import Placed, describe, locate
from annotations.claim import ArticleReference, Claim, JSONValue
from annotations.errors import InvalidClaimError
from annotations.importers.contract import Desk, Problem
from annotations.importers.stable_ids import stable_id
from annotations.records import from_record, read_article
from annotations.span import Span


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A span with a label; `claim` is the id of the claim it belongs to, where known."""

    span: Span
    label: str
    claim: str = ""


def carried_claims(
    data: Mapping[str, JSONValue],
    name: str,
    text: str,
    spans: Sequence[LabelledSpan],
    desk: Desk,
) -> Iterator[Claim | Problem]:
    """Yield the claims of one text, with the records and the article that `data` carries.

    `name` is what the file calls the article, for a file that is not ours.
    """
    records = []
    for record in records_of(data.get("claims")):
        if isinstance(record, Problem):
            yield record
        else:
            records.append(record)
    yield from labelled_claims(article_of(data, name, text, desk), text, spans, records, desk)


def labelled_claims(
    article: ArticleReference,
    text: str,
    spans: Sequence[LabelledSpan],
    records: Sequence[Claim],
    desk: Desk,
) -> Iterator[Claim]:
    """Yield the claims of one text, in the order of their spans."""
    known = {claim.id: claim for claim in records}
    own: dict[str, list[LabelledSpan]] = {}
    free: dict[Span, list[str]] = {}
    for one in spans:
        if one.claim in known:
            own.setdefault(one.claim, []).append(one)
        else:
            free.setdefault(one.span, []).append(one.label)
    for claim in records:
        if claim.id not in own:
            span = place_in(text, claim)
            if span in free:
                taken = _take(free[span], claim.tags)
                if taken:
                    own[claim.id] = [LabelledSpan(span, label) for label in taken]
    for claim_id, found in own.items():
        here = [one for one in found if one.span == found[-1].span]
        extra = free.pop(here[0].span, []) if len(here) == len(found) else []
        labels = [one.label for one in found] + extra
        yield changed(known[claim_id], text, here[0].span, labels, desk)
    for span, labels in free.items():
        if labels:
            yield new_claim(article, text, span, labels, desk)


def place_in(text: str, claim: Claim) -> Span | None:
    """Return where the claim's words stand in the text, None where they do not."""
    place = locate(text, claim.anchor)
    return place.span if isinstance(place, Placed) else None


def changed(claim: Claim, text: str, span: Span, labels: Iterable[str], desk: Desk) -> Claim:
    """Return the claim with this span and these tags; as it is when it had both."""
    given = dict.fromkeys(labels)
    tags = tuple([tag for tag in claim.tags if tag in given])
    tags += tuple(label for label in given if label not in claim.tags)
    anchor = claim.anchor if span == place_in(text, claim) else describe(text, span)
    if tags == claim.tags and anchor == claim.anchor:
        return claim
    return replace(claim, tags=tags, anchor=anchor, modified=desk.made)


def new_claim(
    article: ArticleReference,
    text: str,
    span: Span,
    labels: Iterable[str],
    desk: Desk,
    *,
    annotator: str = "",
) -> Claim:
    """Return a claim for a span that another tool made."""
    return Claim(
        id=stable_id(article.path, span.start, span.end, span.of(text)),
        article=article,
        anchor=describe(text, span),
        kind="statement",
        tags=tuple(dict.fromkeys(labels)),
        annotator=annotator or desk.annotator,
        created=desk.made,
        modified=desk.made,
    )


def span_within(text: str, start: object, end: object) -> Span | None:
    """Return the span, None where the offsets are no numbers or leave the text."""
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        return Span(start, end)
    return None


def records_of(written: object) -> Iterator[Claim | Problem]:
    """Yield the claims of a list of records that a file carries."""
    for record in written if isinstance(written, list) else []:
        try:
            yield from_record(record)
        except InvalidClaimError as error:
            yield Problem(str(error))


def article_of(line: Mapping[str, JSONValue], name: str, text: str, desk: Desk) -> ArticleReference:
    """Return the article that a line describes, else the one that its name and text tell."""
    described = line.get("article")
    if isinstance(described, dict) and "path" in described:
        try:
            return read_article(described)
        except InvalidClaimError:
            pass
    return desk.article_named(name, text)


def json_objects(lines: Iterable[bytes]) -> Iterator[dict[str, JSONValue] | Problem]:
    """Yield the object on each line that is not blank, or what is wrong with the line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            yield Problem(f"Line {number} cannot be read: {error}.")
            continue
        if isinstance(found, dict):
            yield found
        else:
            yield Problem(f"Line {number} is not a JSON object.")


def _take(labels: list[str], tags: Iterable[str]) -> list[str]:
    """Take those tags out of the labels that are in them, once each, and return them."""
    taken = []
    for tag in tags:
        if tag in labels:
            labels.remove(tag)
            taken.append(tag)
    return taken
