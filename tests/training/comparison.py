"""Fits the weights of `reader/comparison/weights.py`, and says how well they do.

    python -m tests.training.comparison SETS [--check] [--write]

SETS is a folder of judged pairs (NAME.articles.jsonl, NAME.pairs.jsonl). With `--check` every
event is judged by weights that were fitted without it. Needs numpy.

Learned from: pairs that people judged, and pairs that nobody had to judge. A rare value that
stands in two articles of one event is one figure, and, with another value pretended, one that
differs; figures of articles about other events are not one.
"""

import argparse
import importlib.util
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from zlib import crc32

import numpy as np

from reader.comparison.comparison import Comparison
from reader.comparison.events import days_apart
from reader.comparison.model import Model, Models
from reader.comparison.reading import read
from reader.comparison.statements import Judge
from reader.detectors.registry import find_marks

FOLDS = 5
NAMES = ("seeds", "wcl", "ecb", "polnear", "altered")
CUT = {"quotes": 0.5, "equal": 0.3, "different": 0.35, "mean": 0.1}


class Set:
    """Articles with what was judged of them."""

    def __init__(self, folder, name):
        self.name = name
        lines = (folder / f"{name}.articles.jsonl").read_text().splitlines()
        self.articles = [json.loads(line) for line in lines]
        self.pairs = [
            json.loads(s) for s in (folder / f"{name}.pairs.jsonl").read_text().splitlines()
        ]
        self.texts = {a["id"]: a["text"] for a in self.articles}
        self.readings = []
        for a in self.articles:
            day = date.fromisoformat(a["published"]) if a.get("published") else None
            agency = (a["agency"],) if a.get("agency") else ()
            self.readings.append(
                read(
                    a["id"],
                    a["text"],
                    find_marks(a["text"], day),
                    published=day,
                    source=a.get("source", ""),
                    agencies=agency,
                )
            )
        self.number = {a["id"]: n for n, a in enumerate(self.articles)}

    def event(self, article):
        """The event of an article as far as its name tells it."""
        if self.name == "wcl":
            return "wcl" + article.split("_")[0]
        found = re.match(r"(\d+)_\d+(ecb(?:plus)?)", article)
        if found:
            return found[1] + found[2]
        day = self.articles[self.number[article]].get("published") or ""
        return f"{self.name}{day[:7]}"

    def topic(self, article):
        event = self.event(article)
        found = re.match(r"(\d+)ecb", event)
        return "ecb" + found[1] if found else event

    def fold(self, article):
        return crc32(self.topic(article).encode()) % FOLDS

    def same_event(self, one, other, close):
        if self.name == "seeds":
            return True
        if re.match(r"\d+_\d+ecb", one) and re.match(r"\d+_\d+ecb", other):
            return self.event(one) == self.event(other)
        return (
            close >= 0.2
            if self.name in ("polnear", "altered")
            else self.event(one) == self.event(other)
        )


def overlap(span, side):
    shared = min(span.end, side["end"]) - max(span.start, side["start"])
    return shared > 0 and 2 * shared >= min(span.end - span.start, side["end"] - side["start"])


def fit(rows, strength=1.0):
    """Newton's method for a logistic regression; rows are (features, label, weight)."""
    x = np.array([row[0] for row in rows], dtype=float)
    y = np.array([row[1] for row in rows], dtype=float)
    w = np.array([row[2] for row in rows], dtype=float)
    x = np.hstack([x, np.ones((len(x), 1))])
    scale = np.maximum(x.std(axis=0), 1e-3)
    scale[-1] = 1.0
    x = x / scale
    beta = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], strength)
    ridge[-1] = 1e-3
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (w * (y - p)) - ridge * beta
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return tuple(round(float(b), 4) for b in beta / scale)


def judged_between(s, kind):
    """{(article, article): [pair]} with the articles in the order of the set."""
    by = defaultdict(list)
    for pair in s.pairs:
        if pair["kind"] == kind:
            a, b = pair["a"], pair["b"]
            if s.number[a["article"]] > s.number[b["article"]]:
                a, b = b, a
            by[a["article"], b["article"]].append((a, b, pair))
    return by


def quote_rows(s, comparison):
    """(features, label, weight, fold) of pairs of quotes."""
    judged = judged_between(s, "quote")
    judge = Judge(comparison.rarity, comparison._models.quotes)
    for one, other in comparison.quote_pairs():
        a, b = s.readings[one.article], s.readings[other.article]
        qa, qb = a.quotes[one.quote], b.quotes[other.quote]
        label = None
        for x, y, pair in judged.get((a.id, b.id), ()):
            if (overlap(qa.span, x) and overlap(qb.span, y)) or (
                a.id == b.id and overlap(qa.span, y) and overlap(qb.span, x)
            ):
                label = pair["same"]
                if label:
                    break
        weight = 1.0
        if label is None:
            if s.name in ("ecb", "wcl") and s.topic(a.id) != s.topic(b.id):
                label, weight = False, 0.05
            else:
                continue
        found = judge.features(
            qa, qb, days_apart(a, b), comparison.close(one.article, other.article)
        )
        if found:
            yield found[0], float(label), weight, s.fold(a.id)


RATIOS = tuple(min(3.0, abs(math.log(r))) for r in (1.02, 1.1, 1.2, 1.3, 1.5, 1.8, 2, 3, 5, 10))
"""How far apart values are that figures are pretended to have."""


def figure_rows_all(parts, compared, stage):
    for s, comparison in zip(parts, compared, strict=True):
        yield from figure_rows(s, comparison, stage)


def figure_rows(s, comparison, stage):
    """(features, label, weight, fold) of pairs of figures; of the stage "alike", or of both
    later ones, with its name before them."""
    judged = judged_between(s, "figure")
    by = defaultdict(list)
    for one, other, candidate in comparison.candidates(pretend=True):
        by[one, other].append(candidate)
    draw = random.Random(7)
    everyone = [figure for reading in s.readings for figure in reading.figures]
    for (one, other), rows in by.items():
        a, b = s.readings[one], s.readings[other]
        close = comparison.close(one, other)
        together = s.same_event(a.id, b.id, close)
        strange = not together and s.name in ("ecb", "wcl")
        fold = s.fold(a.id)
        verdicts = judged.get((a.id, b.id), ())
        rare = {}
        for c in rows if together else ():
            if is_rare(c, comparison):
                rare.setdefault(c.one.key, c.other.key)
        for c in rows:
            verdict = None
            for x, y, pair in verdicts:
                if overlap(c.one.span, x) and overlap(c.other.span, y):
                    verdict = pair["same"]
            certain = c.agrees and c.one.key in rare and c.one.key == c.other.key
            displaced = (c.one.key in rare) != (c.other.key in rare) or (
                c.one.key in rare and c.one.key != c.other.key
            )
            row = None
            if stage == "alike":
                if verdict is not None:
                    row = float(verdict), 2.0
                elif certain:
                    row = 1.0, 0.3
                elif together and displaced and not c.agrees:
                    row = 0.0, 0.3
                elif strange:
                    row = 0.0, 0.1
                if row:
                    yield c.alike, *row, fold
            else:
                stage_of = "equal" if c.agrees else "different"
                if verdict is not None:
                    yield stage_of, c.features, float(verdict), 1.0, fold
                elif strange:
                    yield stage_of, c.features, 0.0, 0.05, fold
                elif not c.agrees and together:
                    yield stage_of, c.features, 0.0, 0.05 if displaced else 0.03, fold
                if certain or (displaced and not c.agrees):
                    # The same words with other values: what is not seen of the values stays.
                    like = draw.choice(everyone)
                    equal, different = map(list, c.pretended)
                    top = abs(like.value.low)
                    for made in (equal, different):
                        made[3:5] = float(top <= 3), float(3 < top <= 12)
                    equal[-3:] = comparison.likeness._equal(like, like, math.sqrt(close))
                    different[-2] = draw.choice(RATIOS)
                    different[-1] = float(draw.random() < 0.7)
                    chance = 0.02 if top > 12 else 0.2
                    yield "equal", equal, float(certain), 0.05 if certain else 0.05 * chance, fold
                    if certain:
                        yield "different", different, 1.0, 0.05, fold


def is_rare(c, comparison):
    """Whether a value that stands in both articles tells by itself that it is one figure."""
    return (
        c.agrees
        and c.one.key == c.other.key
        and abs(c.one.value.low) > 12
        and comparison.likeness._values.get(c.one.key, 0) <= 20
    )


def models_for(parts, leave_out=None, quotes=None):
    def keep(rows):
        return [row[:3] for row in rows if row[3] != leave_out]

    ratios = [min(3.0, abs(math.log(r))) for r in (1.02, 1.1, 1.3, 1.5, 2, 3, 5, 10, 10, 1.2, 1.8)]
    models = Models(
        Model((0.0,), CUT["quotes"]),
        Model((0.0,), 0.5),
        Model((0.0,), CUT["equal"]),
        Model((0.0,), CUT["different"]),
        CUT["mean"],
    )
    quotes = models.quotes
    rows = [row for s in parts for row in quote_rows(s, Comparison(s.readings, models))]
    quotes = Model(fit(keep(rows)), CUT["quotes"])
    rows = [
        row
        for s in parts
        for row in figure_rows(s, Comparison(s.readings, models), "alike", ratios)
    ]
    alike = Model(fit(keep(rows)), 0.5)
    models = Models(quotes, alike, models.equal, models.different, models.mean)
    compared = [Comparison(s.readings, models) for s in parts]

    def rows_of(stage):
        for s, c in zip(parts, compared, strict=True):
            yield from figure_rows(s, c, stage)

    rows = list(rows_of("equal"))
    equal = Model(fit(keep(rows)), CUT["equal"])
    rows = list(rows_of("different"))
    different = Model(fit(keep(rows)), CUT["different"])
    return Models(quotes, alike, equal, different, CUT["mean"])


def answer(s, models):
    """The groups of a set in the form that is scored."""
    from reader.comparison.answer import as_record

    groups = Comparison(s.readings, models).groups(s.texts)
    return {"groups": [as_record(g, s.texts) for g in groups]}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("sets", type=Path)
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--write", action="store_true")
    asked = arguments.parse_args()
    spec = importlib.util.spec_from_file_location("score", asked.sets / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    parts = [Set(asked.sets, name) for name in NAMES]
    if asked.check:
        total = Counter()
        for fold in range(FOLDS):
            models = models_for(parts, fold)
            for s in parts:
                pairs = [p for p in s.pairs if s.fold(p["a"]["article"]) == fold]
                c = score.score(pairs, answer(s, models), s.texts)
                for k, v in c.items():
                    if k[1] in ("pairs", "largest"):
                        v = v / FOLDS
                    total[k] += v
                    total[(s.name, *k)] += v
        for name in ("wcl", "ecb", "polnear", "altered"):
            score.report(name, Counter({k[1:]: v for k, v in total.items() if k[0] == name}))
        score.report("cross-validated", total)
    models = models_for(parts)
    total = Counter()
    for s in parts:
        c = score.score(s.pairs, answer(s, models), s.texts)
        score.report(s.name, c)
        for k, v in c.items():
            total[k] = max(total[k], v) if k[1] == "largest" else total[k] + v
    score.report("as fitted", total)
    if asked.write:
        write(models)


def write(models):
    import reader.comparison.weights as weights

    doc = weights.__doc__

    def shown(m):
        return f"Model({m.weights!r}, {m.threshold})"

    Path(weights.__file__).write_text(
        f'"""{doc}"""\n\nfrom reader.comparison.model import Model, Models\n\nMODELS = Models(\n'
        f"    quotes={shown(models.quotes)},\n    alike={shown(models.alike)},\n"
        f"    equal={shown(models.equal)},\n    different={shown(models.different)},\n"
        f"    mean={models.mean},\n)\n"
    )


if __name__ == "__main__":
    sys.exit(main())
