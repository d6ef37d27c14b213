"""Whether a condition holds of one thing: what claims, and members of groups, are asked by."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from annotations.folding import Sought, folded
from reader.query.tree import All, Condition, Dates, Either, Leaf, Not, Number, Words

Thing = TypeVar("Thing")


def holds(
    condition: Condition, of_leaf: Callable[[Leaf], Callable[[Thing], bool]]
) -> Callable[[Thing], bool]:
    """Return what tells whether a condition holds; `of_leaf` gives that for each of its leaves."""
    if isinstance(condition, Not):
        inner = holds(condition.condition, of_leaf)
        return lambda thing: not inner(thing)
    if isinstance(condition, All | Either):
        parts = [holds(part, of_leaf) for part in condition.conditions]
        if isinstance(condition, All):
            return lambda thing: all(part(thing) for part in parts)
        return lambda thing: any(part(thing) for part in parts)
    return of_leaf(condition)


def is_within(dates: Dates, day: str) -> bool:
    """Tell whether a day in ISO 8601, or a month or year, is among those that are asked for."""
    return bool(day) and (dates.first or "0") <= day <= f"{dates.last or '9'}~"


def is_in_range(number: Number, low: float | None, high: float | None) -> bool:
    """Tell whether a value, or one in a range from `low` to `high`, is as large as is asked."""
    if low is None or high is None:
        return False
    if number.low is not None and not (high > number.low if number.above else high >= number.low):
        return False
    return number.high is None or (low < number.high if number.below else low <= number.high)


def begins(words: Words, values: Iterable[str]) -> bool:
    """Tell whether one of some values begins as is asked, or is just that where it is exact."""
    asked = folded(words.words).strip()
    if not asked:
        return True
    if words.exact:
        return any(folded(value) == asked for value in values)
    return any(folded(value).startswith(asked) for value in values)


def stands_in(words: Words, texts_of: Callable[[Thing], Iterable[str]]) -> Callable[[Thing], bool]:
    """Return what tells whether the words stand in one of a thing's texts."""
    if not folded(words.words).strip():
        return lambda _: True
    sought = Sought(words.words)
    return lambda thing: any(sought.is_in(text) for text in texts_of(thing) if text)
