"""Choosing articles on a screen: the list, its filter, and its order."""

from textual import on

from reader.index.query import EVERYTHING, parse_query
from reader.index.schema import Column
from reader.ui.keys import with_keys
from reader.ui.widgets.article_table import ArticleTable, ListHeader
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.frames import RowScreen
from reader.ui.widgets.status_line import StatusLine
from reader.view.shelf import Shelf

_EXAMPLE = "For example: tag:disputed source:tass quote:lavrov figures>5 unread 2024-07"


class ChoosingScreen(RowScreen[None]):
    """A screen with a list of articles, a line that asks, and a status line.

    A subclass puts them in place, and tells in its status line where the person is.
    """

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._filter = ""

    @property
    def _list(self) -> ArticleTable:
        return self.query_one(ArticleTable)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def _bar(self) -> AskBar:
        return self.query_one(AskBar)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self._status.message = sentence

    def show_facts(self) -> None:
        """Show where the person is, and what runs beside the screen."""

    def turn_to_list(self) -> None:
        """Let the list have the keys."""
        self.set_focus(self._list)

    # What the list shows

    def find(self) -> None:
        """Show rows that have changed."""
        self._list.find_news()

    def find_anew(self) -> None:
        """Find what the list is to show, also where a search was stopped."""
        self._list.find()

    @property
    def is_searching(self) -> bool:
        """Whether texts are looked through: a search that is not to be begun anew for news."""
        return self._list.is_searching

    def stop_searching(self) -> None:
        """Stop the search through texts; what was found stays."""
        self._list.stop_finding()

    @property
    def seen(self) -> list[int]:
        """The ids of the rows on the screen."""
        return self._list.seen

    def redraw_counts(self) -> None:
        """Show counts that have changed."""
        self._shelf.forget_rows()
        self._list.redraw()
        self.show_facts()

    @on(ArticleTable.Arranged)
    def _tell_how_many(self) -> None:
        self.show_columns()
        self.show_facts()

    def show_columns(self) -> None:
        """Show the names of the columns that the list has."""
        self.query_one(ListHeader).names_libraries = bool(self._shelf.library_names)

    # Its order

    @on(ListHeader.ColumnChosen)
    def _sort_by_column(self, message: ListHeader.ColumnChosen) -> None:
        self._sort(message.column)

    def action_sort(self) -> None:
        """Sort the list by the next column."""
        columns = self._shelf.columns
        place = columns.index(self._shelf.column) if self._shelf.column in columns else -1
        self._sort(columns[(place + 1) % len(columns)])

    def action_turn_order(self) -> None:
        """Turn the order of the list round."""
        self._sort(self._shelf.column)

    def _sort(self, column: Column) -> None:
        self._shelf.sort_by(column)
        direction = "falling" if self._shelf.falling else "rising"
        self.query_one(ListHeader).sorted_by = (column, self._shelf.falling)
        self.say(f"Sorted by {column}, {direction}.")
        self._list.find()

    # Its filter

    async def action_filter(self) -> None:
        """Ask which articles to show."""
        self.turn_to_list()
        await self._bar.ask("filter", "Show:", self._filter)
        if not self._filter:
            self.say(_EXAMPLE)

    def _set_filter(self, words: str) -> None:
        self._filter = words
        self._shelf.query = parse_query(words)
        self.say(self._shelf.query.hint if words else _EXAMPLE)
        self._list.find()

    @on(AskBar.Typed)
    def _filter_while_typing(self, message: AskBar.Typed) -> None:
        if message.purpose == "filter":
            self._set_filter(message.words)

    @on(AskBar.Entered)
    def _filter_when_entered(self, message: AskBar.Entered) -> None:
        if message.purpose != "filter":
            return
        if message.words != self._filter:
            self._set_filter(message.words)
        self.turn_to_list()
        ending = with_keys(self.app, "{escape:desk.let-go} takes the filter away.")
        shown = f"Shown: {message.words}. {ending}" if message.words else ""
        self.say(self._shelf.query.hint or shown)

    @on(AskBar.Left)
    def _leave_filter(self, message: AskBar.Left) -> None:
        if message.purpose == "filter":
            self.say("")
            self.take_filter_away()
            self.set_focus(self._list)

    def take_filter_away(self) -> None:
        """Show all articles again."""
        self._filter = ""
        self._shelf.query = EVERYTHING
        self.find_anew()

    def action_let_go(self) -> None:
        """Take the filter away while the list has the focus."""
        if self._filter and self.focused is self._list:
            self.take_filter_away()
            self.say("")
