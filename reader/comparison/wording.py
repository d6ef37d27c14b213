"""Two wordings laid beside each other, word by word."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Difference: TypeAlias = Literal["same", "dropped", "new"]


def word_by_word(before: str, after: str) -> Iterator[tuple[str, Difference]]:
    """Yield the words of two wordings in order, each with what became of it."""
    one, other = before.split(), after.split()
    heard = [_heard(word) for word in one], [_heard(word) for word in other]
    for what, a, b, c, d in SequenceMatcher(None, *heard, autojunk=False).get_opcodes():
        if what == "equal":
            yield " ".join(other[c:d]), "same"
            continue
        if b > a:
            yield " ".join(one[a:b]), "dropped"
        if d > c:
            yield " ".join(other[c:d]), "new"


def _heard(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter.isalnum()) or word


def in_one_line(before: str, after: str) -> str:
    """Return how one wording became another: dropped words in [-…-], new ones in {+…+}."""
    signs = {"same": "{}", "dropped": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(signs[became].format(words) for words, became in word_by_word(before, after))
