"""What the labels of the words around one cue say: who is heard, and in which words.

The labels say roughly where speaker and words are. Here that becomes ranges that a reader
would mark: a speaker that is one phrase, and words without the punctuation around them.
"""

from collections.abc import Iterator, Sequence

from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.doers import subject_of
from reader.detectors.quotes.learned.decoding import CONTENT, SOURCE
from reader.detectors.quotes.learned.lexicon import NOUNS
from reader.detectors.quotes.phrases import Mention, is_name_word, owner_of
from reader.detectors.quotes.reported_speech import Told, adds_nothing, trimmed
from reader.detectors.quotes.scene import Scene
from reader.detectors.quotes.subjects import subject_before
from reader.detectors.quotes.vocabulary import AUXILIARIES, DETERMINERS, PRONOUNS
from reader.detectors.quotes.words import Token


class Labelled:
    """The labels of a sentence's words for one cue.

    `told` is what rules found at the cue; `labels` are those of the words from `first` on.
    """

    def __init__(
        self,
        scene: Scene,
        bounds: tuple[int, int],
        cue: int,
        told: Sequence[Told],
        first: int,
        labels: Sequence[int],
    ) -> None:
        """Read the stretches of words with one label."""
        self._tokens, self._low, self._cue = scene.tokens, bounds[0], cue
        self._told, self._labels = told, labels
        self._sources = list(_runs(scene.tokens, labels, first, SOURCE))
        self._contents = list(_runs(scene.tokens, labels, first, CONTENT)) if self._sources else []

    def told(self) -> Iterator[tuple[Mention, Mention]]:
        """Yield who is heard with each stretch of words, if anyone is."""
        if not self._contents:
            return
        source = self._source()
        if source is None:
            return
        for run in self._contents:
            words = trimmed(self._tokens, *run)
            if words and not all(adds_nothing(token) for token in self._tokens[slice(*words)]):
                yield source, words

    def of_rule(self, source: Mention, words: Mention) -> Told | None:
        """Return what a rule found, if it is just that."""
        return next(
            (one for one in self._told if one.words == words and one.finding.speaker == source),
            None,
        )

    def score(
        self, emissions: Sequence[tuple[int, int, int]], steps: Sequence[Sequence[int]]
    ) -> int:
        """Return how much likelier the labels are than none at all."""
        total, before = 0, len(steps) - 1
        for label, emission in zip(self._labels, emissions, strict=True):
            total += emission[label] + steps[before][label] - emission[0]
            before = label
        return total - steps[-1][0] - steps[0][0] * (len(self._labels) - 1)

    def _source(self) -> Mention | None:
        """Return who is heard: whom a rule or the grammar names there, else the labelled phrase."""
        tokens, low, cue = self._tokens, self._low, self._cue
        nearest = min(self._sources, key=lambda run: min(abs(cue - run[1]), abs(run[0] - cue)))
        owner = owner_of(tokens, low, cue) if tokens[cue].lower in NOUNS else None
        for one in (*(told.finding.speaker for told in self._told), self._subject(), owner):
            if one and not one[0] <= cue < one[1] and _meet(one, nearest):
                return one
        phrase = _phrase(tokens, nearest) or nearest
        return None if phrase[0] <= cue < phrase[1] else phrase

    def _subject(self) -> Mention | None:
        """Return whose saying or state the cue is, None for nouns: `Lee` in `Lee was sure that`."""
        tokens, low, cue = self._tokens, self._low, self._cue
        if tokens[cue].lower in CUES:
            return subject_of(tokens, low, cue)
        return None if tokens[cue].lower in NOUNS else subject_before(tokens, low, cue)


def _meet(one: Mention, other: Mention) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _phrase(tokens: Sequence[Token], run: Mention) -> Mention | None:
    """Return the labelled words, where they are one phrase: a name, pronoun or noun."""
    first, last = run
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
