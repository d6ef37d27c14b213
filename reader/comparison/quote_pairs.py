"""Pairs of quotes that are judged, from which quotes are alike: equal ones are one thing here."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations

from reader.comparison.places import Place
from reader.comparison.postings import first_of_linked


class PairsOfQuotes:
    """The places of quotes that may give one statement; `quotes` has those of equal ones."""

    def __init__(self, quotes: Sequence[Sequence[Place]]) -> None:
        self._quotes = quotes
        self._places = array("I")

    def add_equal(self, number: int) -> None:
        """Note the pairs of equal quotes."""
        for one, other in combinations(self._quotes[number], 2):
            self._places.extend((*one, *other))

    def add(self, number: int, other_number: int) -> None:
        """Note the pairs of quotes of which some are equal."""
        for one in self._quotes[number]:
            for other in self._quotes[other_number]:
                first, second = sorted((one, other))
                self._places.extend((*first, *second))

    def by_articles(self, articles: int) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
        """Yield two articles each and the pairs of their quotes, those of one event together."""
        rows = self._places
        first = first_of_linked(zip(rows[::4], rows[2::4], strict=True), articles)

        def place(at: int) -> tuple[int, int, int, int, int]:
            return first[rows[at]], rows[at], rows[at + 2], rows[at + 1], rows[at + 3]

        between: tuple[int, int] | None = None
        pairs: list[tuple[int, int]] = []
        for at in sorted(range(0, len(rows), 4), key=place):
            both = rows[at], rows[at + 2]
            if both != between:
                if between is not None:
                    yield between, pairs
                between, pairs = both, []
            pairs.append((rows[at + 1], rows[at + 3]))
        if between is not None:
            yield between, pairs
