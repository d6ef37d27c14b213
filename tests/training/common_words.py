"""Counts the words of `reader/comparison/common_words.py`: how many articles have them.

    python -m tests.training.common_words SETS...

Each of SETS is a file of articles as JSON Lines, and counts as much as each other one. Words
that are often written with a capital are left out: they are names.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from reader.comparison.word_numbers import is_plain, stem
from reader.comparison.words import WORD

LEAST = 0.02
STEPS = (50, 30, 20, 15, 10, 7, 5, 3, 2)


def main(files):
    shares, written, plain = Counter(), Counter(), Counter()
    forms = defaultdict(Counter)
    for file in files:
        articles = [json.loads(line)["text"] for line in Path(file).read_text().splitlines()]
        for text in articles:
            seen = set()
            for word in WORD.findall(text):
                lower = word.lower()
                if not re.fullmatch("[a-z]{3,}", lower) or is_plain(lower):
                    continue
                root = stem(lower)
                written[root] += 1
                plain[root] += word == lower
                forms[root][lower] += 1
                seen.add(root)
            for root in seen:
                shares[root] += 1 / len(articles) / len(files)
    levels = defaultdict(list)
    for root, share in shares.items():
        if share >= LEAST and plain[root] >= 0.9 * written[root]:
            percent = next(step for step in STEPS if share * 100 >= step)
            levels[percent].append(forms[root].most_common(1)[0][0])
    for percent in STEPS:
        print(f"{percent} {' '.join(sorted(levels[percent]))}")


if __name__ == "__main__":
    main(sys.argv[1:])
