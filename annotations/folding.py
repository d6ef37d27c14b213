r"""Words in the form in which they are searched for, and where they stand in a text.

Folded, upper and lower case are the same, and so are a letter with an accent and without,
every apostrophe, every quotation mark, every hyphen and dash. A text is folded character by
character, so that what is found in the folded text has its place in the real one. In a text
that is searched, any white space is like any other, and a word that a hyphen breaks at the
end of a line is also the word without the hyphen.

    folded("Zoë’s “café”")                          # 'zoe\'s "cafe"'
    Sought("mayor's plea").is_in(text)
    [span.of(text) for span in Sought("well-known").places(text)]
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from annotations.span import Span

_SIGNS = {
    **dict.fromkeys("‘’‚‛′‵ʼʹʻʽˈ`´‹›＇", "'"),
    **dict.fromkeys("“”„‟″‶«»〝〞〟❝❞＂״", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－־", "-"),
    "\N{FRACTION SLASH}": "/",
}
"""What stands for a sign that keyboards have. Source: Unicode's names of quotation marks,
apostrophes and dashes; a prime and a spacing accent are typed where an apostrophe is meant."""

_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ŀ": "l",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ŋ": "n",
}
"""Letters that Unicode does not part into a letter and an accent, and what is written for
them where they cannot be typed. Source: the Latin-ASCII transliteration of Unicode CLDR."""

_FEW = 60
"""Characters that are replaced one after the other, three times as fast as all in one pass;
chosen by trying on English and Russian news."""

_BROKEN = re.compile(r"(?<=\w)-[^\S\n]*\n[^\S\n]*(?=\w)")


class _Table(dict[int, str]):
    """What each character is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded_once(chr(code))
        return found


def _folded_once(character: str) -> str:
    if character.isascii():
        return character.lower()
    if sign := _SIGNS.get(character):
        return sign
    # Some signs come apart into capitals, and some letters into signs, so it is done twice.
    apart = unicodedata.normalize("NFKD", character.casefold())
    apart = unicodedata.normalize("NFKD", apart.casefold())
    return "".join(
        _SIGNS.get(part) or _LETTERS.get(part, part)
        for part in apart
        if not unicodedata.combining(part) and unicodedata.category(part) != "Cf"
    )


_TABLE = _Table()


def folded(text: str) -> str:
    r"""Return a text as it is compared with what was typed, folded character by character.

    >>> folded("Ångström’s “Mæland” – ½")
    'angstrom\'s "maeland" - 1/2'
    """
    low = text.lower()
    if low.isascii():
        return low
    foreign = {each: _TABLE[ord(each)] for each in set(low) if each > "\x7f"}
    changing = [(each, plain) for each, plain in foreign.items() if plain != each]
    if len(changing) > _FEW:
        return low.translate(_TABLE)
    for each, plain in changing:
        low = low.replace(each, plain)
    return low


def searched(text: str) -> str:
    r"""Return what single words are looked for in: a text folded, and its broken words whole.

    >>> searched("No infor-\nmation")
    'no infor-\nmation\nno information'
    """
    low = folded(text)
    whole = mended(low)
    return low if whole == low else f"{low}\n{whole}"


def mended(text: str) -> str:
    r"""Return a text without the hyphens that break words at the ends of its lines.

    >>> mended("infor-\nmation")
    'information'
    """
    return _BROKEN.sub("", text) if "-" in text else text


class Sought:
    """Words that are looked for in texts; none, or only accents, stand nowhere."""

    def __init__(self, words: str) -> None:
        joined = _BROKEN.sub("-", folded(words))
        self._words = " ".join(joined.split())
        self._pattern = re.compile(_pattern(self._words))

    def is_in(self, text: str) -> bool:
        """Tell whether the words stand in a text."""
        if not self._words:
            return False
        text = folded(text)
        if _BROKEN.search(text):
            return self._pattern.search(text) is not None
        return self._words in " ".join(text.split())

    def places(self, text: str) -> Iterator[Span]:
        """Yield where the words stand in a text, left to right; no two share a character."""
        if not self._words:
            return
        starts: Sequence[int] = ()
        last = 0
        for found in self._pattern.finditer(folded(text)):
            starts = starts or _starts(text)
            start = bisect_right(starts, found.start()) - 1
            end = bisect_left(starts, found.end())
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1  # the accent belongs to the letter
            if start >= last:
                yield Span(start, end)
                last = end


def _starts(text: str) -> Sequence[int]:
    """Return where the folded text has each character of a text, and its length."""
    irregular = {character for character in set(text) if len(folded(character)) != 1}
    if not irregular:
        return range(len(text) + 1)
    lengths = {character: len(folded(character)) for character in irregular}
    return list(accumulate((lengths.get(each, 1) for each in text), initial=0))


def _pattern(words: str) -> str:
    """Return the expression that finds folded words in a folded text."""
    parts = []
    for place, character in enumerate(words):
        before = words[place - 1 : place]
        if character == " ":
            parts.append(r"\s+")
            continue
        if before == "-" and character.isalnum():
            parts.append(r"(?:[^\S\n]*\n[^\S\n]*)?")
        elif before.isalnum() and character.isalnum():
            parts.append(r"(?:-[^\S\n]*\n[^\S\n]*)?")
        parts.append(re.escape(character))
    return "".join(parts)
