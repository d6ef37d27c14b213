"""From the lines of a PDF to paragraphs: put together over line ends, columns and pages.

A paragraph begins with an indent, after a wider gap, where letters change, or behind a
short line that ends a sentence; which of these a text uses is told by the text itself.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reader.article import PartKind
from reader.formats.broken_words import Vocabulary
from reader.formats.credits import credit_from
from reader.formats.dates import date_from_line
from reader.formats.layout import is_caption, is_head, is_headline, is_pull_quote
from reader.formats.paragraphs import Paragraph
from reader.formats.pdf_layout import Line, spacing_of

_BULLET = re.compile(r"(?:[•·●▪■‣◦\uf0b7\u2043]|[-–—](?= \w))\s*")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)] +(?=\S)")
_SECTION_NUMBER = re.compile(r"^[0-9]+(?:\.[0-9]+)*\.?\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:][”’\"'»)\]]*$")

_CREDITS_AMONG = 15
"""Lines at the beginning that may be a byline or a date, and then are no part of another."""

_FEWEST_INDENTS = 2
_OTHER_SIZE = 0.06
_TITLE_SIZE = 1.25
_HEADING_SIZE = 1.08
_INDENT = 0.6
_WIDER_GAP = 1.25
_WIDEST_GAP = 2.5
_SHORT_LINE = 0.12
"""Shares of the letters' size, of the usual gap between lines and of a column's width; chosen
by trying on pages of newspapers and of programs."""


@dataclass(slots=True)
class _Block:
    """The lines of a paragraph while it is read."""

    lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def is_bold(self) -> bool:
        return all(line.is_bold for line in self.lines)


def paragraphs_of_lines(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs of lines in reading order, the title among them.

    The title is what is set in the largest letters at the beginning.
    """
    if not lines:
        return []
    body = _body_size(lines)
    blocks = _blocks(lines, body)
    vocabulary = Vocabulary(line.words for line in lines)
    title = _title(blocks, body)
    paragraphs = []
    for number, block in enumerate(blocks):
        words = block.lines[0].words
        for line in block.lines[1:]:
            words = vocabulary.joined(words, line.words)
        is_last = number == len(blocks) - 1
        kind: PartKind | None = "title" if block is title else _kind(block, words, body, is_last)
        if kind == "list":
            words = _BULLET.sub("", words, count=1)
        paragraphs.append(Paragraph(words, kind))
    return paragraphs


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size of letters in which most of the text is set."""
    signs: Counter[float] = Counter()
    for line in lines:
        signs[round(line.size * 2) / 2] += len(line.words)
    return signs.most_common(1)[0][0] or 1.0


def _blocks(lines: Sequence[Line], body: float) -> list[_Block]:
    spacing = spacing_of(lines, body)
    has_indents = _has_indents(lines, body)
    blocks = [_Block([lines[0]])]
    for number, (before, line) in enumerate(pairwise(lines)):
        is_credit = number < _CREDITS_AMONG and (_is_credit(before) or _is_credit(line))
        if is_credit or _begins(before, line, body, spacing, has_indents, blocks[-1]):
            blocks.append(_Block([line]))
        else:
            blocks[-1].lines.append(line)
    return blocks


def _is_credit(line: Line) -> bool:
    return credit_from(line.words) is not None or date_from_line(line.words) is not None


def _has_indents(lines: Sequence[Line], body: float) -> bool:
    """Tell whether paragraphs begin with an indent: many lines do, and most do not."""
    of_text = [
        line
        for line in lines
        if _is_like(line.size, body) and not (line.is_row or _BULLET.match(line.words))
    ]
    indents = [round(line.left - line.column[0]) for line in of_text if _is_indented(line)]
    if not _FEWEST_INDENTS <= len(indents) < len(of_text) * 0.5:
        return False
    alike = Counter(indents).most_common(1)[0][1]
    return alike > len(indents) / 2


def _is_like(size: float, other: float) -> bool:
    return abs(size - other) <= _OTHER_SIZE * max(size, other)


def _is_indented(line: Line) -> bool:
    return _INDENT * line.size < line.left - line.column[0] < 5 * line.size


def _begins(
    before: Line, line: Line, body: float, spacing: float, has_indents: bool, block: _Block
) -> bool:
    """Tell whether a line begins a paragraph."""
    if before.is_row or line.is_row or not _is_like(line.size, before.size):
        return True
    if before.is_bold != line.is_bold and (block.is_bold or line.is_bold):
        return True
    if _BULLET.match(line.words) or (_NUMBERED.match(line.words) and _ends(before)):
        return True
    if line.begins_column:
        return _begins_after_column(before, line, has_indents)
    gap = before.y - line.y
    usual = spacing if _is_like(line.size, body) else 1.3 * line.size
    if gap > _WIDER_GAP * usual:
        # A large letter or a note's number pushes lines of one sentence apart.
        return _ends(before) or not line.words[:1].islower() or gap > _WIDEST_GAP * usual
    if has_indents and _is_indented(line):
        return not (_is_indented(before) and len(block.lines) > 1)
    return not has_indents and _is_short(before) and _ends(before)


def _begins_after_column(before: Line, line: Line, has_indents: bool) -> bool:
    """Tell whether the first line of a column begins a paragraph, or goes on with the last one."""
    if has_indents:
        return _is_indented(line)
    if not _ends(before):
        return False
    return not line.words[:1].islower()


def _ends(line: Line) -> bool:
    return _SENTENCE_END.search(line.words) is not None


def _is_short(line: Line) -> bool:
    width = line.column[1] - line.column[0]
    return line.column[1] - line.right > _SHORT_LINE * width


def _title(blocks: list[_Block], body: float) -> _Block | None:
    """Return the block in the largest letters among the first ones, None where none is."""
    first = [block for block in blocks[:8] if block.size >= _TITLE_SIZE * body]
    largest = max(first, key=lambda block: block.size, default=None)
    if largest is None and len(blocks) > 1 and blocks[0].is_bold:
        words = " ".join(line.words for line in blocks[0].lines)
        return blocks[0] if is_headline(words) else None
    return largest


def _kind(block: _Block, words: str, body: float, is_last: bool) -> PartKind | None:
    if all(line.is_row for line in block.lines):
        return "table"
    if _BULLET.match(words):
        return "list"
    if is_caption(words):
        return "caption"
    is_set_apart = block.is_bold or block.size >= _HEADING_SIZE * body
    if is_set_apart and not is_last and is_head(_SECTION_NUMBER.sub("", words)):
        return "heading"
    is_large = block.size >= _HEADING_SIZE * body
    if is_pull_quote(words) or (is_large and words[:1] in '“„«"‘'):
        return "pull quote"
    return None
