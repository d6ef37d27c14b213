"""Choosing among marks: by kind, by size, by who speaks."""

from dataclasses import dataclass

from reader.detectors.contract import Reported
from reader.detectors.marks import Figure, Mark, is_wanted

KINDS = ("quote", "figure", "date")
"""What can be asked for; a date is a figure of one of `DATE_FORMS`."""
DATE_FORMS = frozenset(("date", "time", "duration"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which marks somebody wants to have; without any condition, all that a reader wants.

    `kinds` are of `KINDS`. `least` is the least value of a figure, of a range its upper
    end; `speaker` is a part of a speaker's name or of the words for them, in any case.
    Where only one of the two is given, marks that it cannot hold for are left out.
    `reported` says how reported speech is found, or that it is left out.
    """

    kinds: frozenset[str] = frozenset()
    least: float | None = None
    speaker: str | None = None
    every: bool = False
    reported: Reported = "rules"

    def wants(self, mark: Mark, text: str) -> bool:
        """Tell whether a mark in `text` is one of them."""
        if not self.every and not is_wanted(mark):
            return False
        if self.reported == "off" and not isinstance(mark, Figure) and mark.form == "indirect":
            return False
        if self.kinds and _kind(mark) not in self.kinds:
            return False
        if self.least is None and self.speaker is None:
            return True
        if isinstance(mark, Figure):
            value = mark.value if mark.value is not None else mark.high
            return self.least is not None and value is not None and value >= self.least
        if self.speaker is None or mark.speaker is None:
            return False
        sought = self.speaker.casefold()
        names = (mark.speaker.name, mark.speaker.span.of(text))
        return any(sought in name.casefold() for name in names)


def _kind(mark: Mark) -> str:
    if not isinstance(mark, Figure):
        return "quote"
    return "date" if mark.form in DATE_FORMS else "figure"
