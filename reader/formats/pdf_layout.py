"""From the pieces of PDF pages to lines in the order in which a person reads them.

Pieces on one height make a line; where a white band runs down between lines, they are
columns. What stands at the head or foot of every page is no line of the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reader.formats.pdf_words import Piece

_SAME_HEIGHT = 0.35
_WORD_GAP = 0.14
_LINE_GAP = 1.6
_GUTTER = 0.7
"""In letter sizes: how far pieces of a line may differ in height, what is a space, what is
more than a space between words that are drawn one after the other, and how wide the white
band between columns is at least. Chosen by trying on pages of newspapers and of programs."""

_ALL = 0.9
_DROP_CAP = 1.8
"""The share of a line's signs that are bold in a bold one, and how much larger than others the
first letter of an article is that reaches over several lines."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB06: "st"}
"""Letters that a font joins; in a text they are letters."""

_FEWEST_LINES = 3
"""Lines beside each other that make columns."""

_MARGIN = 0.12
"""The share of a page's height at its head and foot where page numbers stand."""

_SMALL, _AWAY, _LONGEST_HEAD = 0.93, 1.7, 90
"""How small the letters of a page's head are and how far it stands from the text, in sizes of
the text's letters, and how many signs it has at most. Chosen by trying."""

_LINES_AROUND = 3
"""Lines that a page's head or foot has at most."""

_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.|pg\.?|página|pagina|sida|side|str\.)? ?[-–—|]? ?[0-9]{1,4} ?[-–—|]?"
    r"(?: ?(?:/|of|von|de|di|van|av) ?[0-9]{1,4})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column, with the place where its column begins and ends."""

    words: str
    left: float
    right: float
    y: float
    size: float
    is_bold: bool
    column: tuple[float, float] = (0.0, 0.0)
    begins_column: bool = False
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page, and how high the page is."""

    lines: tuple[Line, ...]
    height: float


def sheet_of(pieces: Iterable[Piece], height: float) -> Sheet:
    """Return the lines of a page, not yet in order."""
    return Sheet(tuple(_with_drop_caps(_side_by_side(_runs(pieces)))), height)


def in_order(sheets: Sequence[Sheet]) -> Iterator[Line]:
    """Yield the lines of all pages as they are read, without heads and feet of pages."""
    repeated = _repeated(sheets)
    for number, sheet in enumerate(sheets):
        kept = [line for line in sheet.lines if not _is_around_text(line, sheet, number, repeated)]
        yield from _ordered(kept)


def _runs(pieces: Iterable[Piece]) -> Iterator[Line]:
    """Yield pieces that are drawn one after the other on one height as one line each."""
    run: list[Piece] = []
    for piece in pieces:
        if run and not _goes_on(run[-1], piece):
            yield from _line_of(run)
            run = []
        run.append(piece)
    yield from _line_of(run)


def _goes_on(before: Piece, piece: Piece) -> bool:
    size = max(before.size, piece.size)
    gap = piece.left - before.right
    return abs(piece.y - before.y) < _SAME_HEIGHT * size and -size < gap < _LINE_GAP * size


def _line_of(run: list[Piece]) -> Iterator[Line]:
    """Yield the line that pieces make, with the size and height that most of it has."""
    signs: Counter[tuple[float, float]] = Counter()
    words: list[str] = []
    for number, piece in enumerate(run):
        gap = piece.left - run[number - 1].right if number else 0.0
        if gap > _WORD_GAP * min(run[number - 1].size, piece.size):
            words.append(" ")
        words.append(piece.words)
        signs[piece.size, piece.y] += len(piece.words.strip())
    said = " ".join("".join(words).translate(_LIGATURES).split())
    if not said:
        return
    (size, y), _ = signs.most_common(1)[0]
    bold = sum(len(piece.words.strip()) for piece in run if piece.is_bold)
    yield Line(
        said,
        min(piece.left for piece in run if piece.words.strip()),
        max(piece.right for piece in run if piece.words.strip()),
        y,
        size,
        bold >= _ALL * signs.total(),
    )


def _side_by_side(found: Iterable[Line]) -> list[Line]:
    """Return lines with those put together that stand close on one height, however drawn."""
    lines = sorted(found, key=lambda line: (-round(line.y, 1), line.left))
    kept: list[Line] = []
    for line in lines:
        near = range(len(kept) - 1, max(-1, len(kept) - 6), -1)
        before = next((number for number in near if _is_beside(kept[number], line)), None)
        if before is None:
            kept.append(line)
            continue
        one = kept[before]
        gap = " " if line.left - one.right > _WORD_GAP * min(one.size, line.size) else ""
        longer = max(one, line, key=lambda each: len(each.words))
        kept[before] = replace(
            longer,
            words=f"{one.words}{gap}{line.words}",
            left=min(one.left, line.left),
            right=max(one.right, line.right),
            is_bold=one.is_bold and line.is_bold,
        )
    return kept


def _is_beside(one: Line, line: Line) -> bool:
    return (
        abs(one.y - line.y) < _SAME_HEIGHT * min(one.size, line.size)
        and -0.3 * line.size < line.left - one.right < _GUTTER * line.size
    )


def _with_drop_caps(lines: list[Line]) -> list[Line]:
    """Return lines with the large first letters of articles before the words they begin."""
    if not lines:
        return lines
    usual = median(line.size for line in lines)
    for cap in [line for line in lines if len(line.words) <= 2 and line.words[-1:].isalpha()]:
        if cap.size < _DROP_CAP * usual:
            continue
        beside = [
            line
            for line in lines
            if line.size < cap.size / 1.5
            and cap.right - line.size < line.left < cap.right + 2 * line.size
            and cap.y - 0.3 * line.size <= line.y <= cap.y + cap.size
        ]
        if beside:
            first = max(beside, key=lambda line: line.y)
            lines = [line for line in lines if line is not cap and line not in beside]
            lines += [
                replace(
                    line, left=cap.left, words=(cap.words if line is first else "") + line.words
                )
                for line in beside
            ]
    return lines


# Heads and feet of pages


def _shape(line: Line) -> str:
    """Return a line as it is compared from page to page: numbers are all alike."""
    return re.sub(r"\d+", "0", line.words.lower())


def _repeated(sheets: Sequence[Sheet]) -> frozenset[tuple[str, int]]:
    """Return what stands at the same height on several pages, near their edges."""
    times: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        edge = {
            (_shape(line), round(line.y / 4)) for line in sheet.lines if _is_at_edge(line, sheet)
        }
        times.update({(shape, y + off) for shape, y in edge for off in (-1, 0, 1)})
    return frozenset(each for each, count in times.items() if count >= max(2, len(sheets) * 0.3))


def _is_at_edge(line: Line, sheet: Sheet) -> bool:
    return not sheet.height * _MARGIN < line.y < sheet.height * (1 - _MARGIN)


def _is_around_text(
    line: Line, sheet: Sheet, number: int, repeated: frozenset[tuple[str, int]]
) -> bool:
    """Tell whether a line is a page's number, head or foot."""
    if not _is_at_edge(line, sheet):
        return False
    outwards = 1 if line.y > sheet.height / 2 else -1
    further = {round(one.y) for one in sheet.lines if (one.y - line.y) * outwards > line.size / 2}
    if not further and _PAGE_NUMBER.fullmatch(line.words):
        return True
    if not further and _is_small_and_apart(line, sheet):
        return True
    is_known = (_shape(line), round(line.y / 4)) in repeated
    # The largest line of the first page is the title, wherever else it stands.
    is_title = number == 0 and line.size >= max(one.size for one in sheet.lines)
    return is_known and len(further) < _LINES_AROUND and not is_title


def _is_small_and_apart(line: Line, sheet: Sheet) -> bool:
    """Tell whether a short line at a page's edge is set smaller than the text, away from it."""
    others = [one for one in sheet.lines if abs(one.y - line.y) > line.size / 2]
    if not others or len(line.words) > _LONGEST_HEAD:
        return False
    usual = median(one.size for one in others)
    away = min(abs(one.y - line.y) for one in others)
    return line.size < _SMALL * usual and away > _AWAY * usual


# Columns


def _ordered(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines of a page column by column."""
    for column in _columns(lines):
        left, right = _margin(column), max(one.right for one in column)
        in_column = sorted(column, key=lambda line: (-round(line.y), line.left))
        for number, line in enumerate(_rows(in_column)):
            yield replace(line, column=(left, right), begins_column=number == 0)


def _margin(column: list[Line]) -> float:
    """Return where most lines of a column begin; the leftmost may be headings or numbers."""
    times = Counter(round(line.left) for line in column)
    most = max(times.values())
    return float(min(left for left, count in times.items() if count == most))


def _columns(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the columns of a part of a page, cutting it up until there is none beside another.

    White bands that run down all of it part columns. Where there is none, what spans the
    columns (a headline, a picture's caption) is cut off above or below them.
    """
    if len(lines) < 2 * _FEWEST_LINES:
        if lines:
            yield lines
        return
    if cut := _band(lines):
        yield from _columns([line for line in lines if line.left < cut])
        yield from _columns([line for line in lines if line.left >= cut])
        return
    down = sorted(lines, key=lambda line: -line.y)
    for number in range(1, len(down)):
        above, below = down[:number], down[number:]
        if above[-1].y - below[0].y < 0.5 * below[0].size:
            continue
        if _band(below) or (number >= 2 * _FEWEST_LINES and _band(above)):
            yield from _columns(above)
            yield from _columns(below)
            return
    yield lines


def _band(lines: list[Line]) -> float | None:
    """Return where the widest white band that parts these lines into columns ends."""
    size = median(line.size for line in lines)
    across = sorted(lines, key=lambda line: line.left)
    bands: list[tuple[float, float]] = []
    end = across[0].right
    for line in across[1:]:
        if line.left - end >= _GUTTER * size:
            bands.append((line.left - end, line.left))
        end = max(end, line.right)
    for _, cut in sorted(bands, reverse=True):
        before = [line for line in lines if line.left < cut]
        after = [line for line in lines if line.left >= cut]
        if _are_columns(before, after):
            return cut
    return None


def _are_columns(before: list[Line], after: list[Line]) -> bool:
    """Tell whether two sets of lines are columns beside each other, and no cells of a table."""
    if min(len(before), len(after)) < _FEWEST_LINES:
        return False
    top, bottom = min(_top(before), _top(after)), max(_bottom(before), _bottom(after))
    if top - bottom < 2 * median(line.size for line in before):
        return False  # one above the other
    return _is_prose(before) and _is_prose(after)


def _top(lines: list[Line]) -> float:
    return max(line.y for line in lines)


def _bottom(lines: list[Line]) -> float:
    return min(line.y for line in lines)


def _is_prose(lines: list[Line]) -> bool:
    """Tell whether lines fill their column, as words do and cells do not."""
    widths = [line.right - line.left for line in lines]
    return median(len(line.words) for line in lines) >= 12 and median(widths) > 0.5 * max(widths)


def _rows(lines: list[Line]) -> Iterator[Line]:
    """Yield lines with those on one height, the cells of a table, as one row."""
    row: list[Line] = []
    for line in lines:
        if row and abs(line.y - row[0].y) > _SAME_HEIGHT * line.size:
            yield _row(row)
            row = []
        row.append(line)
    if row:
        yield _row(row)


def _row(cells: list[Line]) -> Line:
    if len(cells) == 1:
        return cells[0]
    cells = sorted(cells, key=lambda cell: cell.left)
    return replace(
        cells[0],
        words=" | ".join(cell.words for cell in cells),
        right=cells[-1].right,
        is_row=True,
    )


def spacing_of(lines: Sequence[Line], size: float) -> float:
    """Return how far apart the lines of running text are."""
    gaps = [
        round(before.y - after.y, 1)
        for before, after in pairwise(lines)
        if not after.begins_column
        and 0 < before.y - after.y < 3 * size
        and abs(before.size - size) < 0.5
        and abs(after.size - size) < 0.5
    ]
    return Counter(gaps).most_common(1)[0][0] if gaps else 1.2 * size
