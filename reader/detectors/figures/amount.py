"""What passes between the rooms that read quantities: an amount, or nothing to be found."""

from typing import NamedTuple

from reader.detectors.figures.numeral import Numeral
from reader.detectors.marks import FigureForm, Number


class Amount(NamedTuple):
    """A number with the money, percent sign, age or unit that belongs to it."""

    numeral: Numeral
    start: int
    end: int
    form: FigureForm
    unit: str | None
    rule: str
    negative: bool = False

    @property
    def value(self) -> Number | None:
        """The number with its sign; None for a vague one."""
        value = self.numeral.value
        return -value if self.negative and value is not None else value


class Skip(NamedTuple):
    """No figure that a reader wants, but part of a name; reading goes on at `end`."""

    end: int
    kind: str = ""
    """What the number is: "model", "address"; empty where nothing is to be told at all."""
