"""A small logistic model: what is seen of a pair, weighed and added up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

_MOST = 30.0


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of features, the last one for none of them, and from when on it says yes.

    The first features are those that depend on the two articles, the later ones those of the
    two quotes or figures alone: the later ones are weighed once for all that are equal.
    """

    weights: tuple[float, ...]
    threshold: float

    def fixed(self, features: Sequence[float]) -> float:
        """Return what the last features weigh, and none."""
        weights = self.weights
        return sum(map(mul, weights[len(weights) - 1 - len(features) :], features), weights[-1])

    def score(self, features: Sequence[float], fixed: float) -> float:
        """Return the logarithm of the odds, from the first features and what the others weigh."""
        return max(-_MOST, min(_MOST, sum(map(mul, self.weights, features), fixed)))

    def sureness(self, features: Sequence[float], fixed: float) -> float:
        """Return how sure the answer yes is, from 0 to 1."""
        return 1 / (1 + math.exp(-self.score(features, fixed)))


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
