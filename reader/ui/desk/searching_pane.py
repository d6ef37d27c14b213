"""Going to a place in the open article: to words that are searched, or some way down."""

from time import monotonic

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from annotations.span import Span
from reader.article import Article
from reader.ui.desk.article_pane import ArticlePane
from reader.ui.keys import with_keys
from reader.ui.terminal.activity import CalledOffError, Rest
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.ask_bar import AskBar
from reader.view.text.highlighting import Look
from reader.view.text.places import Places
from reader.view.text.searching import places_of

_MOST_HITS = 10_000
"""Hits of a search that are shown; a search for “e” in a long text has no use for more."""

_NEWS_EVERY = 0.2
"""Seconds between two looks at what a search has found so far."""


class SearchingPane(ArticlePane):
    """One open article, in which words can be searched."""

    class _HitsFound(Message):
        def __init__(
            self, article: Article, words: str, hits: list[Span], *, is_first: bool, done: bool
        ) -> None:
            super().__init__()
            self.article = article
            self.words, self.is_first, self.done = words, is_first, done
            self.first = hits[0] if hits else None
            self.hits: Places[Look] = Places((hit, "hit") for hit in hits)

    _searched = ""
    _searched_from = 0

    def _bar(self) -> AskBar:
        return self.screen.query_one(AskBar)

    async def action_search(self) -> None:
        """Ask for words and show all their places."""
        self._searched_from = self.text.selection.caret
        await self._bar().ask("search", "Search:")

    async def action_go_to_percent(self) -> None:
        """Ask how far down to go."""
        await self._bar().ask("percent", "Go to per cent:")

    def search(self, words: str) -> None:
        """Show every place of the words, upper or lower case; none ends the search."""
        self._searched = words
        if words:
            self._find(words, self._searched_from)
        else:
            self.workers.cancel_group(self, "search")
            self.text.show_hits(Places())

    @work(thread=True, exclusive=True, group="search")
    def _find(self, words: str, start: int) -> None:
        article = self.article
        if article is None:
            return
        hits: list[Span] = []
        told = None
        try:
            for hit in places_of(
                words, article.text, start, Rest(get_current_worker(), self._hands)
            ):
                hits.append(hit)
                if len(hits) == _MOST_HITS:
                    break
                if told is None or monotonic() - told > _NEWS_EVERY:
                    self.post_message(
                        self._HitsFound(article, words, hits, is_first=told is None, done=False)
                    )
                    told = monotonic()
        except CalledOffError:
            return
        self.post_message(self._HitsFound(article, words, hits, is_first=told is None, done=True))

    @on(_HitsFound)
    def _show_hits(self, message: _HitsFound) -> None:
        if message.words != self._searched or message.article is not self.article:
            return
        self.text.show_hits(message.hits, first=message.first if message.is_first else None)
        count = len(message.hits)
        if not message.done:
            return
        if not count:
            self._say(f"“{message.words}” does not stand in this article.")
        else:
            more = "at least " if count == _MOST_HITS else ""
            places = "place" if count == 1 else "places"
            ending = with_keys(self.app, "{escape:text.let-go} ends the search.")
            self._say(f"“{message.words}”: {more}{count} {places}. {ending}")

    @on(ArticleView.SearchEnded)
    def _end_search(self) -> None:
        self.search("")

    def go_to_percent(self, words: str) -> None:
        """Put the caret some way down the article."""
        try:
            percent = min(100.0, max(0.0, float(words.strip().rstrip("%"))))
        except ValueError:
            self._say(f"“{words}” is no number from 0 to 100.")
            return
        if self.article is not None:
            self.text.go_to(int(len(self.article.text) * percent / 100))
            self.text.action_row_edge(0)
