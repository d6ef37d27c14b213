"""The judge of what labels propose: learns which speaker and words are right.

A support vector machine with squared losses, learned by going through the proposals one by one
(dual coordinate descent; Hsieh and others, “A Dual Coordinate Descent Method for Large-scale
Linear SVM”, ICML 2008). Only sums, products and quotients, in an order that is always the same.
"""

import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.detectors.quotes.learned.judging import JUDGE_SIZE
from reader.detectors.quotes.learned.proposals import Proposal
from reader.detectors.quotes.learned.speech import proposed
from reader.detectors.quotes.learned.table import Table
from reader.detectors.quotes.reported_speech import reported
from reader.detectors.quotes.scene import Scene
from reader.detectors.quotes.words import covering

ROUNDS, COST, SCALE = 12, 0.01, 200
"""Rounds over all proposals, what an error costs, and the weight that one stands for."""
RIGHT, WRONG, NEAR, BEHIND = 0.6, 0.5, 0.02, 0.15
"""Shares of words in common from which a proposal is right, and below which it is wrong; a right
one is about as good as the best of its cue, and one far behind the best is wrong."""
_WORD = re.compile(r"\w+")


class Seen(NamedTuple):
    """What the judge sees of a proposal, and whether it is right."""

    features: tuple[int, ...]
    is_right: bool


def seen_in(article: dict, scene: Scene, table: Table) -> Iterator[Seen]:
    """Yield the proposals for a passage of an annotated article, those in between left out."""
    told = list(reported(scene))
    for low, high in scene.sentences:
        here = [one for one in told if low <= one.words[0] < high]
        for asked, views in proposed(scene, low, high, here, table, every=True):
            shares = [likeness(article, scene, asked.cue, one) for one in asked.proposals]
            best = max(shares, default=0)
            for one, share in zip(asked.proposals, shares, strict=True):
                if share >= RIGHT and share >= best - NEAR:
                    yield Seen(views.shared + views.of(one), is_right=True)
                elif share < WRONG or share < best - BEHIND:
                    yield Seen(views.shared + views.of(one), is_right=False)


def likeness(article: dict, scene: Scene, cue: int, one: Proposal) -> float:
    """Return the share of words in common with the likest attribution of that cue and source."""
    at = scene.tokens[cue].start
    source = covering(scene.tokens, *one.source)
    span = covering(scene.tokens, *one.words)
    words = _words(article["text"], [(span.start, span.end)])
    best = 0.0
    for true in article["attributions"]:
        if not any(start <= at < end for start, end in true["cue"]):
            continue
        if any(start < source.end and source.start < end for start, end in true["source"]):
            wanted = _words(article["text"], true["content"])
            best = max(best, 2 * len(words & wanted) / max(1, len(words) + len(wanted)))
    return best


def _words(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {found.start() for start, end in spans for found in _WORD.finditer(text, start, end)}


def judge_weights(seen: list[Seen]) -> list[int]:
    """Return the weights learned, each from -127 to 127."""
    weights = [0.0] * JUDGE_SIZE
    chance, order = random.Random(0), list(range(len(seen)))
    pulls = [0.0] * len(seen)
    soft = 0.5 / COST
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            features, is_right = seen[at]
            side = 1.0 if is_right else -1.0
            slope = side * total(weights, features) - 1.0 + soft * pulls[at]
            before = pulls[at]
            after = max(0.0, before - slope / (len(features) + soft))
            if after != before:
                pulls[at] = after
                step = (after - before) * side
                for feature in features:
                    weights[feature] += step
    return [max(-127, min(127, round(weight * SCALE))) for weight in weights]


def total(weights: list[float], features: tuple[int, ...]) -> float:
    """Return the sum of weights, added one by one; `sum` is more exact since Python 3.12."""
    found = 0.0
    for feature in features:
        found += weights[feature]
    return found
