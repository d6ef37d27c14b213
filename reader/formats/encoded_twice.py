"""Text that was encoded twice: “weâ€™re” for “we’re”, “ÄŒeskÃ¡” for “Česká”.

It comes from UTF-8 that another program took for an 8-bit encoding and saved as UTF-8
again. What stands for one character then is two to four that the 8-bit encoding has for
its bytes, so that it can be told and put right without a guess at the language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_CODECS = ("cp1252", "cp1250", "cp1251")
_PASSES = 3
"""Times that a text can have been encoded again; more were never seen."""

_PERHAPS = re.compile("[ÂÃÄÅÎÏÐÑâïðĂĹĐŃďđВГДЕОПРСврп][^\x00-\x7f]")
"""What every sequence begins with; most texts have nothing like it."""

_PLAUSIBLE = re.compile(
    "[\u00a0-\u017f\u0218-\u021b\u0384-\u0481\u0490-\u0491\u2010-\u203a\u20ac\u2122\ufeff]"
)
"""What bytes of two or three stand for in news: Latin, Greek and Cyrillic letters, quotation
marks and dashes. “É»” would be a letter of phonetics, and is left alone."""

_FEWEST = 2
"""Sequences of two bytes; a single one may be meant, as in “PAELLAÂ®”."""


def signs_of(text: str) -> tuple[str, str] | None:
    """Return a piece of a text that was encoded twice and what it stands for, else None."""
    if text.isascii() or not _PERHAPS.search(text):
        return None
    for table in map(_table, _CODECS):
        found = list(table.sequences(text))
        if not found:
            continue
        sure = any(len(found_as) > 2 for found_as, _ in found)
        covered = sum(len(found_as) for found_as, _ in found)
        beyond_ascii = sum(character > "\x7f" for character in text)
        if sure or (len(found) >= _FEWEST and covered > beyond_ascii / 2):
            return max(found, key=lambda each: len(each[0]))
    return None


def mended(text: str) -> str:
    """Return a text as it was before it was encoded again; any other text as it is."""
    for _ in range(_PASSES):
        signs = signs_of(text)
        if signs is None:
            break
        table = next(table for table in map(_table, _CODECS) if table.undone(signs[0]) == signs[1])
        text = table.pattern.sub(lambda found, table=table: table.undone(found.group()), text)  # type: ignore[misc]
    return text


@dataclass(frozen=True, slots=True)
class _Table:
    """The characters of an 8-bit encoding, as bytes of UTF-8."""

    pattern: re.Pattern[str]
    bytes_of: dict[int, int]

    def sequences(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what stands for a character of news, and that."""
        for found in self.pattern.finditer(text):
            meant = self.undone(found.group())
            if meant != found.group():
                yield found.group(), meant

    def undone(self, found: str) -> str:
        try:
            meant = found.translate(self.bytes_of).encode("latin-1").decode()
        except (UnicodeEncodeError, UnicodeDecodeError):
            return found
        return meant if _PLAUSIBLE.fullmatch(meant) or len(found) == 4 else found


@cache
def _table(codec: str) -> _Table:
    characters = {byte: bytes([byte]).decode(codec, errors="replace") for byte in range(128, 256)}
    bytes_of = {ord(character): byte for byte, character in characters.items()}
    bytes_of |= {byte: byte for byte in range(0x80, 0xA0)}  # programs leave unused bytes alone

    def some(first: int, last: int) -> str:
        named = "".join(characters[byte] for byte in range(first, last + 1))
        return re.escape(named.replace("\ufffd", ""))

    following = f"[{some(0x80, 0xBF)}\x80-\x9f]"
    pattern = "|".join(
        (
            f"[{some(0xC2, 0xDF)}]{following}",
            f"[{some(0xE0, 0xEF)}]{following}{{2}}",
            f"[{some(0xF0, 0xF4)}]{following}{{3}}",
        )
    )
    return _Table(re.compile(pattern), bytes_of)
