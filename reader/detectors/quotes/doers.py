"""Whose saying a cue is, whatever its form: `said`, `adding`, `to say`, `and said`."""

from collections.abc import Sequence

from reader.detectors.quotes.clauses import clause_subject, is_verb, leads
from reader.detectors.quotes.cues import VENUES
from reader.detectors.quotes.phrases import (
    RELATIVES,
    Mention,
    head_of,
    phrase_ending_at,
)
from reader.detectors.quotes.subjects import before_verb_group, is_inverted, subject_before
from reader.detectors.quotes.verbs import cue_at
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    CHAIN,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    listed,
)
from reader.detectors.quotes.words import Token

_OPENING = PREPOSITIONS | CONJUNCTIONS
_REACH = 80
"""Words looked through for a clause's subject."""
_TRIES = 4
"""Commas or cues tried in one search, so that a strange text takes no longer than others."""
_CLAUSE_OPENERS = listed(
    "while when as but though although because where if whereas who which that ; — – :"
)


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
    if cue.form == "ing" and before in CHAIN and at > low:
        subject = phrase_ending_at(tokens, low, at - 1)
        if subject:
            return subject
    if cue.form == "ing" and tokens[verb - 1].lower not in AUXILIARIES:
        joined = before[0].isalnum() and before not in _OPENING
        if joined and before not in ("and", "him", "her", "them"):
            noun = _joined_noun(tokens, low, at)
            if noun and tokens[head_of(tokens, noun)].lower.removesuffix("s") not in VENUES:
                return noun
            return doer(tokens, low, verb) or noun
        return _doer_behind(tokens, low, verb) or doer(tokens, low, verb)
    if cue.form == "participle" and not _has_have(tokens, low, verb):
        return None
    subject = subject_before(tokens, low, verb)
    if subject or at < low or (before == "," and is_inverted(tokens, verb)):
        return subject
    if before in ("and", ",", "but", "then", "to") or (at < verb - 1 and cue.form == "past"):
        return doer(tokens, low, verb)
    return _head_far_off(tokens, low, verb)


def _head_far_off(tokens: Sequence[Token], low: int, verb: int) -> Mention | None:
    """Return a subject with a clause or participle of its own between it and the verb.

    `A source who declined to be named said`, `Letters read out on Monday showed that`.
    """
    for at in range(verb - 2, max(low, verb - _REACH), -1):
        if not tokens[at].text[0].isalnum():
            break
        if tokens[at].lower == "who":
            return phrase_ending_at(tokens, low, at - 1)
    that = verb + 1 < len(tokens) and tokens[verb + 1].lower == "that"
    if not that or any(cue_at(tokens, at) for at in range(low + 2, verb)):
        return None
    subject = clause_subject(tokens, low, verb)
    return subject if subject and subject[0] - low < 2 else None


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
            if token.lower == "that" and at > low and cue_at(tokens, at - 1):
                continue
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
