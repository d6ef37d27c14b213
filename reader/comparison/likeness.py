"""How alike two figures are without a look at their values, and with one.

First the words around them are weighed, by rarity and nearness: whether they count the same
thing. Then, among all figures of the two articles, whether values that agree are one figure,
and whether values that do not are one figure told differently.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.comparison.model import Model, Models
from reader.comparison.rarity import Rarity
from reader.comparison.reading import FigureReading, Key
from reader.comparison.values import agree
from reader.comparison.words import STATE_NUMBERS

_UNLIKE_FORMS = ({"number", "age"}, {"number", "measure"}, {"number", "money"})
_TELLING = 2
"""Digits from which on an equal value is a sign of one event."""
_SMALL = 12
"""Numbers up to which an equal one is soon found."""
_LEAST_SHARED = 0.12
"""Words that figures with different values share at least, by weight."""
_STATE_NEAR = 4
"""Words within which "killed" or "injured" says what became of those that are counted."""
_NAME_NEAR = 4
"""Words within which a name is that of the one who is counted, or so old."""
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


class _Around(NamedTuple):
    """What stands around a figure, and what it weighs.

    `near` has the words with a content, the more the nearer. `state` is what became of those
    that are counted ("killed"), `head` the noun they are counted by; 0 where it is not said.
    `names` stand close to it.
    """

    content: frozenset[int]
    near: dict[int, float]
    norm: float
    mass: float
    all_names: frozenset[int]
    names_mass: float
    names: frozenset[int]
    before: frozenset[int]
    after: frozenset[int]
    state: int
    head: int
    siblings: frozenset[Key]


class Likeness:
    """Weighs pairs of figures; equal sentences once."""

    def __init__(self, rarity: Rarity, models: Models) -> None:
        self._models = models
        self._rarity = rarity
        self._around: dict[int, _Around] = {}
        self._known: dict[tuple[int, int], tuple[bool, list[float]] | None] = {}
        self._numbers: dict[object, int] = {}
        self._figures: list[FigureReading] = []
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
            and digits(one.value.low) >= _TELLING
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
        plain = float(max(digits(one.value.low), digits(other.value.low)))
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
        a, b = self._number(one), self._number(other)
        if (a, b) not in self._known:
            if len(self._known) > _CACHED:
                self._known.clear()
            self._known[a, b] = self._alike(
                one, other, self._stands(a, one), self._stands(b, other)
            )
        return self._known[a, b]

    def _number(self, figure: FigureReading) -> int:
        """Return the same number for figures that stand alike in equal sentences."""
        number = self._number_of.get(id(figure))
        if number is None:
            around = figure.sentence.words.numbers.tobytes(), figure.first, figure.is_leading
            what = figure.key, figure.form, figure.counted
            number = self._numbers.setdefault((around, what), len(self._numbers))
            self._number_of[id(figure)] = number
            self._figures.append(figure)  # its identity is its own as long as it is held
        return number

    def _stands(self, number: int, figure: FigureReading) -> _Around:
        known = self._around.get(number)
        if known is None:
            known = self._around[number] = _around(figure, self._rarity)
        return known

    def _alike(
        self, one: FigureReading, other: FigureReading, a: _Around, b: _Around
    ) -> tuple[bool, list[float]] | None:
        both = a.content & b.content
        if not both and one.key != other.key:
            return None
        if not comparable(one, other):
            return None
        agrees = agree(one.value, other.value)
        rarity = self._rarity
        shared = rarity.sum(both)
        least = min(a.mass, b.mass) + 4
        if not agrees and shared < _LEAST_SHARED * least:
            return None
        near, other_near = a.near, b.near
        product = 0.0
        for word in both:
            if word in near and word in other_near:
                product += rarity[word] ** 2 * near[word] * other_near[word]
        named = rarity.sum(a.all_names & b.all_names) / (min(a.names_mass, b.names_mass) + 3)
        head = _same(a.head, b.head)
        state = _same(a.state, b.state)
        unit = 0.0
        kins = one.value.kin, other.value.kin
        if kins[0] or kins[1]:
            unit = 1.0 if kins[0] == kins[1] else -0.3 if "" in kins else -1.0
        ages = float(one.form == other.form == "age")
        return agrees, [
            product / (a.norm * b.norm),
            shared / least,
            shared / (a.mass + b.mass - shared + 4),
            self._share(a.before, b.before),
            self._share(a.after, b.after),
            float(head > 0),
            float(head < 0),
            float(state > 0),
            float(state < 0),
            float(bool(a.state) != bool(b.state)),
            unit,
            named,
            ages * (named - 0.5),
            math.log1p(shared),
            float(not a.siblings.isdisjoint(b.siblings)),
            _common(a.names, b.names),
            float(one.is_leading and other.is_leading),
        ]

    def _share(self, one: frozenset[int], other: frozenset[int]) -> float:
        both = one & other
        return self._rarity.sum(both) / self._rarity.sum(one | other) if both else 0.0


def _around(figure: FigureReading, rarity: Rarity) -> _Around:
    words = figure.sentence.words
    numbers = words.numbers
    near: dict[int, float] = {}
    before: list[int] = []
    after: list[int] = []
    state, state_at = 0, _STATE_NEAR + 1
    for side, places in (
        (before, range(figure.first - 1, -1, -1)),
        (after, range(figure.last, len(numbers))),
    ):
        for distance, place in enumerate(places, 1):
            number = numbers[place]
            if number & 1:
                side.append(number)
                weight = 5 / (5 + distance)
                if near.get(number, 0.0) < weight:
                    near[number] = weight
                if distance < state_at and number in STATE_NUMBERS:
                    state, state_at = number, distance
    state = next((number for number in figure.counted if number in STATE_NUMBERS), state)
    heads = [number for number in figure.counted if number not in STATE_NUMBERS]
    head = heads[-1] if heads else after[0] if after and figure.form == "number" else 0
    close = (
        numbers[max(0, figure.first - _NAME_NEAR) : figure.first]
        + numbers[figure.last : figure.last + _NAME_NEAR]
    )
    content = frozenset(number for number in numbers if number & 1)
    names = frozenset(words.names)
    return _Around(
        content,
        near,
        math.sqrt(sum((rarity[word] * weight) ** 2 for word, weight in near.items())) or 1.0,
        rarity.sum(content),
        names,
        rarity.sum(names),
        names.intersection(close),
        frozenset(before[:2]),
        frozenset(after[:2]),
        state,
        head,
        frozenset(key for key in figure.sentence.values if key != figure.key),
    )


def digits(value: float) -> int:
    """Return how many digits tell a number apart: four of 39,320, one of 3,000; at most five."""
    return min(5, len(f"{abs(value):.12g}".replace(".", "").strip("0").partition("e")[0]))


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
