"""Offsets in UTF-16 code units, for formats of the Java and JavaScript worlds.

A letter beyond the basic plane (an emoji, “𝔘”) is one code point and two such units.
"""

from bisect import bisect_left


class CodeUnits:
    """Converts the offsets of one text."""

    def __init__(self, text: str) -> None:
        self._astral = [place for place, letter in enumerate(text) if letter > "\uffff"]
        self._units = [place + number for number, place in enumerate(self._astral)]

    def units(self, offset: int) -> int:
        """Return the UTF-16 offset of an offset in code points."""
        return offset + bisect_left(self._astral, offset)

    def points(self, offset: int) -> int:
        """Return the offset in code points of a UTF-16 offset.

        One that falls inside a letter is that letter's end.
        """
        return offset - bisect_left(self._units, offset)


def has_astral(text: str) -> bool:
    """Tell whether UTF-16 offsets of this text differ from code points."""
    return not text.isascii() and max(text) > "\uffff"
