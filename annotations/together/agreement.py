"""How far several annotators agree: on the words, on the tags, on the verdicts.

Only articles that two or more have done are looked at, and of each only those who did it:
who did not read an article did not find nothing there. Words agree by pairs of annotators.
A unit is what two or more tagged, by overlapping words, one claim of each; on it tags and
verdicts are compared. Decided claims are nobody's own and are left out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations
from operator import mul
from typing import NamedTuple

from annotations.claim import Claim
from annotations.codebook import VerdictScale
from annotations.together import matching, ratings
from annotations.together.distances import masi, of_level, of_weights
from annotations.together.ratings import NO_VARIATION, NotComputed, Result
from annotations.together.resampling import SCALE, Interval, can_be_drawn, intervals
from annotations.together.units import marked, matched_pairs, units_of
from annotations.wording import many

Tags = frozenset[str]
NOTHING_IN_COMMON = "no words that two tagged"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure, what it came to, and between which values 95 of 100 drawings lie."""

    name: str
    value: Result
    interval: Interval | None = None


class Pair(NamedTuple):
    """Two annotators and how far they agree."""

    first: str
    second: str
    articles: int
    exact: Result
    overlapping: Result
    tags: Result


class TagFigure(NamedTuple):
    """A tag: on how many units both of a pair have it, on how many only one, and its F1."""

    tag: str
    both: int
    one: int
    value: Result


class ArticleFigure(NamedTuple):
    """An article, who did it, and how far they agree on its words."""

    article: str
    annotators: tuple[str, ...]
    claims: int
    exact: Result
    overlapping: Result


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures of a comparison; `left_out` says what was not looked at, and why."""

    annotators: tuple[str, ...]
    articles: int
    units: int
    words: tuple[Figure, ...]
    tags: tuple[Figure, ...]
    verdicts: tuple[Figure, ...]
    pairs: tuple[Pair, ...]
    by_tag: tuple[TagFigure, ...]
    by_article: tuple[ArticleFigure, ...]
    left_out: tuple[str, ...] = ()

    def with_unitizing(self, value: Result) -> "Agreement":
        """Return the figures with alpha_u, which needs the articles' lengths, among the words'."""
        return replace(self, words=(*self.words, Figure("alpha_u", value)))


@dataclass(slots=True)
class _Article:
    """What is counted in one article: of each pair, of the units."""

    path: str
    annotators: tuple[str, ...]
    words: dict[tuple[str, str], tuple[int, int, int, int]] = field(default_factory=dict)
    units: list[dict[str, Claim]] = field(default_factory=list)
    claims: int = 0


def agreement(
    claims: Iterable[Claim],
    done: Mapping[str, Collection[str]],
    scales: Sequence[VerdictScale] = (),
    *,
    annotators: Collection[str] = (),
    times: int = 1000,
    seed: int = 1,
) -> Agreement:
    """Compare annotators; `done` tells the articles that each has done.

    With `annotators` only these are compared. With `times` of 0 there are no intervals.
    """
    by_article: dict[str, dict[str, list[Claim]]] = {}
    for claim in claims:
        if claim.tags and not claim.decides:
            lists = by_article.setdefault(claim.article.path, {})
            lists.setdefault(claim.annotator, []).append(claim)
    chosen = [who for who in done if not annotators or who in annotators]
    compared: list[_Article] = []
    alone: set[str] = set()
    for path in dict.fromkeys(path for who in chosen for path in done[who]):
        who = tuple(name for name in chosen if path in done[name])
        if len(who) > 1:
            compared.append(_counted(path, who, by_article.get(path, {})))
        else:
            alone.add(path)
    units = [unit for article in compared for unit in article.units]
    columns = _Columns(compared, units)
    rows = [columns.row(article) for article in compared]
    exact, overlapping, tags = columns.exact, columns.overlapping, columns.tags
    found = intervals(rows, (exact, overlapping, tags), times=times, seed=seed) or [None] * 3
    sums = [sum(column) for column in zip(*rows, strict=True)] or [0] * columns.width
    verdicts, outside = _verdicts(compared, units, scales, times=times, seed=seed)
    left_out = [f"{many(len(alone), 'article')} that one person did"] if alone else []
    if times and units and not can_be_drawn(rows):
        left_out.append("intervals, which need two articles with claims")
    undone = by_article.keys() - {article.path for article in compared} - alone
    if undone:
        left_out.append(f"{many(len(undone), 'article')} with claims that nobody marked as done")
    if outside:
        left_out.append(f"{many(outside, 'verdict')} outside the order of their scale")
    return Agreement(
        annotators=tuple(chosen),
        articles=len(compared),
        units=len(units),
        words=(
            Figure("exact F1", exact(sums), found[0]),
            Figure("overlapping F1", overlapping(sums), found[1]),
        ),
        tags=(
            Figure(columns.name, tags(sums), found[2]),
            Figure("AC1", ratings.gwet([_tags_of(unit, chosen) for unit in units])),
        ),
        verdicts=verdicts,
        pairs=tuple(_pairs(chosen, compared, units)),
        by_tag=tuple(_by_tag(units)),
        by_article=tuple(map(_of_article, compared)),
        left_out=tuple(left_out),
    )


def _counted(path: str, who: tuple[str, ...], claims: Mapping[str, list[Claim]]) -> _Article:
    article = _Article(path, who)
    marks = {name: [marked(claim) for claim in claims.get(name, ())] for name in who}
    article.claims = sum(map(len, marks.values()))
    matches = matched_pairs(claims, marks, who)
    for (first, second), pairs in matches.items():
        same = Counter(marks[first]) & Counter(marks[second])
        counts = same.total(), len(pairs), len(marks[first]), len(marks[second])
        article.words[first, second] = counts
    article.units = [unit for unit in units_of(claims, marks, matches) if len(unit) > 1]
    return article


class _Columns:
    """The columns of an article's row, and the figures computed from their sums."""

    def __init__(self, articles: Sequence[_Article], units: Sequence[Mapping[str, Claim]]) -> None:
        self._pairs = list(dict.fromkeys(pair for article in articles for pair in article.words))
        sets: Counter[Tags] = Counter(_set_of(it) for unit in units for it in unit.values())
        self._places: dict[ratings.Value, int] = {value: place for place, value in enumerate(sets)}
        values = list(sets)
        single = all(len(value) == 1 for value in values)
        self.name = "alpha" if single else "alpha (MASI)"
        self._begin = 4 * len(self._pairs)
        self.width = self._begin + 1 + len(values)
        # Sets that share no tag are as far apart as can be; only the others need a look.
        having: dict[str, list[int]] = {}
        for place, value in enumerate(values):
            for tag in value:
                having.setdefault(tag, []).append(place)
        near = {pair for places in having.values() for pair in combinations(places, 2)}
        self._near = [(one, two, 1 - masi(values[one], values[two])) for one, two in sorted(near)]

    def row(self, article: _Article) -> list[int]:
        """Return what an article adds to each column."""
        row = [0] * self.width
        for number, pair in enumerate(self._pairs):
            if pair in article.words:
                row[4 * number : 4 * number + 4] = article.words[pair]
        observed = 0.0
        for unit in article.units:
            sets: Counter[ratings.Value] = Counter(_set_of(claim) for claim in unit.values())
            for value, times in sets.items():
                row[self._begin + 1 + self._places[value]] += times
            if len(sets) > 1:
                observed += ratings.disagreement(sets, _apart)
        row[self._begin] = round(observed * SCALE)
        return row

    def exact(self, sums: Sequence[int]) -> Result:
        """Return the mean F1 of the pairs, by exact words."""
        return self._f1(sums, 0)

    def overlapping(self, sums: Sequence[int]) -> Result:
        """Return the mean F1 of the pairs, by words that overlap."""
        return self._f1(sums, 1)

    def tags(self, sums: Sequence[int]) -> Result:
        """Return alpha of the tags on the units."""
        totals = sums[self._begin + 1 :]
        number = sum(totals)
        if number < 2:
            return NotComputed(NOTHING_IN_COMMON)
        expected: float = number * number - sum(map(mul, totals, totals))
        expected -= 2 * sum(totals[one] * totals[two] * near for one, two, near in self._near)
        if expected <= 0:
            return NotComputed(NO_VARIATION)
        return 1 - (number - 1) * sums[self._begin] / SCALE / expected

    def _f1(self, sums: Sequence[int], column: int) -> Result:
        found = []
        for begin in range(0, self._begin, 4):
            result = matching.f1(sums[begin + column], sums[begin + 2], sums[begin + 3])
            if isinstance(result, float):
                found.append(result)
        return sum(found) / len(found) if found else NotComputed(matching.NO_CLAIMS)


def _apart(one: object, other: object) -> float:
    assert isinstance(one, frozenset)
    assert isinstance(other, frozenset)
    return masi(one, other)


def _set_of(claim: Claim) -> Tags:
    return _set(claim.tags)


@lru_cache(maxsize=4096)
def _set(tags: tuple[str, ...]) -> Tags:
    return frozenset(tags)


def _tags_of(unit: Mapping[str, Claim], annotators: Sequence[str]) -> list[Tags | None]:
    return [_set_of(unit[who]) if who in unit else None for who in annotators]


def _verdicts(
    articles: Sequence[_Article],
    units: Sequence[Mapping[str, Claim]],
    scales: Sequence[VerdictScale],
    *,
    times: int,
    seed: int,
) -> tuple[tuple[Figure, ...], int]:
    """Return the figures of each scale's verdicts, and how many stand outside its order."""
    figures: list[Figure] = []
    outside = 0
    for scale in scales:
        order = [value for value in scale.values if value not in scale.unordered]
        places = {value: float(place) for place, value in enumerate(order)}
        given = [
            (claim, claim.verdict)
            for unit in units
            for claim in unit.values()
            if claim.verdict is not None and claim.verdict.scale in (scale.name, "")
        ]
        if not given:
            continue
        outside += sum(verdict.value not in places for _, verdict in given)
        annotators = list(dict.fromkeys(who for unit in units for who in unit))
        of_units = [_values(unit, annotators, scale, places) for unit in units]
        shared = [[it for it in unit if it is not None] for unit in of_units]
        totals: Counter[ratings.Value] = Counter(
            it for unit in shared if len(unit) > 1 for it in unit
        )
        value = ratings.alpha(of_units, of_level("ordinal", totals))
        kappa = ratings.cohen(of_units, of_weights("quadratic", list(places.values())))
        interval = _interval_of_alpha(articles, annotators, scale, places, times=times, seed=seed)
        figures.append(Figure(f"{scale.name}: alpha, ordered", value, interval))
        figures.append(Figure(f"{scale.name}: quadratic kappa", kappa))
    return tuple(figures), outside


def _interval_of_alpha(
    articles: Sequence[_Article],
    annotators: Sequence[str],
    scale: VerdictScale,
    places: Mapping[str, float],
    *,
    times: int,
    seed: int,
) -> Interval | None:
    """Return the interval of ordinal alpha, from the coincidences that each article has."""
    many = len(places)

    def row(article: _Article) -> list[int]:
        cells = [0] * (many * many)
        for unit in article.units:
            given = [it for it in _values(unit, annotators, scale, places) if it is not None]
            for one, other in combinations(given, 2):
                share = round(SCALE / (len(given) - 1))
                cells[int(one) * many + int(other)] += share
                cells[int(other) * many + int(one)] += share
        return cells

    def alpha(cells: Sequence[int]) -> Result:
        by_value = [sum(cells[begin : begin + many]) for begin in range(0, many * many, many)]
        totals: Counter[ratings.Value] = Counter(
            {float(place): total for place, total in enumerate(by_value) if total}
        )
        distance = of_level("ordinal", totals)
        observed = sum(
            share * distance(float(place // many), float(place % many))
            for place, share in enumerate(cells)
            if share and place // many != place % many
        )
        expected = ratings.pairs_apart(totals, distance)
        if not expected:
            return NotComputed(NO_VARIATION)
        return 1 - (totals.total() - SCALE) * observed / expected

    return intervals([row(article) for article in articles], (alpha,), times=times, seed=seed)[0]


def _values(
    unit: Mapping[str, Claim],
    annotators: Sequence[str],
    scale: VerdictScale,
    places: Mapping[str, float],
) -> list[float | None]:
    found: list[float | None] = []
    for who in annotators:
        verdict = unit[who].verdict if who in unit else None
        of_scale = verdict is not None and verdict.scale in (scale.name, "")
        found.append(places.get(verdict.value) if verdict is not None and of_scale else None)
    return found


def _pairs(
    annotators: Sequence[str],
    articles: Sequence[_Article],
    units: Sequence[Mapping[str, Claim]],
) -> Iterable[Pair]:
    for first, second in combinations(annotators, 2):
        counts = [it.words[first, second] for it in articles if (first, second) in it.words]
        exact, overlapping, mine, theirs = (
            (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0, 0)
        )
        both = Counter(
            (_set_of(unit[first]), _set_of(unit[second]))
            for unit in units
            if first in unit and second in unit
        )
        yield Pair(
            first,
            second,
            len(counts),
            matching.f1(exact, mine, theirs),
            matching.f1(overlapping, mine, theirs),
            _alpha_of(both),
        )


def _alpha_of(pairs: Counter[tuple[Tags, Tags]]) -> Result:
    """Return alpha of two annotators, from how often each pair of sets was given."""
    if not pairs:
        return NotComputed(NOTHING_IN_COMMON)
    totals: Counter[ratings.Value] = Counter()
    for (one, other), times in pairs.items():
        totals[one] += times
        totals[other] += times
    expected = ratings.pairs_apart(totals, _apart)
    if not expected:
        return NotComputed(NO_VARIATION)
    observed = sum(2 * times * masi(one, other) for (one, other), times in pairs.items())
    return 1 - (totals.total() - 1) * observed / expected


def _by_tag(units: Sequence[Mapping[str, Claim]]) -> Iterable[TagFigure]:
    """Yield a figure for each tag, over every pair of annotators on every unit."""
    both: Counter[str] = Counter()
    only: Counter[str] = Counter()
    for unit in units:
        for one, other in combinations(map(_set_of, unit.values()), 2):
            both.update(one & other)
            only.update(one ^ other)
    found = [
        TagFigure(
            tag, both[tag], only[tag], matching.f1(both[tag], both[tag], both[tag] + only[tag])
        )
        for tag in both.keys() | only.keys()
    ]
    yield from sorted(found, key=lambda it: (-it.both, it.one, it.tag))


def _of_article(article: _Article) -> ArticleFigure:
    exact, overlapping, mine, theirs = (
        sum(column) for column in zip(*article.words.values(), strict=True)
    )
    return ArticleFigure(
        article.path,
        article.annotators,
        article.claims,
        matching.f1(exact, mine, theirs),
        matching.f1(overlapping, mine, theirs),
    )
