"""Compute every expected measure of a file of agreement cases, and tell which differ.

    python tests/annotations/together/agreement_cases.py FILE

Prints a line for each value that differs and closes with “N of M values right”; exits with 1
if one differs. A value that is to be missing must come out as not computed, with its reason.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[3]), str(Path(__file__).parent)]

from gamma import Weights, best_alignment, continuum_of, gamma

from annotations.together import matching, ratings
from annotations.together.distances import masi, of_level, of_sets, of_weights
from annotations.together.matching import Marked
from annotations.together.ratings import Distance, NotComputed, Ratings, Result, Value
from annotations.together.unitizing import alpha_u

Case = dict[str, Any]

COEFFICIENTS: dict[str, Callable[[Ratings, Distance | None], Result]] = {
    "cohen": ratings.cohen,
    "scott": ratings.scott,
    "fleiss": ratings.fleiss,
    "conger": ratings.conger,
    "bp": ratings.brennan_prediger,
    "gwet": ratings.gwet,
}
FINEST = 1000
"""Places that one place is parted into where the limit of the finest is wanted."""


def rated(case: Case) -> Ratings:
    """Return a case's ratings, a list of units."""
    if case["form"] == "table":
        names = case["categories"]
        return [
            (names[row], names[column])
            for row, line in enumerate(case["table"])
            for column, times in enumerate(line)
            for _ in range(times)
        ]
    if case["form"] == "sets":
        return [
            [None if value is None else frozenset(value) for value in unit]
            for unit in case["ratings"]
        ]
    if case["form"] == "spans":
        begin = case.get("start", 0)
        who = list(dict.fromkeys(span[0] for span in case["spans"]))
        places = [["gap"] * len(who) for _ in range(case["length"])]
        for annotator, start, end, category in case["spans"]:
            for place in range(start - begin, end - begin):
                places[place][who.index(annotator)] = category
        return places
    found: Ratings = case["ratings"]
    return found


def categories_of(case: Case, units: Ratings) -> list[Value]:
    named = case.get("categories")
    return named or sorted({value for unit in units for value in unit if value is not None})


def computed(case: Case, wanted: Case) -> Result:
    """Return the value of one measure of a case."""
    measure = wanted.get("measure", "masi")
    if case["form"] == "distance":
        return masi(wanted["a"], wanted["b"])
    if measure == "f1":
        return f1(case, wanted)
    if measure in ("disorder", "gamma", "gamma_cat"):
        by = Weights(wanted["alpha"], wanted["beta"], wanted["delta_empty"])
        continuum = continuum_of(case["spans"])
        if measure == "disorder":
            return best_alignment(continuum, by)[0]
        return gamma(continuum, by)[measure == "gamma_cat"]
    if measure == "alpha_u":
        return unitized(case, wanted)
    units = rated(case)
    if measure == "percent":
        return ratings.percent(units)
    distance = distance_of(case, wanted, units)
    if measure == "alpha":
        return ratings.alpha(units, distance)
    return COEFFICIENTS[measure](units, distance)


def distance_of(case: Case, wanted: Case, units: Ratings) -> Distance | None:
    if "distances" in wanted:
        told = {frozenset(pair.split("|")): far for pair, far in wanted["distances"].items()}
        return lambda one, other: 0.0 if one == other else told[frozenset((str(one), str(other)))]
    if wanted.get("distance") == "masi":
        return of_sets
    if "weights" in wanted:
        return of_weights(wanted["weights"], categories_of(case, units))
    if "level" in wanted:
        shared = [[it for it in unit if it is not None] for unit in units]
        return of_level(wanted["level"], Counter(it for u in shared if len(u) > 1 for it in u))
    return None


def unitized(case: Case, wanted: Case) -> Result:
    fine = FINEST if wanted.get("limit") == "finest places" else 1
    who = list(dict.fromkeys(span[0] for span in case["spans"]))
    names = dict.fromkeys(span[3] for span in case["spans"])
    chosen = [wanted["category"]] if "category" in wanted else list(names)
    lines = [
        [
            [(s * fine, e * fine) for a, s, e, category in case["spans"] if (a, category) == key]
            for key in ((annotator, name) for annotator in who)
        ]
        for name in chosen
    ]
    return alpha_u(lines, case["length"] * fine, begin=case.get("start", 0) * fine)


def f1(case: Case, wanted: Case) -> Result:
    """Return the mean F1 over the pairs of annotators."""
    found = []
    who = list(case["seen"])
    why = matching.NO_CLAIMS
    for first, second in combinations(who, 2):
        shared = set(case["seen"][first]) & set(case["seen"][second])
        if wanted.get("articles") == "all":
            shared = set(case["articles"])
        matched = mine = theirs = 0
        for article in shared:
            sides = [list(marked(case, wanted, it, article)) for it in (first, second)]
            matched += len(
                matching.pairs(
                    *sides, exact=wanted["match"] == "exact", valued=wanted.get("tags", True)
                )
            )
            mine, theirs = mine + len(sides[0]), theirs + len(sides[1])
        result = matching.f1(matched, mine, theirs)
        if isinstance(result, float):
            found.append(result)
        else:
            why = result.why
    return sum(found) / len(found) if found else NotComputed(why)


def marked(case: Case, wanted: Case, annotator: str, article: str) -> Iterator[Marked]:
    for claim in case["claims"]:
        if claim["annotator"] == annotator and claim["article"] == article:
            start, end = claim["start"], claim["end"]
            if wanted.get("trim") and article in case.get("texts", {}):
                start, end = matching.trimmed(start, case["texts"][article][start:end])
            yield Marked(start, end, frozenset(claim["tags"]))


def differs(wanted: Case, found: Result) -> str:
    """Return how a value differs from the expected one, empty where it is right.

    Sources round the last decimal, or cut off what comes after it.
    """
    if "range" in wanted:
        low, high = wanted["range"]
        right = isinstance(found, float) and low <= found <= high
        return "" if right else f"{found} is not in {low} to {high}"
    value = wanted["value"]
    if value is None:
        if not isinstance(found, NotComputed):
            return f"{found}, though it cannot be computed"
        why = wanted.get("why", found.why)
        return "" if why == found.why else f"“{found.why}”, not “{why}”"
    if isinstance(found, NotComputed):
        return f"not computed ({found.why}), not {value}"
    scale = 10 ** wanted.get("places", 9)
    near = wanted.get("tolerance", 0.5 / scale + 1e-9)
    is_right = abs(found - value) <= near or math.trunc(found * scale) == round(value * scale)
    return "" if is_right else f"{found:.6f}, not {value}"


def check(cases: Sequence[Case]) -> tuple[int, int, list[str]]:
    """Return how many values are right, of how many, and a line for each that is not."""
    right, lines, number = 0, [], 0
    for case in cases:
        for wanted in case["expected"]:
            number += 1
            try:
                told = differs(wanted, computed(case, wanted))
            except (ArithmeticError, KeyError, TypeError, ValueError) as error:
                told = f"{type(error).__name__}: {error}"
            if told:
                named = {
                    k: v for k, v in wanted.items() if k not in ("value", "places", "interval")
                }
                lines.append(f"{case.get('id', '?')} {json.dumps(named)}: {told}")
            else:
                right += 1
    return right, number, lines


def main() -> int:
    try:
        cases = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    except (IndexError, OSError, ValueError) as error:
        print(f"Name a file of cases, as JSON. {error}", file=sys.stderr)
        return 2
    right, number, lines = check(cases)
    for line in lines:
        print(line)
    print(f"{right} of {number} values right")
    return 0 if right == number else 1


if __name__ == "__main__":
    sys.exit(main())
