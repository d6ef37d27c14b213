"""What two articles have in common: the links between their quotes and their figures.

It depends on the two articles and on what is known of words, not on the other articles.
"""

from collections.abc import Callable, Sequence
from functools import cache

from reader.comparison.clusters import FigureLink, partners
from reader.comparison.events import days_apart
from reader.comparison.likeness import Likeness
from reader.comparison.model import Models
from reader.comparison.places import Place
from reader.comparison.rarity import Rarity
from reader.comparison.reading import Reading
from reader.comparison.statements import Judge, Link
from reader.comparison.weights import MODELS


class Judging:
    """Judges pairs of articles."""

    def __init__(self, rarity: Rarity, models: Models = MODELS) -> None:
        self.models = models
        self.rarity = rarity
        self.likeness = Likeness(rarity, models)
        self.quotes = Judge(rarity, models.quotes)

    def use(self, models: Models) -> None:
        """Judge by other models from now on."""
        self.models = models
        self.likeness.use(models)
        self.quotes.use(models.quotes)

    def figure_links(
        self, numbers: tuple[int, int], one: Reading, other: Reading, close: float
    ) -> list[FigureLink]:
        """Return which figures of two articles are one."""
        if not one.figures or not other.figures:
            return []
        found = list(self.likeness.between(one.figures, other.figures, close))
        return [
            FigureLink(
                Place(numbers[0], candidate.one),
                Place(numbers[1], candidate.other),
                candidate.sureness,
            )
            for candidate in partners(found, one.figures, other.figures)
        ]

    def quote_links(
        self,
        numbers: tuple[int, int],
        one: Reading,
        other: Reading,
        pairs: Sequence[tuple[int, int]],
        close: Callable[[], float],
    ) -> list[Link]:
        """Return which of some pairs of quotes give one statement.

        `close` tells how much the articles are about one event, where it matters.
        """
        apart = days_apart(one, other)
        nearness = cache(close)
        links: list[Link] = []
        for a, b in pairs:
            first, second = one.quotes[a], other.quotes[b]
            if numbers[0] == numbers[1] and "pull" not in (first.form, second.form):
                continue  # a person says it twice; only a pull quote is the same one
            found = self.quotes.link(first, second, apart, nearness)
            if found:
                sure, shared = found
                (i0, j0), (i1, j1) = shared[0], shared[-1]
                links.append(
                    Link(
                        Place(numbers[0], a),
                        Place(numbers[1], b),
                        (i0, i1 + 1),
                        (j0, j1 + 1),
                        sure,
                    )
                )
        return links
