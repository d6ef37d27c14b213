"""An article: one text to read, with what is known about it.

Every offset in the program counts code points of `Article.text`, which is in the one
form that `normal_text` gives. What is drawn is that text, character for character.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

from annotations.claim import ArticleReference
from annotations.span import Span

PartKind: TypeAlias = Literal[
    "title",
    "standfirst",
    "heading",
    "block quote",
    "pull quote",
    "list",
    "table",
    "caption",
]
"""What a paragraph can be that is not running text; an item of a list and a row of a table
are each a paragraph."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph that is set apart from the running text, and what it is."""

    span: Span
    kind: PartKind


@dataclass(frozen=True, kw_only=True)
class Article:
    """One text with what is known about it; an empty string means "not known".

    `path` names the article within its library, with `/` between the parts. `parts` are
    in reading order and do not overlap. `remarks` are sentences about what could not be
    understood while reading the file.
    """

    path: str
    text: str
    title: str
    published: date | None = None
    byline: str = ""
    source: str = ""
    agencies: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    parts: tuple[Part, ...] = ()
    remarks: tuple[str, ...] = field(default=(), compare=False)

    def reference(self) -> ArticleReference:
        """Return what a claim keeps of its article."""
        return ArticleReference(
            path=self.path,
            title=self.title,
            source=self.source,
            published=self.published,
            url=self.url,
            text_hash=self.text_hash,
        )

    @cached_property
    def text_hash(self) -> str:
        """The SHA-256 of the text, in hex; reckoned once, as a long text takes a while."""
        return text_hash(self.text)


_PIECE = 50_000
"""Characters of a long text that are worked on at once: a millisecond, in which nothing else
runs, as Python lets other threads go on between two steps only."""

_WORDS_APART = re.compile(r"\n|(?<=[a-z]) (?=[a-z])")
_INTRODUCERS = "\x1b\x90\x98\x9b\x9d\x9e\x9f"
"""What terminal escape sequences begin with."""


def text_hash(text: str) -> str:
    """Return the SHA-256 of a normalised text, in hex."""
    running = hashlib.sha256()
    for start in range(0, len(text), _PIECE):
        running.update(text[start : start + _PIECE].encode())
    return running.hexdigest()


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces, cut after white space that nothing reaches across.

    That is a line end, as no escape sequence goes over it and nothing is composed with it;
    where there is no escape sequence, also the space between two words.
    """
    has_escapes = any(mark in text for mark in _INTRODUCERS)
    start = 0
    while len(text) - start > _PIECE:
        if has_escapes:
            end = text.find("\n", start + _PIECE) + 1
        else:
            found = _WORDS_APART.search(text, start + _PIECE)
            end = found.end() if found else 0
        if not end:
            break
        yield text[start:end]
        start = end
    yield text[start:]


_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movement
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9b-\x9f\n]*"  # OSC, DCS
    "(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]"
)
_UNSEEN = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x9f"  # controls; the line ends are LF by now
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # bidi controls, zero width, tags
    "\ud800-\udfff]"
)
_MANY_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_PERHAPS_MARK = re.compile(r"[^\w\s\x00-\u02ff]")
_MOST_MARKS = 30
"""Combining marks on one letter; no script has more. Source: Unicode's stream-safe format,
UAX #15. Without it a file could make NFC take time with the square of its length."""


def normal_text(text: str) -> str:
    r"""Return the one form of `text` that offsets rely on.

    Line ends become LF; terminal escape sequences, control characters and invisible
    direction marks go; a tab becomes four spaces; a lone surrogate becomes U+FFFD; the
    rest is Unicode's NFC with at most 30 combining marks on a letter. Joiners (U+200C,
    U+200D) stay, as emoji and some scripts need them. The normal form of a normal form is
    itself.
    """
    return "".join(map(_normal, _pieces(text)))


def _normal(text: str) -> str:
    if not text.replace("\n", "").isprintable():
        text = _LINE_ENDS.sub("\n", text)
        text = _ESCAPES.sub("", text)
        text = _UNSEEN.sub(_visible, text)
    if text.isascii():
        return text
    text = _with_fewer_marks(text)
    normal = unicodedata.normalize("NFC", text)
    return text if normal == text else _with_fewer_marks(normal)


def _visible(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\t":
        return "    "
    return "\ufffd" if "\ud800" <= character <= "\udfff" else ""


def _with_fewer_marks(text: str) -> str:
    step = _MOST_MARKS + 1
    # A run that is too long has one of its marks at every 31st character.
    perhaps = (found.start() * step for found in _PERHAPS_MARK.finditer(text[::step]))
    if any(_MANY_MARKS.search(text, max(0, at - step), at + step) for at in perhaps):
        return _MANY_MARKS.sub(_fewer_marks, text)
    return text


def _fewer_marks(found: re.Match[str]) -> str:
    kept = []
    marks = 0
    for character in found.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def word_count(text: str) -> int:
    """Return how many words there are between white space."""
    return sum(len(piece.split()) for piece in _pieces(text))
