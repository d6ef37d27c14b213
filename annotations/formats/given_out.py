"""What exports gave out, so that what comes back is merged with what it began as.

An export leaves the ids of its claims and a checksum of each field, in a folder beside the
store; no text. The last 20 are kept. A file that comes back is held against the one it
agrees with best: a field with the same checksum was not changed there, a claim that is
missing was deleted there.

    .copydesk.json.exports/
        .gitignore
        01795000000000000000-csv-1f0c9a2c.gz      a line a claim: its id, its fields
"""

import contextlib
import gzip
import json
import os
import secrets
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from annotations.claim import Claim, JSONValue
from annotations.records import to_record

KEPT = 20
"""Exports that are remembered."""

_LOOKED_AT = 500
"""Claims of a file by which the export it began as is told from others."""

_WRITTEN_OF: Mapping[str, tuple[str, ...]] = {"conll": ("labelstudio", "uima")}
"""Formats that programs write of what they were given in others: Label Studio, INCEpTION."""

Checks: TypeAlias = Mapping[str, str | Sequence[str]]
"""The checksum of each filled field; of tags and evidence one for each of them."""

PARTS = frozenset({"article", "quote", "figure"})
"""Fields that go by the fields inside them."""

SETS = frozenset({"tags", "evidence"})
"""Fields that go by their elements."""


def checks_of(claim: Claim) -> dict[str, str | Sequence[str]]:
    """Return the checksums of a claim's fields; those of parts are named “quote.speaker”."""
    checks: dict[str, str | Sequence[str]] = {}
    for name, value in to_record(claim).items():
        if name in PARTS and isinstance(value, dict):
            checks.update({f"{name}.{inner}": checksum(part) for inner, part in value.items()})
        elif name in SETS and isinstance(value, list):
            checks[name] = [checksum(element) for element in value]
        else:
            checks[name] = checksum(value)
    return checks


def checksum(value: JSONValue) -> str:
    """Return eight letters that another value has once in four thousand million times.

    Numbers are the same to ten digits: some programs write no more of them.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:.10g}"
    written = value if type(value) is str else json.dumps(value, sort_keys=True)
    return f"{zlib.crc32(written.encode(errors='backslashreplace')):08x}"


@dataclass(frozen=True, slots=True)
class Export:
    """One export as it is remembered: what its claims said, by id."""

    format_name: str
    claims: Mapping[str, Checks]


class GivenOut:
    """The exports that are remembered in a folder, there or not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def beside(cls, store: Path) -> "GivenOut":
        """Return the memory that lies beside a store."""
        real = Path(os.path.realpath(store))  # so a link's memory is that of the store
        return cls(real.with_name(f".{real.name}.exports"))

    @contextlib.contextmanager
    def remembering(self, format_name: str, claims: Iterable[Claim]) -> Iterator[Iterable[Claim]]:
        """Give the claims on, and remember those that went through when the block ends well.

        A folder that cannot be written costs the memory, never the export.
        """
        name = f"{time.time_ns():020}-{format_name}-{secrets.token_hex(4)}"
        part = self._folder / f".{name}"
        notebook = _Notebook(self._opened(part))
        try:
            yield notebook.noted(claims)
            if notebook.closed_whole():
                with contextlib.suppress(OSError):
                    part.replace(self._folder / f"{name}.gz")
                    self._forget_older()
        finally:
            notebook.closed_whole()
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def began_as(self, format_name: str, found: Mapping[str, Claim]) -> Export | None:
        """Return the export that a file of these claims began as, None where none is known.

        It is the one with most fields like the file's; of two, the later.
        """
        looked_at = {
            claim_id: checks_of(claim) for claim_id, claim in list(found.items())[:_LOOKED_AT]
        }
        best, most = None, 0
        for export in self.exports(format_name):
            agreeing = sum(
                _agreeing(checks, export.claims[claim_id])
                for claim_id, checks in looked_at.items()
                if claim_id in export.claims
            )
            if agreeing > most:
                best, most = export, agreeing
            if agreeing == sum(map(len, looked_at.values())):
                break
        return best

    def ids(self, format_name: str) -> set[str]:
        """Return the ids of the claims that were given out in the format."""
        return {claim_id for export in self.exports(format_name) for claim_id in export.claims}

    def exports(self, format_name: str) -> Iterator[Export]:
        """Yield what is remembered of a format's exports, the latest first."""
        families = {_family(format_name), *_WRITTEN_OF.get(format_name, ())}
        for path in reversed(self._files()):
            if _family(path.name.partition("-")[2].rpartition("-")[0]) in families:
                with contextlib.suppress(OSError, EOFError, ValueError, zlib.error):
                    with gzip.open(path, "rt", encoding="utf-8") as lines:
                        claims: dict[str, Checks] = dict(json.loads(line) for line in lines)
                    yield Export(format_name, claims)

    def _opened(self, part: Path) -> "IO[str] | None":
        try:
            self._folder.mkdir(exist_ok=True)
            ignored = self._folder / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", encoding="utf-8")
            return gzip.open(part, "xt", compresslevel=1, encoding="utf-8")
        except OSError:
            return None

    def _files(self) -> list[Path]:
        try:
            names = [path.name for path in self._folder.iterdir() if path.suffix == ".gz"]
        except OSError:
            return []
        return [self._folder / name for name in sorted(names) if name.count("-") >= 2]

    def _forget_older(self) -> None:
        for path in self._files()[:-KEPT]:
            path.unlink(missing_ok=True)


class _Notebook:
    """Writes down the claims of one export, as long as the disk takes it."""

    def __init__(self, file: "IO[str] | None") -> None:
        self._file = file
        self._lines = 0

    def noted(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Yield the claims, each once it is written down."""
        for claim in claims:
            if self._file:
                try:
                    self._file.write(json.dumps([claim.id, checks_of(claim)]) + "\n")
                    self._lines += 1
                except OSError:
                    self._lines, self._file = 0, None
            yield claim

    def closed_whole(self) -> bool:
        """Close the file; tell whether it holds every claim, and there was one."""
        file, self._file = self._file, None
        try:
            if file:
                file.close()
        except OSError:
            return False
        return file is not None and self._lines > 0


def _family(format_name: str) -> str:
    """Return what formats have in common that spreadsheets save as each other."""
    return "csv" if format_name == "xlsx" else format_name


def _agreeing(checks: Checks, others: Checks) -> int:
    return sum(others.get(name) == check for name, check in checks.items())
