"""Reported speech as the learned part hears it, cue by cue.

The rules are asked first; what they say of a cue is among what the table is asked about. Its
answer takes back what rules that are not sure have found, ends it earlier, and adds what no
rule knows. Who speaks, the rules know better.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from reader.detectors.quotes.contents import is_about_naming
from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.doers import subject_of
from reader.detectors.quotes.learned.asking import Question, questions
from reader.detectors.quotes.learned.decoding import CONTENT, SOURCE, best_labels
from reader.detectors.quotes.learned.table import Table
from reader.detectors.quotes.phrases import Mention, is_name_word
from reader.detectors.quotes.reported_speech import Told, adds_nothing, trimmed
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.verbs import cue_range, is_passive
from reader.detectors.quotes.vocabulary import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PRONOUNS
from reader.detectors.quotes.words import Token, covering

_JOINING = frozenset(("and", "but", "or", "who", "which", "after", "before", "in", "on", "at"))
_SURE = frozenset(("told that", "told question", "told before", "according to"))
"""Rules that stand whatever the table says; the words around show all that there is to know."""
_SHORTEST = 3
"""Words in the shortest stretch that the table alone hears."""


def heard(scene: Scene, told: Sequence[Told], table: Table) -> Iterator[Told]:
    """Yield the reported speech of each sentence; `told` is what the rules found."""
    at = 0
    for low, high in scene.sentences:
        by_rules: list[Told] = []
        while at < len(told) and told[at].words[0] < high:
            by_rules.append(told[at])
            at += 1
        found = {
            question.cue: _Answer(scene, low + question.seen.first, labels)
            for question, labels in answers(scene, low, high, by_rules, table)
        }
        kept = [one for one in map(partial(_judged, scene, found), by_rules) if one]
        for cue, answer in found.items():
            if not any(_is_at(one, cue) for one in by_rules):
                for one in _alone(scene, low, cue, answer):
                    if not any(_shared(one, other) for other in kept):
                        kept.append(one)
        yield from kept


class _Answer:
    """The labels for the words of a sentence from `first` on."""

    def __init__(self, scene: Scene, first: int, labels: Sequence[int]) -> None:
        self.sources = list(_runs(scene, labels, first, SOURCE))
        self.contents = list(_runs(scene, labels, first, CONTENT))
        if not self.sources:
            self.contents = []


def _judged(scene: Scene, found: Mapping[int, _Answer], one: Told) -> Told | None:
    """Return what a rule found as the table leaves it: whole, shorter, or not at all."""
    cue = one.finding.cue
    asked = [found[at] for at in range(*cue) if at in found] if cue else []
    if one.finding.rule in _SURE or not asked:
        return one
    runs = [run for answer in asked for run in answer.contents]
    first, end = one.words
    near = [run for run in runs if run[0] < end and first < run[1]]
    if not near:
        return None
    start, stop = near[0]
    if abs(start - first) > 1 or stop >= end or not _may_end_at(scene, stop):
        return one
    words = trimmed(scene.tokens, first, stop)
    return Told(covering(scene.tokens, *words), one.finding, words) if words else one


def _may_end_at(scene: Scene, at: int) -> bool:
    """Tell whether something said may end before the word at `at`: a pause, another clause."""
    token = scene.tokens[at]
    return not token.text[0].isalnum() or token.lower in CONJUNCTIONS | _JOINING


def _is_at(one: Told, cue: int) -> bool:
    return one.finding.cue is not None and one.finding.cue[0] <= cue < one.finding.cue[1]


def _shared(one: Told, other: Told) -> bool:
    """Tell whether two are for the most part the same words."""
    shared = min(one.words[1], other.words[1]) - max(one.words[0], other.words[0])
    return shared * 2 > min(one.words[1] - one.words[0], other.words[1] - other.words[0])


def _alone(scene: Scene, low: int, cue: int, answer: _Answer) -> Iterator[Told]:
    """Yield what the table hears at a cue where no rule does, if it is of one piece."""
    tokens = scene.tokens
    if len(answer.contents) != 1 or is_passive(tokens, low, cue) or _is_denied(tokens, low, cue):
        return
    words = trimmed(tokens, *answer.contents[0])
    speaker = subject_of(tokens, low, cue) or _source(scene, answer, cue)
    if speaker is None or words is None or words[1] - words[0] < _SHORTEST:
        return
    if not _is_near(tokens, cue, words) or not _is_wanted(scene, words):
        return
    if max(speaker[0], words[0]) < min(speaker[1], words[1]):
        return
    if not any(run[0] < speaker[1] and speaker[0] < run[1] for run in answer.sources):
        return
    verb = tokens[cue].lower in CUES and speaker[1] <= cue
    at = cue_range(tokens, speaker[1], cue) if verb else (cue, cue + 1)
    yield Told(covering(tokens, *words), Finding(speaker, at, "learned"), words)


def _is_denied(tokens: Sequence[Token], low: int, cue: int) -> bool:
    """Tell whether nothing is said: `did not respond to a request`."""
    before = tokens[max(low, cue - 3) : cue]
    denied = any(token.lower == "not" or token.lower.endswith("n't") for token in before)
    return denied and not (cue + 1 < len(tokens) and tokens[cue + 1].lower in CONJUNCTIONS)


def _is_near(tokens: Sequence[Token], cue: int, words: Mention) -> bool:
    """Tell whether the words begin right behind the cue, or with *that*, or end before it."""
    if words[0] > cue:
        first = tokens[words[0]].lower
        if tokens[cue].lower not in CUES and first not in ("that", "to", "about"):
            return False
        return first == "that" or words[0] - cue <= 2
    return any(token.text == "," for token in tokens[words[1] : cue])


def _known(scene: Scene, low: int, high: int, by_rules: Sequence[Told]) -> set[int]:
    """Return the words that need not be asked about: cues of sure rules, and tags of quotes."""
    findings = [one.finding for one in by_rules if one.finding.rule in _SURE]
    for region, finding in enumerate(scene.found):
        at = scene.place(region)
        if finding and low <= at < high and scene.begins_sentence(region):
            findings.append(finding)
    return {at for finding in findings if finding.cue for at in range(*finding.cue)}


def answers(
    scene: Scene, low: int, high: int, by_rules: Sequence[Told], table: Table
) -> Iterator[tuple[Question, list[int]]]:
    """Yield each cue of a sentence with the best label for each word that is looked at."""
    found = questions(scene, low, high, by_rules, _known(scene, low, high, by_rules))
    if found is None:
        return
    sentence, asked = found
    own = list(map(table.sum_of, sentence.own))
    for question in asked:
        first, cue, of_sides, rows = question.seen
        sides = list(map(table.sum_of, of_sides))
        scores = [
            table.scores(table.sum_of(row) + own[at] + sides[(at > cue) + (at >= cue)])
            for at, row in enumerate(rows, first)
        ]
        yield question, best_labels(scores, table.steps)


def _is_wanted(scene: Scene, words: Mention) -> bool:
    """Tell whether the words tell something, beside quotes that have marks of their own."""
    tokens = scene.tokens[slice(*words)]
    if all(adds_nothing(token) for token in tokens) or is_about_naming(tokens, 0):
        return False
    return not any(
        token.region >= 0
        and scene.found[token.region] is not None
        and scene.begins_sentence(token.region)
        for token in tokens
    )


def _source(scene: Scene, answer: _Answer, cue: int) -> Mention | None:
    """Return the source nearest to the cue, where it is one phrase: a name, pronoun or noun."""
    tokens = scene.tokens
    first, last = min(answer.sources, key=lambda run: min(abs(cue - run[1]), abs(run[0] - cue)))
    while first < last and not tokens[first].text[0].isalnum():
        first += 1
    while last > first and not tokens[last - 1].text[-1].isalnum():
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


def _runs(scene: Scene, labels: Sequence[int], first: int, wanted: int) -> Iterator[Mention]:
    """Yield the stretches of words with a label, over the punctuation between them."""
    start = end = None
    for place, label in enumerate(labels):
        at = first + place
        if label == wanted:
            if start is None:
                start = at
            end = at + 1
        elif start is not None and end is not None and scene.tokens[at].text[0].isalnum():
            yield start, end
            start = None
    if start is not None and end is not None:
        yield start, end
