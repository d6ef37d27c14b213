"""Going to a place in the open article: to words that are searched, or some way down."""

from functools import partial
from time import monotonic
from typing import NamedTuple

from textual.worker import get_current_worker

from annotations.span import Span
from annotations.wording import many
from reader.article import Article
from reader.ui.desk.article_pane import ArticlePane
from reader.ui.keys import with_keys
from reader.ui.terminal.activity import Activity, Breather, CalledOffError
from reader.view.text.highlighting import Look
from reader.view.text.places import Places
from reader.view.text.searching import places_of

_MOST_HITS = 10_000
"""Hits of a search that are shown; a search for “e” in a long text has no use for more."""

_NEWS_EVERY = 0.2
"""Seconds between two looks at what a search has found so far."""


class Hits(NamedTuple):
    """Where searched words stand in an article, as far as they were found."""

    article: Article
    words: str
    places: list[Span]
    is_first: bool
    done: bool


class Search:
    """Searches the article of a pane, beside the screen."""

    def __init__(self, pane: ArticlePane, activity: Activity) -> None:
        self._pane = pane
        self._activity = activity
        self._words = ""
        self._begins_at = 0

    def begin(self) -> None:
        """Search from the caret on when words come."""
        self._begins_at = self._pane.text.selection.caret

    def look_for(self, words: str) -> None:
        """Show every place of the words, upper or lower case; none ends the search."""
        self._words = words
        article = self._pane.article
        if not words:
            self._pane.workers.cancel_group(self._pane, "search")
            self._pane.text.show_hits(Places())
        elif article is not None:
            find = partial(self._find, article, words, self._begins_at)
            self._pane.run_worker(find, thread=True, exclusive=True, group="search")

    def _find(self, article: Article, words: str, start: int) -> None:
        hits: list[Span] = []
        told = None
        rest = Breather(get_current_worker(), self._activity)
        try:
            for hit in places_of(words, article.text, start, rest):
                hits.append(hit)
                if len(hits) == _MOST_HITS:
                    break
                if told is None or monotonic() - told > _NEWS_EVERY:
                    self._tell(Hits(article, words, hits[:], is_first=told is None, done=False))
                    told = monotonic()
        except CalledOffError:
            return
        self._tell(Hits(article, words, hits, is_first=told is None, done=True))

    def _tell(self, hits: Hits) -> None:
        places: Places[Look] = Places((hit, "hit") for hit in hits.places)
        self._pane.call_later(self.show, hits, places)

    def show(self, hits: Hits, places: Places[Look]) -> None:
        """Show what was found, if it is still searched for in this article."""
        if hits.words != self._words or hits.article is not self._pane.article:
            return
        first = hits.places[0] if hits.places and hits.is_first else None
        self._pane.text.show_hits(places, first=first)
        if not hits.done:
            return
        count = len(hits.places)
        if not count:
            self._pane.say(f"“{hits.words}” does not stand in this article.")
        else:
            more = "at least " if count == _MOST_HITS else ""
            ending = with_keys(self._pane.app, "{escape:text.let-go} ends the search.")
            self._pane.say(f"“{hits.words}”: {more}{many(count, 'place')}. {ending}")

    def go_to_percent(self, words: str) -> None:
        """Put the caret some way down the article."""
        try:
            percent = min(100.0, max(0.0, float(words.strip().rstrip("%"))))
        except ValueError:
            self._pane.say(f"“{words}” is no number from 0 to 100.")
            return
        article = self._pane.article
        if article is not None:
            self._pane.text.go_to(int(len(article.text) * percent / 100))
            self._pane.text.action_row_edge(0)
