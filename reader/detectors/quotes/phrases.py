"""Where a noun phrase begins and ends, read from its last word to the left.

There is no grammar here: the words are read outwards until one of them cannot belong to
the phrase any more. A mention is a half-open range of word indices: a name ("Mr. Lavrov"),
a pronoun, a role or description ("the Russian foreign minister"), or a group.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.first_names import FEMALE, MALE
from reader.detectors.quotes.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    NOT_NAMES,
    PASTS,
    PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TIMES,
    TITLES,
    listed,
)
from reader.detectors.quotes.words import CALLED, Token

Mention: TypeAlias = tuple[int, int]

RELATIVES = frozenset(("who", "that", "which"))
NAME_PARTS = listed("de al bin ibn van von der den la le el del da di dos du ten ter abu")
"""Small words inside names."""
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 24
"""Words a phrase may have; chosen by trying on news articles."""
_SUBORDINATE = listed("after before until since as like despite because")
"""Words that, inside what looks like one phrase, begin a clause: `upset after Obama called`."""
_SHORTENED = listed("what that it he she here there who let where how this")
"""Words to which an 's is a verb: `what's called`."""
_TIMES = TIMES | MONTHS
_NO_NAMES = _TIMES | PRONOUNS
_BEFORE_SURNAME = FEMALE | MALE | TITLES
_LONGEST_NOUN = 3
"""Words of a common noun with its adjectives."""
_SHORT_FORMS = listed(
    "he's she's it's i'm you're we're they're i've you've we've they've he'd she'd they'd"
)
"""Pronouns grown together with a verb: `He’s saying`."""
_NEVER_LAST = listed(
    "his her its their my our your no any previous recent or and the a an be there what"
    " whose such other more given less"
)


def is_adverb(word: str) -> bool:
    """Tell whether the word may stand between subject and verb, as far as its shape tells."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4)


def is_name_word(token: Token) -> bool:
    """Tell whether the word is written with a capital, as names are."""
    return token.region < 0 and token.text[0].isupper()


def is_in_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a month or weekday is part of a name: `Helena May`, `August Brandt`.

    It is behind a first name or title, or, where no preposition stands before a month, before
    another name.
    """
    if tokens[at].lower not in CALENDAR or not is_name_word(tokens[at]):
        return False
    before = tokens[at - 1] if at else None
    if before and is_name_word(before) and before.lower in _BEFORE_SURNAME:
        return True
    if tokens[at].lower not in MONTHS or at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    free = before is None or not (before.lower in PREPOSITIONS or before.lower in DETERMINERS)
    return free and is_name_word(after) and after.lower not in _NO_NAMES


def is_past(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word is a verb's past, not a participle: `sent it`, not `sent by Lee`."""
    token = tokens[at]
    if token.lower not in PASTS or not token.text[0].islower():
        return False
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return following not in PREPOSITIONS and following != "out"


def is_nickname(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the quote at `at` stands inside a name: `Rosa “Mama” Tull`."""
    if tokens[at].text != CALLED or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return (
        is_name_word(before)
        and is_name_word(after)
        and before.lower not in NOT_NAMES
        and after.lower not in NOT_NAMES
    )


def head_of(tokens: Sequence[Token], phrase: Mention) -> int:
    """Return the index of the noun a phrase is about: `supporters` in `supporters of the law`."""
    for at in range(phrase[0] + 1, phrase[1]):
        if tokens[at].lower in PREPOSITIONS or tokens[at].lower in RELATIVES:
            return at - 1
        if _is_verb_form(tokens[at]) and at + 1 < phrase[1]:
            return at - 1
    return phrase[1] - 1


def phrase_ending_at(tokens: Sequence[Token], low: int, last: int) -> Mention | None:
    """Return the noun phrase whose last word is at `last`, not before `low`, if there is one.

    ```
    On Sunday the Russian foreign minister      the Russian foreign minister
    Gov. Maria Dunn (R-Ohio)                    Gov. Maria Dunn
    ```
    """
    last = before_bracket(tokens, low, last)
    if last < low or tokens[last].region >= 0:
        return None
    token = tokens[last]
    if token.lower in PRONOUNS or token.lower in RELATIVES or token.lower in _SHORT_FORMS:
        return (last, last + 1)
    if not _may_end(token):
        return None
    first = last
    while first >= low and last - first < _LONGEST:
        if _bounds(tokens, low, first, last):
            break
        first -= 1
    first += 1
    if first > last:
        return None
    for at in range(last - 1, first, -1):
        if tokens[at].lower in _SUBORDINATE and not is_name_word(tokens[at]):
            first = at + 1
            break
    trimmed = _without_lead(tokens, first, last)
    if trimmed is None:
        return None
    if _is_verb_form(token) and (last - trimmed > 1 or tokens[trimmed].lower not in DETERMINERS):
        return None
    if _is_verb_form(tokens[trimmed]) or tokens[last - 1].lower in ("all", "more", "most"):
        return (
            None if token.lower.endswith(("ed", "ing")) or last > trimmed else (trimmed, last + 1)
        )
    if any(_is_finite(tokens, at) for at in range(trimmed + 1, last)):
        return None
    return (trimmed, last + 1) if _may_be_subject(tokens, trimmed, last) else None


def noun_ending_at(tokens: Sequence[Token], low: int, last: int) -> Mention | None:
    """Return a common noun with its adjectives: `old sailors` in `Lee represented old sailors`."""
    first = last + 1
    while first > low and last - first < _LONGEST_NOUN:
        token = tokens[first - 1]
        if token.region >= 0 or not token.text[0].islower() or _ends_before(token):
            break
        first -= 1
    return (first, last + 1) if first <= last and tokens[last].lower.isalpha() else None


def _ends_before(token: Token) -> bool:
    word = token.lower
    return (
        _is_verb_form(token)
        or word in CUES
        or word in PASTS
        or any(word in few for few in (AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, PRONOUNS))
    )


def before_bracket(tokens: Sequence[Token], low: int, last: int) -> int:
    """Return `last`, or the word before the bracket that ends there, if one does."""
    while last >= low and tokens[last].lower in (")", "]"):
        at = last - 1
        while at > low and tokens[at].lower not in ("(", "[") and last - at < 40:
            at -= 1
        last = at - 1
    return last


def _is_verb_form(token: Token) -> bool:
    return token.text[0].islower() and token.lower.endswith("ed") and len(token.lower) > 4


def _is_finite(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb form inside a phrase is the verb of a clause: `Dunn passed more bills`.

    It is none after an article or adverb (`a retired teacher`) or before a preposition
    (`people briefed on the plan`).
    """
    if not _is_verb_form(tokens[at]) or tokens[at + 1].lower in PREPOSITIONS:
        return False
    before = tokens[at - 1]
    return (
        before.lower not in DETERMINERS
        and not is_adverb(before.lower)
        and (is_name_word(before) or before.lower.endswith("s"))
    )


def _may_end(token: Token) -> bool:
    word = token.lower
    if word in _NEVER_LAST or word in PREPOSITIONS or word in CONJUNCTIONS:
        return False
    if word.endswith("'s") or (not token.text[-1].isalnum() and token.text[-1] not in ".'’"):
        return False
    return token.text[0].isalnum() or token.text[0] in "@#$"


def _bounds(tokens: Sequence[Token], low: int, at: int, last: int) -> bool:
    """Tell whether the word at `at` cannot belong to the phrase that ends at `last`."""
    token = tokens[at]
    word = token.lower
    if token.region >= 0:
        return not (at > low and at < last and is_name_word(tokens[at - 1]))
    if not token.text[0].isalnum() and word not in ("&", "$", "@", "#", "'s"):
        return token.text[0] not in "@#$€£"
    if word == "and":
        return not _joins_names(tokens, low, at)
    if word in CONJUNCTIONS:
        return True
    if is_in_name(tokens, at):
        return False
    if at < last and is_past(tokens, at):
        return True
    if _ISO_DATE.fullmatch(word):
        return True
    if at == last:
        return False
    if word in AUXILIARIES and token.text[0].islower():
        return True
    return word in PRONOUNS or (
        word in CUES and token.text[0].islower() and _acts_as_verb(tokens, at)
    )


def _acts_as_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word that may be verb or noun (`report`, `call`) is a verb here."""
    cue = CUES[tokens[at].lower]
    before = tokens[at - 1].lower if at else ""
    if cue.form in ("past", "participle"):
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        return following != "by" and at > 0 and tokens[at - 1].lower not in DETERMINERS
    if cue.form == "ing":
        return before not in DETERMINERS
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return (
        before in PRONOUNS
        or tokens[at].lower in ("say", "says")
        or (following in DETERMINERS and before not in DETERMINERS)
    )


def _joins_names(tokens: Sequence[Token], low: int, at: int) -> bool:
    """Tell whether the `and` at `at` joins two parts of a subject."""
    if at <= low or at + 1 >= len(tokens):
        return False
    left, right = tokens[at - 1], tokens[at + 1]
    if is_name_word(left) and (is_name_word(right) or right.lower in DETERMINERS):
        at -= 1
        while at > low and is_name_word(tokens[at - 1]):
            at -= 1
        before = tokens[at - 1].lower if at > low else ","
        return (
            at == low
            or before in (",", "of", "for", "from")
            or before in DETERMINERS
            or before in ROLES
            or before in CONJUNCTIONS
        )
    if at - 1 == low and is_name_word(left) and tokens[at + 1].text[0].islower():
        return tokens[at + 1].lower not in CUES
    plural = left.lower.endswith("s") and (right.lower.endswith("s") or right.lower in DETERMINERS)
    return (plural and left.text[0].islower()) or (
        at - low < 3 and left.text[0].islower() and right.lower.endswith("s")
    )


def _without_lead(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Return where the subject begins once a leading phrase is left out.

    `On Monday the minister` begins at `the`, `In Reno Trump` at `Trump`.
    """
    while (
        first < last
        and (tokens[first].lower in ADVERBS or is_adverb(tokens[first].lower))
        and tokens[first].lower not in ("all", "both")
    ):
        first += 1
    word = tokens[first].lower
    if first == last:
        return first
    if word.endswith("ing") and tokens[first + 1].lower in DETERMINERS:
        return first + 1
    if word not in PREPOSITIONS and word not in TIMES:
        return first
    at = last
    while at > first and (is_name_word(tokens[at]) or tokens[at].lower in NAME_PARTS):
        at -= 1
    if at < last:
        start = at + 1
        while start < last and tokens[start].lower in _TIMES:
            start += 1
        while start > first + 1 and (
            tokens[start - 1].lower in ROLES
            or tokens[start - 1].lower in ("former", "then", "the")
            or tokens[start - 1].lower.endswith("-elect")
        ):
            start -= 1
            if tokens[start].lower == "the":
                break
        return start
    for at in range(last, first, -1):
        if tokens[at].lower in DETERMINERS:
            return at
    return None


def _may_be_subject(tokens: Sequence[Token], first: int, last: int) -> bool:
    begin, end = tokens[first], tokens[last]
    word = end.lower
    if word in TIMES and first == last:
        return False
    if word in CALENDAR and not is_in_name(tokens, last):
        return False
    if begin.lower in PREPOSITIONS or (
        begin.lower in CONJUNCTIONS and begin.lower not in RELATIVES
    ):
        return False
    if is_name_word(begin) or begin.text[0] in "@#" or begin.text[0].isdigit():
        return (
            begin.lower not in NOT_NAMES
            or begin.lower in DETERMINERS
            or first < last
            or begin.lower in PRONOUNS
        )
    return (
        begin.lower in DETERMINERS
        or begin.lower in ROLES
        or begin.lower in RELATIVES
        or begin.lower in TITLES
        or (word.endswith("s") and not word.endswith("ss"))
        or word in PEOPLE
        or is_name_word(end)
    )


def owner_of(tokens: Sequence[Token], low: int, noun: int) -> Mention | None:
    """Return whose the noun is: `Trump’s` or `his` before it."""
    for at in range(noun - 1, max(low, noun - 5) - 1, -1):
        token = tokens[at]
        if token.lower in POSSESSIVES:
            return (at, at + 1)
        if token.lower.removesuffix("'s") in _SHORTENED:
            return None
        if token.lower.endswith(("'s", "s'")) and len(token.lower) > 2:
            start = at
            while start > low and is_name_word(tokens[start - 1]):
                start -= 1
            return (start, at + 1)
        if token.region >= 0 or not token.text[0].isalnum():
            return None
        if token.lower in PREPOSITIONS or token.lower in AUXILIARIES:
            return None
    return None
