"""A mailbox: letters one after the other, each behind a line that begins with “From ”."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.contract import Read
from reader.formats.mail import article_of_letter

_LONGEST = 50_000_000
"""Bytes of a letter; longer ones are nearly all attachment, and what is behind that is cut."""

_STEP = 1 << 20
_BEGINS = re.compile(rb"From (?:\S+@\S+|[^\n]*\d\d:\d\d)")
"""The line before a letter: who sent it, or when; a sentence may begin with “From ” too."""

_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the article in each letter, numbered from 1.

    Raises:
        UnreadableArticleError: It does not begin like a mailbox.
    """
    with file.open() as opened:
        for number, letter in enumerate(_letters(opened, file.path), 1):
            if place and place != str(number):
                continue
            try:
                yield article_of_letter(letter, file.at(number))
            except UnreadableArticleError as error:
                yield error
            if place:
                return


def _letters(opened: BinaryIO, path: str) -> Iterator[bytes]:
    letter: list[bytes] = []
    length = 0
    is_first, after_blank = True, True
    while line := opened.readline(_STEP):
        if is_first:
            if not line.strip():
                continue
            if not line.startswith(b"From "):
                raise UnreadableArticleError(
                    f"{path} is no mailbox: it does not begin with “From ”."
                )
            is_first = False
        elif after_blank and _BEGINS.match(line):
            yield _letter(letter)
            letter, length = [], 0
        elif length < _LONGEST:
            letter.append(line)
            length += len(line)
        after_blank = not line.strip()
    if not is_first:
        yield _letter(letter)


def _letter(lines: list[bytes]) -> bytes:
    return _QUOTED_FROM.sub(rb"\1", b"".join(lines))
