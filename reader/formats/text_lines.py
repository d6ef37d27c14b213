"""The lines of a text file as a stream, in whatever encoding it was saved.

Only the beginning is looked at to tell the encoding; what does not fit it later is read as
Windows-1252. No line is longer than a limit, so that a file without line ends takes no
more memory than that.
"""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from reader.formats.article_file import ArticleFile
from reader.formats.decoding import decode

LONGEST = 20_000_000
"""Code points of a line; an article has fewer than a hundredth of them."""

_SAMPLE = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAYS = re.compile("[\udc80-\udcff]+")


@contextmanager
def opened_text(file: ArticleFile) -> Iterator[TextIO]:
    """Open a file as text, its line ends as they are.

    Raises:
        UnreadableArticleError: It begins like no text in any encoding we know.
    """
    with file.open() as opened:
        sample = opened.read(_SAMPLE)
        opened.seek(0)
        encoding = _encoding_of(sample, file.path)
        # Bytes that do not fit are read later, but in encodings of two and four bytes.
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        with io.TextIOWrapper(opened, encoding, errors=errors, newline="") as text:
            yield text


def _encoding_of(sample: bytes, path: str) -> str:
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    return decode(_whole_characters(sample), path).encoding


def _whole_characters(sample: bytes) -> bytes:
    """Return a sample without the first bytes of a character that goes on behind it."""
    if len(sample) < _SAMPLE:
        return sample
    return sample[: max(sample.rfind(b"\n") + 1, 0)] or sample[:-4]


def lines_of(text: TextIO) -> Iterator[str | None]:
    """Yield each line with its end; None for one that is too long."""
    while line := text.readline(LONGEST):
        if len(line) < LONGEST or line.endswith("\n"):
            yield mended_strays(line)
            continue
        while line and not line.endswith("\n"):
            line = text.readline(LONGEST)
        yield None


def mended_strays(line: str) -> str:
    """Return a line with the bytes that did not fit read as Windows-1252."""
    if line.isascii() or not _STRAYS.search(line):
        return line
    return _STRAYS.sub(
        lambda found: found[0].encode("ascii", "surrogateescape").decode("cp1252", "replace"), line
    )
