"""The bodies of a text that speak: councils, firms, agencies, and which of them *it* is."""

from collections import deque
from collections.abc import Sequence

from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.vocabulary import AUXILIARIES, NOT_NAMES, ORGANISATIONS, PREPOSITIONS
from reader.detectors.quotes.words import Token

_REACH = 1500
"""Characters within which a body is looked for that *it* or "the agency" stands for."""
_REMEMBERED = 50
_LONGEST = 6
"""Words of the longest name of a body."""


class Bodies:
    """The bodies named so far, as subjects of a verb or otherwise."""

    def __init__(self) -> None:
        self._named: deque[tuple[int, str, bool]] = deque(maxlen=_REMEMBERED)

    def take(self, tokens: Sequence[Token], low: int, at: int, high: int) -> None:
        """Remember the body whose name may end at `at` in the sentence."""
        token = tokens[at]
        if not _may_end_name(token) or (at + 1 < high and _may_end_name(tokens[at + 1])):
            return
        first = at
        while first > low and at - first < _LONGEST and _may_belong(tokens[first - 1]):
            first -= 1
        while first < at and tokens[first].lower in NOT_NAMES:
            first += 1
        if first == at and not token.text.isupper():
            return
        name = " ".join(one.text for one in tokens[first : at + 1])
        self._named.append((token.start, name, _does(tokens, low, first, at, high)))

    def meant_by(self, word: str, at: int) -> str:
        """Return the body that `it`, or a noun such as `council`, stands for at `at`, or ""."""
        other = ""
        for place, name, is_subject in reversed(self._named):
            if at - place > _REACH:
                break
            if place >= at:
                continue
            if word == "it":
                if is_subject:
                    return name
            elif name.lower().split()[-1] == word:
                return name
            elif is_subject and name.isupper():
                other = other or name
        return other


def _may_end_name(token: Token) -> bool:
    """Tell whether a name of a body may end with the word: `Leeds Council`, `NHS`."""
    word = token.text
    return (token.lower in ORGANISATIONS and word[0].isupper()) or (
        2 <= len(word) <= 6 and word.isupper()
    )


def _may_belong(token: Token) -> bool:
    return token.text[0].isupper() or token.text == "&"


def _does(tokens: Sequence[Token], low: int, first: int, last: int, high: int) -> bool:
    """Tell whether the name is the subject of a verb, as far as the words around it show."""
    if first > low and tokens[first - 1].lower in PREPOSITIONS:
        return False
    before = tokens[first - 1].lower if first > low else ""
    if last + 1 >= high:
        return False
    after = tokens[last + 1].lower
    return (
        after in AUXILIARIES
        or after in CUES
        or after.endswith("ed")
        or (first - low <= 1 and before in ("", "the") and after[0].isalpha())
    )
