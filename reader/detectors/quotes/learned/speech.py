"""Reported speech as the learned part hears it, cue by cue.

The rules are asked first; what they say of a cue is among what the table is asked about. Its
answer then stands in place of theirs; where it has none, theirs stand if they are sure.
"""

from collections.abc import Iterator, Sequence

from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.learned.asking import Question, questions
from reader.detectors.quotes.learned.decoding import CONTENT, SOURCE, best_labels
from reader.detectors.quotes.learned.table import Table
from reader.detectors.quotes.phrases import Mention, is_nickname
from reader.detectors.quotes.reported_speech import Told, adds_nothing, trimmed
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.verbs import cue_range
from reader.detectors.quotes.words import covering


_SURE = frozenset(("told that", "told question", "told clause", "told before", "according to"))
"""Rules whose answer stands where the table hears nothing."""


def heard(scene: Scene, told: Sequence[Told], table: Table) -> Iterator[Told]:
    """Yield the reported speech of each sentence; `told` is what the rules found."""
    at = 0
    for low, high in scene.sentences:
        by_rules: list[Told] = []
        while at < len(told) and told[at].words[0] < high:
            by_rules.append(told[at])
            at += 1
        kept: list[Told] = []
        for question, labels in answers(scene, low, high, by_rules, table):
            for one in _told(scene, low, question, labels, by_rules):
                if not any(_same(one, other) for other in kept):
                    kept.append(one)
        kept += [
            one
            for one in by_rules
            if one.finding.rule in _SURE and not any(_meet(one, other) for other in kept)
        ]
        yield from kept


def _meet(one: Told, other: Told) -> bool:
    """Tell whether two are of one cue."""
    cue, another = one.finding.cue, other.finding.cue
    return bool(cue and another and cue[0] < another[1] and another[0] < cue[1])


def _same(one: Told, other: Told) -> bool:
    """Tell whether two cues hand the same words to the same speaker."""
    shared = min(one.words[1], other.words[1]) - max(one.words[0], other.words[0])
    shorter = min(one.words[1] - one.words[0], other.words[1] - other.words[0])
    return one.finding.speaker == other.finding.speaker and shared * 2 > shorter


def answers(
    scene: Scene, low: int, high: int, by_rules: Sequence[Told], table: Table
) -> Iterator[tuple[Question, list[int]]]:
    """Yield each cue of a sentence with the best label for each word that is looked at."""
    found = questions(scene, low, high, by_rules)
    if found is None:
        return
    sentence, asked = found
    own = [table.scores(row) for row in sentence.own]
    for question in asked:
        first, cue, of_sides, rows = question.seen
        sides = [table.scores(side) for side in of_sides]
        scores = []
        for at, row in enumerate(rows, first):
            _, source, content = table.scores(row)
            _, own_source, own_content = own[at]
            _, side_source, side_content = sides[(at > cue) + (at >= cue)]
            scores.append(
                (0, source + own_source + side_source, content + own_content + side_content)
            )
        yield question, best_labels(scores, table.steps)


def _told(
    scene: Scene,
    low: int,
    question: Question,
    labels: Sequence[int],
    by_rules: Sequence[Told],
) -> Iterator[Told]:
    first = low + question.seen.first
    speaker = _named(scene, _source(labels, first, question.cue))
    if speaker is None:
        return
    cue = _cue(scene, question, by_rules, speaker)
    for run in _runs(scene, labels, first, CONTENT):
        words = trimmed(scene.tokens, *run)
        if words and _is_wanted(scene, words):
            span = covering(scene.tokens, *words)
            yield Told(span, Finding(speaker, cue, "learned"), words)


def _is_wanted(scene: Scene, words: Mention) -> bool:
    """Tell whether the words tell something, beside quotes that have marks of their own."""
    tokens = scene.tokens[slice(*words)]
    if all(adds_nothing(token) for token in tokens):
        return False
    return not any(
        token.region >= 0
        and scene.found[token.region] is not None
        and scene.begins_sentence(token.region)
        for token in tokens
    )


def _named(scene: Scene, source: Mention | None) -> Mention | None:
    """Return the source without marks around it, None where it cannot be one phrase."""
    if source is None:
        return None
    tokens = scene.tokens
    first, end = source
    while first < end and not (tokens[first].text[0].isalnum() or tokens[first].text[0] == "@"):
        first += 1
    while end > first and not tokens[end - 1].text[-1].isalnum() and tokens[end - 1].text in ",;:":
        end -= 1
    broken = any(
        (token.region >= 0 and not is_nickname(tokens, at)) or token.text in ".;:!?"
        for at, token in enumerate(tokens[first:end], first)
    )
    return None if broken or first == end or tokens[first].text.isdecimal() else (first, end)


def _source(labels: Sequence[int], first: int, cue: int) -> Mention | None:
    """Return the source nearest to the cue."""
    runs: list[Mention] = []
    for place, label in enumerate(labels):
        at = first + place
        if label != SOURCE:
            continue
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return min(runs, key=lambda run: min(abs(cue - run[1] + 1), abs(run[0] - cue)), default=None)


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


def _cue(scene: Scene, question: Question, by_rules: Sequence[Told], speaker: Mention) -> Mention:
    at = question.cue
    for one in by_rules:
        cue = one.finding.cue
        if cue and cue[0] <= at < cue[1]:
            return cue
    word = scene.tokens[at].lower
    if word == "according":
        return (at, at + 2)
    if word in CUES and speaker[1] <= at:
        return cue_range(scene.tokens, speaker[1], at)
    return (at, at + 1)
