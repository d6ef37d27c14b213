"""The whole index: the table of articles, what it is asked and what it is told."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.index.asking import Asked
from reader.index.table import Table
from reader.index.telling import Told

if TYPE_CHECKING:
    from reader.index.suggested import SuggestedMarks


class Index:
    """The table of articles, in `file`, or in memory when there is none.

    Methods may be called from any thread. `together` belongs around what it is told.
    """

    def __init__(self, file: Path | None) -> None:
        self._table = table = Table(file)
        asked, told = Asked(table), Told(table)
        self.close = table.close

        self.find = asked.find
        self.total = asked.total
        self.row = asked.row
        self.id_of = asked.id_of
        self.id_at = asked.id_at
        self.id_of_address = asked.id_of_address
        self.libraries = asked.libraries
        self.known = asked.known
        self.moved = asked.moved
        self.last_file = asked.last_file
        self.file_ids = asked.file_ids
        self.uncounted = asked.uncounted
        self.text_at = asked.text_at
        self.texts_in = asked.texts_in
        self.titles_in = asked.titles_in
        self.paths_of_text = asked.paths_of_text
        self.begun_in = asked.begun_in
        self.told_entries = asked.told_entries
        self.paths_told_of = asked.paths_told_of

        self.together = told.together
        self.tell = told.tell
        self.put = told.put
        self.end_file = told.end_file
        self.forget = told.forget
        self.count_marks = told.count_marks
        self.found_by = told.found_by
        self.drop_old_texts = told.drop_old_texts
        self.count_claims = told.count_claims
        self.set_progress = told.set_progress
        self.keep_total = told.keep_total
        self.carry = told.carry

    @cached_property
    def marks(self) -> "SuggestedMarks":
        """What is asked of the marks themselves; loaded then, as no list shows any."""
        from reader.index.suggested import SuggestedMarks

        return SuggestedMarks(self._table)

    @property
    def times_lost(self) -> int:
        """How often the file could not be used any more, and the table went on empty."""
        return self._table.times_lost
