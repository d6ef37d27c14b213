"""PDF: what was made to be printed, read as the text that it was before.

A PDF says where letters stand, and nothing of paragraphs, columns or headlines. Reading one
may take any time and memory, so it is done in a process with limits.
"""

import io
import logging
import re
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import FrameType
from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.credits import Credit, credit_from, credit_of
from reader.formats.dates import date_from_line
from reader.formats.limits import limited
from reader.formats.paragraphs import Paragraph, article_of, one_line

if TYPE_CHECKING:  # the library is loaded in the other process
    from pypdf import PdfReader

    from reader.formats.pdf_layout import Sheet

_SECONDS, _MEGABYTES = 120, 250
_COPIES = 4
"""Times that the file itself is in memory, on its way to the other process too."""

_AT_ONCE = 3.0
_ALLOWED, _ALLOWED_A_PAGE = 4.0, 0.4
"""Seconds of computing: for one page, for all, and for all more with each page that was read.
A page of a newspaper takes a tenth of one; what takes longer than this was made to."""

_BEGINS_WITHIN = 1024
"""Bytes that may stand before a PDF. Source: ISO 32000-1, implementation notes of Annex H."""

_CREDITS_AMONG = 6
_DAY = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_NO_TITLE = re.compile(
    r"untitled.*|microsoft word.*|.*\.(?:docx?|pdf|indd|qxd|rtf|pages|odt|html?)|document\d*|"
    r"slide 1|layout 1|print|.{0,3}",
    re.IGNORECASE,
)


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article in a PDF.

    Raises:
        UnreadableArticleError: It is locked or damaged, has no text, or takes too long.
    """
    data, path = file.data(), file.path
    if b"%PDF-" not in data[:_BEGINS_WITHIN]:
        raise UnreadableArticleError(f"{path} is no PDF: it does not begin like one.")
    megabytes = _MEGABYTES + _COPIES * len(data) // 1_000_000
    yield limited(article_in, data, path, seconds=_SECONDS, megabytes=megabytes, path=path)


class _TooLongError(BaseException):
    """Something takes too long; no library may take it for one of its own errors."""


def article_in(data: bytes, path: str) -> Article:
    """Return the article in the bytes of a PDF; called in a process of its own.

    Raises:
        UnreadableArticleError: It is locked or damaged, or has no text.
    """
    from pypdf.errors import DependencyError

    logging.disable(logging.CRITICAL)
    try:
        return _article(data, path)
    except (UnreadableArticleError, ModuleNotFoundError):
        raise
    except DependencyError as error:
        raise UnreadableArticleError(
            f"{path} is encrypted, and the library that reads such files is not installed. "
            "Install it with: pip install 'copydesk[pdf]'"
        ) from error
    except (_TooLongError, RecursionError, MemoryError) as error:
        raise UnreadableArticleError(
            f"{path} cannot be read: it takes too long or too much memory, as files do that are "
            "made to."
        ) from error
    except Exception as error:
        # A library may fail in any way on a file that is broken in any way.
        raise UnreadableArticleError(
            f"{path} cannot be read as PDF: it is damaged, or something else."
        ) from error


def _article(data: bytes, path: str) -> Article:
    from pypdf import PasswordType, PdfReader

    from reader.formats.pdf_layout import in_order
    from reader.formats.pdf_paragraphs import paragraphs_of_lines

    begun = time.process_time()
    with _no_longer_than(_AT_ONCE):
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise UnreadableArticleError(
                f"{path} is locked with a password. Save it without one to read it here."
            )
        about = _about(reader)
    sheets, remarks = _sheets(reader, path, begun)
    with _no_longer_than(_AT_ONCE):
        paragraphs = paragraphs_of_lines(list(in_order(sheets)))
    if not paragraphs:
        raise UnreadableArticleError(
            f"{path} has no text: its pages are pictures (a scan), or empty. "
            "Let a program for text recognition (OCR) read it first."
        )
    credit, published, paragraphs = _take_credits(paragraphs)
    title = next((each.words for each in paragraphs if each.kind == "title"), "")
    said = about.get("/Title", "")
    return article_of(
        path,
        _title_first(paragraphs),
        title=title or ("" if _NO_TITLE.fullmatch(said) else said),
        published=published or _day(about.get("/CreationDate", "")),
        byline=credit.byline if credit else credit_of(about.get("/Author", "")).byline,
        source=credit.source if credit else "",
        agencies=credit.agencies if credit else (),
        language=about.get("/Lang", ""),
        remarks=remarks,
    )


def _sheets(reader: "PdfReader", path: str, begun: float) -> "tuple[list[Sheet], tuple[str, ...]]":
    """Return the lines of each page, and what is to be said of pages that were left out."""
    from reader.formats.pdf_layout import sheet_of
    from reader.formats.pdf_words import pieces_of

    sheets: list[Sheet] = []
    bad: list[int] = []
    pages = iter(reader.pages)
    number = 0
    while True:
        left = _ALLOWED + _ALLOWED_A_PAGE * len(sheets) + begun - time.process_time()
        number += 1
        try:
            with _no_longer_than(min(_AT_ONCE, left)):
                page = next(pages, None)
                if page is None:
                    break
                sheets.append(sheet_of(pieces_of(page), float(page.mediabox.height)))
        except (_TooLongError, MemoryError):
            if not sheets:
                raise
            return sheets, (f"Only {len(sheets)} pages of {path} were read: more takes too long.",)
        except Exception:
            bad.append(number)
            if len(bad) > len(sheets) + 20:
                raise
    if bad and not sheets:
        raise UnreadableArticleError(f"{path} cannot be read as PDF: its pages are damaged.")
    said = f"Of {path} could not be read: page {', '.join(map(str, bad))}."
    return sheets, (said,) if bad else ()


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Raise `_TooLongError` where a block computes longer; some systems cannot tell."""
    if seconds <= 0:
        raise _TooLongError
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _stop(_: int, __: FrameType | None) -> None:
    raise _TooLongError


def _about(reader: "PdfReader") -> Mapping[str, str]:
    """Return what a PDF says of itself, and the language that it says it is in."""
    said = {str(name): one_line(str(value)) for name, value in (reader.metadata or {}).items()}
    language = reader.root_object.get("/Lang")
    said["/Lang"] = one_line(str(language)) if language is not None else ""
    return {**_about_in_xmp(reader), **{name: words for name, words in said.items() if words}}


def _about_in_xmp(reader: "PdfReader") -> Mapping[str, str]:
    """Return what the newer of the two places for it says, under the older one's names."""
    from pypdf.errors import PyPdfError

    try:
        found = reader.xmp_metadata
        if found is None:
            return {}
        titles, authors = found.dc_title or {}, found.dc_creator or []
        languages, created = found.dc_language or [], found.xmp_create_date
    except (PyPdfError, ValueError, TypeError, AttributeError):
        return {}  # it is damaged; what it says is said by the page too
    title = titles.get("x-default") or next(iter(titles.values()), "")
    return {
        "/Title": one_line(str(title)),
        "/Author": one_line("; ".join(map(str, authors))),
        "/Lang": one_line(str(next(iter(languages), ""))),
        "/CreationDate": f"{created:%Y%m%d}" if created else "",
    }


def _day(written: str) -> date | None:
    found = _DAY.match(written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _title_first(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return paragraphs with the title before what stood above it on the page."""
    return sorted(paragraphs, key=lambda each: each.kind != "title")


def _take_credits(
    paragraphs: list[Paragraph],
) -> tuple[Credit | None, date | None, list[Paragraph]]:
    """Return who and when the first paragraphs say, and the paragraphs without those."""
    credit: Credit | None = None
    published: date | None = None
    kept: list[Paragraph] = []
    for number, each in enumerate(paragraphs):
        if number < _CREDITS_AMONG and each.kind != "title":
            by, day = credit_from(each.words), date_from_line(each.words)
            if (by and not credit) or day:
                credit, published = credit or by, published or day
                continue
        kept.append(each)
    return credit, published, kept
