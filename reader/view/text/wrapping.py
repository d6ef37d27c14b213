"""Where a line of text breaks when it is wrapped to a width."""

from itertools import pairwise

from reader.display import display
from reader.view.text.cells import clusters, is_plain


def breaks(line: str, width: int) -> list[int]:
    """Return the offsets at which a new row begins, without the first one's 0.

    A row ends after the spaces that follow its last word; those may hang out over the
    width. A word longer than a row is cut.

    >>> breaks("a long way home", 6)
    [2, 7, 11]
    """
    if not is_plain(line):
        return _measured_breaks(line, width)
    found = []
    start, length = 0, len(line)
    while length - start > width:
        space = line.rfind(" ", start, start + width + 1)
        start = start + width if space < start else space + 1
        found.append(start)
    return found


def wrapped(words: str, width: int) -> list[str]:
    """Return one line of words, made harmless, as rows."""
    line = display(words.replace("\n", " "))
    places = [0, *breaks(line, width), len(line)]
    return [line[start:end] for start, end in pairwise(places) if line]


def _measured_breaks(line: str, width: int) -> list[int]:
    """Break a line with wide or joined characters, cluster by cluster.

    Scripts that are written without spaces may break after any wide character.
    """
    found: list[int] = []
    row = column = 0
    possible = possible_column = -1
    for start, end, cells in clusters(line):
        is_space = line[start:end] == " "
        while column and column + cells > width and not is_space:
            if possible > row:
                row, column = possible, column - possible_column
            else:
                row, column = start, 0
            found.append(row)
            possible = -1
        column += cells
        if is_space or cells == 2:
            possible, possible_column = end, column
    return [place for place in found if 0 < place < len(line)]
