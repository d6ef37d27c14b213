"""How a person has laid the desk out, and what they typed there: remembered for the next start."""

from dataclasses import asdict, dataclass, replace

from reader import settings

COLUMNS = ("published", "source", "title", "words", "quotes", "figures", "claims")
"""The columns of the list; the title is always there."""

FULL = 0
"""The measure of a text that is as wide as the screen."""

NARROWEST, WIDEST = 20, 80
"""Per cent of the screen that the list has, at least and at most."""

_MOST = 100
"""Commands that are remembered."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`measure` cells of text, None as the settings say; `split` per cent of the list."""

    measure: int | None = None
    split: int = 38
    columns: tuple[str, ...] = COLUMNS
    commands: tuple[str, ...] = ()
    tutorial: bool = False
    """Whether the tutorial was offered."""

    @classmethod
    def load(cls) -> "Layout":
        """Return what was kept; what is not as it must be is as at first."""
        kept, usual = settings.kept_layout(), cls()
        measure, split = kept.get("measure"), kept.get("split")
        columns, commands = kept.get("columns"), kept.get("commands")
        return cls(
            measure=measure if _is_measure(measure) else None,
            split=split if type(split) is int and NARROWEST <= split <= WIDEST else usual.split,
            columns=_known(columns) if isinstance(columns, list) else usual.columns,
            commands=tuple(map(str, commands)) if isinstance(commands, list) else (),
            tutorial=kept.get("tutorial") is True,
        )

    def keep(self) -> None:
        """Keep it for the next start.

        Raises:
            OSError: It cannot be kept.
        """
        settings.keep_layout(asdict(self))

    def typed(self, command: str) -> "Layout":
        """Return the layout with a command as the last one that was typed."""
        others = [before for before in self.commands if before != command]
        return replace(self, commands=(*others, command)[-_MOST:])

    def with_columns(self, names: str) -> "Layout":
        """Return the layout with these columns, commas between; all where none is named.

        Raises:
            ValueError: One is no column.
        """
        wanted = [name.casefold() for name in names.replace(",", " ").split()]
        for name in wanted:
            if name not in COLUMNS:
                known = ", ".join(COLUMNS)
                raise ValueError(f"“{name}” is no column. Choose some of: {known}.")
        return replace(self, columns=_known(wanted or COLUMNS))

    def with_split(self, per_cent: str) -> "Layout":
        """Return the layout with so many per cent of the screen for the list.

        Raises:
            ValueError: It is no number from 20 to 80.
        """
        if not (per_cent.isdecimal() and NARROWEST <= int(per_cent) <= WIDEST):
            raise ValueError(f"The list can have {NARROWEST} to {WIDEST} per cent, not {per_cent}.")
        return replace(self, split=int(per_cent))

    def with_measure(self, cells: str) -> "Layout":
        """Return the layout with a text so wide, or as wide as the screen for “full”.

        Raises:
            ValueError: It is neither a number from 20 to 400 nor “full”.
        """
        if cells == "full":
            return replace(self, measure=FULL)
        if not (cells.isdecimal() and _is_measure(int(cells))):
            raise ValueError(f"A text can be 20 to 400 cells wide, or “full”, not “{cells}”.")
        return replace(self, measure=int(cells))


def _is_measure(value: object) -> bool:
    return type(value) is int and (value == FULL or 20 <= value <= 400)


def _known(names: list[object] | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in COLUMNS if name in names or name == "title")
