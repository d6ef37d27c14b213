"""From a part of an input to its articles, in their order; a bad record is a problem.

A record that has an `id` and a `text`, as `copydesk marks --jsonl` takes it, is read as it is
given: its offsets are those of that text in its normal form. Any other is read as the formats
read it, its title above its paragraphs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.archive.addresses import named, opened_at
from reader.archive.inputs import Cut, is_given, pages_stream
from reader.article import Article, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.columns import Columns, Row, article_of_row, flat, names_in, published
from reader.formats.json_records import record_of_line
from reader.formats.paragraphs import one_line
from reader.formats.row_reading import BadRow
from reader.formats.titles import title_from


@dataclass(frozen=True, slots=True)
class Record:
    """An article, what its record calls it, and which one of its file it is, from 1."""

    place: int
    known_by: str
    article: Article


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record; `place` 0 is the file itself."""

    place: int
    reason: str


def records_of(cut: Cut) -> Iterator[Record | Problem]:
    """Yield the articles in a part of an input.

    Raises:
        UnreadableArticleError: What the part points to cannot be read any more.
    """
    if cut.source.kind == "pages":
        yield from _of_pages(cut)
    else:
        assert cut.columns is not None
        as_given = not cut.source.columns.get("text")
        for place, row in enumerate(_rows(cut), cut.first + 1):
            if isinstance(row, BadRow):
                yield Problem(place, f"it cannot be read: {row.why}")
            else:
                yield _of_row(row, cut, place, as_given=as_given)
    if cut.broken:
        yield Problem(0, cut.broken)


def _rows(cut: Cut) -> Iterator[Row | BadRow]:
    if cut.source.kind == "parquet":
        yield from _of_parquet(cut)
        return
    for piece in cut.pieces:
        yield record_of_line(piece) if isinstance(piece, str) else piece


def _of_parquet(cut: Cut) -> Iterator[Row]:
    """Yield the rows of a part; the groups of rows that it has none in are not read.

    Raises:
        UnreadableArticleError: The file is damaged there.
    """
    from pyarrow.parquet import ParquetFile

    with opened_at(cut.source.address) as opened:
        try:
            table = ParquetFile(opened)
            end, begin, before = cut.start + cut.count, 0, 0
            groups: list[int] = []
            for number in range(table.metadata.num_row_groups):
                rows = table.metadata.row_group(number).num_rows
                if begin < end and begin + rows > cut.start:
                    before = begin if not groups else before
                    groups.append(number)
                begin += rows
            place = before
            for batch in table.iter_batches(batch_size=200, row_groups=groups):
                first = max(0, cut.start - place)
                last = min(batch.num_rows, end - place)
                if first < last:
                    yield from map(flat, batch.slice(first, last - first).to_pylist())
                place += batch.num_rows
                if place >= end:
                    return
        except (OSError, ValueError) as error:  # Arrow's own errors are of these
            raise UnreadableArticleError(
                f"{named(cut.source.address)} is damaged behind row {cut.start}."
            ) from error


def _of_row(row: Row, cut: Cut, place: int, *, as_given: bool) -> Record | Problem:
    path = f"{cut.source.name}#{place}"
    known_by = row.get("id")
    assert cut.columns is not None
    try:
        if as_given and is_given(row):
            article = _as_given(row, cut.columns, path)
        else:
            article = article_of_row(row, cut.columns, path)
    except ModuleNotFoundError:
        raise
    except UnreadableArticleError:
        return Problem(place, "it has no text")
    except Exception as error:  # noqa: BLE001 - a record may hold anything; it costs itself
        return Problem(place, f"it cannot be read ({type(error).__name__})")
    has_name = isinstance(known_by, str | int) and not isinstance(known_by, bool)
    return Record(place, one_line(str(known_by)) if has_name else path, article)


def _as_given(row: Row, columns: Columns, path: str) -> Article:
    """Return the article of a record whose text is taken as it is.

    Raises:
        UnreadableArticleError: It has no words.
    """
    text = normal_text(str(row["text"]))
    if not text.strip():
        raise UnreadableArticleError(f"{path} has no text.")
    title, source, url, language = (
        one_line(str(columns.first(row, fact) or ""))
        for fact in ("title", "source", "url", "language")
    )
    days = filter(None, map(published, columns.values(row, "published")))
    agency = row.get("agency")
    return Article(
        path=path,
        text=text,
        title=title or title_from(text.strip().partition("\n")[0]),
        published=next(days, None),
        byline=names_in(columns.first(row, "byline")),
        source=source,
        agencies=(one_line(agency),) if isinstance(agency, str) and agency else (),
        url=url,
        language=language.replace("_", "-"),
    )


def _of_pages(cut: Cut) -> Iterator[Record | Problem]:
    from reader.formats.warc import pages_in, read_page

    with opened_at(cut.source.address) as raw:
        opened = pages_stream(raw, cut.source)
        opened.seek(cut.start)
        pages = pages_in(opened, named(cut.source.address), cut.first)
        for place in range(cut.first + 1, cut.first + cut.count + 1):
            page = next(pages, None)
            if page is None or isinstance(page, UnreadableArticleError):
                raise page or UnreadableArticleError(
                    f"{named(cut.source.address)} has fewer pages than when it was cut."
                )
            path = f"{cut.source.name}#{place}"
            try:
                found = read_page(page, path)
            except ModuleNotFoundError:
                raise
            except Exception as error:  # noqa: BLE001 - a page may be anything; it costs itself
                yield Problem(place, f"it cannot be read ({type(error).__name__})")
                continue
            if isinstance(found, UnreadableArticleError):
                yield Problem(place, str(found))
            else:
                yield Record(place, page.address or path, found)
