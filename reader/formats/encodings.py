"""Which 8-bit encoding a text was saved in, told by the language that it then is.

The same byte is “è” to a Windows of the West, “č” to one of Central Europe and “и” to a
Russian one. So a text is read in each encoding and asked how well it then fits each
language written in it: whether its letters are that language's, whether its small words
are there, whether signs stand where signs can stand.
"""

import re
from collections import Counter
from dataclasses import dataclass

from reader.formats.languages import CYRILLIC, GREEK, LATIN, Language

_BY_TAG = {language.tag: language for language in (*LATIN, *CYRILLIC, *GREEK)}


def _row(codec: str, name: str, tags: str) -> tuple[str, str, tuple[Language, ...]]:
    return codec, name, tuple(_BY_TAG[tag] for tag in tags.split())


_WESTERN = "en de fr es pt it nl da nb sv fi is ca sq"
_CENTRAL = "cs sk pl hu ro hr sl sq de"
_RUSSIAN = "ru uk be bg sr mk"
ENCODINGS = (
    _row("cp1252", "Windows-1252", _WESTERN),
    _row("iso8859-15", "ISO-8859-15", _WESTERN),
    _row("mac-roman", "Mac Roman", _WESTERN),
    _row("cp850", "DOS 850", _WESTERN),
    _row("cp1250", "Windows-1250", _CENTRAL),
    _row("iso8859-2", "ISO-8859-2", _CENTRAL),
    _row("cp852", "DOS 852", _CENTRAL),
    _row("iso8859-16", "ISO-8859-16", "ro"),
    _row("cp1254", "Windows-1254", "tr"),
    _row("cp1257", "Windows-1257", "et lv lt"),
    _row("cp1251", "Windows-1251", _RUSSIAN),
    _row("koi8-u", "KOI8", "ru uk be bg"),
    _row("iso8859-5", "ISO-8859-5", _RUSSIAN),
    _row("cp866", "DOS 866", "ru be bg"),
    _row("cp1253", "Windows-1253", "el"),
    _row("iso8859-7", "ISO-8859-7", "el"),
)
"""Codec, name, and the languages that were saved in it; of equals the first one counts."""

_RARELY, _RARE = frozenset({"mac-roman", "cp850", "cp852", "cp866"}), 0.2
"""Encodings of machines of long ago, and what their fit is worth less."""

_SAMPLE = 32_768
"""Bytes that are looked at; more never changed an answer on the translations tried."""

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_OPENING = "“„«‘‚‹¿¡"
_CLOSING = "”“»’‘›…™®°ºª"
_MONEY = "€£¥"
_BETWEEN = "–—•·…§"
_SPACE = "\xa0"

_FITS, _FOREIGN, _ODD, _IMPOSSIBLE = 1.0, -0.5, -2.0, -4.0
_SHARE_OF_WORDS = 0.2
"""Of the words of news, small ones of the tables are a fifth or more, seen by trying."""

_FEWEST_WORDS = 0.04
"""Of the words of a text in other letters: Hebrew and Korean read as Russian have hardly one."""

_SURE = 0.5
_CLEARLY = 0.25
"""How well a text must fit at least, and how much better than in another encoding, to be
sure. Chosen by trying on translations of a program into 25 languages."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding, whether it is hardly to be doubted, and the language the text then has."""

    codec: str
    name: str
    language: str
    is_clear: bool


def guess(data: bytes) -> Guess | None:
    """Return the 8-bit encoding that gives the likeliest text, None where none gives one."""
    data = data[:_SAMPLE]
    found = []
    for codec, name, languages in ENCODINGS:
        text = data.decode(codec, errors="replace")
        reading = _Reading(text)
        fit, tag = max(
            ((reading.fit(language), language.tag) for language in languages),
            key=lambda pair: pair[0],
        )
        found.append((fit - _RARE * (codec in _RARELY), codec, name, tag, text))
    best = max(found, key=lambda each: each[0])
    fit, codec, name, tag, text = best
    if fit < _SURE:
        return None
    rivals = (other for other, *_, read in found if read != text)
    return Guess(codec, name, tag, fit - max(rivals, default=0.0) >= _CLEARLY)


class _Reading:
    """A text as one encoding gives it, counted once for all languages."""

    def __init__(self, text: str) -> None:
        self._letters: Counter[str] = Counter()
        self._cost = 0.0
        self._signs = 0
        for found in _BEYOND.finditer(text):
            self._signs += 1
            cost = _cost(text, found.start())
            if cost is None:
                self._letters[found[0].lower()] += 1
            else:
                self._cost += cost
        self._words = Counter(word.lower() for word in _WORD.findall(text))
        self._is_mostly_beyond_ascii = self._signs > len(text) / 2

    def fit(self, language: Language) -> float:
        """Return how well the text fits a language, from 2 for all of it to less than 0."""
        if language.is_of_another_script:
            long = sum(self._words[word] for word in language.words if len(word) > 1)
            if long < _FEWEST_WORDS * self._words.total():
                return _IMPOSSIBLE
        elif self._is_mostly_beyond_ascii:
            return _IMPOSSIBLE
        cost = self._cost
        for letter, times in self._letters.items():
            if letter in language.letters:
                cost += _FITS * times
            else:
                cost += times * (_FOREIGN if letter < "\u0100" else _FOREIGN * 2)
        share = sum(self._words[word] for word in language.words) / max(1, self._words.total())
        return cost / max(1, self._signs) + min(1.0, share / _SHARE_OF_WORDS)


def _cost(text: str, at: int) -> float | None:
    """Return what a sign costs in any language, None for a letter that each must know."""
    sign = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if sign.isalpha() and sign not in "ºª":
        return _cost_of_letter(sign, before, after)
    if sign < "\xa0" or sign == "\ufffd":
        return _IMPOSSIBLE
    if sign == "©":
        return _ODD if after.isalpha() else _FITS
    if before.isalpha() and after.isalpha():
        return _FITS if sign in "’·" else _ODD
    if (
        (sign in _OPENING and not before.isalnum() and not after.isspace())
        or (sign in _CLOSING and (before.isalnum() or before in _SENTENCE_ENDS))
        or (sign in _MONEY and (before.isdigit() or after.isdigit() or before.isspace()))
        or sign in _BETWEEN
        or sign == _SPACE
    ):
        return _FITS
    return _FOREIGN


_SENTENCE_ENDS = ".,!?…:;)”’»"


def _cost_of_letter(sign: str, before: str, after: str) -> float | None:
    if before.isdigit() or after.isdigit():
        return _ODD
    if sign.isupper() and before.islower():
        return _ODD
    # A word is written in letters of one script.
    other_script = any(each.isalpha() and each.isascii() for each in (before, after))
    return _ODD if other_script and sign > "\u036f" else None
