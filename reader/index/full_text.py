r"""The words of texts as the index keeps them, and what asks it for some of them.

A text is kept folded (`annotations.folding`), each sign a word of its own, so that exact words
are found exactly: "well-known" is not "well known". Letters of scripts that put no spaces
between words stand alone too. A paragraph in which the end of a line breaks a word is there
twice, the second time with its words whole. SQLite parts what it is given at spaces alone.

    indexed("“We can’t.”")                  # ' " we can \' t . " '
    sought(Words("text", "can’t be*"))      # '"can \' t be" *'
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from annotations.folding import folded, mended

if TYPE_CHECKING:
    from reader.query import Words

_ALONE = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Letters of scripts without spaces, and Korean, whose words take endings.
Source: Unicode's annex 14, the class of complex contexts, and its blocks."""

_SIGN = r"[^\w\s\x00-\x1f\x7f]"
_NO_SPACE = re.compile(r"[^\S ]")
_END = " \ue000 "
"""Stands between a text and its paragraphs with whole words; nobody types it."""

_MOST = 500
"""Words of one phrase that are looked for; more make no article likelier."""

_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
TOKENIZER = "ascii tokenchars '{}'".format(_SIGNS.replace("'", "''"))
"""Parts words at spaces and control characters, and nowhere else."""


@cache
def _apart() -> re.Pattern[str]:
    """Return what stands alone; compiled at its first use, as it takes milliseconds."""
    return re.compile(rf"[{_ALONE}]|{_SIGN}")


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+|{_SIGN}")


def indexed(text: str) -> str:
    """Return a text as the index takes it in."""
    low = folded(text)
    whole = [words for part in low.split("\n\n") if (words := mended(part)) != part]
    if whole:
        low = _END.join((low, *whole))
    return _NO_SPACE.sub(" ", _apart().sub(r" \g<0> ", low))


def sought(words: "Words") -> str | None:
    """Return what finds these words, None where there is nothing to look for.

    What was typed stands in it only as quoted strings.
    """
    typed = words.words.rstrip("\0")
    goes_on = words.unfinished and not typed[-1:].isspace()
    if typed.rstrip().endswith("*") and typed.strip("* \t\n"):
        typed, goes_on = typed.rstrip()[:-1], True
    parts = _parts().findall(folded(typed))[:_MOST]
    if not parts:
        return None
    end = " *" if goes_on else ""
    if words.near is None or len(parts) < 2:
        return f"{_quoted(' '.join(parts))}{end}"
    several = [*map(_quoted, parts[:-1]), f"{_quoted(parts[-1])}{end}"]
    return f"NEAR({' '.join(several)}, {words.near})"


def _quoted(words: str) -> str:
    doubled = words.replace('"', '""')
    return f'"{doubled}"'
