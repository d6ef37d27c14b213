"""The side of the desk where articles are chosen: the list, its filter, and its order."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from reader.errors import SettingsError
from reader.index.filter import EVERYTHING
from reader.index.schema import Column
from reader.settings import save_filter, saved_filters
from reader.state.layout import COLUMNS
from reader.ui.keys import with_keys
from reader.ui.terminal.activity import Activity
from reader.ui.widgets.article_table import ArticleTable, ListHeader
from reader.view.shelf import Shelf

_EXAMPLE = "For example: tag:disputed source:tass quote:lavrov figures>5 unread 2024-07"


class ListSide(Vertical):
    """The list of articles under the names of its columns."""

    class Said(Message):
        """There is something to tell the person."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, shelf: Shelf, activity: Activity) -> None:
        super().__init__(id="list-side")
        self._shelf = shelf
        self._header = ListHeader(id="header")
        self.table = ArticleTable(shelf, activity, id="articles")
        self.columns: tuple[str, ...] = COLUMNS
        """The columns that the person wants; those that are empty give their room to the title."""
        self._filled = frozenset(COLUMNS)
        self.filter = ""
        """What was typed of which articles to show."""

    def compose(self) -> ComposeResult:
        """Put the list under the names of its columns."""
        yield self._header
        yield self.table

    def _say(self, sentence: str) -> None:
        self.post_message(self.Said(sentence))

    def redraw(self) -> None:
        """Show counts that have changed."""
        self._shelf.forget_rows()
        self.table.redraw()

    def show_columns(self) -> None:
        """Show the names of the columns that the list has."""
        self._header.names_libraries = bool(self._shelf.library_names)
        if not self.filter:  # what a filter leaves out comes back
            filled = self.table.filled()
            self._filled = filled if self.table.size.width else self._filled
        shown = tuple(name for name in self.columns if name in self._filled)
        self._header.columns = self.table.columns = shown

    @on(ArticleTable.Arranged)
    def _show_columns_anew(self) -> None:
        self.show_columns()

    # Its order

    @on(ListHeader.ColumnChosen)
    def _sort_by_column(self, message: ListHeader.ColumnChosen) -> None:
        self._sort(message.column)

    def sort_by_next(self) -> None:
        """Sort the list by the next column."""
        columns = self._shelf.columns
        place = columns.index(self._shelf.column) if self._shelf.column in columns else -1
        self._sort(columns[(place + 1) % len(columns)])

    def sort_by(self, name: str) -> None:
        """Sort the list by a column.

        Raises:
            ValueError: There is none of that name.
        """
        for column in self._shelf.columns:
            if column == name:
                self._sort(column)
                return
        known = ", ".join(self._shelf.columns)
        raise ValueError(f"The list is not sorted by “{name}”. Choose one of: {known}.")

    def turn_order(self) -> None:
        """Turn the order of the list round."""
        self._sort(self._shelf.column)

    def _sort(self, column: Column) -> None:
        self._shelf.sort_by(column)
        direction = "falling" if self._shelf.falling else "rising"
        self._header.sorted_by = (column, self._shelf.falling)
        self._say(f"Sorted by {column}, {direction}.")
        self.table.find()

    # Its filter

    def say_example(self) -> None:
        """Say what can be asked for, while nothing is."""
        if not self.filter:
            self._say(_EXAMPLE)

    def filter_by(self, words: str) -> None:
        """Show the articles that words ask for, while they are typed."""
        from reader.index.query import parse_query

        self.filter = words
        saved = saved_filters(self._shelf.workspace.settings)
        self._shelf.query = parse_query(words, saved)
        self._say(self._shelf.query.hint if words else _EXAMPLE)
        self.table.find()

    def keep_filter(self, words: str) -> None:
        """Show the articles that words ask for, which were all typed."""
        if words != self.filter:
            self.filter_by(words)
        ending = with_keys(self.app, "{escape:desk.let-go} takes the filter away.")
        shown = f"Shown: {words}. {ending}" if words else ""
        self._say(self._shelf.query.hint or shown)

    def save_filter(self, name: str) -> None:
        """Keep the filter by a name, which stands for it after an @ from then on.

        Raises:
            ValueError: Nothing is filtered, or the filter or its name is not understood.
        """
        name = name.removeprefix("@")
        if not self.filter.strip():
            raise ValueError("Nothing is filtered. Type a filter with / first, then save it.")
        if self._shelf.query.hint:
            raise ValueError(self._shelf.query.hint)
        if name in saved_filters(self._shelf.workspace.settings):
            raise ValueError(f"“@{name}” is there already. Choose another name for this filter.")
        try:
            save_filter(name, self.filter)
        except SettingsError as error:
            raise ValueError(str(error)) from error
        self._say(f"Saved. “@{name}” stands for: {self.filter}")

    def take_filter_away(self) -> None:
        """Show all articles again."""
        self.filter = ""
        self._shelf.query = EVERYTHING
        self._say("")
        self.table.find()
