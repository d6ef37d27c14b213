"""A small logistic model: what is seen of a pair, weighed and added up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of features, the last one for none of them, and from when on it says yes."""

    weights: tuple[float, ...]
    threshold: float

    def score(self, features: Sequence[float]) -> float:
        """Return the logarithm of the odds."""
        weights = self.weights
        total = weights[-1]
        for weight, feature in zip(weights, features, strict=False):
            total += weight * feature
        return max(-30.0, min(30.0, total))

    def sureness(self, features: Sequence[float]) -> float:
        """Return how sure the answer yes is, from 0 to 1."""
        return 1 / (1 + math.exp(-self.score(features)))


@dataclass(frozen=True, slots=True)
class Models:
    """All that is judged by weights.

    `quotes`: two quotes give one statement. `alike`: two figures count the same thing, their
    values aside. `equal` and `different`: figures whose values agree, or do not, are one.
    `mean`: how sure the pairs of a group of figures are on the average.
    """

    quotes: Model
    alike: Model
    equal: Model
    different: Model
    mean: float
