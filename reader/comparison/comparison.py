"""Comparing the articles of a library: statements, figures, articles of one text."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reader.comparison import clusters, events, running_text, statements
from reader.comparison.groups import Group, GroupRelation, Member
from reader.comparison.likeness import Candidate, Likeness
from reader.comparison.model import Models
from reader.comparison.rarity import Rarity
from reader.comparison.reading import FigureReading, Key, Reading
from reader.comparison.statements import Link, Place
from reader.comparison.values import agree
from reader.comparison.weights import MODELS


class Comparison:
    """What some articles say alike."""

    def __init__(self, readings: Sequence[Reading], models: Models = MODELS) -> None:
        self._models = models
        self.readings = readings
        counts: Counter[int] = Counter()
        for reading in readings:
            counts.update(reading.bag.keys())
        self.rarity = Rarity(len(readings), counts)
        self.signatures = [events.signature(reading, self.rarity) for reading in readings]
        values: Counter[Key] = Counter()
        for reading in readings:
            values.update({figure.key for figure in reading.figures})
        self.likeness = Likeness(self.rarity, values, models)
        self.shares = running_text.Runs(readings).shares()

    def groups(self, texts: Mapping[str, str]) -> Iterator[Group]:
        """Yield what the articles say alike; `texts` are theirs by id."""
        origins = self._origins()
        yield from self._statements(texts, origins)
        yield from self._figures(origins)
        yield from self._articles(origins)

    def close(self, one: int, other: int) -> float:
        """Return how much two articles are about one event."""
        if len(self.readings) <= 3:
            return 1.0
        return events.closeness(self.signatures[one], self.signatures[other])

    # Statements

    def quote_pairs(self) -> Iterator[tuple[Place, Place]]:
        """Yield the pairs of quotes that are judged."""
        for one, other in statements.candidates(self.readings):
            if one.article == other.article:
                quotes = self.readings[one.article].quotes
                if "pull" not in (quotes[one.quote].form, quotes[other.quote].form):
                    continue
            yield one, other

    def _links(self) -> Iterator[Link]:
        judge = statements.Judge(self.rarity, self._models.quotes)
        for one, other in self.quote_pairs():
            a, b = self.readings[one.article], self.readings[other.article]
            found = judge.link(
                a.quotes[one.quote],
                b.quotes[other.quote],
                events.days_apart(a, b),
                self.close(one.article, other.article),
            )
            if found:
                sure, shared = found
                (i0, j0), (i1, j1) = shared[0], shared[-1]
                yield Link(one, other, (i0, i1 + 1), (j0, j1 + 1), sure)

    def _statements(self, texts: Mapping[str, str], origins: Sequence[int]) -> Iterator[Group]:
        for group in statements.groups(list(self._links())):
            spans = []
            for place, first, last in group:
                quote = self.readings[place.article].quotes[place.quote]
                spans.append((place, quote, statements.span_of(quote, first, last)))
            said = [
                statements.wording(span.of(texts[self.readings[place.article].id]))
                for place, _, span in spans
            ]
            numbers = statements.versions(said)
            members = tuple(
                Member(
                    self.readings[place.article].id,
                    self.readings[place.article].published,
                    span,
                    version,
                    speaker=quote.speaker_name,
                )
                for (place, quote, span), version in zip(spans, numbers, strict=True)
            )
            yield Group(
                "quote",
                "same" if max(numbers) == 1 else "changed",
                len({origins[place.article] for place, _, _ in spans}),
                members,
            )

    # Figures

    def near(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of articles whose figures are compared."""
        yield from events.near(self.readings, self.signatures, self.rarity)

    def candidates(self, *, pretend: bool = False) -> Iterator[tuple[int, int, Candidate]]:
        """Yield pairs of figures that may be one, with their articles."""
        for one, other, close in self.near():
            figures, others = self.readings[one].figures, self.readings[other].figures
            if figures and others:
                for candidate in self.likeness.between(figures, others, close, pretend=pretend):
                    yield one, other, candidate

    def _judged(self) -> Iterator[tuple[int, int, Candidate, float]]:
        for one, other, candidate in self.candidates():
            model = self.likeness.model(candidate)
            sure = model.sureness(candidate.features)
            if sure >= model.threshold:
                yield one, other, candidate, sure

    def _figures(self, origins: Sequence[int]) -> Iterator[Group]:
        links = clusters.partners(self._judged())
        article_of: dict[int, int] = {}
        for number, reading in enumerate(self.readings):
            for figure in reading.figures:
                article_of[id(figure)] = number
        for members in clusters.clusters(links, article_of, self._models.mean):
            yield self._figure_group(members, article_of, origins)

    def _figure_group(
        self,
        figures: Sequence[FigureReading],
        article_of: Mapping[int, int],
        origins: Sequence[int],
    ) -> Group:
        ordered = sorted(figures, key=lambda figure: (article_of[id(figure)], figure.span.start))
        values: list[FigureReading] = []
        members: list[Member] = []
        for figure in ordered:
            version = next(
                (k for k, known in enumerate(values, 1) if agree(known.value, figure.value)), 0
            )
            if not version:
                values.append(figure)
                version = len(values)
            reading = self.readings[article_of[id(figure)]]
            members.append(
                Member(reading.id, reading.published, figure.span, version, printed=figure.printed)
            )
        relation: GroupRelation = "same" if len(values) == 1 else "conflict"
        if len(values) > 1 and len({member.published for member in members}) > 1:
            relation = "changed"
        return Group(
            "figure",
            relation,
            len({origins[article_of[id(figure)]] for figure in figures}),
            tuple(members),
        )

    # Articles

    def _origins(self) -> list[int]:
        """Return for each article the first one that its text or its agency is shared with."""
        origin = list(range(len(self.readings)))

        def root(number: int) -> int:
            while origin[number] != number:
                origin[number] = origin[origin[number]]
                number = origin[number]
            return number

        for one, other in self.shares:
            origin[root(one)] = root(other)
        by_agency: dict[str, int] = {}
        for number, reading in enumerate(self.readings):
            for agency in reading.agencies:
                origin[root(number)] = root(by_agency.setdefault(agency.casefold(), number))
        return [root(number) for number in range(len(origin))]

    def _articles(self, origins: Sequence[int]) -> Iterator[Group]:
        for articles, least in running_text.cliques(self.shares):
            members = tuple(
                Member(self.readings[number].id, self.readings[number].published)
                for number in articles
            )
            same_text: GroupRelation = "duplicate" if least >= running_text.DUPLICATE else "derived"
            yield Group("article", same_text, len({origins[n] for n in articles}), members)
