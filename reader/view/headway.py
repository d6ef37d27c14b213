"""How far long work has come, as a bar of characters that needs no colour."""

from dataclasses import dataclass

_FULL, _PARTS, _EMPTY = "█", " ▏▎▍▌▋▊▉", "░"
_WANDERING = 3
"""Cells of the block that wanders along the bar where it is not known how much there is."""


@dataclass(frozen=True, slots=True)
class Headway:
    """Of `total` pieces, None when that is not known, `done` are done."""

    doing: str
    done: int
    total: int | None = None

    def told(self, cells: int = 10) -> str:
        """Return what is done, a bar of so many cells, and how far it is.

        >>> Headway("counting", 1, 4).told(8)
        'counting ██░░░░░░ 25%'
        >>> Headway("reading", 1234).told(8)
        'reading ░░░░███░ 1,234'
        """
        if not self.total:
            return f"{self.doing} {self._wandering(cells)} {self.done:,}"
        part = min(1.0, self.done / self.total)
        return f"{self.doing} {_bar(part, cells)} {int(part * 100)}%"

    def _wandering(self, cells: int) -> str:
        way = max(1, cells - _WANDERING)
        place = self.done // 50 % (2 * way)
        place = min(place, 2 * way - place)
        return (_EMPTY * place + _FULL * _WANDERING).ljust(cells, _EMPTY)[:cells]


def _bar(part: float, cells: int) -> str:
    eighths = int(part * cells * 8)
    full, rest = divmod(eighths, 8)
    last = _PARTS[rest] if rest else ""
    return (_FULL * full + last).ljust(cells, _EMPTY)
