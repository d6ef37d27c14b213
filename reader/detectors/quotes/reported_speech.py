"""Reported speech: what someone said, thought or wanted, without quotation marks."""

from collections.abc import Iterator
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.quotes.attribution import (
    Finding,
    Scene,
    according,
    cue_range,
    doer,
    is_cue,
    is_passive,
)
from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.mentions import (
    Mention,
    is_adverb,
    is_name_word,
    subject_after,
    subject_before,
)
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    DETERMINERS,
    MONTHS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    listed,
)
from reader.detectors.quotes.words import covering

_QUESTIONS = listed("how why whether if what who when where which")
_OBJECT_PRONOUNS = listed("him her them us me you it himself herself themselves")
_CLOSING = frozenset(".!?,;:—–-)(")
_AFTER_CONTENT = frozenset(("according", "saying", "adding"))
_SHORTEST = 2


class Told(NamedTuple):
    """A stretch of reported speech and whose it is."""

    span: Span
    finding: Finding


def reported(scene: Scene) -> Iterator[Told]:
    """Yield the reported speech of each sentence."""
    for low, high in scene.words.sentences:
        yield from _Sentence(scene, low, high).told()


class _Sentence:
    def __init__(self, scene: Scene, low: int, high: int) -> None:
        self.scene = scene
        self.tokens = scene.words.tokens
        self.low = low
        end = high
        while end > low and self.tokens[end - 1].text[0] in ".!?…;:,":
            end -= 1
        self.end = end

    def told(self) -> Iterator[Told]:
        tokens, low, end = self.tokens, self.low, self.end
        at = low
        while at < end:
            word = tokens[at].lower
            if word == "according":
                yield from self.according(at)
            elif is_cue(tokens[at]):
                yield from self.cue(at)
            at += 1

    def according(self, at: int) -> Iterator[Told]:
        tokens, low, end = self.tokens, self.low, self.end
        finding = according(tokens, at, end, "according to")
        if finding is None:
            return
        stop = finding.speaker[1]
        if at - low <= 2:
            while stop < end and tokens[stop].text != ",":
                stop += 1
            yield from self.mark(stop + 1, end, finding)
        else:
            first = low
            yield from self.mark(first, at, finding)

    def cue(self, verb: int) -> Iterator[Told]:
        tokens, low, end = self.tokens, self.low, self.end
        cue = CUES[tokens[verb].lower]
        if cue.form == "participle" or (cue.form == "past" and is_passive(tokens, low, verb)):
            return
        if cue.form == "ing" and not (verb > low and tokens[verb - 1].lower in AUXILIARIES):
            if (
                verb > low
                and tokens[verb - 1].text not in (",", "“”", "—")
                and tokens[verb - 1].lower not in ("and", "by", "in", "while", "before", "after")
            ):
                return
            speaker = doer(self.scene, low, verb)
        else:
            speaker = subject_before(tokens, low, verb)
            if speaker is None and verb > low and tokens[verb - 1].lower in ("and", "but", ","):
                speaker = doer(self.scene, low, verb) if cue.form != "base" else None
            if speaker is None:
                after = subject_after(tokens, verb, end)
                if (
                    after
                    and verb > low
                    and tokens[verb - 1].text == ","
                    and end - after[1] < 10
                    and "c" in cue.takes
                ):
                    yield from self.mark(
                        low, verb - 1, Finding(after, (verb, verb + 1), "reported, said speaker")
                    )
                return
        if speaker is None:
            return
        words = Finding(
            speaker,
            cue_range(tokens, speaker[1], verb) if cue.form != "ing" else (verb, verb + 1),
            "reported",
        )
        tag = self.tag(speaker, verb)
        if tag:
            yield from self.around(tag, words)
            return
        content = self.content(verb)
        if content is not None:
            yield from self.mark(content, self.content_end(content), words)

    def tag(self, speaker: Mention, verb: int) -> tuple[int, int] | None:
        """Return the bounds of `, he said on Monday,` when the verb ends a clause."""
        tokens, low, end = self.tokens, self.low, self.end
        first = speaker[0]
        if first - low < 4 or tokens[first - 1].text not in ",—–":
            return None
        if "c" not in CUES[tokens[verb].lower].takes:
            return None
        stop = verb + 1
        while (
            stop < end
            and stop - verb < 12
            and tokens[stop].text[0] not in ",—–;:"
            and tokens[stop].region < 0
        ):
            if tokens[stop].lower == "that":
                return None
            stop += 1
        if stop == end or tokens[stop].text[0] in ",—–":
            if stop - verb > 1 and not (
                tokens[verb + 1].lower in PREPOSITIONS | TIMES | PEOPLE | _OBJECT_PRONOUNS
                or tokens[verb + 1].lower == "reporters"
                or is_name_word(tokens[verb + 1])
                or is_adverb(tokens[verb + 1].lower)
            ):
                return None
            return (first - 1, stop)
        return None

    def around(self, tag: tuple[int, int], finding: Finding) -> Iterator[Told]:
        first = self.low
        if self.tokens[tag[0] - 1].region >= 0:
            return
        yield from self.mark(first, tag[0], finding)
        if self.end - tag[1] > 3:
            yield from self.mark(tag[1] + 1, self.end, finding)

    def content(self, verb: int) -> int | None:
        """Return where what is told begins after the verb, or None when nothing is told."""
        tokens, end = self.tokens, self.end
        cue = CUES[tokens[verb].lower]
        at = verb + 1
        while (
            at < end
            and is_adverb(tokens[at].lower)
            and tokens[at].lower not in ("not", "all", "both")
        ):
            at += 1
        if at >= end:
            return None
        for that in range(at, min(end, at + 16)):
            token = tokens[that]
            if token.lower == "that" and not {"c", "o"}.isdisjoint(cue.takes):
                return that if that == at or self.may_precede_that(at, that) else None
            if token.region >= 0 or token.text[0] in ".;:—–":
                break
        word = tokens[at].lower
        if "r" in cue.takes:
            after = self.addressee(at)
            if after is not None and after < end:
                if tokens[after].lower == "to" and "t" in cue.takes:
                    return at
                if tokens[after].lower in _QUESTIONS:
                    return after
                if "c" in cue.takes and self.is_clause(after):
                    return after
        if word in _QUESTIONS and ("w" in cue.takes or "c" in cue.takes):
            return at
        if word == "to" and "t" in cue.takes:
            return at
        if "c" in cue.takes and "r" not in cue.takes:
            start = self.after_time(at)
            if start < end and tokens[start].text[0] not in _CLOSING and self.is_clause(start):
                return start
        if (
            "o" in cue.takes
            and (
                word not in PREPOSITIONS
                or word in ("to", "for", "about", "at", "on", "of", "against")
            )
            and tokens[at].text[0] not in _CLOSING
        ):
            return at
        return None

    def may_precede_that(self, at: int, that: int) -> bool:
        first = self.tokens[at].lower
        return (
            first in PREPOSITIONS
            or first in TIMES
            or first in _OBJECT_PRONOUNS
            or first in PEOPLE
            or first == "reporters"
            or is_name_word(self.tokens[at])
            or (first in ("the", "a", "his", "her") and that - at < 5)
        )

    def addressee(self, at: int) -> int | None:
        tokens, end = self.tokens, self.end
        if tokens[at].lower in _OBJECT_PRONOUNS:
            return at + 1
        if (
            is_name_word(tokens[at])
            or tokens[at].lower in DETERMINERS
            or tokens[at].lower.endswith("s")
        ):
            stop = at + 1
            while (
                stop < end
                and stop - at < 8
                and (
                    is_name_word(tokens[stop])
                    or (tokens[at].lower in DETERMINERS and stop == at + 1)
                )
            ):
                stop += 1
            return self.after_time(stop)
        return None

    def after_time(self, at: int) -> int:
        """Return the first word after a phrase of time or place: `on Monday`, `in a speech`."""
        tokens, end = self.tokens, self.end
        while at < end:
            word = tokens[at].lower
            if word in TIMES and word not in ("now", "then", "once"):
                at += 1
            elif (
                word in ("on", "in", "during", "at")
                and at + 1 < end
                and (
                    tokens[at + 1].lower in TIMES
                    or tokens[at + 1].lower in MONTHS
                    or tokens[at + 1].lower in DETERMINERS
                )
            ):
                stop = at + 1
                if tokens[stop].lower in TIMES or tokens[stop].lower in MONTHS:
                    at = stop + 1
                    while at < end and (tokens[at].text[0].isdigit() or tokens[at].lower in TIMES):
                        at += 1
                else:
                    return at
            elif word in ("week", "month", "year", "night", "morning", "afternoon", "evening"):
                at += 1
            else:
                break
        return at

    def is_clause(self, at: int) -> bool:
        """Tell whether the words from `at` hold a verb, as a clause does."""
        tokens, end = self.tokens, self.end
        if tokens[at].lower in PREPOSITIONS and tokens[at].lower not in (
            "in",
            "under",
            "with",
            "for",
            "despite",
            "after",
            "before",
            "if",
        ):
            return False
        for index in range(at, min(end, at + 30)):
            word = tokens[index].lower
            if word in AUXILIARIES or (
                index > at
                and (
                    word in PRONOUNS
                    or word.endswith(("ed", "n't", "'s", "'re", "'ll", "'ve"))
                    or word in CUES
                    or (word.endswith("s") and len(word) > 3)
                )
            ):
                return True
            if word in PRONOUNS and index == at:
                return True
        return False

    def content_end(self, start: int) -> int:
        tokens, end = self.tokens, self.end
        for at in range(start + 2, end - 1):
            if tokens[at].text == "," and tokens[at + 1].lower in _AFTER_CONTENT:
                return at
        return end

    def mark(self, first: int, end: int, finding: Finding) -> Iterator[Told]:
        tokens = self.tokens
        while first < end and tokens[first].text[0] in ",;:—–-":
            first += 1
        while end > first and tokens[end - 1].text[0] in ",;:—–-.":
            end -= 1
        if end - first < _SHORTEST:
            return
        if all(tokens[i].region >= 0 or not tokens[i].text[0].isalnum() for i in range(first, end)):
            return
        yield Told(covering(tokens, first, end), finding)
