"""Where the learned part is asked: at words that may hand speech to someone."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.learned.decoding import CONTENT, SOURCE
from reader.detectors.quotes.learned.features import Beside, Seen, SentenceFeatures
from reader.detectors.quotes.learned.lexicon import CANDIDATES, NOUNS
from reader.detectors.quotes.reported_speech import Told
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.verbs import cue_at
from reader.detectors.quotes.vocabulary import listed
from reader.detectors.quotes.words import Token

_SPEAKING = frozenset(("speak", "talk", "read"))
"""Verbs with which what is said is rarely behind them."""
_CLAUSE = listed("that how why whether if what")
_RULES = (
    "told that", "told question", "told to", "told clause", "told topic", "told before",
    "noun that", "according to",
)  # fmt: skip
_HEADLINE = 4
"""Words of the shortest headline."""
_QUOTE_RULE = len(_RULES) + 1


class Question(NamedTuple):
    """A cue as a word's index, and what is seen of the words around it."""

    cue: int
    seen: Seen


_LONGEST = 200
"""Words of a sentence; some three times the longest in news. What each cue sees grows with
them, so that a text without a full stop would take for ever."""


def questions(
    scene: Scene, low: int, high: int, told: Sequence[Told], known: Collection[int] = ()
) -> tuple[SentenceFeatures, list[Question]] | None:
    """Return a question for each word of the sentence that may be a cue, if there is one.

    Of the cues in `known` nothing is asked, nor anything of a list that has no sentence end.
    """
    if high - low > _LONGEST:
        return None
    tokens = scene.tokens
    ruled = {_head(tokens, one.finding.cue) for one in told if one.finding.cue}
    cues = [
        at
        for at in range(low, high)
        if at in ruled or (tokens[at].lower in CANDIDATES and _may_tell(tokens, (low, high), at))
    ]
    if all(cue in known for cue in cues):
        return None
    sentence = SentenceFeatures(tokens, low, high)
    answers = [_answer(scene, low, high, told, cue) for cue in cues]
    asked = []
    for place, cue in enumerate(cues):
        if cue in known:
            continue
        others = [0] * (high - low)
        for other, answer in enumerate(answers):
            if other != place:
                for at, label in enumerate(answer.labels):
                    others[at] = others[at] or label
        asked.append(Question(cue, sentence.beside(cue - low, answers[place], others)))
    return sentence, asked


def _head(tokens: Sequence[Token], cue: tuple[int, int]) -> int:
    """Return the word of a cue that tells most: `say` in `went on to say`."""
    words = range(cue[1] - 1, cue[0] - 1, -1)
    return next((at for at in words if tokens[at].lower in CUES), cue[1] - 1)


def _is_in_capitals(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Tell whether most words begin with a capital, as in a headline: `Roe Slams Lee’s Plan`."""
    words = [token.text for token in tokens[low:high] if token.text[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _HEADLINE and 4 * capitals >= 3 * len(words)


def _may_tell(tokens: Sequence[Token], bounds: tuple[int, int], at: int) -> bool:
    """Tell whether the word of the sentence in `bounds` can hand speech to someone."""
    word, low = tokens[at].lower, bounds[0]
    if tokens[at].text[0].isupper() and at > low:
        return _is_in_capitals(tokens, *bounds)
    if word in NOUNS or word not in CUES:
        return True
    cue = cue_at(tokens, at) if at > low else CUES[word]
    if cue is None:
        return False
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return cue.verb not in _SPEAKING or following in _CLAUSE


def _answer(scene: Scene, low: int, high: int, told: Sequence[Told], cue: int) -> Beside:
    """Return what the rules say for one cue."""
    labels = [0] * (high - low)
    rule = 0
    for region, finding in enumerate(scene.found):
        at = scene.place(region)
        if finding and low <= at < high and _is_of(finding, cue):
            rule = _QUOTE_RULE
            _label(labels, low, finding.speaker, SOURCE)
            labels[at - low] = CONTENT
    for one in told:
        if _is_of(one.finding, cue):
            rule = _RULES.index(one.finding.rule) + 1
            _label(labels, low, one.finding.speaker, SOURCE)
            _label(labels, low, one.words, CONTENT)
    return Beside(labels, rule)


def _is_of(finding: Finding, cue: int) -> bool:
    return finding.cue is not None and finding.cue[0] <= cue < finding.cue[1]


def _label(labels: list[int], low: int, words: tuple[int, int], label: int) -> None:
    for at in range(max(low, words[0]), min(low + len(labels), words[1])):
        labels[at - low] = label
