"""Rules that look for the speaker right after a quote: `“…,” said Lavrov`."""

from collections.abc import Sequence

from reader.detectors.quotes.cues import CUE_NOUNS
from reader.detectors.quotes.phrases import Mention, is_adverb, is_name_word, is_nickname, owner_of
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.subjects import subject_after, subject_before
from reader.detectors.quotes.verbs import cue_at, cue_range
from reader.detectors.quotes.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
)
from reader.detectors.quotes.words import Token

_ADVERBS = ADVERBS - AUXILIARIES
DASHES = frozenset(("-", "–", "—", "--", "―", "~"))
_NEXT_CLAUSE = frozenset(("and", "but", "while", "because", "although", "though", "when"))
"""Words after a quote with which another clause begins, with a subject of its own."""
_LONGEST_TAG = 32
"""Words between a quote and the end of its tag; asides about the speaker make it long."""


def said_speaker(scene: Scene, region: int) -> Finding | None:
    """The cue, then its subject: `“…,” said Lavrov`.

    After a comma any verb in -ed will do: `“…,” coughed the old man`.
    """
    at = _tag_start(scene, region)
    if at is None:
        return None
    tokens = scene.tokens
    end = _tag_end(tokens, at)
    while at < end and is_adverb(tokens[at].lower):
        at += 1
    if at >= end or not tokens[at].text[0].islower():
        return None
    cue = cue_at(tokens, at)
    if cue is None and not (scene.last_mark(region) in ",?!" and tokens[at].lower.endswith("ed")):
        return None
    if cue and (cue.form not in ("past", "s", "base") or cue.takes == "o"):
        return None
    _, last = cue_range(tokens, at, at)
    speaker = subject_after(tokens, last - 1, end)
    return Finding(speaker, (at, last), "said speaker") if speaker else None


def speaker_said(scene: Scene, region: int) -> Finding | None:
    """The subject, then its cue: `“…,” Lavrov told reporters`."""
    at = _tag_start(scene, region)
    if at is None:
        return None
    tokens = scene.tokens
    if tokens[at].lower in _NEXT_CLAUSE:
        return None
    end = _tag_end(tokens, at)
    for verb in range(at + 1, end):
        cue = cue_at(tokens, verb)
        if cue is None or cue.form == "ing":
            continue
        speaker = subject_before(tokens, at, verb)
        if speaker is None:
            continue
        if speaker[0] > at and _is_introduced(scene, region):
            return None
        if speaker[0] - at > 1 and not any(tokens[i].text == "," for i in range(at, speaker[0])):
            break
        return Finding(speaker, cue_range(tokens, speaker[1], verb), "speaker said")
    return None


def _is_introduced(scene: Scene, region: int) -> bool:
    """Tell whether a cue with its subject leads to the quote: `some marchers shouted, “…”`."""
    tokens = scene.tokens
    at = scene.place(region) - 1
    low, _ = scene.sentence_at(at + 1)
    if at > low and tokens[at].text in (",", ":"):
        at -= 1
    cue = cue_at(tokens, at) if at > low else None
    if cue is None or cue.form not in ("past", "s") or "q" not in cue.takes:
        return False
    return subject_before(tokens, low, at) is not None


def speaker_did(scene: Scene, region: int) -> Finding | None:
    """A verb in -ed that is none of speaking: `“Well,” she shrugged`."""
    at = _tag_start(scene, region)
    if at is None or scene.last_mark(region) not in ",?!—-":
        return None
    tokens = scene.tokens
    end = _tag_end(tokens, at)
    name_end = _name_end(tokens, at, end)
    verb = name_end
    while verb < end and tokens[verb].lower in _ADVERBS:
        verb += 1
    if name_end == at or verb >= end or not _is_past(tokens[verb]):
        return None
    return Finding((at, name_end), (verb, verb + 1), "speaker did")


def _is_past(token: Token) -> bool:
    return token.text[0].islower() and token.lower.endswith("ed")


def _name_end(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return where the pronoun, name or `the old clerk` that begins at `at` ends."""
    if at < end and tokens[at].lower in PRONOUNS:
        return at + 1
    stop = at
    if at < end and tokens[at].lower in DETERMINERS:
        stop = at + 2
        while stop < min(end, at + 4) and tokens[stop].text[0].isalnum():
            if _is_past(tokens[stop]):
                break
            stop += 1
        return stop if stop <= end else at
    while stop < end and is_name_word(tokens[stop]):
        stop += 1
    return stop


def noun_after(scene: Scene, region: int) -> Finding | None:
    """A noun of saying after the quote: `“Why?” was Reed’s first question`."""
    tokens = scene.tokens
    at = scene.place(region) + 1
    if at >= len(tokens) or tokens[at].lower not in ("was", "is", "came", "were"):
        return None
    for noun in range(at + 2, min(len(tokens), at + 7)):
        if tokens[noun].lower in CUE_NOUNS:
            owner = owner_of(tokens, at + 1, noun)
            return Finding(owner, (noun, noun + 1), "noun after") if owner else None
    return None


def according_to_after(scene: Scene, region: int) -> Finding | None:
    """`“…,” according to the minister`, where no other tag follows the quote."""
    tokens = scene.tokens
    at = scene.place(region) + 1
    while at < len(tokens) and (tokens[at].text == "," or tokens[at].text in DASHES):
        at += 1
    return according(tokens, at, _tag_end(tokens, at), "according to after")


def according(tokens: Sequence[Token], at: int, end: int, rule: str) -> Finding | None:
    """Return the source of `according to SOURCE` when the phrase begins at `at`."""
    if at + 2 < end and tokens[at].lower == "according" and tokens[at + 1].lower == "to":
        speaker = subject_after(tokens, at + 1, end) or _plain_words(tokens, at + 2, end)
        if speaker:
            first, stop = speaker
            if stop - first > 2 and tokens[stop - 1].lower.endswith("ed"):
                stop -= 1  # `a study published` in a journal is the study
            return Finding((first, stop), (at, at + 2), rule)
    return None


def _plain_words(tokens: Sequence[Token], at: int, end: int) -> Mention | None:
    """Return the words up to the next punctuation or preposition: `people who know him`."""
    stop = at
    while stop < end and tokens[stop].text[0].isalnum() and tokens[stop].lower not in PREPOSITIONS:
        stop += 1
    return (at, stop) if stop > at else None


def pull_quote(scene: Scene, region: int) -> Finding | None:
    """A name after a dash ends the paragraph: `“…” – Foreign Minister Sergey Lavrov`."""
    tokens = scene.tokens
    at = scene.place(region) + 1
    while at < len(tokens) and tokens[at].text in ".,":
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in DASHES or len(tokens) - at > 22:
        return None
    if scene.last_mark(region) not in ".!?…" and tokens[at - 1].text != ".":
        return None
    at += 1
    if not (is_name_word(tokens[at]) or tokens[at].lower in DETERMINERS):
        return None
    stop = at
    while stop < len(tokens) and tokens[stop].region < 0 and tokens[stop].text not in ",.(;:":
        if tokens[stop].lower in AUXILIARIES or tokens[stop].lower in PRONOUNS:
            return None
        stop += 1
    return Finding((at, stop), None, "pull quote") if stop > at else None


def tag_at_the_end(scene: Scene, region: int) -> Finding | None:
    """A tag ends the sentence that the quote is a part of: `It was “over”, said Lavrov.`."""
    tokens = scene.tokens
    at = scene.place(region)
    _, high = scene.sentence_at(at)
    for comma in range(at + 2, min(high - 1, at + 60)):
        if tokens[comma].region >= 0:
            return None
        if tokens[comma].text != ",":
            continue
        cue = cue_at(tokens, comma + 1)
        if cue and cue.form in ("past", "s") and "c" in cue.takes:
            speaker = subject_after(tokens, comma + 1, high)
            if speaker:
                return Finding(speaker, (comma + 1, comma + 2), "tag at the end")
        for verb in range(comma + 2, min(high, comma + 8)):
            cue = cue_at(tokens, verb)
            if cue is None or cue.form not in ("past", "s") or "c" not in cue.takes:
                continue
            speaker = subject_before(tokens, comma + 1, verb)
            ends = (
                verb + 1 >= high
                or not tokens[verb + 1].text[0].isalnum()
                or (tokens[verb + 1].lower in PREPOSITIONS)
            )
            if speaker and speaker[0] == comma + 1 and ends:
                return Finding(speaker, cue_range(tokens, speaker[1], verb), "tag at the end")
            break
    return None


def _tag_start(scene: Scene, region: int) -> int | None:
    """Return the first word after the quote where a tag may stand, else None."""
    tokens = scene.tokens
    at = scene.place(region) + 1
    if at >= len(tokens):
        return None
    mark = scene.last_mark(region)
    following = tokens[at].text
    if following == "," or (following in DASHES and mark != "."):
        return at + 1 if at + 1 < len(tokens) else None
    if mark in ",?!—–-…":
        return at
    if mark == ".":
        return at if following[0].islower() or _is_short_tag(scene, at) else None
    return at if following[0].isalnum() and scene.begins_sentence(region) else None


def _is_short_tag(scene: Scene, at: int) -> bool:
    """Tell whether a sentence of its own is but a tag: `“We stay.” Trump said.`."""
    low, high = scene.sentence_at(at)
    if low != at or high - low > 6:
        return False
    cue = cue_at(scene.tokens, high - 2) if high - 2 > low else None
    return cue is not None and cue.form in ("past", "s") and "q" in cue.takes


def _tag_end(tokens: Sequence[Token], at: int) -> int:
    """Return where a tag that begins at `at` ends: at a quote or a stop, or 32 words on."""
    end = at
    while end < len(tokens) and end - at < _LONGEST_TAG:
        if tokens[end].text in ".;:!?":
            break
        if tokens[end].region >= 0 and not is_nickname(tokens, end):
            break
        end += 1
    return end
