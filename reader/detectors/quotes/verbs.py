"""Cue verbs where they stand: which words are one, and what its form says."""

from collections.abc import Sequence

from reader.detectors.quotes.cues import CUES, NOUN_LIKE, PHRASES, Cue
from reader.detectors.quotes.phrases import Mention, is_adverb
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    CHAIN,
    CONJUNCTIONS,
    DETERMINERS,
    PASTS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    listed,
)
from reader.detectors.quotes.words import Token

BE = listed(
    "is was were are am be been being 's 're get got isn't wasn't weren't aren't he's she's it's"
    " i'm they're we're you're"
)
_BEFORE_NOUN = listed("the a an this these other more such no any some its his her their our my")
_GOES_ELSEWHERE = frozenset(("to", "a", "the", "an"))
"""Words after `went on` that show it is no cue: `went on the trip`."""
_AFTER_VERB = listed("to out that for him her them it us me himself herself themselves how why")
_NEEDS_ONE = frozenset(("accuse", "charge", "suspect"))
"""Verbs that have the one accused behind them, or are participles."""
_TAKES_OF = frozenset(("warn", "speak", "complain", "boast"))
_MODIFIERS = listed("report ask speak talk call sign read hear question learn")
_NO_NOUNS = (DETERMINERS, PRONOUNS, PREPOSITIONS, AUXILIARIES, _AFTER_VERB, CONJUNCTIONS, PEOPLE)
_NAME = 4
"""Words of a name with which a headline begins."""
_MORE_OR_LESS = listed("about around some up to another an a over more than at least")
_FINITE = AUXILIARIES - {"being", "having", "been", "be"}


def cue_at(tokens: Sequence[Token], at: int) -> Cue | None:
    """Return the cue verb that stands at `at`, also one of two words such as `went on`.

    A word with a capital is none: it is a name, or a headline's noun.
    """
    token = tokens[at]
    if token.text[0].isupper():
        return None
    phrase = PHRASES.get(token.lower)
    if phrase and at + 1 < len(tokens):
        cue = phrase.get(tokens[at + 1].lower)
        if cue and not (at + 2 < len(tokens) and tokens[at + 2].lower in _GOES_ELSEWHERE):
            return cue
    cue = CUES.get(token.lower)
    if cue and cue.form in ("base", "s") and (_is_noun(tokens, at) or _is_counted(tokens, at)):
        return None
    if cue and cue.verb == "add" and _adds_a_sum(tokens, at + 1):
        return None
    if cue and cue.verb in _NEEDS_ONE and cue.form == "past" and _is_about(tokens, at + 1):
        return None
    if cue and cue.form == "ing" and at:
        before = tokens[at - 1]
        if _is_modifier(tokens, at, cue.verb):
            return None
        owned = before.lower.endswith(("'s", "s'")) and before.lower not in BE
        if before.lower in _BEFORE_NOUN or owned:
            return None
    return cue


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word is a unit behind its number: `3 basis points to`."""
    before = tokens[at - 1].lower if at else ""
    return tokens[at].lower == "points" and (
        before in ("basis", "percentage") or before[:1].isdecimal()
    )


def _is_about(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what follows shows a participle: `a man accused of theft`."""
    return at < len(tokens) and tokens[at].lower in ("of", "with", "by")


def _adds_a_sum(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a figure follows: `added $1.10` and `adding roughly 90 homes` tell nothing."""
    while at < len(tokens) and (is_adverb(tokens[at].lower) or tokens[at].lower in _MORE_OR_LESS):
        at += 1
    return at < len(tokens) and (tokens[at].text[0].isdecimal() or tokens[at].text[0] in "$£€¥")


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word that may be noun or verb is a noun: `the posts have`, `calls of`."""
    if at + 1 < len(tokens):
        following = tokens[at + 1]
        if following.lower == "of" and CUES[tokens[at].lower].verb not in _TAKES_OF:
            return True
        if following.lower in _FINITE and tokens[at].lower not in ("say", "says"):
            return True
        if tokens[at].lower in NOUN_LIKE and not _shows_verb(tokens, at):
            return True
    before = tokens[at - 1].lower if at else ""
    if before in ("some", "other", "these", "more") and tokens[at].lower in ("say", "says"):
        return False
    return before in _BEFORE_NOUN


def _is_modifier(tokens: Sequence[Token], at: int, verb: str) -> bool:
    """Tell whether a participle belongs to the noun behind it: `a reporting point`."""
    if verb not in _MODIFIERS or at + 1 >= len(tokens):
        return False
    noun = tokens[at + 1]
    return (
        noun.text.isalpha()
        and noun.text[0].islower()
        and not noun.lower.endswith("s")
        and not is_adverb(noun.lower)
        and not any(noun.lower in few for few in _NO_NOUNS)
    )


def _shows_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the words around show that a word mostly used as a noun is a verb."""
    following = tokens[at + 1]
    if at and tokens[at - 1].lower in PRONOUNS:
        return True
    if following.region >= 0 or not following.text[0].isalnum():
        return True
    if following.lower in _AFTER_VERB or following.lower in DETERMINERS:
        return True
    if at == 0 or not tokens[at - 1].text[0].isupper():
        return False
    return following.text[0].isupper() or _tells_in_headline(tokens, at)


def _tells_in_headline(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a name and the word begin a line without another verb: `Roe demands more`."""
    if at > _NAME or tokens[at].lower[-1] != "s" or tokens[at + 1].lower in PREPOSITIONS:
        return False
    if not all(token.text[0].isupper() for token in tokens[:at]):
        return False
    rest = tokens[at + 1 : at + 16]
    return not any(
        token.lower in AUXILIARIES or token.lower in PASTS or token.lower.endswith("ed")
        for token in rest
    )


def is_passive(tokens: Sequence[Token], low: int, verb: int) -> bool:
    """Tell whether a form of *be* makes the verb passive: `was called`."""
    cue = CUES.get(tokens[verb].lower)
    if cue is None or cue.form not in ("past", "participle"):
        return False
    at = verb - 1
    while at >= low and is_adverb(tokens[at].lower):
        at -= 1
    return at >= low and tokens[at].lower in BE


def cue_range(tokens: Sequence[Token], start: int, verb: int) -> Mention:
    """Return the cue with the verbs it hangs on: `went on to say`, but `said` of `has said`.

    `start` is the word after the subject. Where the subject stands behind the verb (`After
    announcing the cuts, he left`) the cue begins with the verb itself.
    """
    start = min(start, verb)
    while start < verb and (
        tokens[start].lower in AUXILIARIES
        or is_adverb(tokens[start].lower)
        or not tokens[start].text[0].isalnum()
    ):
        start += 1
    while start < verb and tokens[start].lower not in CHAIN:
        start += 1
    if verb - start > 5 or any(not tokens[at].text[0].isalnum() for at in range(start, verb)):
        start = verb
    end = verb + 1
    if end < len(tokens):
        pointed = tokens[verb].lower in ("point", "points", "pointed", "pointing")
        particles = PHRASES.get(tokens[verb].lower, ())
        if tokens[end].lower in particles or (pointed and tokens[end].lower == "out"):
            end += 1
    return (start, end)
