"""The noun behind *one*, which stands in the singular: "one school bus driver"."""

import re

from reader.detectors.figures.nouns import PLURAL_MODIFIERS
from reader.detectors.figures.word_sets import word_set

_ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ful", "less", "ic", "able", "ible", "ary", "ish", "ese")
_ADJECTIVES = word_set(
    "new old big small large great good bad best worst long short high low young early late",
    "major minor single separate key main full further extra other different local free",
    "big-budget top senior junior former current recent human white black red green blue more",
    "last first second third whole entire rare strong weak tiny huge fatal deadly heavy light",
)
VERBS_OF_ONE = word_set("having being knows thinks sees does makes feels needs")
_ONE_OF_THEM = word_set(
    "series species headquarters means crossroads news lens gas yes atlas canvas"
)
"""Words in "s" that are one: "one series"; behind *one* others are verbs ("as one does")."""
_PAST_OR_ADVERB = word_set(
    "came went ran took made won lost left fell rose held sent saw found got gave kept led knew",
    "drew flew grew threw hit shot cut put set let quit spoke wrote broke chose drove ate drank",
    "sat",
    "stood sold bought brought thought taught caught built felt meant paid read heard sang began",
    "ago here there home alone apart away together each too also only just ever never later soon",
    "today tonight yesterday tomorrow old long high wide tall deep available likely able such",
)
"""What does not go on with a noun in the singular: "one man ran home"."""


def singular_head(words: list[re.Match[str]]) -> int:
    """Return which word is the noun after "one": the last of those that may be nouns."""
    head = -1
    for place, found in enumerate(words):
        word = found[1].lower()
        following = words[place + 1][1].lower() if place + 1 < len(words) else ""
        if word.endswith("ing") and following and not following.endswith(("s", "ed", "ing")):
            continue
        ends = word.endswith(("ing", "ed", "ly")) or word in _PAST_OR_ADVERB
        verb = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
        verb = verb and word not in PLURAL_MODIFIERS and word not in _ONE_OF_THEM
        if verb or (head >= 0 and ends):
            break
        if ends or found[1][0].isupper() or word in ("and", "or"):
            if head >= 0:
                break
            continue
        last = not following or (
            following.endswith(("s", "ed")) and not following.endswith(("ss", "us"))
        )
        if not last and (word in _ADJECTIVES or word.endswith(_ADJECTIVE_ENDINGS) or "-" in word):
            continue
        head = place
        if head - _first_lower(words) > 2:
            break
    return head


def _first_lower(words: list[re.Match[str]]) -> int:
    return next((place for place, found in enumerate(words) if found[1][0].islower()), 0)
