"""What the words around a number say about it: at least, about, up, down.

The relation printed with a figure is one of `=` `~` `<` `>` `up` `down`. Words before the
number are read backwards from it, so the cost does not depend on the text's length.
"""

import re
from typing import NamedTuple

from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set
from reader.detectors.marks import Relation

_ABOVE = (
    "at least|more than|over than|over|above|upwards? of|in excess of|greater than|no (?:less"
    "|fewer) than|"
    "not less than|a minimum of|minimum|exceed(?:s|ed|ing)?|north of|better than|well over|"
    "topp(?:ing|ed)|surpass(?:es|ed|ing)|beyond|larger than|bigger than|higher than|longer than|"
    "older than|later than|just over|slightly (?:more|over|above)(?: than)?|"
    "a little (?:more|over)(?: than)?|(?:greater|more|bigger|larger"
    "|higher) (?:than )?or equal (?:to|than)|"
    "at least or equal to"
)
_BELOW = (
    "at most|less than|fewer than|under|below|up to|no (?:more|greater|higher|larger) than|"
    "not more than|a maximum of|maximum|within|south of|lower than|smaller than|shorter than|"
    "younger than|just under|just below|slightly (?:less|under|below)(?: than)?|"
    "a little (?:less|under)(?: than)?|just shy of|shy of|short of|"
    "(?:less|smaller|lower|fewer) (?:than )?or equal (?:to|than)"
)
_ABOUT = (
    "about|around|nearly|almost|approximately|approx\\.?|aproximately|roughly|some|an estimated|"
    "estimated|close to|just about|more or less|circa|c\\.|ca\\.|near|virtually|barely|"
    "averag(?:es|ed|ing)|on average|~|≈|in the region of|in the neighbou?rhood of"
    "|somewhere around|"
    "as (?:many|much|few|little|low|high|long) as|something like|a reported|reportedly|"
    "probably|maybe|perhaps|on the order of|of the order of|an approximate|like"
)
_BEFORE = Pattern(
    rf"(?<![A-Za-z])(?:(?:only|just|still|now|already|of|at|for)[ ])?"
    rf"(?:(?P<above>{_ABOVE}|>=?|≥)|(?P<below>{_BELOW}|<=?|≤)|(?P<about>{_ABOUT}))"
    r"(?:[ ]?(?<=[~≈<>≥≤=])|[ \n])[ ]?(?:(?:a|an|another|about|around|whopping|staggering"
    r"|record|total of|as many as)[ ]){0,2}$",
    re.IGNORECASE,
)
_LAST_WORDS = word_set(
    "least than over above of minimum exceed exceeds exceeded exceeding topping topped",
    "surpasses surpassed surpassing beyond most under below to maximum within about around",
    "nearly almost approximately approx approx. aproximately roughly some estimated circa c.",
    "ca. near virtually average averages averaged averaging as like reported reportedly",
    "probably maybe perhaps approximate a an the another whopping staggering record ~ ≈ > <",
    ">= <= ≥ ≤ less more barely",
)
_PLAIN_EQUAL = frozenset(("as many as", "as much as", "as few as", "as little as"))
_AFTER = Pattern(
    r"(?P<above>\+|[ ]?-?plus(?![A-Za-z])|[ ]or (?:more|above|over|higher|greater|older|later"
    r"|longer|better)(?![A-Za-z]))"
    r"|(?P<below>[ ]or (?:less|fewer|under|below|lower|younger|smaller)(?![A-Za-z]))"
    r"|(?P<about>[ ]?-?odd(?![A-Za-z])|[ ]or so(?![A-Za-z])|[ ]?-?ish(?![A-Za-z])"
    r"|[ ]more or less(?![A-Za-z]))",
    re.IGNORECASE,
)
_RISING = word_set(
    "up rise rises rose risen rising increase increases increased increasing gain gains",
    "gained gaining climb climbs climbed climbing jump jumps jumped jumping surge surges",
    "surged surging soar soars soared soaring grew grow grows grown growing higher advance",
    "advances advanced advancing add adds added adding rally rallied leap leaps leapt leaped",
    "expand expanded rocketed skyrocketed swelled strengthened widened accelerated boosted",
    "raised rebounded spiked boost raise upward upwards",
)
_FALLING = word_set(
    "down fall falls fell fallen falling drop drops dropped dropping decline declines",
    "declined declining decrease decreases decreased decreasing lose loses lost losing slid",
    "slide slides sliding slump slumped slumps slumping plunge plunges plunged plunging",
    "tumble tumbles tumbled tumbling sank sink sinks sunk sinking shed sheds shedding cut",
    "cuts cutting dip dips dipped dipping lower lowered reduce reduces reduced reducing",
    "shrank shrink shrinks shrunk off slash slashed eased ease eases contract contracted",
    "narrowed plummet plummeted plummeting weakened retreated slipped slips slip crashed",
    "downward downwards nosedived",
)
_NEED_BY = word_set(
    "cut cuts cutting raise raised boost boosted reduce reduces reduced reducing slash slashed",
    "shed sheds shedding lost lose loses losing add adds expand expanded contract",
    "contracted",
    "lower lowered rally rallied",
)
_SCORES = word_set("add adds added adding gain gained")
_PASSED_OVER = word_set(
    "by a an of another just some about around nearly almost roughly approximately more less",
    "than over at least as much many only further additional in value its their his her the",
    "shares whopping staggering total still back even on average price prices",
)
_WORD_BACK = Pattern(r"[A-Za-z]+|[^A-Za-z\s]")


_RISEN = Pattern(
    r"(?<![A-Za-z])(?:back|rose|rise|rises|climb|climbs|climbed|went|goes|go|going|inch|inched"
    r"|inching"
    r"|crept|moved|moves|move|pushed|jumped|bumped|it|them|rates?|prices?)[ ]$",
    re.IGNORECASE,
)
"""What makes "up to" a way and no limit: "back up to 5 percent"."""


class Approximation(NamedTuple):
    """The words of an approximator, `[start, end)`, and the relation they express."""

    relation: Relation
    start: int
    end: int


def approximator_before(text: str, start: int, floor: int) -> Approximation | None:
    """Read "at least", "nearly", "more than a" right before a figure at `start`.

    None when there is none. Never reaches back over `floor`.
    """
    back = max(floor, start - 36)
    before = text[back:start]
    stripped = before.rstrip()
    if not stripped or len(before) - len(stripped) > 1 + before.endswith(" \n"):
        return None
    last = stripped.split()[-1].lstrip("(“‘\"'[—–-").lower()
    if last not in _LAST_WORDS and (not last or last[-1] not in "~≈<>≥≤="):
        return None
    found = _BEFORE.search(text, back, start)
    if found is None:
        return None
    if (
        found["below"]
        and found["below"].lower() == "up to"
        and _RISEN.search(text, max(0, found.start("below") - 16), found.start("below"))
    ):
        return None
    group = found.lastgroup or "about"
    begin, end = found.span(group)
    words = found[group].lower()
    relation: Relation = {"above": ">", "below": "<", "about": "~"}[group]  # type: ignore[assignment]
    if words in _PLAIN_EQUAL:
        relation = "<"
    return Approximation(relation, begin, end)


def approximator_after(text: str, end: int) -> Approximation | None:
    """Read "or more", "or so", "plus", "+" right after a number."""
    if text[end : end + 1] not in ("+", " ", "-", "p", "o"):
        return None
    found = _AFTER.match(text, end)
    if found is None:
        return None
    relation: Relation = {"above": ">", "below": "<", "about": "~"}[found.lastgroup or ""]  # type: ignore[assignment]
    leading = len(found.group()) - len(found.group().lstrip(" -"))
    return Approximation(relation, end + leading, found.end())


_DIRECTION_AFTER = Pattern(
    r"[ ](?:(?P<up>higher|up|stronger|above)|(?P<down>lower|down|weaker|below))(?![A-Za-z])"
    r"(?!-|[ ](?:than[ ]the|to[ ]\d|in[ ]the[ ]standings))",
    re.IGNORECASE,
)


def direction_after(text: str, end: int) -> Relation | None:
    """Read the direction behind a figure: "closed 0.9% higher"."""
    found = _DIRECTION_AFTER.match(text, end)
    if found is None:
        return None
    return "up" if found["up"] else "down"


def direction_before(
    text: str, start: int, floor: int, *, share: bool, scored: bool = False
) -> Relation | None:
    """Tell whether the figure is a rise or a fall: "rose by", "down another".

    Looks back over at most nine small words ("by", "nearly", "a further"), and over what
    grew when "by" follows it ("grow sales by 35 per cent"). What somebody cuts, raises or
    loses is a change only with "by" or for a `share`: "lost 3%", but not "lost 3 games".
    Points that are `scored` may be added without any rise.
    """
    words = _WORD_BACK.findall(text, max(floor, start - 56), start)
    by = bool(words) and words[-1] == "by"
    others = 3 if by else 0
    after = ""
    for word in words[:-10:-1]:
        lowered = word.lower()
        if after in ("a", "an") and (lowered in ("up", "down") or lowered in _NEED_BY):
            return None
        if scored and lowered in _SCORES:
            return None
        if by or share or lowered not in _NEED_BY:
            if lowered in _FALLING:
                return "down"
            if lowered in _RISING:
                return "up"
        if lowered == "at" and after != "least":
            return None
        if lowered not in _PASSED_OVER and not (lowered.endswith("ly") and len(lowered) > 4):
            others -= 1
            if others < 0 or not lowered.isalpha():
                return None
        after = lowered
    return None
