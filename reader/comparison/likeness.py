"""How alike two figures are without a look at their values, and with one.

First the words around them are weighed, by rarity and nearness: whether they count the same
thing. Then, among all figures of the two articles, whether values that agree are one figure,
and whether values that do not are one figure told differently.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.comparison.model import Model, Models
from reader.comparison.rarity import Rarity
from reader.comparison.reading import FigureReading, Key
from reader.comparison.values import agree

_UNLIKE_FORMS = ({"number", "age"}, {"number", "measure"}, {"number", "money"})
_RARE_VALUE = 20
"""Articles of the sample with a value from which on it is no sign of one event."""
_SMALL = 12
"""Numbers up to which an equal one is soon found."""
_LEAST_SHARED = 0.12
"""Words that figures with different values share at least, by weight."""
_UNKNOWN = -5.0
_CACHED = 200_000


class Candidate(NamedTuple):
    """Two figures of two articles that may be one: whether they agree, and what tells.

    `alike` are the features without a look at the values; `pretended`, to learn from, the
    ones that the pair had if it agreed, and if it did not.
    """

    one: FigureReading
    other: FigureReading
    agrees: bool
    features: list[float]
    alike: list[float]
    pretended: tuple[list[float], list[float]] | None


class _Weighed(NamedTuple):
    """What a figure's words weigh."""

    norm: float
    mass: float
    names: float


class Likeness:
    """Weighs pairs of figures; equal sentences once."""

    def __init__(self, rarity: Rarity, values: Mapping[Key, int], models: Models) -> None:
        self._models = models
        self._rarity = rarity
        self._values = values
        self._weighed: dict[int, _Weighed] = {}
        self._known: dict[tuple[int, int], tuple[bool, list[float]] | None] = {}
        self._numbers: dict[object, int] = {}
        self._number_of: dict[int, int] = {}

    def model(self, candidate: Candidate) -> Model:
        """Return the model that a pair is judged by."""
        return self._models.equal if candidate.agrees else self._models.different

    def between(
        self,
        ones: Sequence[FigureReading],
        others: Sequence[FigureReading],
        close: float,
        *,
        pretend: bool = False,
    ) -> Iterator[Candidate]:
        """Yield the pairs of figures of two articles that may be one.

        With `pretend`, pairs that agree have features as if they did not: to learn from.
        """
        nearness = math.sqrt(close)
        table: list[tuple[bool, float, list[float], FigureReading, FigureReading]] = []
        best: dict[int, dict[Key, float]] = defaultdict(dict)
        equal: dict[int, dict[Key, float]] = defaultdict(dict)
        for one in ones:
            for other in others:
                found = self._alike_once(one, other)
                if found is None:
                    continue
                agrees, alike = found
                features = [*alike, nearness]
                score = self._models.alike.score(features)
                table.append((agrees, score, features, one, other))
                for figure, partner in ((one, other), (other, one)):
                    known = best[id(figure)]
                    known[partner.key] = max(score, known.get(partner.key, -9.0))
                    if agrees:
                        known = equal[id(figure)]
                        sure = 1 / (1 + math.exp(-score))
                        known[partner.key] = max(sure, known.get(partner.key, 0.0))
        if not table:
            return
        rare = {
            one.key
            for agrees, _, _, one, other in table
            if agrees
            and one.key == other.key
            and abs(one.value.low) > _SMALL
            and self._values.get(one.key, 0) <= _RARE_VALUE
        }
        for agrees, score, alike, one, other in table:
            pair = ((one, other), (other, one))
            rival = max(
                (
                    value
                    for figure, partner in pair
                    for key, value in best[id(figure)].items()
                    if key != partner.key
                ),
                default=_UNKNOWN,
            )
            shared = self._context(
                score, rival, len(rare - {one.key, other.key}), alike, one, other
            )
            together: list[float] = []
            apart: list[float] = []
            if agrees or pretend:
                together = [*shared, *self._equal(one, other, nearness)]
            if not agrees or pretend:
                elsewhere = [
                    max((v for key, v in equal[id(a)].items() if key != b.key), default=0.0)
                    for a, b in pair
                ]
                apart = [*shared, *self._different(one, other, score, elsewhere)]
            yield Candidate(
                one,
                other,
                agrees,
                together if agrees else apart,
                alike,
                (together, apart) if pretend else None,
            )

    def _equal(self, one: FigureReading, other: FigureReading, nearness: float) -> list[float]:
        seen = min(self._values.get(one.key, 1), self._values.get(other.key, 1))
        plain = min(5.0, math.log(self._rarity.articles / max(1, seen)))
        return [plain, plain * nearness, float(one.key == other.key)]

    def _different(
        self,
        one: FigureReading,
        other: FigureReading,
        score: float,
        elsewhere: Sequence[float],
    ) -> list[float]:
        ratio = abs(math.log((abs(one.value.low) + 0.5) / (abs(other.value.low) + 0.5)))
        either = max(elsewhere)
        return [
            either,
            min(elsewhere),
            either * max(0.0, score),
            min(3.0, ratio),
            float(one.value.exact and other.value.exact),
        ]

    def _context(
        self,
        score: float,
        rival: float,
        rare: int,
        alike: Sequence[float],
        one: FigureReading,
        other: FigureReading,
    ) -> list[float]:
        top = max(abs(one.value.low), abs(other.value.low))
        return [
            score,
            max(-4.0, min(4.0, score - rival)),
            float(score > rival),
            float(top <= 3),
            float(3 < top <= _SMALL),
            math.log1p(rare),
            *alike,
            float(one.form != other.form),
        ]

    def _alike_once(
        self, one: FigureReading, other: FigureReading
    ) -> tuple[bool, list[float]] | None:
        """Weigh two figures, those of equal sentences once: agencies are printed by many."""
        pair = self._number(one), self._number(other)
        if pair not in self._known:
            if len(self._known) > _CACHED:
                self._known.clear()
            self._known[pair] = self._alike(one, other)
        return self._known[pair]

    def _number(self, figure: FigureReading) -> int:
        number = self._number_of.get(id(figure))
        if number is None:
            around = figure.sentence.words.numbers, figure.place, figure.key, figure.form
            context = figure.head, figure.state, figure.is_leading
            number = self._numbers.setdefault((around, context), len(self._numbers))
            self._number_of[id(figure)] = number
        return number

    def _alike(self, one: FigureReading, other: FigureReading) -> tuple[bool, list[float]] | None:
        both = one.sentence.content & other.sentence.content
        if not both and one.key != other.key:
            return None
        if not comparable(one, other):
            return None
        agrees = agree(one.value, other.value)
        shared = self._rarity.sum(both)
        a, b = self._weights_of(one), self._weights_of(other)
        least = min(a.mass, b.mass) + 4
        if not agrees and shared < _LEAST_SHARED * least:
            return None
        rarity = self._rarity
        near, other_near = one.near, other.near
        product = sum(
            rarity[word] ** 2 * near[word] * other_near[word]
            for word in both
            if word in near and word in other_near
        )
        names = one.sentence.words.names & other.sentence.words.names
        named = rarity.sum(names) / (min(a.names, b.names) + 3)
        head = _same(one.head, other.head)
        state = _same(one.state, other.state)
        unit = 0.0
        kins = one.value.kin, other.value.kin
        if kins[0] or kins[1]:
            unit = 1.0 if kins[0] == kins[1] else -0.3 if "" in kins else -1.0
        ages = float(one.form == other.form == "age")
        siblings = one.sentence.siblings(one.key) & other.sentence.siblings(other.key)
        return agrees, [
            product / (a.norm * b.norm),
            shared / least,
            shared / (a.mass + b.mass - shared + 4),
            self._share(one.just_before, other.just_before),
            self._share(one.just_after, other.just_after),
            float(head > 0),
            float(head < 0),
            float(state > 0),
            float(state < 0),
            float(bool(one.state) != bool(other.state)),
            unit,
            named,
            ages * (named - 0.5),
            math.log1p(shared),
            float(len(siblings) > 0),
            _common(one.names, other.names),
            float(one.is_leading and other.is_leading),
        ]

    def _weights_of(self, figure: FigureReading) -> _Weighed:
        known = self._weighed.get(id(figure))
        if known is None:
            rarity = self._rarity
            squares = sum((rarity[word] * near) ** 2 for word, near in figure.near.items())
            known = self._weighed[id(figure)] = _Weighed(
                math.sqrt(squares) or 1.0,
                rarity.sum(figure.sentence.content),
                rarity.sum(figure.sentence.words.names),
            )
        return known

    def _share(self, one: tuple[int, ...], other: tuple[int, ...]) -> float:
        either = set(one) | set(other)
        if not either:
            return 0.0
        return self._rarity.sum(set(one) & set(other)) / self._rarity.sum(either)


def _common(one: frozenset[int], other: frozenset[int]) -> float:
    """Return whether two sets have something in common, 0 where one is empty."""
    if not one or not other:
        return 0.0
    return -1.0 if one.isdisjoint(other) else 1.0


def _same(one: int, other: int) -> int:
    if not one or not other:
        return 0
    return 1 if one == other else -1


def comparable(one: FigureReading, other: FigureReading) -> bool:
    """Tell whether two figures can be of one thing at all, by form and unit."""
    forms = {one.form, other.form}
    if len(forms) > 1 and forms not in _UNLIKE_FORMS:
        return False
    kins = one.value.kin, other.value.kin
    return kins[0] == kins[1] or "" in kins
