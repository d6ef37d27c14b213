"""The second learner of the labels of reported speech: a conditional random field.

A linear chain over the words beside a cue (Lafferty, McCallum, Pereira, “Conditional Random
Fields”, ICML 2001), learned in small batches with steps that shrink where much was learned
(Duchi, Hazan, Singer, “Adaptive Subgradient Methods”, JMLR 2011). Sums, products, quotients and
roots alone, in an order that is always the same; powers of e are read off a list. It needs numpy.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from reader.detectors.quotes.learned.decoding import LABELS
from reader.detectors.quotes.learned.features import SIZE

ROUNDS, BATCH, RATE = 6, 48, 0.05
"""Chosen by trying: more rounds or larger steps learn the articles by heart."""
_FINE, _LOWEST = 64, 40
"""Powers of e are told apart by 64ths, and are nought below this negative power."""
_POWERS = np.multiply.accumulate(np.full(_FINE * _LOWEST + 1, 0.98449643700540840))
_POWERS = np.concatenate(([1.0], _POWERS[:-1]))
"""e to the power of nought, minus a 64th, minus two 64ths …"""


class Labelled(Protocol):
    """A question with its right labels: `width` numbers of features for each word."""

    width: int
    numbers: Sequence[int]
    labels: list[int]


class Batch(NamedTuple):
    """Questions of about one length; words past the end of one are not `there`."""

    features: np.ndarray
    right: np.ndarray
    there: np.ndarray


class Field:
    """Weights of the features of *source* and *content*, and of one label after another."""

    def __init__(self) -> None:
        self.weights = np.zeros((LABELS - 1, SIZE))
        self.steps = np.zeros((LABELS + 1, LABELS))
        self._moved = np.full((LABELS - 1, SIZE), 1e-8)
        self._moved_steps = np.full((LABELS + 1, LABELS), 1e-8)

    def learn(self, batch: Batch) -> None:
        """Move the weights towards the right labels of a batch."""
        features, right, there = batch
        chances, slope = self._chances(batch)
        slope -= _counted(right, there)
        for label in range(1, LABELS):
            wrong = (chances[:, :, label] - (right == label))[there]
            pulled = np.repeat(wrong, features.shape[2])
            slopes = np.bincount(features[there].ravel(), weights=pulled, minlength=SIZE)
            touched = np.flatnonzero(slopes)
            slopes, moved = slopes[touched], self._moved[label - 1]
            moved[touched] += slopes * slopes
            self.weights[label - 1, touched] -= RATE * slopes / np.sqrt(moved[touched])
        self._moved_steps += slope * slope
        self.steps -= RATE * slope / np.sqrt(self._moved_steps)

    def _chances(self, batch: Batch) -> tuple[np.ndarray, np.ndarray]:
        """Return the chance of each label of each word, and how often one is to follow another."""
        features, _, there = batch
        many, size, _ = features.shape
        scores = np.zeros((many, size, LABELS))
        for label in range(1, LABELS):
            scores[:, :, label] = self.weights[label - 1][features].sum(2)
        scores = _powers(scores - scores.max(2, keepdims=True))
        most = self.steps.max()
        follow, begin = _powers(self.steps[:LABELS] - most), _powers(self.steps[LABELS] - most)
        before = np.zeros_like(scores)
        before[:, 0] = _shares(scores[:, 0] * begin)
        for at in range(1, size):
            new = _shares(scores[:, at] * (before[:, at - 1, :, None] * follow).sum(1))
            before[:, at] = np.where(there[:, at, None], new, before[:, at - 1])
        behind = np.ones_like(scores)
        expected = np.zeros_like(self.steps)
        for at in range(size - 2, -1, -1):
            ahead = scores[:, at + 1] * behind[:, at + 1]
            goes_on = there[:, at + 1, None]
            new = _shares((follow * ahead[:, None, :]).sum(2))
            behind[:, at] = np.where(goes_on, new, 1.0)
            pairs = before[:, at, :, None] * follow * ahead[:, None, :]
            pairs /= pairs.sum((1, 2), keepdims=True)
            expected[:LABELS] += (pairs * goes_on[:, :, None]).sum(0)
        chances = _shares(before * behind) * there[:, :, None]
        expected[LABELS] = chances[:, 0].sum(0)
        return chances, expected


def _powers(numbers: np.ndarray) -> np.ndarray:
    """Return e to the power of each number, none of which is above nought."""
    places = np.rint(numbers * -_FINE).astype(np.int64)
    return _POWERS[np.clip(places, 0, len(_POWERS) - 1)]


def _shares(numbers: np.ndarray) -> np.ndarray:
    return numbers / numbers.sum(-1, keepdims=True)


def _counted(right: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Return how often each label follows each other one."""
    counts = np.zeros((LABELS + 1, LABELS))
    pairs = (right[:, :-1] * LABELS + right[:, 1:])[there[:, 1:]]
    counts[:LABELS] = np.bincount(pairs, minlength=LABELS * LABELS).reshape(LABELS, LABELS)
    counts[LABELS] = np.bincount(right[:, 0], minlength=LABELS)
    return counts


def _batches(known: Sequence[Labelled]) -> list[Batch]:
    known = sorted(known, key=lambda one: len(one.labels))
    batches = []
    for start in range(0, len(known), BATCH):
        few = known[start : start + BATCH]
        size, width = max(len(one.labels) for one in few), few[0].width
        features = np.zeros((len(few), size, width), np.int32)
        right = np.zeros((len(few), size), np.int64)
        there = np.zeros((len(few), size), bool)
        for row, one in enumerate(few):
            end = len(one.labels)
            features[row, :end] = np.array(one.numbers, np.int32).reshape(end, width)
            right[row, :end], there[row, :end] = one.labels, True
        batches.append(Batch(features, right, there))
    return batches


def learned_field(known: Sequence[Labelled]) -> Field:
    """Return the weights learned from questions, in an order that is always the same."""
    field, batches = Field(), _batches(known)
    chance = np.random.RandomState(0)
    for _ in range(ROUNDS):
        for place in chance.permutation(len(batches)):
            field.learn(batches[place])
    return field
