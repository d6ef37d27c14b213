"""Finding quotes in a text, passage by passage."""

from collections.abc import Iterator
from datetime import date

from annotations.span import Span
from reader.detectors.marks import Mention, Quote
from reader.detectors.quotes.attribution import Finding, Scene, attribute
from reader.detectors.quotes.forms import spoken_form, word_count
from reader.detectors.quotes.paragraphs import paragraphs
from reader.detectors.quotes.people import People
from reader.detectors.quotes.quotation import Passage, passages
from reader.detectors.quotes.reported_speech import reported
from reader.detectors.quotes.words import Words, covering, read_words


def find(text: str, published: date | None) -> Iterator[Quote]:  # noqa: ARG001
    """Yield each quote, and each stretch of reported speech, left to right."""
    people = People(text, paragraphs(text))
    before: Last | None = None
    for passage in passages(text, paragraphs(text)):
        reading = _Reading(text, passage, people)
        before = reading.read(before)
        yield from reading.marks


class Last:
    """How the passage before ended: the speaker of its last quote, and whether it may go on."""

    def __init__(self, speaker: Mention, cue: Span | None, *, ends_with_quote: bool) -> None:
        self.speaker, self.cue, self.ends_with_quote = speaker, cue, ends_with_quote
        self.introduces = False


class _Reading:
    def __init__(self, text: str, passage: Passage, people: People) -> None:
        self.text, self.passage, self.people = text, passage, people
        self.marks: list[Quote] = []

    def read(self, before: Last | None) -> Last | None:
        text, people = self.text, self.people
        words = read_words(text, self.passage)
        people.read_names(self.passage.span.end)
        people.read_mentions(words.tokens, words.sentences)
        scene = Scene(text, self.passage.regions, words)
        attribute(scene)
        after: Last | None = None
        for index, region in enumerate(self.passage.regions):
            finding = scene.found[index]
            begins = scene.begins_sentence(index)
            if (
                finding is None
                and index == 0
                and before
                and words.quoted[0] == 0
                and (before.ends_with_quote or before.introduces)
            ):
                speaker, cue, rule = before.speaker, before.cue, "paragraph before"
            elif finding is None:
                form = (
                    "scare"
                    if word_count(text, region) <= 4
                    else spoken_form(text, region, begins_sentence=begins)
                )
                self.marks.append(Quote(region.span, form, region.inner, None, None, "no speaker"))
                continue
            else:
                speaker, cue, rule = (
                    self.mention(words, finding),
                    finding.cue and covering(words.tokens, *finding.cue),
                    finding.rule,
                )
            form = (
                "pull"
                if rule == "pull quote"
                else spoken_form(text, region, begins_sentence=begins)
            )
            self.marks.append(Quote(region.span, form, region.inner, speaker, cue, rule))
            after = Last(speaker, cue, ends_with_quote=True)
        for told in reported(scene):
            span = told.span
            finding = told.finding
            self.marks.append(
                Quote(
                    span,
                    "indirect",
                    span,
                    self.mention(words, finding),
                    finding.cue and covering(words.tokens, *finding.cue),
                    finding.rule,
                )
            )
            if after is None:
                after = Last(
                    self.mention(words, finding),
                    finding.cue and covering(words.tokens, *finding.cue),
                    ends_with_quote=False,
                )
        if after and words.tokens and words.tokens[-1].text == ":":
            after.introduces = True
        self.marks.sort(key=lambda mark: (mark.span.start, -mark.span.end))
        return after

    def mention(self, words: Words, finding: Finding) -> Mention:
        span = covering(words.tokens, *finding.speaker)
        name = self.people.name_of(span.of(self.text), span.start)
        self.people.spoke(name, span.start)
        return Mention(span, name)
