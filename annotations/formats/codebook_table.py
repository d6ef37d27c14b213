"""A codebook as CSV: what spreadsheets edit, and the only form that some programs take.

The columns are tag, description, parent, colour, key; of a table from elsewhere `tag` (or
name, code, label, path) is enough. Verdict scales have no place in it.
"""

import csv
import io
from collections.abc import Sequence

from annotations.codebook import Codebook, Tag, check
from annotations.errors import InvalidCodebookError
from annotations.formats.rows import harmless, plain

COLUMNS = ("tag", "description", "parent", "colour", "key")

_NAMES = {
    "tag": ("tag", "name", "code", "label", "path"),
    "description": ("description", "definition", "memo", "comment", "note"),
    "parent": ("parent", "category", "parent tag", "parent code"),
    "colour": ("colour", "color"),
    "key": ("key", "hotkey", "shortcut"),
}
"""What other programs call our columns, the surest name first."""


def written(codebook: Codebook) -> str:
    """Return the table of a codebook's tags."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for tag in codebook.tags:
        cells = (tag.name, tag.description, tag.parent, tag.colour, tag.key)
        rows.writerow(map(harmless, cells))
    return table.getvalue()


def read(text: str) -> Codebook:
    """Return the tags of a table, without scales. A parent that is no tag there becomes one.

    Raises:
        InvalidCodebookError: It has no column of tags, or does not hold together.
    """
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    return of_rows(list(rows))


def of_rows(rows: Sequence[Sequence[str]]) -> Codebook:
    """Return the tags of the rows of a table, the first of which names its columns.

    Raises:
        InvalidCodebookError: It has no column of tags, or does not hold together.
    """
    header = [" ".join(name.casefold().split()) for name in (rows or [[]])[0]]
    places = {
        ours: header.index(next(name for name in names if name in header))
        for ours, names in _NAMES.items()
        if any(name in header for name in names)
    }
    if "tag" not in places:
        raise InvalidCodebookError(
            "This is no table of tags: no column is named “tag”. Its first line names the "
            f"columns, of which these are read: {', '.join(COLUMNS)}."
        )
    tags: dict[str, Tag] = {}
    for row in rows[1:]:
        said = {ours: plain(row[at]).strip() for ours, at in places.items() if at < len(row)}
        name = said.pop("tag", "")
        if name:
            tags.setdefault(name, Tag(name=name, **said))
    for parent in [tag.parent for tag in tags.values()]:
        if parent:
            tags.setdefault(parent, Tag(name=parent))
    codebook = Codebook(tags=tuple(tags.values()), scales=())
    check(codebook)
    return codebook
