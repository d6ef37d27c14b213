"""What an archive was made from, and how: `archive.json` in its folder.

It is written before the first part, and again when a file has been cut to its end; which parts
are done is told by the parts that are there.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from annotations.exporters.writing import replacing
from reader.archive.addresses import named, state_at, whole
from reader.archive.inputs import Input
from reader.archive.marking import Way
from reader.archive.parts import clear_scratch, folder_of, gathered_of
from reader.archive.schema import VERSION
from reader.errors import ReaderError
from reader.library.files import shown

NAME = "archive.json"
_SAID = {
    "size": "records a part",
    "reported": "the way reported speech is found",
    "columns": "the columns that were named",
    "detectors": "the rules, which are those of another version",
}
"""What differs, as a sentence says it."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the articles of an archive are read and marked."""

    size: int
    columns: Mapping[str, str]
    way: Way

    def as_record(self) -> dict[str, object]:
        """Return them as they are written down."""
        return {
            "size": self.size,
            "reported": self.way.reported,
            "columns": dict(sorted(self.columns.items())),
            "detectors": self.way.detectors,
        }


@dataclass(frozen=True, slots=True)
class Source:
    """A file that an archive is made of; `parts` and `records` once it was cut to its end."""

    address: str
    state: str
    parts: int | None = None
    records: int | None = None


@dataclass(slots=True)
class Manifest:
    """What an archive is made of. The number of a source is its place, from 1."""

    archive: Path
    options: dict[str, object]
    sources: list[Source] = field(default_factory=list)

    def input(self, number: int, columns: Mapping[str, str]) -> Input:
        """Return a source as what is cut."""
        return Input(number, self.sources[number - 1].address, columns)

    def take(self, addresses: Sequence[str]) -> list[int]:
        """Return the numbers of these files; those that are new come behind all others.

        Raises:
            ReaderError: One was changed since its parts were marked.
            UnreadableArticleError: One cannot be looked at.
        """
        known = {source.address: number for number, source in enumerate(self.sources, 1)}
        numbers = []
        for address in dict.fromkeys(map(whole, addresses)):
            number, state = known.get(address), state_at(address)
            if number is None:
                self.sources.append(Source(address, state))
                number = len(self.sources)
            elif self.sources[number - 1].state != state:
                raise ReaderError(
                    f"{named(address)} was changed since it was marked into "
                    f"{shown(self.archive)}. Mark it into another folder, or all anew with --anew."
                )
            numbers.append(number)
        return numbers

    def ended(self, number: int, parts: int, records: int) -> None:
        """Take down that a file was cut to its end."""
        source = self.sources[number - 1]
        self.sources[number - 1] = replace(source, parts=parts, records=records)

    def write(self) -> None:
        """Write it down, whole or not at all.

        Raises:
            ReaderError: That cannot be done.
        """
        content = {
            "copydesk archive": VERSION,
            **self.options,
            "inputs": [asdict(source) for source in self.sources],
        }
        try:
            with replacing(self.archive / NAME) as file:
                file.write(json.dumps(content, indent=1, ensure_ascii=False).encode())
        except OSError as error:
            raise ReaderError(
                f"{shown(self.archive)} could not be written: {error.strerror or error}."
            ) from error


def read_manifest(archive: Path) -> Manifest:
    """Return what an archive is made of.

    Raises:
        ReaderError: There is none, or it is of another version.
    """
    file = archive / NAME
    try:
        content = json.loads(file.read_bytes())
        version = content.pop("copydesk archive")
        sources = [Source(**source) for source in content.pop("inputs")]
    except FileNotFoundError as error:
        raise ReaderError(
            f"There is no archive in {shown(archive)}. Make one with: copydesk archive mark"
        ) from error
    except OSError as error:
        raise ReaderError(f"{shown(file)} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReaderError(f"{shown(file)} is damaged, or of another program.") from error
    if version != VERSION:
        raise ReaderError(
            f"{shown(archive)} is an archive of another version of copydesk ({version}). "
            "Mark its articles again into another folder."
        )
    return Manifest(archive, content, sources)


def manifest_for(archive: Path, options: Options) -> Manifest:
    """Return what an archive is made of so far; a new folder is made.

    Raises:
        ReaderError: It was marked another way, is no archive, or cannot be made.
    """
    wanted = options.as_record()
    if not (archive / NAME).exists():
        try:
            if archive.exists() and any(one.name != ".lock" for one in archive.iterdir()):
                raise ReaderError(
                    f"{shown(archive)} has something else in it. Name a new or an empty folder."
                )
            archive.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReaderError(
                f"{shown(archive)} could not be made: {error.strerror or error}."
            ) from error
        return Manifest(archive, wanted)
    found = read_manifest(archive)
    other = [said for name, said in _SAID.items() if found.options.get(name) != wanted[name]]
    if other:
        raise ReaderError(
            f"{shown(archive)} was marked another way; what differs: {'; '.join(other)}. "
            "Mark into another folder, or all anew with --anew."
        )
    return found


def throw_away(archive: Path) -> None:
    """Remove what is marked in an archive, and nothing else.

    Raises:
        ReaderError: That cannot be done, or it is no archive.
    """
    if not archive.exists() or not any(archive.iterdir()):
        return
    read_manifest(archive)
    try:
        (archive / NAME).unlink()
        clear_scratch(archive)
        for folder in (gathered_of(archive), folder_of(archive)):
            if folder.exists():
                shutil.rmtree(folder)
    except OSError as error:
        raise ReaderError(f"{shown(archive)} could not be emptied: {error.strerror}.") from error
