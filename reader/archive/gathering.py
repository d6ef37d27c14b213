"""What is asked of parts, gathered: a few large tables, sorted, in the place of many small ones.

A question to a thousand parts opens thousands of files. So of parts that are done, as many as hold
some ten thousand articles, all that `finding` asks or tells is kept a second time in one folder
under `gathered/`, sorted by what is asked: quotes by who said them, figures by their value, words
by the word. DuckDB then passes over what cannot be meant. Nothing depends on it: parts that are in
no gathering are asked themselves, and a gathering counts when it is whole and all its parts stand.
"""

import hashlib
import json
import shutil
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.archive.parts import folder_of, gathered_of, move_whole, names_in
from reader.archive.schema import TableName
from reader.errors import ReaderError
from reader.processes import process_of

if TYPE_CHECKING:
    import duckdb

_TOGETHER = 32_000
"""Articles of a gathering. More are asked faster and gathered slower: chosen by trying."""

_FEWEST = 8
"""Parts that are worth it; fewer are asked as fast themselves."""

_MEMORY = ("128MB", "1GB")
"""What sorting may take, the rest of it waits on the disk; and where that cannot do, once more."""

_DONE = "done"

_PARTS = "parts.json"


class _Asked(NamedTuple):
    """What is kept of a table: its columns, what they are sorted by, rows of a group."""

    columns: str
    order: str
    rows: int


ASKED: Mapping[TableName, _Asked] = {
    "articles": _Asked(
        "number, id, input, place, title, source, published, url, words, quotes, figures, "
        "named_folded, title_folded, source_folded, byline_folded, agencies_folded, "
        "parse_path(filename)[-2] AS part, file_row_number AS row_of_part",
        "number",
        4096,
    ),
    "quotes": _Asked(
        'number, mark, form, start, "end", text, speaker, cue, rule, speaker_folded',
        "speaker_folded, number, mark",
        16_384,
    ),
    "figures": _Asked(
        'number, mark, form, start, "end", text, value, low, high, approximator, relation, unit, '
        "counts, date, rule, wanted, counts_folded, "
        "coalesce(low, value, high) AS least, coalesce(high, value, low) AS greatest",
        # Ranges are few and wide: among the others they would hide where a value cannot be.
        "greatest IS DISTINCT FROM least, least, number, mark",
        16_384,
    ),
    "words": _Asked("word, number, places", "word, number", 16_384),
}
"""What can be asked, by the name of its table."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A folder of gathered tables, and the parts that it holds."""

    folder: Path
    parts: tuple[str, ...]


def gathered_in(archive: Path) -> tuple[Gathered, ...]:
    """Return what is gathered of parts that are done, each part once."""
    done = names_in(archive)
    found: list[Gathered] = []
    with suppress(FileNotFoundError):
        for folder in sorted(gathered_of(archive).iterdir()):
            with suppress(OSError, ValueError, TypeError):
                found.append(Gathered(folder, tuple(json.loads((folder / _PARTS).read_bytes()))))
    chosen: list[Gathered] = []
    known: set[str] = set()
    for each in sorted(found, key=lambda one: -len(one.parts)):
        if each.parts and done.issuperset(each.parts) and known.isdisjoint(each.parts):
            known.update(each.parts)
            chosen.append(each)
    return tuple(chosen)


class Gathering:
    """Which parts are to be gathered next, while more of them are done."""

    def __init__(self, archive: Path, size: int) -> None:
        self._archive = archive
        self._together = max(1, min(1000, _TOGETHER // size))
        self._there = frozenset(each.parts for each in gathered_in(archive))
        full = {part for parts in self._there if len(parts) >= self._together for part in parts}
        self._waiting = sorted(names_in(archive) - full)

    def done(self, part: str) -> None:
        """Take down that a part is done."""
        self._waiting.append(part)

    def ready(self, *, last: bool = False) -> Iterator[tuple[str, ...]]:
        """Yield the parts that are to be gathered together now; `last` when no more come."""
        while len(self._waiting) >= self._together:
            yield self._taken(self._together)
        if last and len(self._waiting) >= min(_FEWEST, self._together):
            rest = self._taken(len(self._waiting))
            if rest not in self._there:
                yield rest

    def _taken(self, number: int) -> tuple[str, ...]:
        taken, self._waiting = self._waiting[:number], self._waiting[number:]
        return tuple(sorted(taken))

    def tidy(self) -> None:
        """Throw away what is gathered elsewhere as well."""
        chosen = {each.folder for each in gathered_in(self._archive)}
        with suppress(FileNotFoundError):
            for folder in gathered_of(self._archive).iterdir():
                if folder not in chosen:
                    shutil.rmtree(folder, ignore_errors=True)


def gather(archive: Path, parts: tuple[str, ...], /) -> None:
    """Gather some parts that are done; whole, or it is not there.

    It is done in a process of its own: what sorting takes is given back, and does not come on top
    of what marking takes.

    Raises:
        ReaderError: It cannot be written, or a part cannot be read.
    """
    if find_spec("duckdb") is None:
        raise ModuleNotFoundError("No module named 'duckdb'", name="duckdb")
    try:
        with process_of("reader.archive.gathering", str(archive)) as (asked, answer):
            asked.write(json.dumps(parts).encode())
            asked.close()
            said = answer.read().decode(errors="replace")
    except OSError as error:
        said = str(error)
    if said != _DONE:
        raise ReaderError(
            f"What was marked could not be gathered ({said or 'it was called off'}). It is found "
            "all the same, only slower; the next run tries again."
        )


def gathered(archive: Path, parts: tuple[str, ...]) -> str:
    """Gather some parts in this process; return what is answered, or why it could not be done."""
    import duckdb

    for memory in _MEMORY:
        try:
            _gather_within(memory, archive, parts)
        except duckdb.OutOfMemoryException as error:
            why = str(error)
        except (OSError, duckdb.Error) as error:
            why = (isinstance(error, OSError) and error.strerror) or str(error)
            break
        else:
            return _DONE
    return why.partition("\n")[0]


def _gather_within(memory: str, archive: Path, parts: tuple[str, ...]) -> None:
    import duckdb

    name = f"{parts[0]}-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:16]}"
    scratch = archive / "scratch" / f"{name}-{uuid.uuid4().hex}"
    spilled = archive / "scratch" / f"{scratch.name}-sorting"
    limits = {"threads": 1, "memory_limit": memory, "temp_directory": str(spilled)}
    try:
        scratch.mkdir(parents=True)
        with duckdb.connect(config=limits) as database:
            database.execute("SET preserve_insertion_order = false")
            for table in ASKED:
                _gather(database, archive, parts, table, scratch)
        (scratch / _PARTS).write_text(json.dumps(parts), encoding="utf-8")
        move_whole(scratch, gathered_of(archive) / name)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.rmtree(spilled, ignore_errors=True)


def _gather(
    database: "duckdb.DuckDBPyConnection",
    archive: Path,
    parts: Sequence[str],
    table: TableName,
    folder: Path,
) -> None:
    asked = ASKED[table]
    view_of_parts(database, archive, parts, table, "gathered")
    target = str(folder / f"{table}.parquet").replace("'", "''")
    database.execute(
        f"COPY (SELECT * FROM gathered ORDER BY {asked.order}) TO '{target}' "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {asked.rows})"
    )


def view_of_parts(
    database: "duckdb.DuckDBPyConnection",
    archive: Path,
    parts: Sequence[str],
    table: TableName,
    name: str,
) -> None:
    """Give what is asked of a table of some parts a name."""
    files = [str(folder_of(archive) / part / f"{table}.parquet") for part in parts]
    read = database.read_parquet(files, filename=True, file_row_number=True)
    read.project(ASKED[table].columns).create_view(name, replace=True)


if __name__ == "__main__":
    some = tuple(json.loads(sys.stdin.buffer.read()))
    sys.stdout.write(gathered(Path(sys.argv[1]), some))
