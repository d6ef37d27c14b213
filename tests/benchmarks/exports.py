"""Time and memory of the streaming exports, against the bare library on the same rows.

    python tests/benchmarks/exports.py [CLAIMS]

For each format: how long 100,000 claims take, the same rows written by the bare library,
the ratio of the two, and the most memory Python held while writing a tenth of the claims
and all of them; constant memory means the two are about the same. Claims are made as they
are asked for; the time of making them alone is taken off both.
"""

import csv
import io
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO

from annotations.claim import Anchor, ArticleReference, Claim, FigureDetails, Verdict
from annotations.codebook import Codebook
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.registry import exporter_named
from annotations.exporters.web_annotation import annotation
from annotations.formats.rows import text_row
from annotations.records import to_record

MADE = datetime(2026, 11, 23, tzinfo=UTC)
CLAIM = Claim(
    id="01k9m4tz000000000000000000",
    article=ArticleReference(
        path="2026/harbour.txt",
        title="Harbour tunnel will cost £1.2bn, council says",
        source="The Invented Courier",
        url="https://courier.example/harbour",
        text_hash="8539ccd146f29466a3cb7671dc37a38345ff5b91c2a7cc3d7372cdd4f1785c0f",
    ),
    anchor=Anchor(
        exact="“will cost at least £1.2bn”",
        prefix="1.2bn, council says\n\nThe tunnel ",
        suffix=" and open by 2031, council leade",
        start=58,
        end=85,
    ),
    kind="figure",
    tags=("cost", "public money"),
    claimant="Ana Ruiz",
    statement="The harbour tunnel will cost at least 1.2 billion pounds.",
    verdict=Verdict(value="mostly false", scale="truth"),
    note="Asked the press office twice.",
    annotator="mk",
    created=MADE,
    modified=MADE,
    figure=FigureDetails(value=1_200_000_000, approximator="at least", relation=">", unit="GBP"),
)


class Sink:
    """A file that forgets what is written to it."""

    closed = False

    def write(self, data: bytes | str) -> int:
        return len(data)

    def flush(self) -> None:
        pass

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def claims(count: int) -> Iterator[Claim]:
    """Yield claims that differ in id and place."""
    for number in range(count):
        anchor = replace(CLAIM.anchor, start=number, end=number + 27)
        yield replace(CLAIM, id=f"01k9m4tz{number:018}", anchor=anchor)


def bare_csv(rows: list[list[object]], sink: Sink) -> None:
    text = io.TextIOWrapper(sink, encoding="utf-8", newline="")  # type: ignore[type-var]
    csv.writer(text).writerows(rows)
    text.detach()


def bare_json(rows: list[dict[str, object]], sink: Sink) -> None:
    for row in rows:
        sink.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def export(name: str, count: int) -> None:
    sink: BinaryIO = Sink()  # type: ignore[assignment]
    exporter_named(name).write(TaggedClaims(claims(count), lambda _: None, Codebook()), sink)


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def peak(name: str, count: int) -> float:
    """Return the most memory held, in MB."""
    tracemalloc.start()
    export(name, count)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held / 1e6


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    making = min(seconds(lambda: list_away(claims(count))) for _ in range(3))
    bare = {
        "csv": (text_row, bare_csv),
        "jsonl": (to_record, bare_json),
        "webannotation": (annotation, bare_json),
    }
    print(f"{count:,} claims; making them takes {making:.2f} s, which is taken off")
    for name, (row_of, write) in bare.items():
        report(name, count, making, partial(write, [row_of(claim) for claim in claims(count)]))


def report(name: str, count: int, making: float, write: Callable[[Sink], None]) -> None:
    library = min(seconds(lambda: write(Sink())) for _ in range(3))
    ours = min(seconds(lambda: export(name, count)) for _ in range(3)) - making
    few, many = peak(name, count // 100), peak(name, count // 10)
    print(
        f"{name:14} ours {ours:6.2f} s   bare library {library:6.2f} s   "
        f"ratio {ours / library:4.2f}   peak {few:.2f} MB for {count // 100:,}, "
        f"{many:.2f} MB for {count // 10:,}"
    )


def list_away(made: Iterator[Claim]) -> None:
    for _ in made:
        pass


if __name__ == "__main__":
    main()
