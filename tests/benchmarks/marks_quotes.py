"""Throughput of the quotes detector, beside yardsticks and on hostile text, in one run.

    python tests/benchmarks/marks_quotes.py [KIB]

The text is the built-in sample library, repeated to KIB kibibytes (1,000 if not given).
Yardsticks on the same text: a plain pattern for quotation marks with the words cut out, and
textacy's extraction of direct quotations where textacy and spaCy's small English model are
installed. Printed after it: ten times the text, how long the longest wait between two marks
is, and texts made to hurt; the last column is time per character against the plain text.
"""

import importlib
import re
import sys
import time
from collections.abc import Callable

from reader.detectors.quotes import QUOTES
from reader.samples import SAMPLES

HOSTILE = {
    "straight marks": '"',
    "opening marks": "“",
    "empty quotes": "“”",
    "single quotes": "‘a’ ",
    "quotes that open and never close": "“a\n\n",
    "commas": ", ",
    "brackets": "([",
    "dashes": "— ",
    "capitals": "A",
    "names": "Anna Lee ",
    "initials": "A. ",
    "line ends": "a\n",
    "cues": "said ",
    "cues and commas": "said, ",
    "tags": "he said ",
    "infinitives": "to say ",
    "sources": "according to ",
    "angles": "<a ",
    "dots": "a.",
}
WORD = re.compile(r"\w+")
MARKS = re.compile('“[^“”]{1,2000}”|"[^"]{1,2000}"|‘[^‘’]{1,2000}’')


def sample_text(size: int) -> str:
    """Return the sample articles, one after the other, again and again up to `size`."""
    articles = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.iterdir())]
    whole = "\n\n".join(articles) + "\n\n"
    return (whole * (size // len(whole) + 1))[:size]


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the least processor time that `work` took."""
    took = []
    for _ in range(times):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)


def longest_wait(text: str) -> float:
    """Return the longest time between two marks, in seconds."""
    longest, last = 0.0, time.process_time()
    for _ in QUOTES.find(text, None):
        now = time.process_time()
        longest, last = max(longest, now - last), now
    return longest


def plain(text: str) -> list[str]:
    """Find quotation marks with one pattern and cut the words: the least one could do."""
    MARKS.findall(text)
    return WORD.findall(text)


def textacy_rate(text: str) -> float | None:
    """Return textacy's KiB per second on a piece of the text, None where it is missing."""
    try:
        spacy = importlib.import_module("spacy")
        quotations = importlib.import_module("textacy.extract.triples").direct_quotations
        model = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        return None
    piece = text[:40_000]
    return kib(piece) / seconds(lambda: list(quotations(model(piece))), times=1)


def kib(text: str) -> float:
    return len(text.encode()) / 1024


def main() -> None:
    size = int(sys.argv[1]) * 1024 if len(sys.argv) > 1 else 1_024_000
    text = sample_text(size)
    ours = seconds(lambda: list(QUOTES.find(text, None)))
    yardstick = seconds(lambda: plain(text))
    print(f"quotes        {kib(text) / ours:8,.0f} KiB/s")
    print(f"plain pattern {kib(text) / yardstick:8,.0f} KiB/s   we take {ours / yardstick:.1f}×")
    rate = textacy_rate(text)
    if rate is None:
        print("textacy        is not installed with spaCy and en_core_web_sm")
    else:
        print(f"textacy       {rate:8,.0f} KiB/s   we are {kib(text) / ours / rate:,.0f}× as fast")
    tenfold = sample_text(10 * size)
    more = seconds(lambda: list(QUOTES.find(tenfold, None)), times=1)
    print(f"ten times the text takes {more / ours:.1f}× the time")
    print(f"longest wait between two marks {1000 * longest_wait(text):.1f} ms")
    print("hostile text, time per character against the samples")
    length = size // 20
    for name, piece in HOSTILE.items():
        short = (piece * (length // len(piece) + 1))[:length]
        longer = (piece * (4 * length // len(piece) + 1))[: 4 * length]
        one = seconds(lambda short=short: list(QUOTES.find(short, None)), times=1)
        four = seconds(lambda longer=longer: list(QUOTES.find(longer, None)), times=1)
        slower = one / length / (ours / size)
        print(f"  {name:34} {slower:6.1f}×   four times as long: {four / one:4.1f}×")


if __name__ == "__main__":
    main()
