"""Where the words for a speaker begin and end: the subject of a verb.

A mention is a half-open range of word indices: a name ("Mr. Lavrov"), a pronoun, a role or
description ("the Russian foreign minister"), or a group ("critics of the plan"). There is
no grammar here: from the verb the words are read outwards until one of them cannot belong
to the subject any more.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CHAIN,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    NOT_NAMES,
    PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TIMES,
    TITLES,
    WEEKDAYS,
    listed,
)
from reader.detectors.quotes.words import Token

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
Mention: TypeAlias = tuple[int, int]

_LONGEST = 24
"""Words a subject may have; chosen by trying on news articles."""
_ASIDE = listed(
    "who which whose whom a an the former now then himself herself themselves though however"
    " too meanwhile speaking citing including like unlike one along not both also in of from at"
    " for with on after during by himself whose his her their according"
)
"""Words with which an aside between commas begins."""
_NAME_PARTS = listed("de al bin ibn van von der den la le el del da di dos du ten ter abu")
_RELATIVES = frozenset(("who", "that", "which"))
_ENDS_SUBJECT = listed(
    "his her their its my our your no any another previous recent or and the a an be there what"
    " whose such"
)


def is_adverb(word: str) -> bool:
    """Tell whether the word may stand between subject and verb, as far as its shape tells."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4)


def is_name_word(token: Token) -> bool:
    """Tell whether the word is written with a capital, as names are."""
    return token.region < 0 and token.text[0].isupper()


def before_verb_group(tokens: Sequence[Token], low: int, verb: int) -> int:
    """Return the index of the word left of the verb with its auxiliaries and adverbs.

    `Lavrov went on to say` gives the index of `Lavrov`.
    """
    at = verb - 1
    while at >= low:
        word = tokens[at].lower
        if (
            word in AUXILIARIES
            or (word in ADVERBS and not is_name_word(tokens[at]))
            or (is_adverb(word) and tokens[at].text[0].islower())
        ):
            at -= 1
        elif word == "to" and at > low and tokens[at - 1].lower in CHAIN | AUXILIARIES:
            at -= 1
            while at >= low and tokens[at].lower in CHAIN | AUXILIARIES:
                at -= 1
        elif word == "by" and at > low and tokens[at - 1].lower in CHAIN:
            at -= 2
        else:
            break
    return at


def subject_before(tokens: Sequence[Token], low: int, verb: int) -> Mention | None:
    """Return the subject that ends right before the verb group, not before `low`.

    ```
    On Sunday the Russian foreign minister also said     the Russian foreign minister
    Abu Marzouk, who was visiting Moscow, said           Abu Marzouk
    ```
    """
    at = before_verb_group(tokens, low, verb)
    if at < low:
        return None
    word = tokens[at].lower
    if word in (",", "—", "–", "--", "-", ")"):
        outside = _before_aside(tokens, low, at)
        if outside is None:
            return None
        return _agreeing(tokens, _phrase_ending_at(tokens, low, outside), verb)
    return _agreeing(tokens, _phrase_ending_at(tokens, low, at), verb)


def _agreeing(tokens: Sequence[Token], subject: Mention | None, verb: int) -> Mention | None:
    """Return the subject unless its number shows that the "verb" is a noun: `his claims`."""
    if subject is None:
        return None
    cue = CUES.get(tokens[verb].lower)
    if cue is None or cue.form not in ("base", "s"):
        return subject
    first, last = tokens[subject[0]].lower, tokens[subject[1] - 1]
    helped = any(
        tokens[at].lower in AUXILIARIES or tokens[at].lower == "to"
        for at in range(subject[1], verb)
    )
    if helped:
        return subject
    word = last.lower
    plural = (
        word in ("i", "we", "you", "they", "who", "that", "which")
        or (word.endswith("s") and not word.endswith(("ss", "'s")))
        or word in PEOPLE
        or first in ("some", "many", "most", "several", "few", "both", "all", "others")
        or any(tokens[at].lower == "and" for at in range(*subject))
    )
    if cue.form == "base":
        return subject if plural else None
    if word in ("i", "we", "you", "they"):
        return None
    noun = word.endswith("s") and last.text[0].islower() and not word.endswith(("ss", "us", "is"))
    return None if noun and first != "one" else subject


def _before_aside(tokens: Sequence[Token], low: int, closing: int) -> int | None:
    """Return the index of the word before the aside that ends at `closing`."""
    mark = tokens[closing].lower
    opening = "(" if mark == ")" else mark
    nearest = None
    for at in range(closing - 1, max(low, closing - 45), -1):
        word = tokens[at].lower
        if word == opening and at > low:
            if opening == "(":
                return at - 1
            if nearest is None:
                nearest = at - 1
            first = tokens[at + 1]
            if first.lower in _ASIDE or first.lower.endswith(("ing", "ed")) or first.lower in ROLES:
                return at - 1
            if first.text[0].isdigit() and closing - at <= 3:
                return at - 1
    return nearest


def _phrase_ending_at(tokens: Sequence[Token], low: int, last: int) -> Mention | None:
    """Return the noun phrase whose last word is at `last`."""
    while last >= low and tokens[last].lower == ")":
        outside = _before_aside(tokens, low, last)
        if outside is None:
            return None
        last = outside
    if last < low or tokens[last].region >= 0:
        return None
    token = tokens[last]
    if token.lower in PRONOUNS:
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
    trimmed = _without_lead(tokens, first, last)
    if trimmed is None:
        return None
    return (trimmed, last + 1) if _may_be_subject(tokens, trimmed, last) else None


def _may_end(token: Token) -> bool:
    word = token.lower
    if word in _RELATIVES:
        return True
    if token.text[0].islower() and word.endswith("ed") and len(word) > 4 and word != "accused":
        return False
    if word in _ENDS_SUBJECT or word in PREPOSITIONS or word in CONJUNCTIONS:
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
    if cue.form in ("past", "participle"):
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        return following != "by" and at > 0 and tokens[at - 1].lower not in DETERMINERS
    if cue.form == "ing":
        return True
    before = tokens[at - 1] if at else None
    return before is not None and before.lower in PRONOUNS


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
    if word not in PREPOSITIONS and word not in TIMES:
        return first
    at = last
    while at > first and (is_name_word(tokens[at]) or tokens[at].lower in _NAME_PARTS):
        at -= 1
    if at < last:
        start = at + 1
        while start < last and tokens[start].lower in TIMES | MONTHS:
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
    if word in WEEKDAYS or word in MONTHS:
        return False
    if begin.lower in PREPOSITIONS or (
        begin.lower in CONJUNCTIONS and begin.lower not in _RELATIVES
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
        or begin.lower in _RELATIVES
        or begin.lower in TITLES
        or (word.endswith("s") and not word.endswith("ss"))
        or word in PEOPLE
        or is_name_word(end)
    )


def subject_after(tokens: Sequence[Token], verb: int, high: int) -> Mention | None:
    """Return the subject that follows the verb: `said Lavrov`, `according to the agency`.

    `verb` is the last word of the cue; the subject ends before `high`.
    """
    at = verb + 1
    while at < high and (
        tokens[at].lower in ("also", "later", "then", "not", "only")
        or (tokens[at].lower.endswith("ly") and tokens[at].text[0].islower())
    ):
        at += 1
    if at >= high or tokens[at].region >= 0:
        return None
    first = tokens[at]
    if first.lower in PRONOUNS and first.lower != "it":
        return (at, at + 1)
    if not (
        is_name_word(first)
        or first.lower in DETERMINERS
        or first.lower in ROLES
        or first.lower in ("former", "then", "acting", "longtime")
        or first.text[0] == "@"
    ):
        return None
    if first.lower in WEEKDAYS or first.lower in MONTHS:
        return None
    end = at + 1
    while end < high and end - at < 14 and _continues(tokens, at, end):
        end += 1
    if (
        first.lower in DETERMINERS
        and end == at + 1
        and first.lower not in ("one", "many", "some", "others", "another")
    ):
        return None
    return (at, end)


def _continues(tokens: Sequence[Token], first: int, at: int) -> bool:
    token = tokens[at]
    word = token.lower
    if token.region >= 0 or not (token.text[0].isalnum() or word in ("&", "'s")):
        return False
    if word in TIMES or word in MONTHS or word in CONJUNCTIONS or word in AUXILIARIES:
        return False
    if word in ("of", "for"):
        return (
            not is_name_word(tokens[at - 1]) or tokens[first].lower in DETERMINERS or word == "of"
        )
    if word == "and":
        return (
            at + 1 < len(tokens) and is_name_word(tokens[at + 1]) and is_name_word(tokens[at - 1])
        )
    if word in PREPOSITIONS:
        return (
            word in ("from", "at", "with") and not is_name_word(tokens[at - 1]) and at - first > 1
        )
    if token.text[0].islower() and is_name_word(tokens[at - 1]) and word not in _NAME_PARTS:
        return word in ROLES or (
            tokens[first].lower in DETERMINERS and not word.endswith(("ing", "ed", "ly"))
        )
    return not is_adverb(word) or is_name_word(token)


def clause_subject(tokens: Sequence[Token], low: int, high: int) -> Mention | None:
    """Return the subject at the head of the clause between `low` and `high`.

    Leading phrases up to a comma are passed over: `In a letter to voters, Smith praised …`
    gives `Smith`. Used where the cue itself has no subject: `…, adding that`.
    """
    at = low
    for _ in range(4):
        while at < high and (
            tokens[at].region >= 0
            or (not tokens[at].text[0].isalnum() and tokens[at].text[0] != "@")
            or tokens[at].lower in ("and", "but", "or", "so", "yet")
            or (tokens[at].lower in ADVERBS and tokens[at].lower not in ("all", "both"))
            or is_adverb(tokens[at].lower)
        ):
            at += 1
        if at >= high:
            return None
        word = tokens[at].lower
        leads = (
            word in PREPOSITIONS
            or word in CONJUNCTIONS
            or word in TIMES
            or (word.endswith("ing") and word not in ("king", "nothing", "everything", "something"))
            or (word.endswith("ed") and tokens[at].text[0].isupper() and at == low)
        )
        if not leads:
            break
        comma = next((i for i in range(at, high) if tokens[i].lower in (",", "—", "–", ":")), None)
        if comma is None:
            names = next(
                (
                    i
                    for i in range(at + 1, high)
                    if tokens[i].lower in THIRD
                    or (is_name_word(tokens[i]) and tokens[i].lower not in WEEKDAYS | MONTHS)
                ),
                None,
            )
            if names is None:
                return None
            at = names
            break
        at = comma + 1
    else:
        return None
    first = tokens[at]
    if first.lower in PRONOUNS:
        return (at, at + 1)
    if not (
        is_name_word(first)
        or first.lower in DETERMINERS
        or first.lower in ROLES
        or first.lower in PEOPLE
        or first.lower.endswith("s")
        or first.text[0] == "@"
        or first.lower == "former"
    ):
        return None
    end = at + 1
    while end < high and end - at < 12:
        word = tokens[end].lower
        if (
            word in CUES
            and tokens[end].text[0].islower()
            and tokens[end - 1].lower not in DETERMINERS
        ):
            break
        if (
            word.endswith("ed")
            and tokens[end].text[0].islower()
            and tokens[end - 1].lower not in DETERMINERS
        ):
            break
        if not _continues(tokens, at, end):
            break
        end += 1
    if first.lower in DETERMINERS and end == at + 1:
        return None
    if first.lower in POSSESSIVES and end == at + 1:
        return None
    return (at, end)


THIRD = frozenset(("he", "she", "they"))
