"""How alike two figures are without a look at their values, and with one.

First the words around them are weighed, by rarity and nearness: whether they count the same
thing. Then, among all figures of the two articles, whether values that agree are one figure,
and whether values that do not are one figure told differently.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.comparison.model import Models
from reader.comparison.rarity import Rarity
from reader.comparison.reading import FigureReading, Key
from reader.comparison.values import agree
from reader.comparison.word_numbers import STATE_NUMBERS, number_of

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
_BORNE_OUT = 2
"""Words besides their own that figures share at least when they differ, or are so small."""
_A_LITTLE, _LITTLE, _SOME, _MUCH, _VERY_MUCH = 0.5, 0.7, 0.8, 1.8, 3.0
"""How much these words weigh at least, by what a word weighs that nobody else has: the more,
the less is known of what is counted. Chosen by reading pairs that nobody had judged."""
_MOST = 0.6
"""The share of a short sentence that is as good as much."""
_TELLING = frozenset(("money", "age"))
"""Forms that tell themselves what is counted."""
_AWAY = frozenset(map(number_of, ("above", "below", "beyond", "ahead", "behind")))
_COMPARING = frozenset(
    map(
        number_of,
        "higher lower taller shorter longer deeper shallower wider more less fewer greater faster"
        " slower older younger earlier later".split(),
    )
)
_THAN = number_of("than")
"""Words after a figure that make it the distance from another one, some before "than"."""
_UNKNOWN = -5.0
_CACHED = 500
"""Sentences that are remembered: those of an event, some megabytes."""


class Candidate(NamedTuple):
    """Two figures of two articles that may be one: whether they agree, and how sure it is.

    `features`, to learn from, are all that is seen of the pair: `alike` without a look at the
    values; `pretended` the ones that it had if it agreed, and if it did not.
    """

    one: int
    other: int
    agrees: bool
    sureness: float
    features: "Seen | None" = None


class Seen(NamedTuple):
    """All features of a pair of figures."""

    alike: list[float]
    together: list[float]
    apart: list[float]


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


class _Pair(NamedTuple):
    """Two figures in two sentences: what depends on them alone, and what it weighs.

    `plain` tells how much an equal value tells by itself. Where the words around are not
    `borne_out` by enough others that both have, they are rivals of other pairs, but not one.
    """

    agrees: bool
    borne_out: bool
    alike: list[float]
    alike_fixed: float
    fixed: float
    plain: float


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


_Best = tuple[defaultdict[int, _TopTwo], defaultdict[int, _TopTwo]]
"""The best of each figure of one article and of another."""


class Likeness:
    """Weighs pairs of figures; those of equal sentences once."""

    def __init__(self, rarity: Rarity, models: Models) -> None:
        self._models = models
        self._rarity = rarity
        self._around: list[_Around] = []
        self._numbers: dict[object, int] = {}
        self._numbered: dict[int, tuple[Sequence[FigureReading], list[int]]] = {}
        self._known: dict[int, dict[int, _Pair | None]] = defaultdict(dict)
        self._weighed = 0

    def use(self, models: Models) -> None:
        """Judge by other models from now on."""
        self._models = models
        self._known.clear()

    def between(
        self,
        ones: Sequence[FigureReading],
        others: Sequence[FigureReading],
        close: float,
        *,
        learning: bool = False,
    ) -> Iterator[Candidate]:
        """Yield the pairs of figures of two articles that may be one.

        With `learning` all are yielded, with what is seen of them; else those that are sure
        enough.
        """
        nearness = math.sqrt(close)
        self._make_room()
        here, there = self._numbers_of(ones), self._numbers_of(others)
        score_of, known = self._models.alike.score, self._known
        rows: list[tuple[int, int, _Pair, float]] = []
        for i, number in enumerate(here):
            row = known[number]
            for j, its_number in enumerate(there):
                pair = (
                    row[its_number]
                    if its_number in row
                    else self._pair(ones[i], others[j], number, its_number)
                )
                if pair is not None:
                    rows.append((i, j, pair, score_of((nearness,), pair.alike_fixed)))
        if not rows:
            return
        keys, its_keys = [figure.key for figure in ones], [figure.key for figure in others]
        best: _Best = defaultdict(_TopTwo), defaultdict(_TopTwo)
        equal: _Best = defaultdict(_TopTwo), defaultdict(_TopTwo)
        differ = learning
        for i, j, pair, score in rows:
            best[0][i].add(its_keys[j], score)
            best[1][j].add(keys[i], score)
            differ |= not pair.agrees
        if differ:
            for i, j, pair, score in rows:
                if pair.agrees:
                    sure = 1 / (1 + math.exp(-score))
                    equal[0][i].add(its_keys[j], sure)
                    equal[1][j].add(keys[i], sure)
        rare = {
            keys[i]
            for i, j, pair, _ in rows
            if pair.agrees
            and keys[i] == its_keys[j]
            and abs(keys[i][0]) > _SMALL
            and self._rarity.values.get(keys[i], 0) <= _RARE_VALUE
        }
        for i, j, pair, score in rows:
            if not (pair.borne_out or learning):
                continue
            key, its_key = keys[i], its_keys[j]
            rival = max(best[0][i].besides(its_key, _UNKNOWN), best[1][j].besides(key, _UNKNOWN))
            context = [
                score,
                max(-4.0, min(4.0, score - rival)),
                float(score > rival),
                math.log1p(len(rare) - (key in rare) - (its_key in rare and its_key != key)),
                nearness,
            ]
            together: list[float] = []
            apart: list[float] = []
            if pair.agrees or learning:
                together = [pair.plain * nearness, *context]
            if not pair.agrees or learning:
                elsewhere = (
                    equal[0][i].besides(its_key, 0.0),
                    equal[1][j].besides(key, 0.0),
                )
                either = max(elsewhere)
                apart = [either, min(elsewhere), either * max(0.0, score), *context]
            model = self._models.equal if pair.agrees else self._models.different
            sure = model.sureness(together if pair.agrees else apart, pair.fixed)
            if learning:
                yield Candidate(
                    i, j, pair.agrees, sure, self._seen(ones[i], others[j], pair, together, apart)
                )
            elif sure >= model.threshold:
                yield Candidate(i, j, pair.agrees, sure)

    def _seen(
        self,
        one: FigureReading,
        other: FigureReading,
        pair: _Pair,
        together: Sequence[float],
        apart: Sequence[float],
    ) -> Seen:
        nearness = together[-1]
        alike = [nearness, *pair.alike]
        fixed = self._fixed(one, other, pair.alike)
        return Seen(
            alike,
            [*together, *self._equal(one, other), *fixed],
            [*apart, *_different(one, other), *fixed],
        )

    def _pair(
        self, one: FigureReading, other: FigureReading, number: int, its_number: int
    ) -> _Pair | None:
        """Weigh two figures, those of equal sentences once: agencies are printed by many."""
        around, its_around = self._around[number], self._around[its_number]
        found: _Pair | None = None
        if one.key == other.key or not around.content.isdisjoint(its_around.content):
            seen = self._alike(one, other, around, its_around)
            if seen is not None:
                agrees, alike = seen
                of_values = self._equal(one, other) if agrees else _different(one, other)
                model = self._models.equal if agrees else self._models.different
                found = _Pair(
                    agrees,
                    self._is_borne_out(one, other, around, its_around, agrees=agrees),
                    alike,
                    self._models.alike.fixed(alike),
                    model.fixed([*of_values, *self._fixed(one, other, alike)]),
                    self._plain(one, other),
                )
        self._known[number][its_number] = found
        self._weighed += 1
        return found

    def _is_borne_out(
        self, one: FigureReading, other: FigureReading, a: _Around, b: _Around, *, agrees: bool
    ) -> bool:
        """Tell whether figures share enough that they differ, or a small number is the same."""
        small = min if agrees else max
        is_small = small(abs(one.value.high), abs(other.value.high)) <= _SMALL
        if agrees and not is_small:
            return True
        if not agrees and not _can_differ(one, other):
            return False
        shared = (a.content & b.content).difference(_own(one), _own(other))
        if len(shared) < _BORNE_OUT:
            return False
        head, state = _same(a.head, b.head), _same(a.state, b.state)
        is_other = bool(one.counted and other.counted) and head < 0 and state <= 0
        mass, top = self._rarity.sum(shared), self._rarity.top
        if agrees:
            is_one = head > 0 or state > 0
            return mass >= (_MUCH if is_other else _A_LITTLE if is_one else _SOME) * top
        if not is_small and mass >= _MOST * min(a.mass, b.mass):
            return True
        least = _VERY_MUCH if is_other else _MUCH
        if not (is_other or is_small) and (head > 0 or state > 0 or one.form in _TELLING):
            least = _LITTLE
        return mass >= least * top

    def _plain(self, one: FigureReading, other: FigureReading) -> float:
        values = self._rarity.values
        seen = min(values.get(one.key, 1), values.get(other.key, 1))
        return min(5.0, math.log(self._rarity.articles / max(1, seen)))

    def _equal(self, one: FigureReading, other: FigureReading) -> list[float]:
        return [self._plain(one, other), float(one.key == other.key)]

    def _fixed(
        self, one: FigureReading, other: FigureReading, alike: Sequence[float]
    ) -> list[float]:
        top = max(abs(one.value.low), abs(other.value.low))
        return [
            float(top <= 3),
            float(3 < top <= _SMALL),
            *alike,
            float(one.form != other.form),
        ]

    def _make_room(self) -> None:
        if max(len(self._around), len(self._numbered), self._weighed // 50) > _CACHED:
            self._weighed = 0
            self._numbers.clear()
            self._numbered.clear()
            self._known.clear()
            self._around.clear()

    def _numbers_of(self, figures: Sequence[FigureReading]) -> list[int]:
        """Return the same number for figures that stand alike in equal sentences."""
        known = self._numbered.get(id(figures))
        if known is not None and known[0] is figures:
            return known[1]
        found: list[int] = []
        for figure in figures:
            what = (
                figure.sentence.sound, figure.first, figure.is_leading, figure.key,
                figure.form, figure.counted,
            )  # fmt: skip
            number = self._numbers.setdefault(what, len(self._numbers))
            if number == len(self._around):
                self._around.append(_around(figure, self._rarity))
            found.append(number)
        self._numbered[id(figures)] = figures, found
        return found

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
        product, weights = 0.0, rarity.weights
        for word in both:
            if word in near and word in other_near:
                product += weights[word] ** 2 * near[word] * other_near[word]
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
    numbers, weights = figure.sentence.numbers, rarity.weights
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
    names = frozenset(array("I", figure.sentence.names))
    return _Around(
        content,
        near,
        math.sqrt(sum((weights[word] * weight) ** 2 for word, weight in near.items())) or 1.0,
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


def _different(one: FigureReading, other: FigureReading) -> list[float]:
    ratio = abs(math.log((abs(one.value.low) + 0.5) / (abs(other.value.low) + 0.5)))
    return [min(3.0, ratio), float(one.value.exact and other.value.exact)]


def _common(one: frozenset[int], other: frozenset[int]) -> float:
    """Return whether two sets have something in common, 0 where one is empty."""
    if not one or not other:
        return 0.0
    return -1.0 if one.isdisjoint(other) else 1.0


def _same(one: int, other: int) -> int:
    if not one or not other:
        return 0
    return 1 if one == other else -1


def _own(figure: FigureReading) -> "array[int]":
    """Return the words that a figure itself is printed with."""
    return figure.sentence.numbers[figure.first : figure.last]


def _can_differ(one: FigureReading, other: FigureReading) -> bool:
    """Tell whether figures with other values can be of one thing: numbers of one kind."""
    return (
        one.form == other.form
        and (one.value.exact and one.value.low < one.value.high)
        == (other.value.exact and other.value.low < other.value.high)
        and _is_distance(one) == _is_distance(other)
    )


def _is_distance(figure: FigureReading) -> bool:
    first, second = (*figure.sentence.numbers[figure.last : figure.last + 2], 0, 0)[:2]
    return first in _AWAY or (first in _COMPARING and second == _THAN)


def comparable(one: FigureReading, other: FigureReading) -> bool:
    """Tell whether two figures can be of one thing at all, by form and unit."""
    forms = {one.form, other.form}
    if len(forms) > 1 and forms not in _UNLIKE_FORMS:
        return False
    kins = one.value.kin, other.value.kin
    return kins[0] == kins[1] or "" in kins
