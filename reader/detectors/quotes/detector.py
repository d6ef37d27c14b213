"""Finding quotes in a text, passage by passage.

The text is read from left to right; marks are yielded after each passage, so a caller can
rest between them. A passage is a paragraph, or the paragraphs that a running quote joins.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import tee
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.marks import Mention, Quote
from reader.detectors.quotes.attribution import attribute, has_unknown_speaker, introduction
from reader.detectors.quotes.forms import is_singled_out, is_title, spoken_form, unspoken_form
from reader.detectors.quotes.paragraphs import paragraphs
from reader.detectors.quotes.people import People
from reader.detectors.quotes.phrases import RELATIVES, phrase_ending_at
from reader.detectors.quotes.quotation import Passage, Region, passages
from reader.detectors.quotes.reported_speech import reported
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.sentences import sentences
from reader.detectors.quotes.words import covering, read_words

_HEADLINE = 160
"""Characters a headline has at most."""
_SIGNATURE = re.compile(r"\s?\n\s{0,9}[-–—―~]{1,2}\s?([^\W\d_][^\n.]{1,70})\.?[^\S\n]*(?:\n|$)")
"""A line of its own with a dash and a name, under a quote."""


class Source(NamedTuple):
    """Who is heard: a speaker, the cue, and whether a quote may follow in the next passage."""

    speaker: Mention
    cue: Span | None
    goes_on: bool


def find(text: str, published: date | None) -> Iterator[Quote]:  # noqa: ARG001
    """Yield each quote, and each stretch of reported speech, left to right."""
    to_read, to_quote = tee(paragraphs(text))
    people = People(text, to_read)
    double_marked = any(mark in text for mark in ("“", '"', "«", "''"))
    heard: Source | None = None
    for passage in passages(text, to_quote):
        reading = _Reading(text, passage, people, double_marked=double_marked)
        marks, heard = reading.marks(heard)
        yield from sorted(marks, key=_by_place)


def _by_place(mark: Quote) -> tuple[int, int]:
    return mark.span.start, -mark.span.end


class _Reading:
    """One passage, its words, and the marks in it."""

    def __init__(self, text: str, passage: Passage, people: People, *, double_marked: bool) -> None:
        self._text = text
        self._people = people
        words = read_words(text, passage)
        self._scene = Scene(
            text,
            passage.regions,
            words,
            sentences(text, words.tokens, passage.regions),
            is_headline=passage.span.end - passage.span.start < _HEADLINE
            and all(text[region.span.start] in "‘'" for region in passage.regions)
            and not text[: min(passage.span.start, 1000)].strip()
            and passage.span.start < 1000,
            double_marked=double_marked,
        )
        people.read_names(passage.span.end)
        people.read_mentions(self._scene.tokens, self._scene.sentences)

    def marks(self, heard: Source | None) -> tuple[list[Quote], Source | None]:
        """Return the marks, and who is heard last; `heard` is that of the passage before."""
        scene = self._scene
        attribute(scene)
        marks: list[Quote] = []
        after: Source | None = None
        for index, region in enumerate(scene.regions):
            quote = self._quote(index, region, heard)
            marks.append(quote)
            if quote.speaker:
                after = Source(quote.speaker, quote.cue, goes_on=True)
        for told in reported(scene):
            speaker, cue = self._source(told.finding)
            marks.append(Quote(told.span, "indirect", told.span, speaker, cue, told.finding.rule))
            after = after or Source(speaker, cue, goes_on=False)
        introduced = introduction(scene)
        if introduced:
            after = Source(*self._source(introduced), goes_on=True)
        return marks, after

    def _quote(self, index: int, region: Region, heard: Source | None) -> Quote:
        scene = self._scene
        finding = scene.found[index]
        if finding:
            speaker, cue = self._source(finding)
            if finding.rule == "pull quote":
                return Quote(region.span, "pull", region.inner, speaker, cue, finding.rule)
            form = spoken_form(scene, index)
            return Quote(region.span, form, region.inner, speaker, cue, finding.rule)
        if is_title(scene, index):
            return Quote(region.span, "scare", region.inner, None, None, "title")
        if is_singled_out(scene, index):
            return Quote(region.span, "scare", region.inner, None, None, "single marks")
        if index == 0 and scene.place(0) == 0:
            signed = self._signed(region)
            if signed:
                return Quote(region.span, "pull", region.inner, signed, None, "signed quote")
            if heard and heard.goes_on:
                form = spoken_form(scene, index)
                rule = "paragraph before"
                return Quote(region.span, form, region.inner, heard.speaker, heard.cue, rule)
        if has_unknown_speaker(scene, index):
            form = spoken_form(scene, index)
            return Quote(region.span, form, region.inner, None, None, "someone unknown")
        form = unspoken_form(scene, index)
        return Quote(region.span, form, region.inner, None, None, "no speaker")

    def _signed(self, region: Region) -> Mention | None:
        """Return the name on a line of its own under the quote: `– Sergey Lavrov`."""
        signature = _SIGNATURE.match(self._text, region.span.end)
        if signature is None or not signature.group(1)[0].isupper():
            return None
        span = Span(*signature.span(1))
        return Mention(span, self._people.name_of(span.of(self._text), span.start))

    def _source(self, finding: Finding) -> tuple[Mention, Span | None]:
        """Return the speaker with the name that is meant, and the cue."""
        tokens = self._scene.tokens
        span = covering(tokens, *finding.speaker)
        named = span
        first = finding.speaker[0]
        if tokens[first].lower in RELATIVES and finding.speaker[1] == first + 1 and first:
            low, _ = self._scene.sentence_at(first)
            last = first - 1 if tokens[first - 1].text != "," else first - 2
            antecedent = phrase_ending_at(tokens, low, last)
            if antecedent and (
                tokens[antecedent[0]].text[0].islower()
                or self._people.is_known(covering(tokens, *antecedent).of(self._text))
            ):
                named = covering(tokens, *antecedent)
        name = self._people.name_of(named.of(self._text), named.start)
        self._people.spoke(name, span.start)
        return Mention(span, name), finding.cue and covering(tokens, *finding.cue)
