"""What may be said at a cue: the words and speakers among which the judge chooses.

The labels say roughly where speaker and words are. Here that becomes ranges that a reader
would mark: a speaker that is one phrase, words from behind the cue or a *that* to a pause or
the sentence's end, or those before a tag. Each gets the score of its labels over that of none.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.detectors.quotes.clauses import is_verb
from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.doers import subject_of
from reader.detectors.quotes.learned.decoding import CONTENT, SOURCE, best_labels
from reader.detectors.quotes.learned.lexicon import NOUNS
from reader.detectors.quotes.phrases import Mention, is_adverb, is_name_word, owner_of
from reader.detectors.quotes.reported_speech import Told, adds_nothing, trimmed
from reader.detectors.quotes.scene import Scene
from reader.detectors.quotes.subjects import subject_before
from reader.detectors.quotes.vocabulary import AUXILIARIES, DETERMINERS, PRONOUNS
from reader.detectors.quotes.words import Token

BY_RULE, BY_LABELS, GROWN, BEFORE_TAG = range(4)
"""How a range of words was found."""
_EAGER = 200
"""What the label *outside* loses a word when the labels are asked for what is less likely."""
_KEPT = 4
"""The likeliest ranges of a cue that are judged."""
_FLOOR = -1500
"""Score below which a range is not judged. Both chosen by trying; more costs time."""
_TO_THAT, _STARTS, _PAUSES, _SOURCES = 12, 4, 3, 3
"""Words to an opening word, and how many openings, pauses and speakers are tried."""
_BREAKS = 3
_JOINS = frozenset(("and", "but"))
_NO_BREAK = DETERMINERS | PRONOUNS | {"to", "and", "or", "who", "which", "that"}
"""Words behind which a verb goes on with what they began."""
_OPENERS = frozenset(("that", "to", "about", "whether", "how", "why"))
_Emissions = Sequence[tuple[int, int, int]]


class Proposal(NamedTuple):
    """Words that someone may have said, and how likely the labels make that.

    `score` is that of the labels over none at all, `behind` what it lacks to the likeliest
    range of the same cue and `place` its rank; `told` is what a rule found, if it is that.
    """

    source: Mention
    words: Mention
    kind: int
    score: int
    behind: int
    place: int
    by_subject: bool
    told: Told | None


class Asked(NamedTuple):
    """What is known of one cue when its ranges are judged.

    `best` is the score of the likeliest labels, `rule` the rule that found something;
    `emissions` are the scores of the labels of the words from `first` on.
    """

    cue: int
    low: int
    end: int
    best: int
    rule: str
    proposals: list[Proposal]
    first: int
    emissions: _Emissions
    inside: bool


class Labels:
    """The stretches of words that have the label *source* or *content*."""

    def __init__(self, tokens: Sequence[Token], first: int, labels: Sequence[int]) -> None:
        """Read the labels of the words from `first` on."""
        self.sources = list(_runs(tokens, labels, first, SOURCE))
        self.contents = list(_runs(tokens, labels, first, CONTENT)) if self.sources else []


def proposals(
    scene: Scene,
    bounds: tuple[int, int],
    cue: int,
    told: Sequence[Told],
    others: Sequence[Told],
    first: int,
    emissions: _Emissions,
    steps: Sequence[Sequence[int]],
) -> Asked | None:
    """Return what may be said at a cue of the sentence in `bounds`, None when nothing may.

    `told` is what rules found there, `others` in the whole sentence; `emissions` are the scores
    of the labels of the words from `first` on.
    """
    tokens = scene.tokens
    low, end = bounds
    eager = best_labels([(o - _EAGER, s, c) for o, s, c in emissions], steps)
    if not told and (SOURCE not in eager or CONTENT not in eager):
        return None
    heard = Labels(tokens, first, eager)
    subject = _subject(tokens, low, cue)
    sources = list(_sources(scene, low, cue, told, subject, heard))[:_SOURCES]
    if not sources:
        return None
    ranges = _Ranges(tokens, low, end, cue)
    ranges.add(told, heard, sources)
    sums = _Sums(first, emissions, steps)
    found = []
    for order, source in enumerate(sources):
        for words, kind in ranges.found.items():
            score = sums.score(source, words)
            if score is not None:
                one = next(
                    (t for t in told if t.words == words and t.finding.speaker == source), None
                )
                found.append((-score, order, source, words, kind, one))
    found.sort(key=lambda one: one[:2])
    if not found:
        return None
    best = -found[0][0]
    kept = [
        Proposal(source, words, kind, -score, best + score, place, source == subject, one)
        for place, (score, _, source, words, kind, one) in enumerate(found)
        if one or (place < _KEPT and -score > _FLOOR)
    ]
    rule = told[0].finding.rule if told else ""
    inside = any(one.words[0] <= cue < one.words[1] for one in others)
    return Asked(cue, low, end, sums.path(eager), rule, kept, first, emissions, inside)


def _subject(tokens: Sequence[Token], low: int, cue: int) -> Mention | None:
    """Return whose saying or state the cue is, None for nouns: `Lee` in `Lee was sure that`."""
    if tokens[cue].lower in CUES:
        return subject_of(tokens, low, cue)
    return None if tokens[cue].lower in NOUNS else subject_before(tokens, low, cue)


def _sources(
    scene: Scene,
    low: int,
    cue: int,
    told: Sequence[Told],
    subject: Mention | None,
    heard: Labels,
) -> Iterator[Mention]:
    """Yield who may be heard, those of the rules and of the grammar first."""
    tokens = scene.tokens
    owner = owner_of(tokens, low, cue) if tokens[cue].lower in NOUNS else None
    given = [*(one.finding.speaker for one in told), subject, owner]
    seen: list[Mention] = []
    for one in given:
        if one and one not in seen and not one[0] <= cue < one[1]:
            seen.append(one)
            yield one
    if heard.sources and not any(_meet(one, run) for one in seen for run in heard.sources):
        phrase = _phrase(tokens, heard.sources, cue)
        if phrase and not phrase[0] <= cue < phrase[1]:
            yield phrase


def _meet(one: Mention, other: Mention) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class _Ranges:
    """The ranges of words that may be what is said at a cue, and how each was found."""

    def __init__(self, tokens: Sequence[Token], low: int, end: int, cue: int) -> None:
        self.found: dict[Mention, int] = {}
        self._tokens = tokens
        self._low, self._end, self._cue = low, end, cue

    def add(self, told: Sequence[Told], heard: Labels, sources: Sequence[Mention]) -> None:
        for one in told:
            self._take(*one.words, BY_RULE)
        for run in heard.contents:
            self._take(*run, BY_LABELS)
        self._grow(told, heard)
        for source in sources:
            before = source[0] - 1
            if self._low + 1 < before < self._cue and self._tokens[before].text in ",—–":
                self._take(self._low, before, BEFORE_TAG)

    def _take(self, first: int, end: int, kind: int) -> None:
        if first <= self._cue < end:
            if kind == BY_RULE:
                return
            first = self._cue + 1
        words = trimmed(self._tokens, first, end)
        if words is None or words in self.found:
            return
        if not all(adds_nothing(token) for token in self._tokens[slice(*words)]):
            self.found[words] = kind

    def _grow(self, told: Sequence[Told], heard: Labels) -> None:
        """Take the words from each opening behind the cue to pauses and the sentence's end."""
        tokens, end, cue = self._tokens, self._end, self._cue
        start = cue + 1
        while start < end and is_adverb(tokens[start].lower):
            start += 1
        starts = [start] if start < end else []
        opener = range(start + 1, min(end, start + _TO_THAT))
        starts += [at for at in opener if tokens[at].lower in _OPENERS][:1]
        starts += [run[0] for run in heard.contents if run[0] > cue]
        starts += [one.words[0] for one in told if one.words[0] > cue]
        for first in list(dict.fromkeys(starts))[:_STARTS]:
            pauses = (
                at
                for at in range(first + 2, end)
                if tokens[at].text[0] in ",;:—–-" and len(tokens[at].text) < 3
            )
            ends = [end, *(at for at, _ in zip(pauses, range(_PAUSES), strict=False))]
            ends += [run[1] for run in heard.contents if run[1] > first + 1]
            ends += _breaks(tokens, first, end)
            for stop in ends:
                self._take(first, stop, GROWN)


def _breaks(tokens: Sequence[Token], first: int, end: int) -> list[int]:
    """Return where a clause that began at `first` may be over without a pause.

    That is before a second verb, as in `who said it rained | was right`, and before *and* or
    *but* with a verb or a subject behind it: `said it rained | and left`.
    """
    found: list[int] = []
    verbs = 0
    after_verb = False
    for at in range(first + 1, end):
        token = tokens[at]
        verb = is_verb(tokens, at) and tokens[at - 1].lower not in _NO_BREAK
        joins = token.lower in _JOINS and (
            is_verb(tokens, at + 1) or tokens[at + 1].lower in PRONOUNS
        )
        if verbs and ((verb and not after_verb) or joins):
            found.append(at)
            if len(found) == _BREAKS:
                break
        verbs += verb
        after_verb = verb or (after_verb and is_adverb(token.lower))
    return found


class _Sums:
    """Scores of labels of a sentence's words, over those of no label at all."""

    def __init__(self, first: int, emissions: _Emissions, steps: Sequence[Sequence[int]]) -> None:
        self._first, self._size = first, len(emissions)
        self._emissions, self._steps = emissions, steps
        self._source = list(accumulate((e[1] for e in emissions), initial=0))
        self._content = list(accumulate((e[2] for e in emissions), initial=0))
        self._none = steps[3][0] + steps[0][0] * (self._size - 1)

    def path(self, labels: Sequence[int]) -> int:
        """Return the score of a label for every word."""
        total, before = -self._none, 3
        for label, emission in zip(labels, self._emissions, strict=True):
            total += emission[label] + self._steps[before][label]
            before = label
        return total

    def score(self, source: Mention, words: Mention) -> int | None:
        """Return the score of this speaker with these words, None where they meet."""
        size, steps = self._size, self._steps
        a, b = max(0, source[0] - self._first), min(size, source[1] - self._first)
        c, d = max(0, words[0] - self._first), min(size, words[1] - self._first)
        if a >= b or c >= d or (a < d and c < b):
            return None
        total = self._source[b] - self._source[a] + self._content[d] - self._content[c]
        runs = ((a, b, SOURCE), (c, d, CONTENT))
        at, before = 0, 3
        for start, stop, label in runs if a < c else runs[::-1]:
            if start > at:
                total += steps[before][0] + steps[0][0] * (start - at - 1)
                before = 0
            total += steps[before][label] + steps[label][label] * (stop - start - 1)
            at, before = stop, label
        if size > at:
            total += steps[before][0] + steps[0][0] * (size - at - 1)
        return total - self._none


def _phrase(tokens: Sequence[Token], sources: Sequence[Mention], cue: int) -> Mention | None:
    """Return the source nearest to the cue, where it is one phrase: a name, pronoun or noun."""
    first, last = min(sources, key=lambda run: min(abs(cue - run[1]), abs(run[0] - cue)))
    while first < last and not tokens[first].text[0].isalnum():
        first += 1
    while last > first and (
        not tokens[last - 1].text[-1].isalnum() or tokens[last - 1].lower in AUXILIARIES
    ):
        last -= 1
    if first == last:
        return None
    begin = tokens[first]
    begins = is_name_word(begin) or begin.lower in DETERMINERS or begin.lower in PRONOUNS
    plain = all(
        token.region < 0
        and token.lower not in AUXILIARIES
        and (token.text[0].isalnum() or token.text in "-’'&.")
        for token in tokens[first:last]
    )
    return (first, last) if plain and (begins or last - first == 1) else None


def _runs(
    tokens: Sequence[Token], labels: Sequence[int], first: int, wanted: int
) -> Iterator[Mention]:
    """Yield the stretches of words with a label, over the punctuation between them."""
    start = end = None
    for at, label in enumerate(labels, first):
        if label == wanted:
            if start is None:
                start = at
            end = at + 1
        elif start is not None and end is not None and tokens[at].text[0].isalnum():
            yield start, end
            start = None
    if start is not None and end is not None:
        yield start, end
