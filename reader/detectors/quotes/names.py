"""Names as they are written: runs of capitals, titles before them, the surname in them."""

import re

from reader.detectors.quotes.vocabulary import (
    PREPOSITIONS,
    ROLES,
    TITLES,
)

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĆĈČĎĐĒĘĚĞĠĪİŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ]"
_WORD = (
    rf"(?:(?:{_CAPITAL}|Mrs?|Ms|Mx|Dr|Sen|Rep|Gov|Lt|Gen|Col|Sgt|St|Prof|Rev|Capt|Adm|Maj|Jr|Sr)\."
    rf"|{_CAPITAL}[\w’'-]*)"
)
CAPITALS = re.compile(
    rf"\b{_WORD}"
    r"(?:\s(?:(?:de|al|bin|ibn|van|von|der|den|la|le|el|del|da|di|dos|du)\s(?=[A-Z]))?"
    rf"(?:[“\"][^“”\"\n.,?!]{{1,20}}[”\"]\s)?{_WORD}){{0,9}}"
)
OF_PLACE = re.compile(rf"\s(?:of|from|for)\s({_CAPITAL}[\w-]+(?:\s{_CAPITAL}[\w-]+)?)")
SUFFIXES = frozenset(("Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"))


def names_a_trade(word: str) -> bool:
    """Tell whether the word ends like one for what people do: `geologist`, `craftsman`."""
    return word.endswith(("ologist", "ist", "man", "woman", "ician", "eer")) and len(word) > 5


def surname_of(words: list[str]) -> str:
    """Return the last word of the name a mention ends with, or "" when it ends with none.

    `Mr. Lavrov` and `Sergey Lavrov of Russia` are called Lavrov, `the Lavrov aide` and `an
    aide to Lavrov` are not.
    """
    end = next((at for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words))
    office = words[end - 1]
    if (
        office[0].isupper()
        and office.lower() in ROLES
        and words[end : end + 1] in (["of"], ["for"])
    ):
        end = len(words)  # `Secretary of State Ann Lee`
    last = words[end - 1]
    if last in SUFFIXES and end > 1:
        last = words[end - 2]
    return bare(last) if last[0].isupper() and not (end < len(words) and words[0].islower()) else ""


def bare(word: str) -> str:
    """Return the word without possessive and punctuation: `Lavrov` for `Lavrov’s`."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word.rstrip("'’.,")


def without_titles(words: list[str]) -> list[str]:
    """Return the name without the titles and roles before it."""
    last = -1
    for index, word in enumerate(words):
        lower = word.lower()
        if lower in TITLES or (lower in ROLES and index < len(words) - 1):
            last = index
    return words[last + 1 :]
