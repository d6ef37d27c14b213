"""The subject of a verb, where it stands right before or right after it."""

from collections.abc import Sequence

from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.phrases import (
    NAME_PARTS,
    RELATIVES,
    Mention,
    before_bracket,
    head_of,
    is_adverb,
    is_in_name,
    is_name_word,
    is_nickname,
    is_past,
    phrase_ending_at,
)
from reader.detectors.quotes.verbs import cue_at
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    CALENDAR,
    CHAIN,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TIMES,
    TITLES,
    listed,
)
from reader.detectors.quotes.words import Token

_IN_VERBS = CHAIN | AUXILIARIES
_TRIES = 4
"""Commas or cues tried in one search, so that a strange text takes no longer than others."""
_ASIDE = listed(
    "who which whose whom a an the former now then himself herself themselves though however too"
    " meanwhile speaking citing including like unlike one along not both also in of from at for"
    " with on after during by his her their according as because when while since under"
)
"""Words with which an aside between commas begins."""
_DASHES = frozenset(("—", "–", "--", "-"))
_ACCUSED = listed("accused charged convicted suspected jailed arrested sentenced")
_CHARGE = 9
"""Words in which it is said what someone is accused of."""
_SPEAKING = frozenset(("say", "tell", "ask", "add", "call", "name", "describe", "speak"))
"""Verbs whose past is not what a person is: not `said` in `a man said`, unlike `retired`."""
_SAME_IN_THE_PAST = frozenset(("read", "cast", "forecast"))
_PLURAL = listed("percent half majority here there i we you they who that which")


def before_verb_group(tokens: Sequence[Token], low: int, verb: int) -> int:
    """Return the index of the word left of the verb with its auxiliaries and adverbs.

    `Lavrov went on to say` gives the index of `Lavrov`.
    """
    at = verb - 1
    while at >= low:
        token = tokens[at]
        word = token.lower
        if word in AUXILIARIES and is_in_name(tokens, at):
            break
        if word in AUXILIARIES or (token.text[0].islower() and is_adverb(word)):
            at -= 1
        elif word == "to" and at > low and tokens[at - 1].lower in _IN_VERBS:
            at -= 1
            while at >= low and tokens[at].lower in _IN_VERBS:
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
    mark = tokens[at].lower
    if mark == "," and is_inverted(tokens, verb):
        return None
    if mark == "," or mark in _DASHES:
        subject = _subject_before_aside(tokens, low, at)
    else:
        subject = phrase_ending_at(tokens, low, at)
    if subject:
        subject = _accused(tokens, low, subject[0]) or subject
    return subject if subject and _agrees(tokens, subject, verb) else None


def _accused(tokens: Sequence[Token], low: int, at: int) -> Mention | None:
    """Return who is accused of something that ends at `at`: `A man accused of robbing a bank`."""
    for participle in range(at - 1, max(low, at - _CHARGE), -1):
        token = tokens[participle]
        if not token.text[0].isalnum() or token.lower in AUXILIARIES:
            return None
        if token.lower in _ACCUSED and tokens[participle + 1].lower in ("of", "with", "for"):
            return phrase_ending_at(tokens, low, participle - 1)
    return None


def is_inverted(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the subject follows the verb: `…, said an official who was briefed`.

    What follows is a noun phrase without a verb of its own, so it is not what is told.
    """
    if tokens[verb].lower not in ("said", "says") or verb + 1 >= len(tokens):
        return False
    high = min(len(tokens), verb + 16)
    subject = subject_after(tokens, verb, high)
    if subject is None or tokens[subject[0]].lower in PRONOUNS:
        return False
    end = subject[1]
    return end >= len(tokens) or tokens[end].text[0] in ",.;" or tokens[end].lower == "who"


def _subject_before_aside(tokens: Sequence[Token], low: int, closing: int) -> Mention | None:
    """Return the phrase before the aside that ends at `closing`."""
    mark = tokens[closing].lower
    nearest = None
    tried = 0
    at = before_bracket(tokens, low, closing - 1)
    while at > max(low, closing - 45):
        if tokens[at].lower in (")", "]"):
            at = before_bracket(tokens, low, at)
            continue
        if tokens[at].lower == mark:
            first = tokens[at + 1]
            if first.lower in TITLES:
                return phrase_ending_at(tokens, at + 1, closing - 1)
            subject = _named(tokens, low, phrase_ending_at(tokens, low, at - 1))
            if subject and (
                first.lower in _ASIDE
                or first.lower.endswith(("ing", "ed"))
                or first.lower in ROLES
                or (first.text[0].isdigit() and closing - at <= 3)
            ):
                return subject
            nearest = nearest or subject
            tried += 1
            if tried == _TRIES:
                break
        at -= 1
    return nearest


def _named(tokens: Sequence[Token], low: int, phrase: Mention | None) -> Mention | None:
    """Return the name that a description follows: `Ann Lee` for the role in `Ann Lee, mayor of`."""
    if phrase is None or is_name_word(tokens[phrase[0]]) or phrase[0] - low < 2:
        return phrase
    if tokens[phrase[0] - 1].text != "," or tokens[phrase[0]].lower in PRONOUNS:
        return phrase
    name = phrase_ending_at(tokens, low, phrase[0] - 2)
    return name if name and is_name_word(tokens[name[1] - 1]) else phrase


def _agrees(tokens: Sequence[Token], subject: Mention, verb: int) -> bool:
    """Tell whether subject and verb agree in number, as far as it shows.

    Where they do not, the "verb" is a noun: `Russia’s longstanding support`.
    """
    cue = cue_at(tokens, verb)
    if cue is None or cue.form not in ("base", "s") or cue.verb in _SAME_IN_THE_PAST:
        return True
    if any(
        tokens[at].lower in AUXILIARIES or tokens[at].lower == "to"
        for at in range(subject[1], verb)
    ):
        return True
    first, head = tokens[subject[0]], tokens[head_of(tokens, subject)]
    word = head.lower
    ends_in_s = word.endswith("s") and not word.endswith(("ss", "'s"))
    if cue.form == "base":
        return (
            ends_in_s
            or word in _PLURAL
            or word in PEOPLE
            or first.lower in ("some", "many", "most", "several", "few", "both", "all", "others")
            or first.text[0].isdigit()
            or any(tokens[at].lower == "and" for at in range(*subject))
        )
    if word in ("i", "we", "you", "they"):
        return False
    if any(tokens[at].lower == "and" for at in range(*subject)) and cue.verb != "say":
        return False
    noun = ends_in_s and head.text[0].islower() and not word.endswith(("us", "is"))
    return not noun or first.lower == "one"


def subject_after(tokens: Sequence[Token], verb: int, high: int) -> Mention | None:
    """Return the subject that follows the verb: `said Lavrov`, `according to the agency`.

    `verb` is the last word of the cue; the subject ends before `high`.
    """
    at = verb + 1
    while (
        at < high
        and tokens[at].text[0].islower()
        and is_adverb(tokens[at].lower)
        and (tokens[at].lower not in ("all", "both"))
    ):
        at += 1
    if at >= high or tokens[at].region >= 0 or tokens[at].lower == "that":
        return None
    first = tokens[at]
    if first.lower in PRONOUNS:
        return None if first.lower == "it" else (at, at + 1)
    if (first.lower in CALENDAR and not is_in_name(tokens, at)) or (
        not (
            is_name_word(first)
            or first.lower in DETERMINERS
            or first.lower in ROLES
            or first.text[0] == "@"
            or _leads_to_name(tokens, at, high)
        )
    ):
        return None
    end = phrase_end(tokens, at, high)
    alone = first.lower in DETERMINERS and end == at + 1
    if alone and first.lower not in ("one", "many", "some", "others", "another"):
        return None
    return (at, end)


def _leads_to_name(tokens: Sequence[Token], at: int, high: int) -> bool:
    """Tell whether the words are a description before a name: `retired general Ann Lee`."""
    if tokens[at].lower in PREPOSITIONS or tokens[at].lower in CONJUNCTIONS:
        return False
    for index in range(at, min(high, at + 5)):
        token = tokens[index]
        if token.region >= 0 or not token.text[0].isalnum() or token.lower in PREPOSITIONS:
            return False
        if index > at and (is_name_word(token) or token.lower in ROLES):
            return token.lower not in CALENDAR
    return False


def phrase_end(tokens: Sequence[Token], first: int, high: int) -> int:
    """Return where the noun phrase that begins at `first` ends."""
    end = first + 1
    while end < high and end - first < 14 and continues(tokens, first, end):
        end += 1
    return end


def _is_told(word: str) -> bool:
    cue = CUES.get(word)
    return cue is not None and cue.form == "past" and cue.verb in _SPEAKING


def continues(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Tell whether the word at `at` still belongs to the phrase that began at `first`."""
    token, before = tokens[at], tokens[at - 1]
    word = token.lower
    if token.region >= 0:
        return is_nickname(tokens, at)
    if not (token.text[0].isalnum() or word in ("&", "'s")):
        return False
    if is_in_name(tokens, at):
        return True
    if word in CONJUNCTIONS or word in AUXILIARIES:
        return False
    if (word in TIMES or word in MONTHS) and before.lower not in DETERMINERS:
        return is_in_name(tokens, at)
    if token.text[0].islower() and before.lower not in DETERMINERS and _is_told(word):
        return False
    if is_past(tokens, at):
        return False
    if word in RELATIVES or word in PRONOUNS:
        return False
    described = tokens[first].lower in DETERMINERS
    if word == "of":
        return True
    if word == "for":
        return not is_name_word(before) or described
    if word == "and":
        return at + 1 < len(tokens) and is_name_word(tokens[at + 1]) and is_name_word(before)
    if word in PREPOSITIONS:
        return word in ("from", "at", "with") and not is_name_word(before) and at - first > 1
    if token.text[0].islower() and is_name_word(before) and word not in NAME_PARTS:
        if word in ROLES or (described and not word.endswith(("ing", "ed", "ly"))):
            return True
        return word not in CUES and _leads_to_name(tokens, at, min(len(tokens), at + 3))
    return is_name_word(token) or not is_adverb(word)
