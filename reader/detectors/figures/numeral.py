"""A numeral: a number in the text, without its unit, sign or approximator."""

from typing import Literal, NamedTuple, TypeAlias

from reader.detectors.marks import Number

Style: TypeAlias = Literal["digits", "words", "fraction", "vague", "ordinal"]


class Numeral(NamedTuple):
    """A number and where it stands; a vague one has `low` and `high` instead of `value`."""

    start: int
    end: int
    style: Style
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    scale: Number = 1
    """The product of the scale words: a million for "2.5 million", else 1."""
    plain: bool = False
    """Digits only, without grouping, decimals, fraction or scale: may be a name or a year."""


def exact(value: Number) -> Number:
    """Return a whole number as `int` and take the noise of binary fractions away.

    1.1 * 10**6 gives 1100000, not 1100000.0000000001.
    """
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.14g}")
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e18 else rounded
