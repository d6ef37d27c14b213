"""The parts of an archive: their tables, written whole or not at all.

A part is a folder under `parts/` with one Parquet file a table. It is written under a name of
its own in `scratch/` and moved to its place with one step of the file system when all of it is
on disk, so whatever stands in `parts/` is whole. What stands in `scratch/` counts for nothing.
"""

import os
import shutil
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from annotations.disk import sync_folder
from reader.archive.schema import TABLES, Row, TableName, schema_of
from reader.archive.words import PartWords

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetWriter

ROWS = tuple(table for table in TABLES if table != "words")
"""The tables that are written row by row; of the words it is known last how they are sorted."""

_AT_ONCE = 5_000
"""Rows of a table that are kept until they are written: some megabytes."""

_TEXTS_AT_ONCE = 500
"""Articles that are: their texts are the most of an archive."""


def folder_of(archive: Path) -> Path:
    """Return where the parts of an archive stand."""
    return archive / "parts"


def gathered_of(archive: Path) -> Path:
    """Return where what is asked of its parts stands a second time, gathered."""
    return archive / "gathered"


def names_in(archive: Path) -> frozenset[str]:
    """Return the names of the parts that are done."""
    with suppress(FileNotFoundError), os.scandir(folder_of(archive)) as entries:
        return frozenset(entry.name for entry in entries)
    return frozenset()


def tables_in(archive: Path, table: TableName) -> list[Path]:
    """Return the files of a table, in the order of the parts."""
    return [folder_of(archive) / name / f"{table}.parquet" for name in sorted(names_in(archive))]


def clear_scratch(archive: Path) -> None:
    """Throw away what was begun and not ended; nobody else may be at work on the archive."""
    shutil.rmtree(archive / "scratch", ignore_errors=True)


class PartWriter:
    """Writes one part; its tables come to their place when the block ends well.

    Raises:
        OSError: It cannot be written; nothing of it is there then.
    """

    def __init__(self, archive: Path, name: str) -> None:
        self._place = folder_of(archive) / name
        self._scratch = archive / "scratch" / f"{name}-{uuid.uuid4().hex}"
        self._writers: dict[TableName, ParquetWriter] = {}
        self._waiting: dict[TableName, list[Row]] = {table: [] for table in ROWS}
        self._words = PartWords()

    def __enter__(self) -> Self:
        from pyarrow.parquet import ParquetWriter

        self._scratch.mkdir(parents=True)
        self._place.parent.mkdir(exist_ok=True)
        for table in ROWS:
            self._writers[table] = ParquetWriter(
                self._scratch / f"{table}.parquet", schema_of(table), compression="zstd"
            )
        return self

    def add(self, rows: Mapping[TableName, list[Row]]) -> None:
        """Add rows to tables; articles come in the order of their numbers."""
        for row in rows.get("articles", ()):
            number, text = row["number"], row["text"]
            assert isinstance(number, int)
            assert isinstance(text, str)
            self._words.add(number, text)
        for table, some in rows.items():
            waiting = self._waiting[table]
            waiting.extend(some)
            if len(waiting) >= (_TEXTS_AT_ONCE if table == "articles" else _AT_ONCE):
                self._write(table)

    def _write(self, table: TableName) -> None:
        import pyarrow

        waiting = self._waiting[table]
        if waiting:
            self._writers[table].write_table(
                pyarrow.Table.from_pylist(waiting, schema=schema_of(table))
            )
            waiting.clear()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            for table, writer in self._writers.items():
                if error is None:
                    self._write(table)
                writer.close()
            if error is None:
                self._words.write(self._scratch / "words.parquet")
                move_whole(self._scratch, self._place)
        finally:
            shutil.rmtree(self._scratch, ignore_errors=True)


def move_whole(scratch: Path, place: Path) -> None:
    """Move a folder of files to its place when all of it is on disk.

    Raises:
        OSError: It cannot be moved, and nobody else was faster.
    """
    for file in scratch.iterdir():
        descriptor = os.open(file, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    sync_folder(scratch)
    place.parent.mkdir(exist_ok=True)
    try:
        scratch.rename(place)
    except OSError:
        if not place.is_dir():  # else another worker was asked as well, and was faster
            raise
    sync_folder(place.parent)
