"""Agreement on the values that annotators gave the same units, corrected for chance.

Ratings are a list of units, each with one place an annotator, None for who did not see it.
What cannot be computed is no number but `NotComputed`, with the reason.

Sources: Krippendorff, “Computing Krippendorff's alpha-reliability” (2011), for alpha by
coincidence counts and its levels of measurement; Gwet, “Handbook of Inter-Rater
Reliability” (2014), for the others with missing ratings and with weights; Artstein and
Poesio, “Inter-coder agreement for computational linguistics” (2008), for how they are related.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

Value: TypeAlias = Hashable
Unit: TypeAlias = Sequence[Value]
Ratings: TypeAlias = Sequence[Unit]
Distance: TypeAlias = Callable[[Value, Value], float]

NO_VARIATION = "no variation"
"""Why chance cannot be corrected for where everybody gave everything the same value."""

NOTHING_SHARED = "no unit has values of two"


@dataclass(frozen=True, slots=True)
class NotComputed:
    """A measure that cannot be computed, and why."""

    why: str


Result: TypeAlias = float | NotComputed


def percent(ratings: Ratings) -> Result:
    """Return how often two annotators of a unit gave it the same value."""
    shares = [_agreeing(Counter(values), len(values), _same) for values in _shared(ratings)]
    return sum(shares) / len(shares) if shares else NotComputed(NOTHING_SHARED)


def cohen(ratings: Ratings, distance: Distance | None = None) -> Result:
    """Return Cohen's kappa of two annotators, of more the mean over the pairs (Light).

    With a distance it is the weighted kappa.
    """
    return _by_pairs(ratings, distance or _apart, pooled=False)


def scott(ratings: Ratings, distance: Distance | None = None) -> Result:
    """Return Scott's pi of two annotators, of more the mean over the pairs."""
    return _by_pairs(ratings, distance or _apart, pooled=True)


def fleiss(ratings: Ratings, distance: Distance | None = None) -> Result:
    """Return Fleiss' kappa, in Gwet's form for missing ratings."""
    return _chance_corrected(ratings, distance or _apart, _pooled_chance)


def conger(ratings: Ratings, distance: Distance | None = None) -> Result:
    """Return Conger's kappa, which keeps each annotator's own share of values."""
    return _chance_corrected(ratings, distance or _apart, _own_chance)


def brennan_prediger(ratings: Ratings, distance: Distance | None = None) -> Result:
    """Return Brennan and Prediger's coefficient: every value is as likely by chance."""
    return _chance_corrected(ratings, distance or _apart, _even_chance)


def gwet(ratings: Ratings, distance: Distance | None = None) -> Result:
    """Return Gwet's AC1, with a distance his AC2: little moved by a value that is rare."""
    return _chance_corrected(ratings, distance or _apart, _gwet_chance)


def alpha(ratings: Ratings, distance: Distance | None = None) -> Result:
    """Return Krippendorff's alpha; the distance is the one whose mean is compared."""
    apart = distance or _apart
    units = [Counter(values) for values in _shared(ratings)]
    if not units:
        return NotComputed(NOTHING_SHARED)
    observed = sum(disagreement(unit, apart) for unit in units)
    totals: Counter[Value] = Counter()
    for unit in units:
        totals.update(unit)
    number = totals.total()
    expected = pairs_apart(totals, apart)
    if not expected:
        return NotComputed(NO_VARIATION)
    return 1 - (number - 1) * observed / expected


def disagreement(unit: "Counter[Value]", distance: Distance) -> float:
    """Return what one unit adds to alpha's observed disagreement."""
    return pairs_apart(unit, distance) / (unit.total() - 1)


def pairs_apart(values: "Counter[Value]", distance: Distance) -> float:
    """Return the distances of every ordered pair of these values."""
    return 2 * sum(
        many * more * distance(one, other)
        for (one, many), (other, more) in combinations(values.items(), 2)
    )


def _shared(ratings: Ratings) -> list[list[Value]]:
    """Return the values of the units that two or more rated."""
    given = ([value for value in unit if value is not None] for unit in ratings)
    return [values for values in given if len(values) > 1]


def _same(one: Value, other: Value) -> float:
    return 1.0 if one == other else 0.0


def _apart(one: Value, other: Value) -> float:
    return 0.0 if one == other else 1.0


def _agreeing(unit: "Counter[Value]", number: int, weight: Distance) -> float:
    """Return the share of pairs in a unit that agree, each as much as its weight says."""
    found = sum(
        many * (sum(more * weight(one, other) for other, more in unit.items()) - 1)
        for one, many in unit.items()
    )
    return found / (number * (number - 1))


def _by_pairs(ratings: Ratings, distance: Distance, *, pooled: bool) -> Result:
    annotators = max((len(unit) for unit in ratings), default=0)
    found: list[float] = []
    why = NOTHING_SHARED
    for first, second in combinations(range(annotators), 2):
        pairs = [
            (unit[first], unit[second])
            for unit in ratings
            if unit[first] is not None and unit[second] is not None
        ]
        result = _kappa(pairs, distance, pooled=pooled) if pairs else NotComputed(why)
        if isinstance(result, NotComputed):
            why = result.why
        else:
            found.append(result)
    return sum(found) / len(found) if found else NotComputed(why)


def _kappa(pairs: Sequence[tuple[Value, Value]], distance: Distance, *, pooled: bool) -> Result:
    number = len(pairs)
    observed = sum(distance(one, other) for one, other in pairs) / number
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    if pooled:
        firsts = seconds = firsts + seconds
        number *= 2
    expected = sum(
        many * more * distance(one, other)
        for one, many in firsts.items()
        for other, more in seconds.items()
    ) / (number * number)
    return 1 - observed / expected if expected else NotComputed(NO_VARIATION)


_Chance: TypeAlias = Callable[[Ratings, Sequence[Value], Distance], float]


def _chance_corrected(ratings: Ratings, distance: Distance, chance: _Chance) -> Result:
    units = _shared(ratings)
    values = sorted({it for unit in ratings for it in unit if it is not None}, key=repr)
    if not units:
        return NotComputed(NOTHING_SHARED)
    if len(values) < 2:
        return NotComputed(NO_VARIATION)

    def weight(one: Value, other: Value) -> float:
        return 1 - distance(one, other)

    agreed = sum(_agreeing(Counter(unit), len(unit), weight) for unit in units) / len(units)
    by_chance = chance(ratings, values, weight)
    if by_chance >= 1:
        return NotComputed(NO_VARIATION)
    return (agreed - by_chance) / (1 - by_chance)


def _shares(ratings: Ratings, values: Sequence[Value]) -> list[float]:
    """Return the mean share of each value over the units that anybody rated."""
    rated = [Counter(it for it in unit if it is not None) for unit in ratings]
    rated = [unit for unit in rated if unit]
    return [sum(unit[it] / unit.total() for unit in rated) / len(rated) for it in values]


def _weighted(
    shares: Sequence[float], others: Sequence[float], values: Sequence[Value], weight: Distance
) -> float:
    return sum(
        share * other * weight(one, two)
        for share, one in zip(shares, values, strict=True)
        for other, two in zip(others, values, strict=True)
    )


def _pooled_chance(ratings: Ratings, values: Sequence[Value], weight: Distance) -> float:
    shares = _shares(ratings, values)
    return _weighted(shares, shares, values, weight)


def _own_chance(ratings: Ratings, values: Sequence[Value], weight: Distance) -> float:
    by_annotator = []
    for place in range(max(map(len, ratings))):
        given = Counter(unit[place] for unit in ratings if unit[place] is not None)
        if given:
            by_annotator.append([given[it] / given.total() for it in values])
    number = len(by_annotator)
    pairs = list(combinations(by_annotator, 2))
    if not pairs:
        return _weighted(by_annotator[0], by_annotator[0], values, weight)
    return sum(_weighted(one, other, values, weight) for one, other in pairs) / (
        number * (number - 1) / 2
    )


def _even_chance(_: Ratings, values: Sequence[Value], weight: Distance) -> float:
    return _total(values, weight) / len(values) ** 2


def _gwet_chance(ratings: Ratings, values: Sequence[Value], weight: Distance) -> float:
    spread = sum(share * (1 - share) for share in _shares(ratings, values))
    return _total(values, weight) * spread / (len(values) * (len(values) - 1))


def _total(values: Iterable[Value], weight: Distance) -> float:
    values = list(values)
    return sum(weight(one, other) for one in values for other in values)
