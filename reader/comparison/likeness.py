"""How alike two figures are without a look at their values, and with one.

First the words around them are weighed, by rarity and nearness: whether they count the same
thing. Then, among all figures of the two articles, whether values that agree are one figure,
and whether values that do not are one figure told differently.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.comparison.model import Model, Models
from reader.comparison.rarity import Rarity
from reader.comparison.reading import FigureReading, Key
from reader.comparison.values import agree
from reader.comparison.words import STATE_NUMBERS

_UNLIKE_FORMS = ({"number", "age"}, {"number", "measure"}, {"number", "money"})
_RARE_VALUE = 20
"""Articles with a value from which on it is no sign of one event."""
_SMALL = 12
"""Numbers up to which an equal one is soon found."""
_LEAST_SHARED = 0.2
"""Words that figures with different values share at least, by weight."""
_STATE_NEAR = 4
"""Words within which "killed" or "injured" says what became of those that are counted."""
_NAME_NEAR = 4
"""Words within which a name is that of the one who is counted, or so old."""
_UNKNOWN = -5.0
_CACHED = 100_000


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


class _Row(NamedTuple):
    """Two figures, and how likely they count the same thing."""

    one: FigureReading
    other: FigureReading
    agrees: bool
    score: float
    features: list[float]


class _TopTwo:
    """The two best of some values; the same value said twice in an article is no rival."""

    __slots__ = ("first", "first_key", "second")

    def __init__(self) -> None:
        self.first_key: Key | None = None
        self.first = self.second = -math.inf

    def add(self, key: Key, value: float) -> None:
        """Take in the value of a key."""
        if key == self.first_key:
            self.first = max(self.first, value)
        elif value > self.first:
            self.first_key, self.first, self.second = key, value, self.first
        elif value > self.second:
            self.second = value

    def besides(self, key: Key, otherwise: float) -> float:
        """Return the best value of any other key."""
        found = self.second if key == self.first_key else self.first
        return found if found > -math.inf else otherwise


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
        alike_model = self._models.alike
        rows: list[_Row] = []
        there = [(other, *self._known_around(other)) for other in others]
        here = [(one, *self._known_around(one)) for one in ones]
        best: dict[int, _TopTwo] = {id(figure): _TopTwo() for figure, _, _ in (*here, *there)}
        equal: dict[int, _TopTwo] = {id(figure): _TopTwo() for figure, _, _ in (*here, *there)}
        for one, number, around in here:
            content, key = around.content, one.key
            for other, its_number, its_around in there:
                if content.isdisjoint(its_around.content) and key != other.key:
                    continue
                found = self._alike_once(one, other, (number, its_number), around, its_around)
                if found is None:
                    continue
                agrees, alike = found
                features = [*alike, nearness]
                score = alike_model.score(features)
                rows.append(_Row(one, other, agrees, score, features))
                best[id(one)].add(other.key, score)
                best[id(other)].add(key, score)
                if agrees:
                    sure = 1 / (1 + math.exp(-score))
                    equal[id(one)].add(other.key, sure)
                    equal[id(other)].add(key, sure)
        rare = {
            row.one.key
            for row in rows
            if row.agrees
            and row.one.key == row.other.key
            and abs(row.one.value.low) > _SMALL
            and self._rarity.values.get(row.one.key, 0) <= _RARE_VALUE
        }
        for one, other, agrees, score, alike in rows:
            rival = max(
                best[id(one)].besides(other.key, _UNKNOWN),
                best[id(other)].besides(one.key, _UNKNOWN),
            )
            shared = self._context(
                score, rival, len(rare - {one.key, other.key}), alike, one, other
            )
            together: list[float] = []
            apart: list[float] = []
            if agrees or pretend:
                together = [*shared, *self._equal(one, other, nearness)]
            if not agrees or pretend:
                elsewhere = (
                    equal[id(one)].besides(other.key, 0.0),
                    equal[id(other)].besides(one.key, 0.0),
                )
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
        values = self._rarity.values
        seen = min(values.get(one.key, 1), values.get(other.key, 1))
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
        self,
        one: FigureReading,
        other: FigureReading,
        pair: tuple[int, int],
        around: _Around,
        its_around: _Around,
    ) -> tuple[bool, list[float]] | None:
        """Weigh two figures, those of equal sentences once: agencies are printed by many."""
        known = self._known
        if pair in known:
            return known[pair]
        if len(known) > _CACHED:
            known.clear()
        found = known[pair] = self._alike(one, other, around, its_around)
        return found

    def _known_around(self, figure: FigureReading) -> tuple[int, _Around]:
        number = self._number(figure)
        return number, self._stands(number, figure)

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
        if not comparable(one, other):
            return None
        both = a.content & b.content
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
