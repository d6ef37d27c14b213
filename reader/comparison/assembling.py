"""From links to groups, with what each member says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotations.span import Span
from reader.comparison import clusters, running_text, statements
from reader.comparison.clusters import FigureLink
from reader.comparison.groups import Group, GroupRelation, Member
from reader.comparison.places import Place
from reader.comparison.reading import Reading
from reader.comparison.statements import Link
from reader.comparison.values import Value, agree

ReadingAt = Callable[[int], Reading]
Shares = Mapping[tuple[int, int], float]


class Grouped(NamedTuple):
    """A group, and which quotes or figures its members are, in their order."""

    group: Group
    places: tuple[Place, ...]


def statement_groups(
    links: Sequence[Link], reading_at: ReadingAt, shares: Shares
) -> Iterator[Grouped]:
    """Yield the statements that some links give."""
    for group in statements.groups(links):
        if len({place.article for place, _, _ in group}) < 2:
            continue  # a pull quote of the article itself
        spans: list[Span] = []
        wordings: list[bytes] = []
        for place, first, last in group:
            quote = reading_at(place.article).quotes[place.number]
            span, wording = statements.span_of(quote, first, last)
            spans.append(span)
            wordings.append(wording)
        numbers = statements.versions(wordings)
        members: list[Member] = []
        for (place, _, _), span, version in zip(group, spans, numbers, strict=True):
            reading = reading_at(place.article)
            quote = reading.quotes[place.number]
            before = quote.span.start
            members.append(
                Member(
                    reading.id,
                    reading.published,
                    reading.source,
                    span,
                    quote.text[span.start - before : span.end - before],
                    version,
                    speaker=quote.speaker_name,
                )
            )
        relation: GroupRelation = "same" if max(numbers) == 1 else "changed"
        articles = [place.article for place, _, _ in group]
        count = independent(articles, reading_at, shares)
        made = Group("quote", relation, count, tuple(members))
        yield Grouped(made, tuple(place for place, _, _ in group))


def figure_groups(
    links: Sequence[FigureLink], reading_at: ReadingAt, shares: Shares, mean: float
) -> Iterator[Grouped]:
    """Yield the figures that some links give."""

    def value_at(place: Place) -> Value:
        return reading_at(place.article).figures[place.number].value

    for places in clusters.clusters(links, value_at, mean):
        values: list[Value] = []
        members: list[Member] = []
        for place in places:
            reading = reading_at(place.article)
            figure = reading.figures[place.number]
            version = next(
                (k for k, value in enumerate(values, 1) if agree(value, figure.value)), 0
            )
            if not version:
                values.append(figure.value)
                version = len(values)
            members.append(
                Member(
                    reading.id,
                    reading.published,
                    reading.source,
                    figure.span,
                    figure.text,
                    version,
                    printed=figure.printed,
                    around=figure.around,
                )
            )
        relation: GroupRelation = "same"
        if len(values) > 1:
            dates = {member.published for member in members}
            relation = "changed" if len(dates) > 1 else "conflict"
        articles = [place.article for place in places]
        count = independent(articles, reading_at, shares)
        yield Grouped(Group("figure", relation, count, tuple(members)), tuple(places))


def article_groups(shares: Shares, reading_at: ReadingAt) -> Iterator[Grouped]:
    """Yield the articles of one text."""
    for articles, least in running_text.cliques(shares):
        members: list[Member] = []
        for number in articles:
            reading = reading_at(number)
            members.append(Member(reading.id, reading.published, reading.source))
        relation: GroupRelation = "duplicate" if least >= running_text.DUPLICATE else "derived"
        count = independent(articles, reading_at, shares)
        made = Group("article", relation, count, tuple(members))
        yield Grouped(made, tuple(Place(number, 0) for number in articles))


def independent(articles: Sequence[int], reading_at: ReadingAt, shares: Shares) -> int:
    """Return how many articles there are less those of one text, or of one agency."""
    origins: list[set[int]] = []
    agencies: list[set[str]] = []
    for number in dict.fromkeys(articles):
        named = {agency.casefold() for agency in reading_at(number).agencies}
        origin, together = {number}, set(named)
        for place in range(len(origins) - 1, -1, -1):
            if not named.isdisjoint(agencies[place]) or any(
                (min(number, known), max(number, known)) in shares for known in origins[place]
            ):
                origin |= origins.pop(place)
                together |= agencies.pop(place)
        origins.append(origin)
        agencies.append(together)
    return len(origins)
