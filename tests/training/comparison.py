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
from functools import partial
from pathlib import Path
from zlib import crc32

import numpy as np

from reader.comparison.answer import as_record
from reader.comparison.comparison import Comparison
from reader.comparison.events import days_apart
from reader.comparison.judging import Judging
from reader.comparison.model import Model, Models
from reader.comparison.rarity import Rarity
from reader.comparison.reading import read
from reader.detectors.registry import find_marks

FOLDS = 5
NAMES = ("seeds", "wcl", "ecb", "polnear", "altered")
BLANK = Models(*(Model((0.0,), 0.5) for _ in range(4)), 0.1)
STRENGTH = {"quotes": 10.0, "alike": 1.0, "equal": 1.0, "different": 1.0}
"""How much small weights are preferred; chosen by events that were left out."""
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
    for (one, other), pairs in comparison.quote_pairs():
        a, b = s.readings[one], s.readings[other]
        for first, second in pairs:
            qa, qb = a.quotes[first], b.quotes[second]
            if one == other and "pull" not in (qa.form, qb.form):
                continue
            label, weight = None, 1.0
            for x, y, pair in judged.get((a.id, b.id), ()):
                if (overlap(qa.span, x) and overlap(qb.span, y)) or (
                    a.id == b.id and overlap(qa.span, y) and overlap(qb.span, x)
                ):
                    label = pair["same"]
                    if label:
                        break
            if label is None:
                if s.name not in ("ecb", "wcl") or s.topic(a.id) == s.topic(b.id):
                    continue
                label, weight = False, 0.05
            close = partial(comparison.close, one, other)
            found = comparison.judging.quotes.features(qa, qb, days_apart(a, b), close)
            if found:
                yield found, float(label), weight, s.fold(a.id)


RATIOS = tuple(min(3.0, abs(math.log(r))) for r in (1.02, 1.1, 1.2, 1.3, 1.5, 1.8, 2, 3, 5, 10))
"""How far apart values are that figures are pretended to have."""


class Row:
    """Two figures, and what is seen of them."""

    def __init__(self, one, other, candidate):
        self.one, self.other = one, other
        self.agrees, self.features = candidate.agrees, candidate.features


def figure_rows_all(parts, compared, stage):
    for s, comparison in zip(parts, compared, strict=True):
        yield from figure_rows(s, comparison, stage)


def figure_rows(s, comparison, stage):
    """(features, label, weight, fold) of pairs of figures; of the stage "alike", or of both
    later ones, with its name before them."""
    judged = judged_between(s, "figure")
    by = defaultdict(list)
    for one, other, close in comparison.near():
        a, b = s.readings[one], s.readings[other]
        if a.figures and b.figures:
            between = comparison.judging.likeness.between
            rows = between(a.figures, b.figures, close, learning=True)
            by[one, other].extend(Row(a.figures[c.one], b.figures[c.other], c) for c in rows)
    draw = random.Random(7)
    values = Counter(k for reading in s.readings for k in {f.key for f in reading.figures})
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
            if is_rare(c, values):
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
                    yield c.features.alike, *row, fold
            else:
                stage_of = "equal" if c.agrees else "different"
                features = c.features.together if c.agrees else c.features.apart
                if verdict is not None:
                    yield stage_of, features, float(verdict), 1.0, fold
                elif strange:
                    yield stage_of, features, 0.0, 0.05, fold
                elif not c.agrees and together:
                    yield stage_of, features, 0.0, 0.05 if displaced else 0.03, fold
                if certain or (displaced and not c.agrees):
                    # The same words with other values: what is not seen of the values stays.
                    like = draw.choice(everyone)
                    equal, different = list(c.features.together), list(c.features.apart)
                    top = abs(like.value.low)
                    size = float(top <= 3), float(3 < top <= 12)
                    plain = comparison.judging.likeness._plain(like, like)
                    equal[0] = plain * math.sqrt(close)
                    equal[6:10] = plain, 1.0, *size
                    different[8:12] = draw.choice(RATIOS), float(draw.random() < 0.7), *size
                    chance = 0.02 if top > 12 else 0.2
                    yield "equal", equal, float(certain), 0.05 if certain else 0.05 * chance, fold
                    if certain:
                        yield "different", different, 1.0, 0.05, fold


def is_rare(c, values):
    """Whether a value that stands in both articles tells by itself that it is one figure."""
    return (
        c.agrees
        and c.one.key == c.other.key
        and abs(c.one.value.low) > 12
        and values[c.one.key] <= 20
    )


def fitted(rows, name, cut=0.5):
    return Model(fit(rows, STRENGTH[name]), cut)


def models_for(parts, leave_out=None, judgings=None):
    """Fit all models; `judgings`, one a set, remember what was weighed."""
    judgings = judgings or [Judging(Rarity.of(s.readings), BLANK) for s in parts]
    compared = [Comparison(s.readings, j) for s, j in zip(parts, judgings, strict=True)]

    def keep(rows):
        return [row[:3] for row in rows if row[3] != leave_out]

    def use(models):
        for judging in judgings:
            judging.use(models)
        return models

    use(BLANK)
    rows = [row for s, c in zip(parts, compared, strict=True) for row in quote_rows(s, c)]
    quotes = fitted(keep(rows), "quotes", CUT["quotes"])
    alike = fitted(keep(figure_rows_all(parts, compared, "alike")), "alike")
    use(Models(quotes, alike, BLANK.equal, BLANK.different, CUT["mean"]))
    rows = list(figure_rows_all(parts, compared, "both"))
    equal, different = (
        fitted(keep(row[1:] for row in rows if row[0] == stage), stage, CUT[stage])
        for stage in ("equal", "different")
    )
    return use(Models(quotes, alike, equal, different, CUT["mean"]))


def answer(s, judging):
    """The groups of a set in the form that is scored."""
    groups = Comparison(s.readings, judging).groups()
    return {"groups": [as_record(group) for group in groups]}


def scored(score, parts, fold=None, judgings=None):
    """Fit without a fold and score it: {(set, kind, outcome): count}, {…} as fitted without one."""
    judgings = judgings or [Judging(Rarity.of(s.readings), BLANK) for s in parts]
    models = models_for(parts, fold, judgings)
    total = Counter()
    for s, judging in zip(parts, judgings, strict=True):
        pairs = [p for p in s.pairs if fold is None or s.fold(p["a"]["article"]) == fold]
        for key, count in score.score(pairs, answer(s, judging), s.texts).items():
            total[s.name, *key] += count
    return models, total


def report(score, title, totals):
    """Print what was scored by sets and altogether."""
    total = Counter()
    for (name, kind, outcome), count in (i for t in totals for i in t.items()):
        if outcome in ("pairs", "largest"):
            count = round(count / len(totals))
        for part in (name, title):
            total[part, kind, outcome] += count
    for part in (*NAMES, title):
        score.report(part, Counter({k[1:]: v for k, v in total.items() if k[0] == part}))


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
        judgings = [Judging(Rarity.of(s.readings), BLANK) for s in parts]
        folds = [scored(score, parts, fold, judgings)[1] for fold in range(FOLDS)]
        report(score, "cross-validated", folds)
    models, total = scored(score, parts)
    report(score, "as fitted", [total])
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
