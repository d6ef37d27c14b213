"""Claims from formats that know a text, spans and one label a span.

Such a file that we exported carries the claims' records beside the spans; where the other
program dropped them, the claims that are here and were given out stand in for them. What a
person changed in the other tool wins: a label that was added or taken away is a tag that
was, another label on the same words replaces the tag, a span that was moved moves the
claim, one that was deleted deletes it. All else comes from the record. A span that belongs
to no record is a new claim.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from annotations.anchoring import Placed, describe, locate
from annotations.claim import ArticleReference, Claim, JSONValue
from annotations.codebook import VerdictScale
from annotations.errors import InvalidClaimError
from annotations.importers.contract import Covered, Found, GivenOut, ImportTarget, Problem
from annotations.importers.stable_ids import person_part, stable_id
from annotations.records import from_record, read_article
from annotations.span import Span


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A span with a label; `claim` is the id of the claim it belongs to, `by` who made it."""

    span: Span
    label: str
    claim: str = ""
    by: str = ""


def carried_claims(
    data: Mapping[str, JSONValue],
    name: str,
    text: str,
    spans: Sequence[LabelledSpan],
    into: ImportTarget,
    *,
    annotator: str = "",
) -> Iterator[Found]:
    """Yield the claims of one text, with the records and the article that `data` carries.

    `name` is what the file calls the article, for a file that is not ours. `annotator` is
    who made the claims that are new, where the file tells.
    """
    records = []
    for record in records_of(data.get("claims")):
        if isinstance(record, Problem):
            yield record
        else:
            yield GivenOut(record)
            records.append(record)
    article = article_of(data, name, text, into)
    yield from labelled_claims(article, text, spans, records, into, annotator=annotator)


def labelled_claims(
    article: ArticleReference,
    text: str,
    spans: Sequence[LabelledSpan],
    records: Sequence[Claim],
    into: ImportTarget,
    *,
    annotator: str = "",
    only_records: bool = False,
) -> Iterator[Found]:
    """Yield the claims of one text, in the order of their spans.

    Where there are no `records`, claims that were given out stand in for them, but with
    `only_records`.
    """
    yield Covered(article.path)
    if not only_records:
        records = records or into.given_out(article.path)
    known = {claim.id: claim for claim in records}
    own: dict[str, list[LabelledSpan]] = {}
    free = _FreeLabels({claim.annotator for claim in records})
    for one in spans:
        if one.claim in known:
            own.setdefault(one.claim, []).append(one)
        else:
            free.add(one)
    places = {claim.id: place_in(text, claim) for claim in records}
    for share in (free.tags_of, free.tags_of_anybody, free.labels_instead, free.tags_moved):
        for claim in records:
            place = places[claim.id]
            if claim.id not in own and place is not None:
                span, taken = share(claim, place)
                if taken:
                    own[claim.id] = [LabelledSpan(span, label) for label in taken]
    for claim_id, found in own.items():
        here = [one for one in found if one.span == found[-1].span]
        labels = [one.label for one in found]
        if len(here) == len(found):
            labels += free.labels_instead(known[claim_id], here[0].span)[1]
        yield changed(known[claim_id], text, here[0].span, labels, into)
    for span, people in free.left():
        first = next(iter(people))
        for by, labels in people.items():
            made = new_claim(article, text, span, labels, into, annotator=by or annotator)
            yield made if by == first else replace(made, id=stable_id(made.id, by))


class _FreeLabels:
    """Labels that belong to no claim yet, by their place and who gave them.

    A claim's are those of its annotator, and of names that none of `people` has: a program
    may put another name to what it was given.
    """

    def __init__(self, people: Collection[str]) -> None:
        self._people = people
        self._labels: dict[Span, dict[str, list[str]]] = {}

    def add(self, one: LabelledSpan) -> None:
        """Add a label."""
        self._labels.setdefault(one.span, {}).setdefault(one.by, []).append(one.label)

    def left(self) -> Iterator[tuple[Span, dict[str, list[str]]]]:
        """Yield the labels that nobody took."""
        for span, people in self._labels.items():
            if left := {by: labels for by, labels in people.items() if labels}:
                yield span, left

    def tags_of(self, claim: Claim, place: Span) -> tuple[Span, list[str]]:
        """Take the claim's own tags from the labels at its place."""
        taken = (_take(labels, claim.tags) for labels in self._of(claim, place))
        return place, next(filter(None, taken), [])

    def tags_of_anybody(self, claim: Claim, place: Span) -> tuple[Span, list[str]]:
        """Take the claim's own tags at its place, whoever they are said to be from."""
        taken = (_take(labels, claim.tags) for labels in self._labels.get(place, {}).values())
        return place, next(filter(None, taken), [])

    def labels_instead(self, claim: Claim, place: Span) -> tuple[Span, list[str]]:
        """Take the labels that are left at its place: they are in the place of its tags."""
        for labels in self._of(claim, place):
            if labels:
                taken = labels[:]
                labels.clear()
                return place, taken
        return place, []

    def tags_moved(self, claim: Claim, place: Span) -> tuple[Span, list[str]]:
        """Take the claim's own tags from the span that has most letters in common with it."""
        tags = set(claim.tags)
        near = [
            span
            for span in self._labels
            if span.overlaps(place)
            and any(tags.intersection(labels) for labels in self._of(claim, span))
        ]
        if not near:
            return place, []
        best = max(near, key=lambda span: min(place.end, span.end) - max(place.start, span.start))
        return best, self.tags_of(claim, best)[1]

    def _of(self, claim: Claim, place: Span) -> list[list[str]]:
        """Return the labels at a place that may be the claim's, the likeliest first."""
        people = self._labels.get(place, {})
        own = [people[claim.annotator]] if claim.annotator in people else []
        return own + [
            labels
            for by, labels in people.items()
            if by != claim.annotator and (not by or by not in self._people)
        ]


def given_out_with(
    data: Mapping[str, JSONValue], name: str, text: str, into: ImportTarget
) -> list[Claim]:
    """Return the claims that were given out with a text."""
    records = [one for one in records_of(data.get("claims")) if isinstance(one, Claim)]
    return records or list(into.given_out(article_of(data, name, text, into).path))


_Piece = TypeVar("_Piece")


def own_pieces(
    claim: Claim,
    pieces: Sequence[_Piece],
    said: Callable[[_Piece], object],
    was: Mapping[str, object],
) -> Sequence[_Piece]:
    """Return those of the pieces at a place that are about this one of its claims.

    `was` is what each claim there said when it was given out, by its id. Of several claims
    each has the pieces that say what it said, and else those that say what none did.
    """
    if len(was) < 2:
        return pieces
    unchanged = [piece for piece in pieces if said(piece) == was.get(claim.id)]
    others = [value for key, value in was.items() if key != claim.id]
    return unchanged or [piece for piece in pieces if said(piece) not in others]


def by_place(text: str, claims: Iterable[Claim]) -> dict[Span, list[Claim]]:
    """Return the claims by the place of their words in the text."""
    places: dict[Span, list[Claim]] = {}
    for claim in claims:
        if (place := place_in(text, claim)) is not None:
            places.setdefault(place, []).append(claim)
    return places


def place_in(text: str, claim: Claim) -> Span | None:
    """Return where the claim's words stand in the text, None where they do not."""
    place = locate(text, claim.anchor)
    return place.span if isinstance(place, Placed) else None


def changed(
    claim: Claim, text: str, span: Span, labels: Iterable[str], into: ImportTarget
) -> Claim:
    """Return the claim with this span and these tags; as it is when it had both."""
    given = dict.fromkeys(labels)
    had = set(claim.tags)
    tags = tuple([tag for tag in claim.tags if tag in given])
    tags += tuple(label for label in given if label not in had)
    anchor = claim.anchor if span == place_in(text, claim) else describe(text, span)
    if tags == claim.tags and anchor == claim.anchor:
        return claim
    return replace(claim, tags=tags, anchor=anchor, modified=into.made)


def new_claim(
    article: ArticleReference,
    text: str,
    span: Span,
    labels: Iterable[str],
    into: ImportTarget,
    *,
    annotator: str = "",
) -> Claim:
    """Return a claim for a span that another tool made."""
    return Claim(
        id=stable_id(article.path, span.start, span.end, span.of(text), *person_part(into.person)),
        article=article,
        anchor=describe(text, span),
        kind="statement",
        tags=tuple(dict.fromkeys(labels)),
        annotator=annotator or into.annotator,
        created=into.made,
        modified=into.made,
    )


def scale_of(verdict: str, scales: Iterable[VerdictScale]) -> str:
    """Return the name of the only scale that has this verdict, empty where none or several do."""
    names = [scale.name for scale in scales if verdict in scale.values]
    return names[0] if len(names) == 1 else ""


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


def article_of(
    line: Mapping[str, JSONValue], name: str, text: str, into: ImportTarget
) -> ArticleReference:
    """Return the article that a line describes, else the one that its name and text tell."""
    described = line.get("article")
    if isinstance(described, dict) and "path" in described:
        try:
            return read_article(described)
        except InvalidClaimError:
            pass
    return into.article_named(name, text)


def json_objects(lines: Iterable[bytes]) -> Iterator[dict[str, JSONValue] | Problem]:
    """Yield the object on each line that is not blank, or what is wrong with the line."""
    return (found for _, found in numbered_objects(lines))


def numbered_objects(
    lines: Iterable[bytes],
) -> Iterator[tuple[int, dict[str, JSONValue] | Problem]]:
    """Yield the same with the number of the line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            yield number, Problem(f"Line {number} cannot be read: {error}.")
            continue
        if isinstance(found, dict):
            yield number, found
        else:
            yield number, Problem(f"Line {number} is not a JSON object.")


def _take(labels: list[str], tags: Iterable[str]) -> list[str]:
    """Take those tags out of the labels that are in them, once each, and return them."""
    left = Counter(labels)
    taken = []
    for tag in tags:
        if left[tag]:
            left[tag] -= 1
            taken.append(tag)
    going = Counter(taken)
    kept = []
    for label in labels:
        if going[label]:
            going[label] -= 1
        else:
            kept.append(label)
    labels[:] = kept
    return taken
