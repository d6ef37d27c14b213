"""How many claims each tag has in each source, as a table to look at and to export."""

import csv
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from annotations.claim import Claim
from annotations.codebook import Parents
from annotations.formats.rows import harmless
from annotations.wording import many
from reader.view.grouping import NO_PARENTS, names_of

ACROSS = ("source", "article", "annotator", "verdict", "claimant")
"""What can stand over the columns."""


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts of claims by tag and by something else; a claim of two tags counts in both rows.

    A tag takes in the claims of the tags below it, so rows do not add up to `total`.
    """

    across: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]
    """Each tag with its counts, and with how many claims it has in all."""
    total: int

    def as_csv(self) -> str:
        """Return the table as CSV, with no cell that a spreadsheet would run."""
        text = StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(map(harmless, ("tag", *self.columns, "all")))
        for name, counts, together in self.rows:
            table.writerow([harmless(name), *counts, together])
        return text.getvalue()

    def write(self, folder: Path) -> Path:
        """Write the CSV into a folder under a name that nothing there has, and return its path.

        Raises:
            OSError: It cannot be written.
        """
        stem, number = f"tags-by-{self.across}", 1
        path = folder / f"{stem}.csv"
        while os.path.lexists(path):
            number += 1
            path = folder / f"{stem}-{number}.csv"
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(self.as_csv())
        return path


def cross_table(
    claims: Sequence[Claim], across: str = "source", parents: Parents = NO_PARENTS
) -> CrossTable:
    """Return how many claims each tag has for each source, the largest first."""
    cells: Counter[tuple[str, str]] = Counter()
    tags: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for claim in claims:
        over = tuple(dict.fromkeys(names_of(claim, across, parents)))
        columns.update(over)
        for tag in names_of(claim, "tag", parents):
            tags[tag] += 1
            cells.update((tag, name) for name in over)
    names = tuple(name for name, _ in columns.most_common())
    rows = tuple(
        (tag, tuple(cells[tag, name] for name in names), count) for tag, count in tags.most_common()
    )
    return CrossTable(across, names, rows, len(claims))


def told(table: CrossTable) -> str:
    """Return what the table is of, in a few words."""
    columns = many(len(table.columns), table.across)
    return f"{many(len(table.rows), 'tag')} × {columns}, {many(table.total, 'claim')}"
