"""Learns the weights of `reader/detectors/quotes/learned/weights.bin`, and says how well they do.

    python -m tests.training.reported_speech TRAIN.jsonl... [--check TEST.jsonl...] [--write]

Each line of a file is an article that people annotated: `text` and `attributions`, each with
the spans of its `content`, `source` and `cue` (the form of PolNeAR's standoff annotation). For
every word at which the table would be asked, the words around it are labelled as outside,
source or content of the attribution whose cue it is in, or all as outside when it is in none.

The learner of labels is a structured perceptron with a margin, averaged over its steps: whole
numbers only, in an order that is always the same. The judge (`speech_judge`) learns from what
labels propose for articles that they were not learned from. The same files give the same bytes
on any machine. It needs numpy. `--write` puts the table and its card into the
package.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from reader.detectors.quotes import learned
from reader.detectors.quotes.attribution import attribute
from reader.detectors.quotes.learned.asking import questions
from reader.detectors.quotes.learned.decoding import CONTENT, LABELS, SOURCE, best_labels
from reader.detectors.quotes.learned.features import SIZE
from reader.detectors.quotes.learned.judging import JUDGE_SIZE
from reader.detectors.quotes.learned.table import NO_JUDGE, Table, packed_table
from reader.detectors.quotes.paragraphs import paragraphs
from reader.detectors.quotes.quotation import passages
from reader.detectors.quotes.reading import is_double_marked, scene_of
from reader.detectors.quotes.reported_speech import reported
from reader.detectors.quotes.scene import Scene
from tests.training.speech_judge import Seen, judge_weights, seen_in

ROUNDS = 10
FOLDS = 3
"""Parts of the articles; the judge sees each with labels learned from the others."""
MARGIN, MISSED = 120, 1800
"""How much better the right labels must score than others, and than leaving a word out.

Chosen by trying: a higher second number finds more, and more that is none.
"""
CLIPPED = 2
"""Of 10,000 weights this many are cut to the largest that a byte holds."""


class Example:
    """One question and the right labels; `features` has a row of numbers for each word."""

    def __init__(self, rows: list[list[int]], labels: list[int]) -> None:
        self.features = np.array(rows, np.int32)
        self.labels = labels
        self.wanted = np.array(labels)


def scenes(text: str) -> Iterator[Scene]:
    """Yield the passages of a text, their quotes given to speakers by the rules."""
    double_marked = is_double_marked(text)
    for passage in passages(text, paragraphs(text)):
        scene = scene_of(text, passage, double_marked=double_marked)
        attribute(scene)
        yield scene


def examples(article: dict) -> Iterator[Example]:
    """Yield every question of an article with its answer."""
    for scene in scenes(article["text"]):
        told = list(reported(scene))
        for low, high in scene.sentences:
            here = [one for one in told if low <= one.words[0] < high]
            found = questions(scene, low, high, here)
            if found is None:
                continue
            sentence, asked = found
            for cue, (first, place, sides, rows) in asked:
                whole = [
                    [*sentence.own[at], *sides[(at > place) + (at >= place)], *row]
                    for at, row in enumerate(rows, first)
                ]
                yield Example(whole, answer(article, scene, cue, low + first, len(rows)))


def answer(article: dict, scene: Scene, cue: int, first: int, size: int) -> list[int]:
    """Return the right labels for the words from `first` on."""
    at = scene.tokens[cue].start
    wanted = [
        one
        for one in article["attributions"]
        if one["source"] and any(start <= at < end for start, end in one["cue"])
    ]
    labels = [0] * size
    for kind, label in (("content", CONTENT), ("source", SOURCE)):
        for start, end in wanted[0][kind] if wanted else ():
            for place, token in enumerate(scene.tokens[first : first + size]):
                if token.start < end and token.end > start:
                    labels[place] = label
    return labels if SOURCE in labels and CONTENT in labels else [0] * size


class Weights:
    """Weights that are being learned, and their sum over all steps."""

    def __init__(self) -> None:
        self.of = {SOURCE: np.zeros(SIZE, np.int64), CONTENT: np.zeros(SIZE, np.int64)}
        self.steps = [[0] * LABELS for _ in range(LABELS + 1)]
        self._late = {SOURCE: np.zeros(SIZE, np.int64), CONTENT: np.zeros(SIZE, np.int64)}
        self._late_steps = [[0] * LABELS for _ in range(LABELS + 1)]
        self._time = 1

    def learn(self, example: Example) -> bool:
        """Move towards the right labels, and tell whether they were found without."""
        self._time += 1
        features, wanted = example.features, example.wanted
        scores = np.empty((len(wanted), LABELS), np.int64)
        scores[:, 0] = (wanted != 0) * MISSED
        for label in (SOURCE, CONTENT):
            scores[:, label] = self.of[label].take(features).sum(1) + (wanted != label) * MARGIN
        found = best_labels(scores.tolist(), self.steps)
        if found == example.labels:
            return True
        got = np.array(found)
        differ = got != wanted
        for label in (SOURCE, CONTENT):
            self._move(label, features[differ & (wanted == label)], 1)
            self._move(label, features[differ & (got == label)], -1)
        before, found_before = LABELS, LABELS
        for label, other in zip(example.labels, found, strict=True):
            if (before, label) != (found_before, other):
                self._step(before, label, 1)
                self._step(found_before, other, -1)
            before, found_before = label, other
        return False

    def _move(self, label: int, rows: np.ndarray, by: int) -> None:
        np.add.at(self.of[label], rows.ravel(), by)
        np.add.at(self._late[label], rows.ravel(), by * self._time)

    def _step(self, before: int, label: int, by: int) -> None:
        self.steps[before][label] += by
        self._late_steps[before][label] += by * self._time

    def packed(self, judge: Sequence[int] = NO_JUDGE) -> bytes:
        """Return the averages as the table that is shipped, the largest cut to a byte."""
        time = self._time
        source, content = (
            (self.of[one] * time - self._late[one]).tolist() for one in (SOURCE, CONTENT)
        )
        steps = [
            [now * time - late for now, late in zip(*rows, strict=True)]
            for rows in zip(self.steps, self._late_steps, strict=True)
        ]
        by_size = sorted(map(abs, source + content))
        largest = max(1, by_size[-1 - len(by_size) * CLIPPED // 10_000])

        def small(number: int) -> int:
            return (number * 127 + largest // 2) // largest

        def cut(number: int) -> int:
            return max(-127, min(127, small(number)))

        return packed_table(
            [list(map(small, row)) for row in steps],
            list(map(cut, source)),
            list(map(cut, content)),
            judge,
        )


def trained(articles: list[dict], rounds: int = ROUNDS) -> bytes:
    """Return the table learned from articles: labels, and the judge of what they propose."""
    known = [list(examples(article)) for article in articles]
    seen: list[Seen] = []
    for fold in range(FOLDS):
        others = [one for at, few in enumerate(known) if at % FOLDS != fold for one in few]
        table = Table(labelling(others, rounds).packed())
        for article in articles[fold::FOLDS]:
            for scene in scenes(article["text"]):
                seen += seen_in(article, scene, table)
    print(f"{len(seen)} proposals judged, {sum(one.is_right for one in seen)} right")
    weights = labelling([one for few in known for one in few], rounds)
    return weights.packed(judge_weights(seen))


def labelling(known: list[Example], rounds: int) -> Weights:
    """Return the weights of labels learned from questions."""
    chance, weights = random.Random(0), Weights()
    known = list(known)
    wrong = 0
    for _ in range(rounds):
        chance.shuffle(known)
        wrong = sum(not weights.learn(example) for example in known)
    print(f"in the last round {wrong} of {len(known)} questions moved the weights", flush=True)
    return weights


def report(articles: list[dict], table: Table) -> str:
    """Return how many answers have the right source and half the content's words."""
    right = said = wanted = 0
    for article in articles:
        for example in examples(article):
            scores = [table.scores(table.sum_of(row)) for row in example.features.tolist()]
            found = best_labels(scores, table.steps)
            is_said = SOURCE in found and CONTENT in found
            wanted += any(example.labels)
            said += is_said
            right += is_said and is_right(example.labels, found)
    precision, recall = right / max(1, said), right / max(1, wanted)
    return f"{precision:.1%} of {said} answers are right, {recall:.1%} of {wanted} are found"


def is_right(labels: list[int], found: list[int]) -> bool:
    """Tell whether the source is met and half the content's words are found."""
    pairs = list(zip(labels, found, strict=True))
    return (SOURCE, SOURCE) in pairs and 2 * pairs.count((CONTENT, CONTENT)) >= labels.count(
        CONTENT
    )


def read(files: list[Path]) -> list[dict]:
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


TERMS = """They are the training part of PolNeAR 1.0 (E. Newell, D. Margolin, D. Ruths,
“An Attribution Relations Corpus for Political News”, LREC 2018): 1,008 articles of seven US papers
on the elections of 2016, with every attribution marked by hand. Terms: the corpus is given away at
github.com/networkdynamics/PolNeAR; its page parts it into articles to train, tune and test with
and names no licence, and none was found beside it. The words of the articles belong to their
papers. Neither its words nor its
annotations are in the table. Who may not use what was learned from it sets
`reported_speech = "rules"`, or learns a table of their own."""
CARD = """# The table of reported speech

`weights.bin` was made on {day} by `tests/training/reported_speech.py` from {articles} articles:
{files}.
{terms}

What is in it: {size} bytes, two rows of {features} weights of labels, the scores of one label
after another, and {judge} weights of a judge. A weight belongs to a number that single words, their
endings, kinds of words and what the rules said are hashed to; many share a number. No sentence and
no list of words is in it, and none can be read back.

What it does: beside a cue it labels words as source or content. From the labels, the rules and the
pauses come proposals who said which words, and the judge chooses among them, or none. With
`reported_speech = "learned"` that stands in for what rules that are not sure have found, and adds
what none knows. It was taught what PolNeAR calls an attribution, also views and intentions, on
politics for the most part; of what only tells of plans and acts more is asked before it is heard.

How right it is: {figures}

SHA-256 of the table: {digest}
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("train", nargs="+", type=Path)
    arguments.add_argument("--check", nargs="+", type=Path, default=[])
    arguments.add_argument("--date", default=date.today().isoformat(), help="for the card")
    arguments.add_argument("--figures", default="", help="measured figures, for the card")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    articles = read(given.train)
    packed = trained(articles)
    print(f"{len(packed)} bytes, {hashlib.sha256(packed).hexdigest()}")
    if given.check:
        print(report(read(given.check), Table(packed)))
    if given.write:
        folder = Path(learned.__path__[0])
        (folder / "weights.bin").write_bytes(packed)
        card = CARD.format(
            day=given.date,
            articles=len(articles),
            files=", ".join(file.stem for file in given.train),
            size=len(packed),
            features=SIZE,
            judge=JUDGE_SIZE,
            figures=given.figures,
            terms=TERMS,
            digest=hashlib.sha256(packed).hexdigest(),
        )
        (folder / "CARD.md").write_text(card, "utf-8")


if __name__ == "__main__":
    main()
