"""What is compared of a library, kept from one start to the next.

An SQLite file beside the index. An article that is new or changed is compared with those it
shares something with; the groups are the same as if all were compared at once, in the order
in which they came.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.comparison import tables
from reader.comparison.assembling import independent
from reader.comparison.change import Change
from reader.comparison.clusters import FigureLink
from reader.comparison.comparison import Comparison, without_collector
from reader.comparison.event_names import EventNames
from reader.comparison.groups import Group, GroupKind
from reader.comparison.judging import Judging
from reader.comparison.links import LinkTable
from reader.comparison.packing import DamagedError, unpack
from reader.comparison.rarity import Rarity
from reader.comparison.reading import Reading
from reader.comparison.regrouping import Shares
from reader.comparison.statements import Link
from reader.comparison.tables import Tables
from reader.comparison.unpacked import Unpacked

_OUTGROWN = 2
"""How many times as many articles there are when words are counted anew."""


class Kept:
    """The comparison of a library, in `file`, or in memory when there is none."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._tables = Tables(file)
        try:
            rarity = self._tables.knowledge()
        except DamagedError:
            self.begin_anew()
        else:
            self._know(rarity)

    def _know(self, rarity: Rarity) -> None:
        self.judging = Judging(rarity)
        self._readings = Unpacked(self._tables.packed)
        self._events = EventNames(self._readings.__getitem__, rarity)

    def begin_anew(self) -> None:
        """Throw away what is kept, because it is damaged."""
        self._tables.close()
        if self._file is not None:
            tables.remove(self._file)
        self._tables = Tables(self._file)
        self._know(Rarity(0, {}, {}))

    def close(self) -> None:
        """Let go of the file."""
        self._tables.close()

    def states(self) -> dict[str, str]:
        """Return in which state the articles are that are compared, by id."""
        return self._tables.states()

    def is_outgrown(self, articles: int) -> bool:
        """Tell whether so many articles tell much more about words than what is known."""
        return articles >= _OUTGROWN * (self.judging.rarity.articles - 1)

    def fill(self, readings: Sequence[Reading], states: Sequence[str]) -> None:
        """Compare these articles anew with each other, and forget all others."""
        rarity = Rarity.of(readings)
        kept = self._tables
        with without_collector(), kept.together():
            self._know(rarity)
            kept.empty()
            kept.keep_knowledge(rarity)
            for number, (reading, state) in enumerate(zip(readings, states, strict=True)):
                kept.keep_article(number, reading, state)
                kept.keep_keys(number, self._events.keys(number, reading))
            compared = Comparison(readings, self.judging)
            for (one, other), share in compared.shares.items():
                kept.keep_links("article", one, other, share)
            quotes, figures = compared.links()
            self._keep_links("quote", quotes)
            self._keep_links("figure", figures)
            for number, grouped in enumerate(compared.grouped(quotes, figures), 1):
                kept.keep_group(number, grouped)

    def _keep_links(self, kind: GroupKind, links: LinkTable[Link] | LinkTable[FigureLink]) -> None:
        """Write down links, those of two articles together, together."""
        for (one, other), some in links.by_articles():
            self._tables.keep_links(kind, one, other, some)

    def put(self, reading: Reading, state: str = "") -> None:
        """Compare an article that is new, or that changed."""
        with self._tables.together():
            self._change().put(reading, state)

    def remove(self, article: str) -> None:
        """Forget an article."""
        with self._tables.together():
            self._change().remove(article)

    def _change(self) -> Change:
        return Change(self._tables, self.judging, self._readings, self._events)

    def groups(self, kind: GroupKind | None = None) -> Iterator[Group]:
        """Yield what the articles say alike.

        Raises:
            DamagedError: What is kept is damaged; it is to be begun anew.
        """
        return self._tables.groups(kind)

    def groups_of(self, article: str) -> list[Group]:
        """Return the groups with something of an article.

        Raises:
            DamagedError: What is kept is damaged; it is to be begun anew.
        """
        return list(self._tables.groups_of(article))

    def independent(self, articles: Sequence[str]) -> int:
        """Return how many of some articles are not of one text, nor of one agency."""
        found = [self._tables.number_of(article) for article in dict.fromkeys(articles)]
        numbers = [number for number in found if number is not None]
        shares = Shares(self._tables.is_linked)
        return independent(numbers, self._readings.__getitem__, shares)

    def readings(self) -> Iterator[Reading]:
        """Yield what the articles are compared by, in the order in which they came."""
        for number in self._tables.numbers():
            yield unpack(self._tables.packed(number))
