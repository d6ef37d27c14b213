"""Reported speech: what someone said, thought or wanted, without quotation marks.

For each cue with a subject the content is looked for where that kind of cue has it: behind
it (`said that it rained`), before it (`It rained, he said`), or on both sides of a tag.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.quotes.after_quote import according
from reader.detectors.quotes.clauses import is_verb
from reader.detectors.quotes.contents import OBJECTS, Sentence
from reader.detectors.quotes.cues import CUE_NOUNS, CUES, Cue
from reader.detectors.quotes.doers import subject_of
from reader.detectors.quotes.forms import is_name
from reader.detectors.quotes.phrases import RELATIVES, Mention, is_adverb, is_name_word, owner_of
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.subjects import subject_after, subject_before
from reader.detectors.quotes.verbs import cue_at, cue_range, is_passive
from reader.detectors.quotes.vocabulary import (
    PEOPLE,
    PREPOSITIONS,
    TIMES,
    listed,
)
from reader.detectors.quotes.words import Token, covering

_PAUSES = ",;:—–-"
_ANSWERS = frozenset(("respond", "reply", "answer", "comment", "return"))
_TAG_RULES = frozenset(("said speaker", "speaker said", "speaker did"))
_TELLING = CUE_NOUNS.union(CUES, ("according",))
_NOBODY = frozenset(("nobody", "no-one"))
_MAKES = listed(
    "made makes make issued issues issue gave gives give released raised repeated voiced sent"
)
_JUDGING = listed(
    "welcome criticize criticise condemn denounce praise reject dismiss applaud hail defend oppose"
    " endorse slam blast lambast lambaste mock deride ridicule deplore question decry rebuke"
)
_AFTER_TAG = PREPOSITIONS | TIMES | PEOPLE | OBJECTS - {"to"}
"""Words that may follow the verb of a tag: `, he said on Monday,`."""
_SHORTEST = 2
"""Words in the shortest stretch that is worth a mark."""


class Told(NamedTuple):
    """A stretch of reported speech, as a range of words too, and whose it is."""

    span: Span
    finding: Finding
    words: Mention


def reported(scene: Scene) -> Iterator[Told]:
    """Yield the reported speech of each sentence, cue by cue."""
    tags = {
        finding.cue[1] - 1
        for finding in scene.found
        if finding and finding.cue and finding.rule in _TAG_RULES
    }
    tokens = scene.tokens
    for low, high in scene.sentences:
        sentence = Sentence(scene, low, high)
        teller = _Teller(sentence, tags)
        for at, token in enumerate(tokens[low : sentence.end], low):
            if token.lower in _TELLING:
                yield from teller.told_at(at)


def trimmed(tokens: Sequence[Token], first: int, end: int) -> Mention | None:
    """Return the words without the punctuation around them, None when too few are left."""
    while first < end and tokens[first].text[0] in _PAUSES:
        first += 1
    while end > first and tokens[end - 1].text[0] in _PAUSES + ".":
        end -= 1
    return (first, end) if end - first >= _SHORTEST else None


def adds_nothing(token: Token) -> bool:
    """Tell whether the word is a quote, or only joins one: `that, however, “…”`."""
    return (
        token.region >= 0
        or token.lower == "that"
        or is_adverb(token.lower)
        or not token.text[0].isalnum()
    )


class _Teller:
    """What the cues of a sentence report."""

    def __init__(self, sentence: Sentence, tags: set[int]) -> None:
        self._sentence = sentence
        self._tags = tags
        self.scene, self.tokens = sentence.scene, sentence.tokens
        self.low, self.end = sentence.low, sentence.end

    def told_at(self, at: int) -> Iterator[Told]:
        """Yield what the word at `at` reports, if it is a cue."""
        word = self.tokens[at].lower
        if word == "according":
            yield from self._according(at)
        elif word in CUES:
            cue = cue_at(self.tokens, at)
            if cue:
                yield from self._verb(at, cue)
        if word in CUE_NOUNS and at + 2 < self.end and self.tokens[at + 1].lower == "that":
            owner = owner_of(self.tokens, self.low, at) or self._maker(at)
            if owner:
                yield from self._mark(at + 1, self.end, Finding(owner, (at, at + 1), "noun that"))

    def _maker(self, noun: int) -> Mention | None:
        """Return who makes a statement: `She` in `She made a case that it had helped`."""
        for at in range(noun - 1, max(self.low, noun - 5), -1):
            word = self.tokens[at].lower
            if word in _MAKES:
                return subject_before(self.tokens, self.low, at)
            if not self.tokens[at].text[0].isalpha() or word in PREPOSITIONS:
                return None
        return None

    def _according(self, at: int) -> Iterator[Told]:
        """Yield the clause of `According to X, it rained` or `It rained, according to X`."""
        finding = according(self.tokens, at, self.end, "according to")
        if finding is None:
            return
        if at - self.low > 2:
            if not self._is_quoted_already(self.low, at):
                yield from self._mark(self.low, at, finding)
            return
        comma = finding.speaker[1]
        while comma < self.end and self.tokens[comma].text != ",":
            comma += 1
        yield from self._mark(comma + 1, self.end, finding)

    def _verb(self, verb: int, cue: Cue) -> Iterator[Told]:
        tokens, low = self.tokens, self.low
        if is_passive(tokens, low, verb):
            yield from self._passive(verb, cue)
            return
        if self._sentence.is_wanted(verb):
            return
        if cue.verb in _ANSWERS and self._sentence.is_denied(verb):
            return
        inside = verb > low and tokens[verb - 1].text == "," and self._plural_after(verb, cue)
        speaker = None if inside else subject_of(tokens, low, verb)
        if speaker is None:
            yield from self._said_speaker(verb, cue)
            return
        if tokens[speaker[0]].lower in _NOBODY:
            return
        words = cue_range(tokens, speaker[1], verb) if cue.form != "ing" else (verb, verb + 1)
        tag = self._tag(speaker, verb, cue)
        if tag and self._sentence.only_leads(tag[0]) and self._sentence.content_after(verb, cue):
            tag = None
        if tag:
            if not self._is_quoted_already(low, tag[0]):
                finding = Finding(speaker, words, "told before")
                goes_on = self.end - tag[1] > 3 and not self._sentence.is_closing_tag(tag[1])
                ends = goes_on and tokens[tag[1] + 1].lower.endswith("ing")
                if goes_on and not ends and is_verb(tokens, tag[1] + 1):
                    yield from self._mark(low, self.end, finding)
                    return
                if self._sentence.is_clause(low) or not goes_on:
                    yield from self._mark(low, tag[0], finding)
                if goes_on and not ends:
                    yield from self._mark(tag[1] + 1, self.end, finding)
            return
        content = self._sentence.content_after(verb, cue)
        if content and content[1] != "told that" and verb in self._tags:
            return
        if content:
            start, rule = content
            if (
                self._sentence.is_about_naming(start)
                or self._sentence.is_manner(start)
                or self._is_name(start)
            ):
                return
            within = tokens[speaker[0]].lower in RELATIVES or any(
                token.lower == "whose" for token in tokens[speaker[1] : verb]
            )
            end = self._sentence.content_end(start, within=within)
            yield from self._mark(start, end, Finding(speaker, words, rule))

    def _is_name(self, at: int) -> bool:
        region = self.tokens[at].region
        return region >= 0 and is_name(self.scene, region)

    def _said_speaker(self, verb: int, cue: Cue) -> Iterator[Told]:
        """Yield what stands before an inverted tag: `It rained, said the mayor`."""
        after_comma = verb > self.low and self.tokens[verb - 1].text == ","
        if not after_comma or "c" not in cue.takes or cue.form not in ("past", "s", "base"):
            return
        speaker = subject_after(self.tokens, verb, self.end) or self._plural_after(verb, cue)
        if speaker and not self._is_quoted_already(self.low, verb - 1):
            finding = Finding(speaker, (verb, verb + 1), "told before")
            goes_on = speaker[1] + 1 < self.end and self.tokens[speaker[1]].text == ","
            goes_on = goes_on and is_verb(self.tokens, speaker[1] + 1)
            yield from self._mark(self.low, self.end if goes_on else verb - 1, finding)

    def _plural_after(self, verb: int, cue: Cue) -> Mention | None:
        """Return the one noun between `say` and the next comma: `, say farmers,`."""
        at = verb + 1
        if cue.verb != "say" or at >= self.end or self.tokens[at].text[0].isupper():
            return None
        if not self.tokens[at].lower.endswith("s") and at + 1 < self.end:
            return None
        alone = at + 1 >= len(self.tokens) or not self.tokens[at + 1].text[0].isalnum()
        return (at, at + 1) if alone and self.tokens[at].text.isalpha() else None

    def _passive(self, verb: int, cue: Cue) -> Iterator[Told]:
        """Yield what is spoken of in `The plan was welcomed by Ann Lee`."""
        tokens = self.tokens
        told = cue.verb in _JUDGING and verb + 2 < self.end and tokens[verb + 1].lower == "by"
        speaker = subject_after(tokens, verb + 1, self.end) if told else None
        topic = subject_before(tokens, self.low, verb) if speaker else None
        if speaker and topic:
            yield from self._mark(*topic, Finding(speaker, (verb, verb + 2), "told topic"))

    def _tag(self, speaker: Mention, verb: int, cue: Cue) -> tuple[int, int] | None:
        """Return the bounds of `, he said on Monday,` when content stands before it."""
        tokens, end = self.tokens, self.end
        first = speaker[0]
        if first - self.low < 2 or tokens[first - 1].text not in ",—–" or "c" not in cue.takes:
            return None
        if tokens[first].lower in RELATIVES:
            return None
        stop = verb + 1
        while stop < end and stop - verb < 12 and tokens[stop].region < 0:
            if tokens[stop].text[0] in _PAUSES:
                break
            if tokens[stop].lower == "that":
                return None
            stop += 1
        if (stop < end and tokens[stop].text[0] not in ",—–") or (
            stop >= end and self._sentence.announces
        ):
            return None
        if first - self.low < 4 and (stop >= end or not is_verb(tokens, stop + 1)):
            return None
        if any(tokens[at].region >= 0 for at in range(stop, min(end, stop + 3))):
            return None
        following = tokens[verb + 1] if stop > verb + 1 else None
        if following is None or (
            following.lower in _AFTER_TAG or is_name_word(following) or is_adverb(following.lower)
        ):
            return (first - 1, stop)
        return None

    def _is_quoted_already(self, first: int, end: int) -> bool:
        """Tell whether the words are a quote with marks and its tag, marked on their own."""
        tokens = self.tokens
        return any(
            tokens[at].region >= 0
            and self.scene.found[tokens[at].region] is not None
            and self.scene.begins_sentence(tokens[at].region)
            for at in range(first, end)
        )

    def _mark(self, first: int, end: int, finding: Finding) -> Iterator[Told]:
        words = trimmed(self.tokens, first, end)
        if words and not all(adds_nothing(token) for token in self.tokens[slice(*words)]):
            yield Told(covering(self.tokens, *words), finding, words)
