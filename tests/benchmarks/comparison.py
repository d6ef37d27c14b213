"""Measure comparing: `python tests/benchmarks/comparison.py [FILE.jsonl] [--sizes 1000,10000]`.

FILE has articles to take paragraphs from (id, text); without it those of the sample library.
Every paragraph of a made article is drawn by chance from an event of its own, whose rare words
get a mark of their own, so that the repetition does not grow with the number; one article in
twenty is a reprint of an earlier one, a little edited. Printed: how long marking and comparing
take, and their ratio; how comparing grows; memory; what one article more costs; and, where they
are installed, other ways to find reprints.
"""

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from reader.comparison.comparison import Comparison
from reader.comparison.kept import Kept
from reader.comparison.reading import read
from reader.detectors.registry import find_marks

SAMPLES = Path(__file__).parents[2] / "reader" / "samples" / "articles"
LENGTH = 2100
EVENT = 12
"""Articles of an event."""


def paragraphs(file):
    if file is None:
        texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.iterdir())]
    else:
        texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    found = [part.strip() for text in texts for part in text.split("\n")]
    return [part for part in found if len(part) > 60]


def marked(paragraph, event):
    """The paragraph with names and numbers of its own event."""
    paragraph = re.sub(r"\b([A-Z][a-z]{4,})\b", lambda found: f"{found[1]}{event}", paragraph)
    return re.sub(r"\b(\d{3,})\b", lambda found: str(int(found[1]) + event % 97), paragraph)


def made(pool, number, seed=5):
    """Articles of about two kilobytes, `EVENT` an event."""
    draw = random.Random(seed)
    texts = []
    for place in range(number):
        event = place // EVENT
        if place % 20 == 19:
            words = texts[-draw.randint(1, 10)].split(" ")
            del words[draw.randrange(len(words)) :][:5]
            texts.append(" ".join(words))
            continue
        share = random.Random(event)
        own = [marked(share.choice(pool), event) for _ in range(24)]
        text = []
        while sum(map(len, text)) < LENGTH:
            text.append(draw.choice(own))
        texts.append("\n".join(text))
    return texts


def timed(work):
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def readings_of(texts, marks):
    return [
        read(str(n), text, found, source=f"outlet {n % 7}")
        for n, (text, found) in enumerate(zip(texts, marks, strict=True))
    ]


def read_all(texts):
    """What the articles are compared by, and how long marking and reading took."""
    readings, marking, reading = [], 0.0, 0.0
    for number in range(0, len(texts), 100):
        some = texts[number : number + 100]
        marks, spent = timed(lambda some=some: [tuple(find_marks(text)) for text in some])
        marking += spent
        found, spent = timed(
            lambda some=some, marks=marks, number=number: [
                read(str(n), text, of_text, source=f"outlet {n % 7}")
                for n, (text, of_text) in enumerate(zip(some, marks, strict=True), number)
            ]
        )
        readings += found
        reading += spent
    return readings, marking, reading


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("file", nargs="?", type=Path)
    arguments.add_argument("--sizes", default="1000,3000,10000")
    asked = arguments.parse_args()
    pool = paragraphs(asked.file)
    before = None
    for size in map(int, asked.sizes.split(",")):
        texts = made(pool, size)
        readings, marking, reading = read_all(texts)
        groups, comparing = timed(lambda r=readings: len(Comparison(r).groups()))
        total = reading + comparing
        grows = f", {total / before[1] / (size / before[0]):.2f} × linear" if before else ""
        before = before or (size, total)
        print(
            f"{size:>7} articles: marking {marking:6.1f} s, reading {reading:5.1f} s, comparing "
            f"{comparing:5.1f} s "
            f"= {100 * total / marking:.0f} % of marking{grows}; {groups} groups",
            flush=True,
        )
    memory(made(pool, 1_000))
    one_more(readings)
    others(texts[:1000])


def memory(texts):
    marks = [tuple(find_marks(text)) for text in texts]
    readings_of(texts[:100], marks[:100])  # what is remembered of words is no article's
    tracemalloc.start()
    few = readings_of(texts, marks)
    held = tracemalloc.get_traced_memory()[0]
    few.reverse()  # as a command does, nobody else holds on to them
    Comparison(few.pop() for _ in range(len(few))).groups()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(
        f"memory: {held / 1000 / len(texts):.1f} KB an article, "
        f"{peak / 1000 / len(texts):.1f} at the peak",
        flush=True,
    )


def one_more(readings):
    """One article more, its groups redone, in a file as large as the library."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Kept(Path(folder) / "kept.compared")
        draw = random.Random(3)
        later = set(draw.sample(range(len(readings)), min(200, len(readings) // 5)))
        first = [r for n, r in enumerate(readings) if n not in later]
        _, filling = timed(lambda: kept.fill(first, [""] * len(first)))
        spent = []
        for number in sorted(later):
            began = time.perf_counter()
            kept.put(readings[number])
            spent.append(1000 * (time.perf_counter() - began))
        kept.close()
    spent.sort()
    print(
        f"one article more at {len(readings)} (filled in {filling:.0f} s): "
        f"{statistics.median(spent):.1f} ms at the median, "
        f"{spent[len(spent) * 95 // 100]:.1f} ms at the 95th",
        flush=True,
    )


def others(texts):
    """Other ways to find reprints, where they are installed."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError:
        print("scikit-learn is not installed")
    else:
        _, spent = timed(
            lambda: (m := TfidfVectorizer(ngram_range=(3, 3)).fit_transform(texts)) @ m.T
        )
        print(f"TF-IDF of word triples (scikit-learn): {spent:.1f} s for {len(texts)}")
    try:
        from rapidfuzz import fuzz, process
    except ImportError:
        print("rapidfuzz is not installed")
    else:
        few = texts[:100]
        _, spent = timed(lambda: process.cdist(few, few, scorer=fuzz.token_set_ratio))
        print(f"token_set of all pairs (rapidfuzz): {spent:.1f} s for {len(few)}")
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        print("datasketch is not installed")
    else:

        def minhash():
            index = MinHashLSH(threshold=0.5)
            for number, text in enumerate(texts):
                sketch = MinHash()
                sketch.update_batch([word.encode() for word in set(text.split())])
                index.insert(number, sketch)

        _, spent = timed(minhash)
        print(f"MinHash LSH (datasketch): {spent:.1f} s for {len(texts)}")


if __name__ == "__main__":
    sys.exit(main())
