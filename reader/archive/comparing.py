"""Statements, figures and texts of one origin across a whole archive.

DuckDB finds the pairs of articles that may say the same; those are read and judged in as many
processes as are wanted, and grouped. The groups are those of `reader.comparison` on the same
articles: it judges the same pairs by the same knowledge of words.
"""

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from reader.archive.candidates import Candidates, Pair
from reader.archive.manifest import read_manifest
from reader.archive.parts import names_in
from reader.archive.readings import Readings, packed, readings_in
from reader.comparison import events, running_text
from reader.comparison.assembling import article_groups, figure_groups, statement_groups
from reader.comparison.clusters import FigureLink
from reader.comparison.events import Signature
from reader.comparison.groups import Group
from reader.comparison.judging import Judging
from reader.comparison.links import FIGURES, QUOTES, LinkTable
from reader.comparison.places import Place
from reader.comparison.rarity import Rarity
from reader.comparison.reading import Reading
from reader.comparison.statements import Link
from reader.errors import ReaderError
from reader.library.files import shown
from reader.processes import own_program_hidden

_TOGETHER = 2_000
"""Pairs that are judged in one go: about a second of work."""

_READ_TOGETHER = 200
"""Articles whose readings are sent together."""

_Given = TypeVar("_Given")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Compared:
    """How far a comparison has come, from 0 to 1, and what it found at its end."""

    share: float
    groups: Sequence[Group] = ()


class _Known(NamedTuple):
    """What is known of all articles, which judging a pair depends on."""

    articles: int
    words: dict[int, int]
    values: dict[tuple[float, float, str], int]
    standing: frozenset[int]
    common: frozenset[int]


class _Judged(NamedTuple):
    """What some pairs have in common."""

    quotes: list[Link]
    figures: list[FigureLink]
    shares: list[tuple[int, int, float]]


def compare(archive: Path, *, workers: int = 1) -> Iterator[Compared]:
    """Compare all articles of an archive, and yield how far that is; last come the groups.

    Raises:
        ReaderError: There is no archive, or nothing is marked in it.
    """
    read_manifest(archive)
    if not names_in(archive):
        raise ReaderError(f"Nothing is marked in {shown(archive)} yet.")
    import duckdb

    with TemporaryDirectory(prefix="copydesk-compare-") as scratch:
        place = Path(scratch)
        with duckdb.connect(str(place / "keys.duckdb")) as database:
            candidates = Candidates(archive, database)
            rarity = candidates.rarity()
            standing = candidates.standing()
            yield from (Compared(0.2 * share) for share in candidates.take_keys())
            known = _Known(
                rarity.articles - 1,
                dict(rarity.words),
                dict(rarity.values),
                frozenset(standing),
                frozenset(candidates.common_words()),
            )
            (place / "known").write_bytes(pickle.dumps(known, 5))
            number = candidates.pair()
            yield Compared(0.3)
            try:
                yield from _after_judging(archive, candidates, place, number, workers)
            finally:
                _judge_at.cache_clear()  # what is known of an archive takes much memory


def _after_judging(
    archive: Path,
    candidates: Candidates,
    place: Path,
    number: int,
    workers: int,
) -> Iterator[Compared]:
    with Readings(place / "readings") as readings:
        numbers = candidates.numbers()
        in_parts = list(_by_part(numbers, candidates.parts()))
        for done, some in enumerate(_each(partial(_read, archive), in_parts, workers)):
            for begin in range(0, len(some), _READ_TOGETHER):
                readings.put(some[begin : begin + _READ_TOGETHER])
            yield Compared(0.3 + 0.2 * done / len(in_parts))
        yield from _judged_pairs(candidates, readings, numbers, place, number, workers)


def _judged_pairs(
    candidates: Candidates,
    readings: Readings,
    numbers: Sequence[int],
    place: Path,
    pairs: int,
    workers: int,
) -> Iterator[Compared]:
    """Judge the pairs, and group what they have in common.

    Articles that are in no pair are passed over, the others numbered from 0.
    """
    at = {number: place for place, number in enumerate(numbers)}
    quotes: LinkTable[Link] = LinkTable((), QUOTES)
    figures: LinkTable[FigureLink] = LinkTable((), FIGURES)
    shares: dict[tuple[int, int], float] = {}
    total = max(1, pairs // _TOGETHER)
    judging = partial(_judged, place)
    for done, judged in enumerate(_each(judging, candidates.pairs(_TOGETHER), workers)):
        for link in judged.quotes:
            quotes.add(link._replace(one=_moved(link.one, at), other=_moved(link.other, at)))
        for figure in judged.figures:
            figures.add(figure._replace(one=_moved(figure.one, at), other=_moved(figure.other, at)))
        for one, other, share in judged.shares:
            shares[at[one], at[other]] = share
        yield Compared(0.5 + 0.5 * min(1.0, done / total))
    groups: list[Group] = []

    def reading_at(place: int) -> Reading:
        return readings(numbers[place])

    mean = Judging(Rarity(0, {}, {})).models.mean
    for some in quotes.linked():
        groups += [each.group for each in statement_groups(some, reading_at, shares)]
    for linked in figures.linked():
        groups += [each.group for each in figure_groups(linked, reading_at, shares, mean)]
    groups += [each.group for each in article_groups(shares, reading_at)]
    yield Compared(1.0, groups)


def _moved(place: Place, at: Mapping[int, int]) -> Place:
    return Place(at[place.article], place.number)


def _by_part(
    numbers: Sequence[int], parts: Sequence[tuple[str, int]]
) -> Iterator[tuple[str, list[int]]]:
    """Yield each part and the articles of it that are wanted; parts come with their last one."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    place = 0
    for number in numbers:
        while number > parts[place][1]:
            place += 1
        wanted[parts[place][0]].append(number)
    yield from wanted.items()


def _each(
    work: Callable[[_Given], _Answer], given: Iterable[_Given], workers: int
) -> Iterator[_Answer]:
    """Yield the answers in order, from as many processes; few of what is given wait."""
    if workers == 1:
        yield from map(work, given)
        return
    spawned = get_context("spawn")
    with own_program_hidden(), ProcessPoolExecutor(workers, mp_context=spawned) as pool:
        waiting = []
        for one in given:
            waiting.append(pool.submit(work, one))
            if len(waiting) > 2 * workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _read(archive: Path, wanted: tuple[str, list[int]]) -> list[tuple[int, bytes]]:
    part, numbers = wanted
    return [(number, packed(reading)) for number, reading in readings_in(archive, part, numbers)]


# In the processes that judge


class _Judge:
    """Judges pairs by what is known of all articles."""

    def __init__(self, place: Path) -> None:
        known: _Known = pickle.loads((place / "known").read_bytes())
        self.known = known
        self.judging = Judging(Rarity(known.articles, known.words, known.values))
        self.readings = Readings(place / "readings")
        self._signatures: dict[int, Signature] = {}

    def signature(self, number: int) -> Signature:
        """Return the words that name an article's event."""
        found = self._signatures.get(number)
        if found is None:
            if len(self._signatures) > _TOGETHER:
                self._signatures.clear()
            bag = self.readings(number).bag
            found = self._signatures[number] = events.signature(bag, self.judging.rarity)
        return found

    def close(self, one: int, other: int) -> float:
        """Return how much two articles are about one event."""
        return events.closeness(self.signature(one), self.signature(other))

    def nearness(self, pair: Pair, share: float) -> float | None:
        """Return how near two articles are, None where no figures of theirs are compared."""
        one, other = self.readings(pair.one), self.readings(pair.other)
        if events.days_apart(one, other) > events.DAYS:
            return None
        enough = 0.0
        if pair.is_near and one.figures and other.figures:
            weights = dict(self.signature(pair.one))
            for word, weight in self.signature(pair.other):
                if word in weights and word not in self.known.common:
                    enough += weight * weights[word]
        if enough >= events.CLOSE:
            return self.close(pair.one, pair.other)
        if pair.is_beside or share:
            return max(events.BESIDE, self.close(pair.one, pair.other))
        return None

    def judge(self, pair: Pair, found: _Judged) -> None:
        """Take down what two articles have in common."""
        numbers = (pair.one, pair.other)
        one, other = self.readings(pair.one), self.readings(pair.other)
        share = 0.0
        if pair.may_share:
            known = self.known.standing.__contains__
            both = (running_text.Runs(each.runs, known) for each in (one, other))
            share = running_text.share(*both)
            if share:
                found.shares.append((*numbers, share))
        if pair.one != pair.other and (pair.is_near or pair.is_beside or share):
            close = self.nearness(pair, share)
            if close is not None:
                links = self.judging.figure_links(numbers, one, other, close)
                found.figures.extend(links)
        if pair.quotes:
            found.quotes.extend(
                self.judging.quote_links(
                    numbers, one, other, pair.quotes, partial(self.close, *numbers)
                )
            )


@lru_cache(1)
def _judge_at(place: Path) -> _Judge:
    return _Judge(place)


def _judged(place: Path, pairs: Sequence[Pair]) -> _Judged:
    found = _Judged([], [], [])
    judge = _judge_at(place)
    for pair in pairs:
        judge.judge(pair, found)
    return found
