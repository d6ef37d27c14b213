"""Names in two spellings: Sergei and Sergey, Zelensky and Zelenskyy, Müller and Mueller.

What differs between ways to write a name in Latin letters is taken away: accents, doubled
letters, letters that stand for one sound. Source of the pairs: the romanisations compared in
“Romanization of Ukrainian”, “Romanization of Russian” and “Romanization of Arabic”, Wikipedia.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "s", "æ": "a", "œ": "o", "ı": "i"})
_SOUNDS = (
    (re.compile("sch|sh"), "s"),
    (re.compile("tch|tsch|ch"), "c"),
    (re.compile("ph"), "f"),
    (re.compile("ck|kh|q"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("w"), "v"),
    (re.compile("z"), "s"),
    (re.compile("[yj]"), "i"),
    (re.compile("ou|oo|ue"), "u"),
    (re.compile("ae"), "a"),
    (re.compile("oe"), "o"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile("(?<=.)[aeiou]+")
_SHORT = (
    "bill will billy william",
    "bob rob bobby robert",
    "dick rick rich richard",
    "jim jimmy james",
    "jack john johnny",
    "joe joey joseph",
    "mike mick michael",
    "tom tommy thomas",
    "ted ed eddie edward",
    "tony anthony",
    "dave david",
    "steve stephen steven",
    "chuck charlie charles",
    "andy andrew",
    "liz beth betty elizabeth",
    "kate kathy cathy katherine catherine",
    "sue susan",
    "meg peggy maggie margaret",
    "larry lawrence",
    "harry hank henry",
    "bernie bernard",
    "chris christopher",
)
"""First names with what they are called for short; one row a name."""
_ROW_OF = {name: number for number, row in enumerate(_SHORT) for name in row.split()}
_ENOUGH = 5
"""Letters of a surname in which one that differs may be a slip."""
_SKELETON = 3
"""Consonants that tell a first name whatever its vowels."""


@lru_cache(maxsize=4096)
def sound_of(name: str) -> str:
    """Return the letters of a name without what differs between spellings."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    plain = "".join(letter for letter in plain if letter.isalpha() and letter.isascii())
    for spelled, sound in _SOUNDS:
        plain = spelled.sub(sound, plain)
    return plain


def same_first_name(one: str, other: str) -> bool:
    """Tell whether two first names may be one: `Rob` and `Robert`, `J.` and `Jane`."""
    a, b = one.lower().rstrip("."), other.lower().rstrip(".")
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    row = _ROW_OF.get(a)
    if row is not None and row == _ROW_OF.get(b):
        return True
    a, b = sound_of(a), sound_of(b)
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) > 2 and long.startswith(short):
        return True
    bones = _VOWELS.sub("", a)
    return len(bones) >= _SKELETON and bones == _VOWELS.sub("", b)


def same_surname(one: str, other: str) -> bool:
    """Tell whether two surnames of people with one first name are one, but for a letter."""
    a, b = sound_of(one), sound_of(other)
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < _ENOUGH or len(long) - len(short) > 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]
