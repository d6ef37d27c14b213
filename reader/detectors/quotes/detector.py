"""Finding quotes in a text, passage by passage.

The text is read from left to right; marks are yielded after each passage, so a caller can
rest between them. A passage is a paragraph, or the paragraphs that a running quote joins.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import tee
from typing import NamedTuple, TypeAlias

from annotations.span import Span
from reader.detectors.contract import Rest, go_on
from reader.detectors.marks import Mention, Quote
from reader.detectors.quotes.attribution import (
    announcement,
    attribute,
    has_unknown_speaker,
    last_sentence,
)
from reader.detectors.quotes.forms import (
    is_heading,
    is_name,
    is_singled_out,
    is_title,
    spoken_form,
    unspoken_form,
)
from reader.detectors.quotes.paragraphs import paragraphs
from reader.detectors.quotes.people import People
from reader.detectors.quotes.phrases import RELATIVES, noun_ending_at, phrase_ending_at
from reader.detectors.quotes.quotation import Passage, Region, passages
from reader.detectors.quotes.reading import is_double_marked, scene_of
from reader.detectors.quotes.reported_speech import Told, reported
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.words import covering

_SIGNATURE = re.compile(r"\s?\n\s{0,9}[-–—―~]{1,2}\s?([^\W\d_][^\n.]{1,70})\.?[^\S\n]*(?:\n|$)")
"""A line of its own with a dash and a name, under a quote."""


_NAME_BELOW = re.compile(
    r"\s?\n\s{0,9}([A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){1,3}),\s[a-z][^\n.!?]{2,90}[^\n.!?:]"
    r"(?:\n\s*\n|\s*$)"
)
"""A line of its own with a name, a comma and what the person is, under a quote."""


class Source(NamedTuple):
    """Who is heard, and the cue."""

    speaker: Mention
    cue: Span | None


Hear: TypeAlias = Callable[[Scene, Sequence[Told]], Iterable[Told]]
"""Decides what of a passage is reported speech, given what the rules found."""


def by_rules(scene: Scene, told: Sequence[Told]) -> Sequence[Told]:  # noqa: ARG001
    """Take what the rules found as it is."""
    return told


def by_table(scene: Scene, told: Sequence[Told]) -> Iterator[Told]:
    """Ask the table of weights that was learned."""
    from reader.detectors.quotes.learned.speech import heard
    from reader.detectors.quotes.learned.table import shipped

    return heard(scene, told, shipped())


def not_at_all(scene: Scene, told: Sequence[Told]) -> Sequence[Told]:  # noqa: ARG001
    """Find none."""
    return ()


def find(
    text: str,
    published: date | None,  # noqa: ARG001
    rest: Rest = go_on,
    *,
    hear: Hear = by_rules,
) -> Iterator[Quote]:
    """Yield each quote, and each stretch of reported speech, left to right."""
    to_read, to_quote = tee(paragraphs(text))
    people = People(text, to_read)
    double_marked = is_double_marked(text)
    before: _Reading | None = None
    for passage in passages(text, to_quote):
        reading = _Reading(text, passage, people, double_marked=double_marked)
        yield from sorted(reading.marks(before, hear), key=_by_place)
        before = reading
        rest()


def _by_place(mark: Quote) -> tuple[int, int]:
    return mark.span.start, -mark.span.end


class _Reading:
    """One passage, its words, and the marks in it."""

    def __init__(self, text: str, passage: Passage, people: People, *, double_marked: bool) -> None:
        self._text = text
        self._people = people
        self._quoted: Source | None = None
        self._scene = scene_of(text, passage, double_marked=double_marked)
        people.read_names(passage.span.end)
        people.read_mentions(self._scene.tokens, self._scene.sentences)

    def marks(self, before: "_Reading | None", hear: Hear) -> list[Quote]:
        """Return the marks; `before` is the reading of the passage before."""
        scene = self._scene
        attribute(scene)
        marks: list[Quote] = []
        for index, region in enumerate(scene.regions):
            quote = self._quote(index, region, before)
            marks += _by_paragraph(quote, region)
            if quote.speaker:
                self._quoted = Source(quote.speaker, quote.cue)
        for told in hear(scene, list(reported(scene))):
            speaker, cue = self._source(told.finding)
            marks.append(Quote(told.span, "indirect", told.span, speaker, cue, told.finding.rule))
        return marks

    def heard_last(self) -> Source | None:
        """Return who may go on speaking in the next passage.

        That is who a colon at the end announces, else the speaker of the last quote, else
        the person who says something in the last sentence or does something there.
        """
        announced = announcement(self._scene)
        if announced:
            return self._source(announced)
        if self._quoted:
            return self._quoted
        spoken = last_sentence(self._scene)
        if spoken is None:
            return None
        source = self._source(spoken)
        words = source.speaker.span.of(self._text)
        a_person = words.lower() in ("he", "she") or self._people.is_known(words)
        return source if a_person else None

    def _quote(self, index: int, region: Region, before: "_Reading | None") -> Quote:
        scene = self._scene
        finding = scene.found[index]
        if finding:
            speaker, cue = self._source(finding)
            form = "pull" if finding.rule == "pull quote" else spoken_form(scene, index)
            return Quote(region.span, form, region.inner, speaker, cue, finding.rule)
        if is_title(scene, index):
            return Quote(region.span, "scare", region.inner, None, None, "title")
        if is_name(scene, index):
            return Quote(region.span, "scare", region.inner, None, None, "name")
        if is_singled_out(scene, index):
            return Quote(region.span, "scare", region.inner, None, None, "single marks")
        if index == 0 and scene.place(0) == 0:
            signed = self._signed(region)
            if signed:
                return Quote(region.span, "pull", region.inner, signed, None, "signed quote")
            if before and is_heading(scene, index):
                return Quote(region.span, "scare", region.inner, None, None, "heading")
            heard = before.heard_last() if before else None
            if heard:
                form = spoken_form(scene, index)
                return Quote(region.span, form, region.inner, *heard, "paragraph before")
        if has_unknown_speaker(scene, index):
            form = spoken_form(scene, index)
            return Quote(region.span, form, region.inner, None, None, "someone unknown")
        return Quote(
            region.span, unspoken_form(scene, index), region.inner, None, None, "no speaker"
        )

    def _signed(self, region: Region) -> Mention | None:
        """Return the name on a line of its own under the quote: `– Sergey Lavrov`."""
        signature = _SIGNATURE.match(self._text, region.span.end)
        if signature is None and len(self._scene.tokens) == 1:
            signature = _NAME_BELOW.match(self._text, region.span.end)
        if signature is None or not signature.group(1)[0].isupper():
            return None
        span = Span(*signature.span(1))
        return Mention(span, self._people.name_of(span.of(self._text), span.start))

    def _source(self, finding: Finding) -> Source:
        """Return the speaker with the name that is meant, and the cue."""
        tokens = self._scene.tokens
        span = covering(tokens, *finding.speaker)
        if finding.rule == "label" and tokens[finding.speaker[1] - 1].lower.endswith("'s"):
            span = Span(span.start, span.end - len("'s"))
        named = span
        first = finding.speaker[0]
        if tokens[first].lower in RELATIVES and finding.speaker[1] == first + 1 and first:
            low, _ = self._scene.sentence_at(first)
            last = first - 1 if tokens[first - 1].text != "," else first - 2
            antecedent = phrase_ending_at(tokens, low, last) or noun_ending_at(tokens, low, last)
            if antecedent and tokens[antecedent[0]].text[0].islower():
                by = next((at for at in range(*antecedent) if tokens[at].lower == "by"), None)
                antecedent = (
                    (by + 1, antecedent[1]) if by and by + 1 < antecedent[1] else antecedent
                )
            if antecedent and (
                tokens[antecedent[0]].text[0].islower()
                or self._people.is_known(covering(tokens, *antecedent).of(self._text))
            ):
                named = covering(tokens, *antecedent)
        name = self._people.name_of(named.of(self._text), named.start)
        self._people.spoke(name, span.start)
        return Source(Mention(span, name), finding.cue and covering(tokens, *finding.cue))


def _by_paragraph(quote: Quote, region: Region) -> list[Quote]:
    """Return one mark for each paragraph that a quote runs over, joined by `part_of`."""
    if region.paragraphs == 1:
        return [quote]
    begins = region.parts[0][0].start
    return [replace(quote, span=span, inner=inner, part_of=begins) for span, inner in region.parts]
