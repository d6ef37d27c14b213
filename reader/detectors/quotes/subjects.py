"""Who does what a verb says: its subject before it, after it, or at the head of its clause."""

from collections.abc import Sequence

from reader.detectors.quotes.cues import CUES, VENUES
from reader.detectors.quotes.phrases import (
    NAME_PARTS,
    RELATIVES,
    Mention,
    before_bracket,
    head_of,
    is_adverb,
    is_name_word,
    phrase_ending_at,
)
from reader.detectors.quotes.verbs import cue_at
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    CHAIN,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
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

_ASIDE = listed(
    "who which whose whom a an the former now then himself herself themselves though however too"
    " meanwhile speaking citing including like unlike one along not both also in of from at for"
    " with on after during by his her their according as because when while since under"
)
"""Words with which an aside between commas begins."""
_DASHES = frozenset(("—", "–", "--", "-"))
_SAME_IN_THE_PAST = frozenset(("read", "cast", "forecast"))
_PLURAL = listed("percent half majority here there i we you they who that which")
_CLAUSE_OPENERS = listed(
    "while when as but though although because where if whereas who which that ; — – :"
)
_REACH = 80
"""Words looked through for a clause's subject."""
_TRIES = 4
"""Commas or cues tried in one search, so that a strange text takes no longer than others."""


def subject_of(tokens: Sequence[Token], low: int, verb: int) -> Mention | None:
    """Return whose saying the cue at `verb` is, whatever its form.

    ```
    Lavrov said                           Lavrov
    He left, adding                       He
    a banner reading                      a banner
    She sent a letter saying              She
    The minister rose and said            The minister
    She issued a statement to say         She
    ```
    """
    cue = cue_at(tokens, verb)
    if cue is None or verb <= low:
        return None
    at = before_verb_group(tokens, low, verb)
    before = tokens[max(low, at)].lower
    if cue.form == "ing" and tokens[verb - 1].lower not in AUXILIARIES:
        joined = before[0].isalnum() and before not in PREPOSITIONS | CONJUNCTIONS
        if joined and before not in ("and", "him", "her", "them"):
            noun = _joined_noun(tokens, low, at)
            if noun and tokens[noun[1] - 1].lower.removesuffix("s") not in VENUES:
                return noun
            return doer(tokens, low, verb) or noun
        return _doer_behind(tokens, low, verb) or doer(tokens, low, verb)
    if cue.form == "participle" and not _has_have(tokens, low, verb):
        return None
    subject = subject_before(tokens, low, verb)
    if subject or at < low or (before == "," and _is_inverted(tokens, verb)):
        return subject
    if before in ("and", ",", "but", "then", "to") or (at < verb - 1 and cue.form == "past"):
        return doer(tokens, low, verb)
    return None


def _joined_noun(tokens: Sequence[Token], low: int, last: int) -> Mention | None:
    """Return the noun that a participle is joined to: `a banner` in `held a banner reading`."""
    phrase = phrase_ending_at(tokens, low, last)
    if phrase:
        return phrase
    for at in range(last - 1, max(low, last - 4) - 1, -1):
        if tokens[at].lower in DETERMINERS:
            return (at, last + 1)
        if tokens[at].region >= 0 or not tokens[at].text[0].isalnum():
            return None
    return None


def _has_have(tokens: Sequence[Token], low: int, verb: int) -> bool:
    """Tell whether a form of *have* stands before the verb: `had written`, not `a written note`."""
    return any(
        tokens[at].lower in ("have", "has", "had", "having", "'ve")
        for at in range(max(low, verb - 4), verb)
    )


def before_verb_group(tokens: Sequence[Token], low: int, verb: int) -> int:
    """Return the index of the word left of the verb with its auxiliaries and adverbs.

    `Lavrov went on to say` gives the index of `Lavrov`.
    """
    at = verb - 1
    while at >= low:
        token = tokens[at]
        word = token.lower
        if word in AUXILIARIES or (token.text[0].islower() and is_adverb(word)):
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
    mark = tokens[at].lower
    if mark == "," and _is_inverted(tokens, verb):
        return None
    if mark == "," or mark in _DASHES:
        subject = _subject_before_aside(tokens, low, at)
    else:
        subject = phrase_ending_at(tokens, low, at)
    return subject if subject and _agrees(tokens, subject, verb) else None


def _is_inverted(tokens: Sequence[Token], verb: int) -> bool:
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
    if (
        first.lower in WEEKDAYS
        or first.lower in MONTHS
        or not (
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
            return token.lower not in WEEKDAYS | MONTHS
    return False


def phrase_end(tokens: Sequence[Token], first: int, high: int) -> int:
    """Return where the noun phrase that begins at `first` ends."""
    end = first + 1
    while end < high and end - first < 14 and _continues(tokens, first, end):
        end += 1
    return end


def _continues(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Tell whether the word at `at` still belongs to the phrase that began at `first`."""
    token, before = tokens[at], tokens[at - 1]
    word = token.lower
    if token.region >= 0 or not (token.text[0].isalnum() or word in ("&", "'s")):
        return False
    if word in CONJUNCTIONS or word in AUXILIARIES:
        return False
    if (word in TIMES or word in MONTHS) and before.lower not in DETERMINERS:
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


def doer(tokens: Sequence[Token], low: int, verb: int) -> Mention | None:
    """Return the subject of the clause that the verb at `verb` hangs on without its own.

    The nearest clause before it that has a subject and a verb: in `though last week he used
    stronger words, saying` it is `he`.
    """
    low = max(low, verb - _REACH)
    for at in range(verb - 2, low - 1, -1):
        token = tokens[at]
        if token.lower not in _CLAUSE_OPENERS or token.region >= 0:
            continue
        if token.lower in RELATIVES:
            if token.lower != "that" and is_verb(tokens, at + 1):
                return (at, at + 1)
            if token.lower != "that":
                continue
        subject = clause_subject(tokens, at + 1, verb)
        if subject and subject[1] < verb and is_verb(tokens, subject[1]):
            return subject
    tried = 0
    for earlier in range(low, verb):
        cue = cue_at(tokens, earlier)
        if cue and cue.form in ("past", "s", "base"):
            subject = subject_before(tokens, low, earlier)
            tried += 1
            if subject or tried == _TRIES:
                return subject
    return clause_subject(tokens, low, verb)


def _doer_behind(tokens: Sequence[Token], low: int, verb: int) -> Mention | None:
    """Return the subject behind a leading phrase: `Instead of calling it a plan, Smith left`."""
    if verb - low > 6 or any(token.text == "," for token in tokens[low:verb]):
        return None
    if not leads(tokens, low, low):
        return None
    for at in range(verb + 1, min(len(tokens) - 1, verb + 40)):
        if tokens[at].text == ",":
            return clause_subject(tokens, at + 1, min(len(tokens), at + 12))
        if tokens[at].text in ".;?!":
            return None
    return None


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word looks like a finite verb, with adverbs before it."""
    while at < len(tokens) and tokens[at].text[0].islower() and is_adverb(tokens[at].lower):
        at += 1
    if at >= len(tokens) or not tokens[at].text[0].islower():
        return False
    word = tokens[at].lower
    return word in AUXILIARIES or word in CUES or word in CHAIN or word.endswith("ed")


def clause_subject(tokens: Sequence[Token], low: int, high: int) -> Mention | None:
    """Return the subject at the head of the clause between `low` and `high`.

    Leading phrases up to a comma are passed over: `In a letter to voters, Smith praised …`
    gives `Smith`.
    """
    at = _clause_head(tokens, low, high)
    if at is None:
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
        or first.lower == "former"
        or first.text[0] == "@"
    ):
        return None
    end = at + 1
    while end < high and end - at < 12 and _continues(tokens, at, end):
        verb = tokens[end].text[0].islower() and tokens[end - 1].lower not in DETERMINERS
        if verb and (tokens[end].lower in CUES or tokens[end].lower.endswith("ed")):
            break
        end += 1
    if end == at + 1 and (first.lower in DETERMINERS or first.lower in POSSESSIVES):
        return None
    return None if tokens[end - 1].lower.endswith("'s") else (at, end)


def _clause_head(tokens: Sequence[Token], low: int, high: int) -> int | None:
    """Return the word at which the clause's subject begins."""
    at = low
    for _ in range(4):
        while at < high and _is_before_clause(tokens[at]):
            at += 1
        if at >= high:
            return None
        if not leads(tokens, low, at):
            if at > low and at + 1 < high and tokens[at - 1].lower == "," == tokens[at + 1].lower:
                at += 2  # a place after a place: `in Aspen, Colo., the graduate ended …`
                continue
            return at
        comma = next((i for i in range(at, high) if tokens[i].lower in (",", "—", "–", ":")), None)
        if comma is None:
            return next((i for i in range(at + 1, high) if _may_head(tokens[i])), None)
        at = comma + 1
    return None


def _is_before_clause(token: Token) -> bool:
    return (
        token.region >= 0
        or not (token.text[0].isalnum() or token.text[0] == "@")
        or token.lower in ("and", "but", "or", "so", "yet")
        or (is_adverb(token.lower) and token.lower not in ("all", "both"))
    )


def leads(tokens: Sequence[Token], low: int, at: int) -> bool:
    """Tell whether the word begins a leading phrase: `In`, `When`, `Speaking`, `Asked`."""
    word = tokens[at].lower
    return (
        word in PREPOSITIONS
        or word in CONJUNCTIONS
        or word in TIMES
        or (word.endswith("ing") and word not in ("king", "nothing", "everything", "something"))
        or (word.endswith("ed") and tokens[at].text[0].isupper() and at == low)
    )


def _may_head(token: Token) -> bool:
    if token.lower in ("he", "she", "they"):
        return True
    return is_name_word(token) and token.lower not in WEEKDAYS | MONTHS
