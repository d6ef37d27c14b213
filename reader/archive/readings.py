"""What articles of an archive are compared by, read anew from their texts and marks.

They are kept for the time of one comparison, in a file of the person's own that is thrown away
after it, and looked up by the articles' numbers.
"""

import pickle
import sqlite3
import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from annotations.span import Span
from reader.archive.parts import folder_of
from reader.archive.schema import Row
from reader.comparison.reading import Reading, read
from reader.detectors.marks import Figure, Mark, Mention, Number, Quote

_KEPT = 20_000
"""Readings that stay unpacked: those of an event stand near each other."""


def readings_in(archive: Path, part: str, numbers: Iterable[int]) -> Iterator[tuple[int, Reading]]:
    """Yield the readings of some articles of a part, in order."""
    from pyarrow.parquet import read_table

    folder = folder_of(archive) / part
    wanted = frozenset(numbers)
    marks: defaultdict[int, list[tuple[int, Mark]]] = defaultdict(list)
    for name, mark_of in (("quotes", _quote), ("figures", _figure)):
        for row in read_table(folder / f"{name}.parquet").to_pylist():
            if row["number"] in wanted:
                marks[row["number"]].append((row["mark"], mark_of(row)))
    columns = ["number", "id", "text", "published", "source", "agencies"]
    for row in read_table(folder / "articles.parquet", columns=columns).to_pylist():
        number = row["number"]
        if number in wanted:
            found = sorted(marks[number], key=lambda each: each[0])
            yield (
                number,
                read(
                    row["id"],
                    row["text"],
                    (mark for _, mark in found),
                    published=row["published"],
                    source=row["source"],
                    agencies=tuple(row["agencies"]),
                ),
            )


def _quote(row: Row) -> Quote:
    speaker = _span(row, "speaker")
    inner = _span(row, "inner")
    assert inner is not None
    return Quote(
        span=Span(_whole(row["start"]), _whole(row["end"])),
        form=row["form"],  # type: ignore[arg-type] # as it was marked
        inner=inner,
        speaker=Mention(speaker, str(row["speaker"])) if speaker is not None else None,
        cue=_span(row, "cue"),
        rule=str(row["rule"]),
        part_of=cast("int | None", row["part_of"]),
    )


def _figure(row: Row) -> Figure:
    start, words = _whole(row["start"]), row["approximator"]
    # All that is asked of an approximator is its words; they stand in the figure's own.
    text = str(row["text"])
    at = text.find(words) if isinstance(words, str) else -1
    return Figure(
        span=Span(start, _whole(row["end"])),
        form=row["form"],  # type: ignore[arg-type] # as it was marked
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        approximator=Span(start + at, start + at + len(str(words))) if at >= 0 else None,
        relation=row["relation"],  # type: ignore[arg-type] # as it was marked
        unit=cast("str | None", row["unit"]),
        counts=_span(row, "counts"),
        date=cast("str | None", row["date"]),
        rule=str(row["rule"]),
        wanted=bool(row["wanted"]),
    )


def _span(row: Row, name: str) -> Span | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return Span(start, end) if isinstance(start, int) and isinstance(end, int) else None


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _number(value: object) -> Number | None:
    if not isinstance(value, float):
        return None
    return int(value) if value.is_integer() else value


class Readings:
    """The readings that were put into a file of this comparison, by the articles' numbers."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS readings (number INTEGER PRIMARY KEY, packed BLOB)"
        )
        self._kept: OrderedDict[int, Reading] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def put(self, packed: Sequence[tuple[int, bytes]]) -> None:
        """Put in readings that are packed."""
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?)", packed)
        self._database.execute("COMMIT")

    def __call__(self, number: int) -> Reading:
        """Return the reading of an article."""
        known = self._kept.get(number)
        if known is None:
            ((packed,),) = self._database.execute(
                "SELECT packed FROM readings WHERE number = ?", (number,)
            )
            known = self._kept[number] = unpacked(packed)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return known


def packed(reading: Reading) -> bytes:
    """Return a reading as the file keeps it."""
    return zlib.compress(pickle.dumps(reading, 5), 1)


def unpacked(data: bytes) -> Reading:
    """Return a reading that this comparison packed."""
    reading: Reading = pickle.loads(zlib.decompress(data))
    return reading
