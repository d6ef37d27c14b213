"""Files of articles, and how each is cut into parts that are marked one by one.

A part has some hundred records, and is the same whenever its file is cut. What can be read
from any place is only pointed to: rows of Parquet, pages of a web archive. Lines and the rows
of a table are carried along, as nobody could find them in a packed file without unpacking it.
"""

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, Literal, Self, TypeAlias, cast

from reader.archive.addresses import named, opened_at
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import Columns, Row, columns_of
from reader.formats.row_reading import LOOKED_AT, BadRow
from reader.formats.text_lines import LONGEST, lines_of, opened_text

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Kind: TypeAlias = Literal["parquet", "lines", "table", "pages"]
Piece: TypeAlias = str | Row | BadRow
"""A record that is carried along: a line of JSON, the cells of a row, or why it is bad."""

_KINDS: Mapping[str, Kind] = {
    ".parquet": "parquet",
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonlines", ".ldjson"), "lines"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "table"),
    **dict.fromkeys((".warc", ".arc", ".wet"), "pages"),
}
_PACKED = (".gz", ".zst")
SUFFIXES = tuple(_KINDS) + tuple(
    inner + packed for packed in _PACKED for inner, kind in _KINDS.items() if kind != "parquet"
)
"""The endings of files that archives are made of."""

_HEAVIEST = 16_000_000
"""Characters that a part carries along; many short records are fewer."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file of articles: its number in the archive, and what a person said of its columns."""

    number: int
    address: str
    columns: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the file is called in the archive: its address without the folders."""
        return self.address.replace("\\", "/").rstrip("/").rpartition("/")[2]

    @property
    def kind(self) -> Kind:
        """What is in the file.

        Raises:
            UnreadableArticleError: Nothing that an archive is made of.
        """
        plain = self.name.lower()
        for packed in _PACKED:
            plain = plain.removesuffix(packed)
        kind = next((kind for end, kind in _KINDS.items() if plain.endswith(end)), None)
        if kind is None or (kind == "parquet" and plain != self.name.lower()):
            raise UnreadableArticleError(
                f"{named(self.address)} cannot be read: archives are made of files that end "
                f"in {', '.join(SUFFIXES)}."
            )
        return kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One part of an input: `count` records after the `first` ones of the file.

    They are its `pieces`, or stand from `start` on: a row, or a byte of a web archive.
    `broken` says why the file cannot be read further. `share` is how much of the file
    was cut with this part.
    """

    source: Input
    number: int
    first: int
    count: int
    columns: Columns | None = None
    pieces: tuple[Piece, ...] = ()
    start: int = 0
    broken: str = ""
    share: float = 1.0

    @property
    def name(self) -> str:
        """What the part is called: its input and its place there."""
        return f"{self.source.number:06}-{self.number:06}"


def cuts_of(source: Input, size: int) -> Iterator[Cut]:
    """Yield the parts of a file, each of `size` records but the last.

    Raises:
        UnreadableArticleError: There is nothing in it that can be read.
    """
    match source.kind:
        case "parquet":
            yield from _of_parquet(source, size)
        case "pages":
            yield from _of_pages(source, size)
        case "lines":
            with _Text(source) as file:
                yield from _of_pieces(source, file, _lines(file), size)
        case "table":
            with _Text(source) as file:
                yield from _of_pieces(source, file, _rows(file), size)


# What is carried along


class _Text:
    """The text of a file, and how far its bytes were read."""

    def __init__(self, source: Input) -> None:
        self.path = source.name
        self._raw = opened_at(source.address)
        self._size = max(1, self._raw.seek(0, io.SEEK_END))
        self._raw.seek(0)
        self.file = ArticleFile(self.path, lambda: unpacked(self._raw, source.address))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    @property
    def share(self) -> float:
        """How much of the file was read."""
        return 1.0 if self._raw.closed else min(1.0, self._raw.tell() / self._size)


def _lines(text: _Text) -> Iterator[str | BadRow]:
    with opened_text(text.file) as opened:
        for line in lines_of(opened):
            if line is None:
                yield BadRow("it is too long")
            elif written := line.strip("\ufeff \r\n\t"):
                yield written


def _rows(text: _Text) -> Iterator[Row | BadRow]:
    from reader.formats.csv_table import rows_of

    limit = csv.field_size_limit(LONGEST)
    try:
        with opened_text(text.file) as opened:
            yield from rows_of(opened, text.path)
    finally:
        csv.field_size_limit(limit)


def _of_pieces(source: Input, text: _Text, pieces: Iterator[Piece], size: int) -> Iterator[Cut]:
    going = _until_broken(pieces, source)
    looked_at = list(islice(going, LOOKED_AT))
    if looked_at and isinstance(looked_at[0], UnreadableArticleError):
        raise looked_at[0]
    broken = ""
    columns = _columns(source, [row for each in looked_at if isinstance(row := _row(each), dict)])
    cut = Cut(source=source, number=0, first=0, count=0, columns=columns)
    held: list[Piece] = []
    weight = 0
    for piece in chain(looked_at, going):
        if isinstance(piece, UnreadableArticleError):
            broken = str(piece)
            break
        held.append(piece)
        weight += len(piece) if isinstance(piece, str) else sum(map(len, map(str, _cells(piece))))
        if len(held) >= size or weight >= _HEAVIEST:
            yield replace(cut, pieces=tuple(held), count=len(held), share=text.share)
            cut = replace(cut, number=cut.number + 1, first=cut.first + len(held))
            held, weight = [], 0
    if held or broken:
        yield replace(cut, pieces=tuple(held), count=len(held), broken=broken)


def _cells(piece: Row | BadRow) -> tuple[object, ...]:
    return () if isinstance(piece, BadRow) else tuple(piece.values())


def _row(piece: Piece | UnreadableArticleError) -> Row | BadRow | None:
    if isinstance(piece, UnreadableArticleError):
        return None
    if isinstance(piece, str):
        from reader.formats.json_records import record_of_line

        return record_of_line(piece)
    return piece


def is_given(row: Row) -> bool:
    """Tell whether a record is as `copydesk marks --jsonl` takes it."""
    return row.get("id") is not None and isinstance(row.get("text"), str)


def _columns(source: Input, rows: list[Row]) -> Columns:
    """Return which columns hold what.

    Raises:
        UnreadableArticleError: None holds a text.
    """
    columns = columns_of(rows, source.columns)
    if columns.are_claims:
        raise UnreadableArticleError(
            f"{named(source.address)} holds claims that copydesk exported, not articles."
        )
    if not columns.has_text and not any(map(is_given, rows)):
        there = ", ".join(f"“{name}”" for name in list(rows[0])[:12]) if rows else ""
        said = f"There are {there}. " if there else ""
        raise UnreadableArticleError(
            f"{named(source.address)} has no field with the text of articles. {said}"
            "Name it with --text-column."
        )
    return columns


def _until_broken(
    pieces: Iterator[Piece], source: Input
) -> Iterator[Piece | UnreadableArticleError]:
    """Yield pieces, and last the sentence about why there are no more, if there is one."""
    number = 0
    try:
        for piece in pieces:
            yield piece
            number += 1
    except UnreadableArticleError as error:
        yield error
    except ModuleNotFoundError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a packed or a remote file comes upon
        where = f"is damaged or cut off behind record {number}" if number else "is damaged"
        yield UnreadableArticleError(f"{named(source.address)} {where} ({type(error).__name__}).")


# What is pointed to


def _of_parquet(source: Input, size: int) -> Iterator[Cut]:
    from pyarrow.parquet import ParquetFile

    from reader.formats.columns import flat

    with opened_at(source.address) as opened:
        try:
            table = ParquetFile(opened)
            first = next(table.iter_batches(batch_size=LOOKED_AT), None)
            rows: list[Row] = [flat(row) for row in first.to_pylist()] if first is not None else []
            total = table.metadata.num_rows
        except (OSError, ValueError) as error:  # Arrow's own errors are of these
            raise UnreadableArticleError(
                f"{named(source.address)} cannot be read: it is damaged, or no Parquet file."
            ) from error
    if not rows:
        raise UnreadableArticleError(f"{named(source.address)} has no rows.")
    columns = _columns(source, rows)
    for number, begin in enumerate(range(0, total, size)):
        count = min(size, total - begin)
        yield Cut(
            source=source,
            number=number,
            first=begin,
            count=count,
            columns=columns,
            start=begin,
            share=(begin + count) / total,
        )


def _of_pages(source: Input, size: int) -> Iterator[Cut]:
    from reader.formats.warc import pages_in

    with opened_at(source.address) as raw:
        length = max(1, raw.seek(0, io.SEEK_END))
        raw.seek(0)
        count, broken = 0, ""
        cut = Cut(source=source, number=0, first=0, count=0)
        for page in pages_in(pages_stream(raw, source), named(source.address)):
            if isinstance(page, UnreadableArticleError):
                if not cut.first and not count:
                    raise page
                broken = str(page)
                break
            if count == size:
                yield replace(cut, count=count, share=min(1.0, raw.tell() / length))
                cut = replace(cut, number=cut.number + 1, first=cut.first + count)
                count = 0
            if not count:
                cut = replace(cut, start=page.offset)
            count += 1
        if not cut.first and not count:
            raise UnreadableArticleError(f"There is no page in {named(source.address)}.")
        yield replace(cut, count=count, broken=broken)


def pages_stream(raw: BinaryIO, source: Input) -> BinaryIO:
    """Return a web archive as it is read: packed as a whole, it is unpacked first."""
    from reader.formats.compressed import begins

    if source.address.lower().endswith(".gz"):
        _, has_members = begins(ArticleFile(source.name, lambda: cast("BinaryIO", _Lent(raw))))
        raw.seek(0)
        return raw if has_members else unpacked(raw, source.address)
    return unpacked(raw, source.address)


def unpacked(raw: BinaryIO, address: str) -> BinaryIO:
    """Return what is packed in a stream, by the ending of its address."""
    raw.seek(0)
    if address.lower().endswith(".gz"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    if address.lower().endswith(".zst"):
        return cast("BinaryIO", io.BufferedReader(_Zstandard(raw)))
    return cast("BinaryIO", io.BufferedReader(_Lent(raw)))


class _Lent(io.RawIOBase):
    """A stream that stays open when whoever reads it closes it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        return self._raw.seek(place, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        data = self._raw.read(len(view))
        view[: len(data)] = data
        return len(data)


class _Zstandard(io.RawIOBase):
    """What is packed by Zstandard, read from its beginning; going forward is reading on."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._place = 0
        self._begin()

    def _begin(self) -> None:
        import zstandard

        self._raw.seek(0)
        self._place = 0
        self._stream = zstandard.ZstdDecompressor().stream_reader(
            self._raw, read_across_frames=True, closefd=False
        )

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            place += self._place
        elif whence != io.SEEK_SET:
            raise io.UnsupportedOperation("how long it is unpacked is not known")
        if place < self._place:
            self._begin()
        while self._place < place and self.read(min(1 << 20, place - self._place)):
            pass
        return self._place

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._place += len(data)
        return len(data)
