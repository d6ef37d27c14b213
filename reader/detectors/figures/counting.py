"""What a number counts: the noun group after it, and the state its people are in."""

import re
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.figures.nouns import (
    PLURAL_MODIFIERS,
    PLURALS,
    STOP,
    WORD,
    is_plural,
    singular,
)
from reader.detectors.figures.nouns_of_one import VERBS_OF_ONE, singular_head
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

_OF = Pattern(r"[ ]of(?:[ ](?:the|its|their|his|her|our|these|those|all|such|my|your))?(?=[ ])")
_MODEL_AMONG = Pattern(r"[ ](\d{3}(?:-\d{1,4})?[A-Z]{0,3})(?=[ ][a-z]{3,}s\b)")
_TELLS_WHEN = word_set("last next this earlier later ago monday tuesday wednesday thursday friday")
_PERIODS = word_set("year years month months week weeks day days")
_WEAK_STATES = word_set("shot left released affected charged convicted hurt captured freed")
"""States that need "were" before them: "12 shot" may be pictures."""
_STATES = word_set(
    "killed wounded injured dead missing displaced arrested detained hospitalized",
    "hospitalised infected evacuated rescued abducted kidnapped captured executed slain hurt",
    "died homeless imprisoned jailed vaccinated trapped stranded murdered shot",
    "martyred sickened deported freed released convicted charged sentenced affected orphaned",
    "uprooted drowned poisoned hanged beheaded perished",
) | {"unaccounted for"}
_BARE_STATE = Pattern(
    r"[ ]((?:(?:others?|more|were|was|have|has|had|been|being|are|are still|still|also|reported|"
    r"confirmed|feared|believed|presumed|left|seriously|critically|severely|badly"
    r"|to be)[ ]){0,4})(unaccounted for|[a-z]{4,13})(?![A-Za-z-])"
)
_STATE_AFTER_NOUN = Pattern(
    r"[ ]((?:(?:were|was|have|has|had|been|being|are|is|still|also|reported|reportedly|confirmed|"
    r"feared|believed|presumed|to be|to have|so far|seriously|critically|severely|badly|now|may|be)"
    r"[ ]){0,4})(unaccounted for|[a-z]{4,13})(?![A-Za-z-])"
)
_AND_NOUN = Pattern(r"[ ]and[ ]([a-z]{3,20}s|people|men|women|children|police)(?![A-Za-z-])")


class Counted(NamedTuple):
    """What is counted: its words in the text, and the unit where that says more."""

    span: Span
    unit: str | None
    head: str
    """The last word of the noun group, lower case; empty for a bare state."""


def read_counted(text: str, end: int, *, one: bool = False) -> Counted | None:
    """Read the noun group after a number that ends at `end`.

    "39,324 Palestinians have been killed" counts "Palestinians have been killed", unit
    "Palestinian"; "90,830 wounded" counts "wounded", unit "person"; "14 first-team players
    left" counts "first-team players". `one` lets a singular noun follow ("one proposal").
    """
    if text[end : end + 1] not in (" ", "\n"):
        return None
    bare = _BARE_STATE.match(text, end)
    strong = bare is not None and bare[2] in _STATES and (bare[1] or bare[2] not in _WEAK_STATES)
    if bare and strong and _nothing_counted_after(text, bare.end()):
        return Counted(Span(end + 1, bare.end()), "person", "")
    model = read_counted_model(text, end)
    if model:
        return model
    begin = end
    of = owner = None
    if text.startswith(" of", end):
        of = _OF.match(text, end)
        owner = None if of else _OF_AN_OWNER.match(text, end)
        of = of or owner
    if of:
        begin = of.end()
    words: list[re.Match[str]] = []
    at = begin
    head = -1
    while len(words) < 6:
        found = WORD.match(text, at)
        if found is None:
            found = _MODEL_AMONG.match(text, at) if owner and not words else None
            if found is None:
                break
        word = found[1]
        lowered = word.lower()
        joins = lowered in ("and", "or") and words and head < 0
        if lowered in STOP and not joins and not (lowered == "more" and not words):
            break
        if lowered in _PERIODS and not words:
            break
        if one and lowered in _TELLS_WHEN:
            break
        words.append(found)
        at = found.end()
        if one and not of:
            if len(words) == 1 and word.islower() and lowered in VERBS_OF_ONE:
                return None
            continue
        if is_plural(word, lowered):
            head = len(words) - 1
            if not _continues(lowered, text, at):
                break
        elif head >= 0 or _closes_group(lowered, len(words), text, at):
            break
    if head < 0:
        if not one or not words or of:
            return None
        head = singular_head(words)
        if head < 0:
            return None
    return _counted(text, words, head)


_MODEL_BEFORE_NOUN = Pattern(
    r"[ ](?:of[ ](?:[A-Z]\S*[ ]){1,4})?(\d{3}(?:-\d{1,4})?[A-Z]{0,3}[ ]([a-z]{3,}s))\b"
)
_OF_AN_OWNER = Pattern(r"[ ]of[ ](?:[A-Z][\w&.-]*[ ]){0,4}[A-Z][\w&.-]*[’']s?(?=[ ])")


def read_counted_model(text: str, end: int) -> Counted | None:
    """Read things of some model: "747 freighters" in "400 747 freighters"."""
    if not (text[end + 1 : end + 2].isdecimal() or text.startswith(" of ", end)):
        return None
    found = _MODEL_BEFORE_NOUN.match(text, end)
    return Counted(Span(*found.span(1)), None, found[2].lower()) if found else None


_HEAD_IN_THE_SINGULAR = Pattern(r"[ ]([a-z]{3,20})[ ]([a-z]{3,20})(?![A-Za-z-])")
_MAKES_A_COMPOUND = word_set(
    "page storey story seat bed room bedroom man woman person member point game match vote seater",
    "lane mile word line track volume part piece nation country state team player goal shot run",
    "gallon litre liter pound foot inch metre meter acre horse cylinder door wheel gun barrel",
    "dollar euro cent case count item step stage year month week day hour minute million unit",
    "bit byte core speed carat karat percentage degree star course hole lap stroke set round song",
)
"""Nouns that stand in the singular between a number and another noun: "a 14 page letter"."""


def read_compound(text: str, end: int) -> Counted | None:
    """Read the noun in the singular in "a 14 page letter", "the 12 member panel"."""
    found = _HEAD_IN_THE_SINGULAR.match(text, end)
    if found is None or found[1] not in _MAKES_A_COMPOUND or found[2] in STOP:
        return None
    return Counted(Span(*found.span(1)), None, found[1])


def _counted(text: str, words: list[re.Match[str]], head: int) -> Counted:
    first = 0
    while first < head and words[first][1].lower() in ("more", "other", "additional", "further"):
        first += 1
    start, end = words[first].start(1), words[head].end(1)
    noun = words[head][1]
    if noun.endswith(("'s", "’s")):
        end, noun = end - 2, noun[:-2]
    elif noun.endswith(("'", "’")):
        end, noun = end - 1, noun[:-1]
    joined = _AND_NOUN.match(text, end)
    joined_end = joined.end() if joined and noun.islower() else end
    state = _STATE_AFTER_NOUN.match(text, joined_end)
    if state and state[2] in _STATES and (state[1] or state[2] not in _WEAK_STATES):
        unit = singular(noun) if joined_end == end else None
        return Counted(Span(start, state.end()), unit, noun.lower())
    return Counted(Span(start, end), None, noun.lower())


def _continues(word: str, text: str, at: int) -> bool:
    """Tell whether the noun goes on: "games consoles", but not "fouls proves"."""
    if word not in PLURAL_MODIFIERS:
        return False
    following = WORD.match(text, at)
    if following is None:
        return False
    word = following[1]
    lowered = word.lower()
    return lowered not in STOP and is_plural(word, lowered) and lowered not in PLURALS


def _closes_group(word: str, count: int, text: str, at: int) -> bool:
    """Tell whether the noun group cannot go on after `word`, the `count`-th of it.

    An adverb with a verb ("1,800 hardly matters"), or a participle that says by whom.
    """
    following = WORD.match(text, at)
    after = following[1].lower() if following else ""
    if word.endswith("ly"):
        return after.endswith("s")
    return word.endswith("ed") and count > 1 and len(word) > 4 and (not after or after in STOP)


_VICTIMS = Pattern(
    r"(?<![A-Za-z])(?P<verb>kill(?:ed|ing|s)|wound(?:ed|ing|s)|injur(?:ed|ing|es)|arrest(?:ed|ing)"
    r"|detain(?:ed|ing)|displac(?:ed|ing)|rescu(?:ed|ing))[ ]"
    r"(?:at least |more than |nearly |about |some |another |up to |over |around |almost )?$"
)


def read_victims(text: str, start: int) -> Counted | None:
    """Read the verb before a number without a noun: "wounded 53", "killing at least 12"."""
    found = _VICTIMS.search(text, max(0, start - 30), start)
    return Counted(Span(*found.span("verb")), "person", "") if found else None


def _nothing_counted_after(text: str, end: int) -> bool:
    following = WORD.match(text, end)
    return following is None or not is_plural(following[1], following[1].lower())
