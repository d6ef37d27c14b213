"""How often the next move is to be made: a number typed before it, as vi has it."""

_MOST = 9999
"""The largest count; the ends of a text have keys of their own."""


class Count:
    """A number that digits make; the next key uses it up, whatever it does."""

    def __init__(self) -> None:
        self._number = 0
        self._is_new = False

    def __bool__(self) -> bool:
        """Tell whether a count was begun."""
        return self._number > 0

    @property
    def number(self) -> int:
        """The count as typed, 0 where none was begun."""
        return self._number

    @property
    def times(self) -> int:
        """How often a move is to be made."""
        return self._number or 1

    def add(self, digit: str) -> None:
        """Put a digit at the end.

        >>> count = Count()
        >>> count.add("1")
        >>> count.add("2")
        >>> count.times
        12
        """
        self._number = min(_MOST, self._number * 10 + int(digit))
        self._is_new = True

    def passed(self) -> bool:
        """Let a key have acted, and tell whether it used a count up."""
        used = bool(self) and not self._is_new
        if used:
            self._number = 0
        self._is_new = False
        return used
