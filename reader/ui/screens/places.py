"""All places of the same words: looked at one by one, then tagged in one action."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message
from textual.worker import get_current_worker

from annotations.folding import folded, searched
from annotations.wording import many
from reader.ui.actions import bindings
from reader.ui.keys import with_keys
from reader.ui.screens.overview import OverviewScreen
from reader.ui.tagger import Tagger
from reader.ui.terminal.activity import Activity, Breather, CalledOffError
from reader.ui.widgets.line_list import LineList
from reader.view.text.cells import fitted, gist
from reader.view.text.runs import Run
from reader.view.text.selecting import sentence_at
from reader.workspace import Workspace
from reader.workspace.everywhere import WordPlace
from reader.workspace.open_article import OpenArticle


class PlaceList(LineList[WordPlace]):
    """Places, two lines each: the sentence with the words, and the article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "taken")
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("places.tag")
    lines_each = 2

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.left_out: frozenset[tuple[str, int]] = frozenset()

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one of a place's two lines."""
        place, line = self.item_at(row)
        width = self.size.width - 1
        if line:
            said = "has a claim · " if place.is_claim else ""
            yield Run(fitted(f"    {said}{place.opened.article.title}", width), ("meta",))
            return
        pointer = "▶" if row // self.lines_each == self.cursor else " "
        sign = " " if key_of(place) in self.left_out else "✓"
        yield Run(f"{pointer}{sign} ", ("taken",))
        text, span = place.opened.text, place.span
        sentence = sentence_at(text, span.start) or span
        before = " ".join(text[sentence.start : span.start].split(" "))
        room = max(0, width - 3 - len(span.of(text)))
        before = before if len(before) <= room // 2 else f"…{before[-(room // 2) + 1 :]}"
        before = before.replace("\n", " ")
        yield Run(gist(before, len(before)) + " " * before.endswith(" "), ("headline",))
        yield Run(gist(span.of(text), 200), ("claimed",))
        yield Run(fitted(text[span.end : sentence.end].replace("\n", " "), room), ("headline",))


def key_of(place: WordPlace) -> tuple[str, int]:
    """Return what tells a place from all others."""
    listed = place.opened.listed
    return f"{listed.library}/{listed.path}", place.span.start


class PlacesScreen(OverviewScreen[WordPlace]):
    """Where the words stand, in the article or in all; gives back the place to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("places")
    hint_ids = (
        "ask.leave", "places.tag", "places.leave-out", "places.all", "places.other-tags",
        "places.show", "places.filter", "places.back", "app.help",
    )  # fmt: skip

    class _Found(Message):
        def __init__(self, places: tuple[WordPlace, ...], *, complete: bool) -> None:
            super().__init__()
            self.places, self.complete = places, complete

    def __init__(
        self,
        workspace: Workspace,
        tagger: Tagger,
        activity: Activity,
        opened: OpenArticle,
        words: str,
        tags: Sequence[str],
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._tagger = tagger
        self._activity = activity
        self._opened = opened
        self._words = words
        self._tags = tuple(tags)
        self._in_all = False
        self._complete = False
        self._places: tuple[WordPlace, ...] = ()

    def made_list(self) -> PlaceList:
        """Return the list of places."""
        return PlaceList(id="places")

    @property
    def _list(self) -> PlaceList:
        return self.query_one(PlaceList)

    @work(thread=True, exclusive=True, group="places")
    def refresh_claims(self) -> None:
        """Look for the words, in the article first."""
        rest = Breather(get_current_worker(), self._activity)
        if not self._in_all:
            found = self._workspace.everywhere.here(self._opened, self._words)
            self.post_message(self._Found(found, complete=True))
            return
        places: list[WordPlace] = []
        due = 1
        try:
            for more in self._workspace.everywhere.in_all(self._words, rest):
                places += more
                # Each time twice as many: the screen would be busy with news of every article.
                if len(places) >= due:
                    due = 2 * len(places)
                    self.post_message(self._Found(tuple(places), complete=False))
        except CalledOffError:
            return
        self.post_message(self._Found(tuple(places), complete=True))

    @on(_Found)
    def _take(self, message: _Found) -> None:
        self._places, self._complete = message.places, message.complete
        self.show_fitting()

    def show_fitting(self) -> None:
        """Show the places whose article or text around them has the words of the filter."""
        wanted = folded(self.filter).split()
        self._list.show([place for place in self._places if _fits(place, wanted)])
        self._list.instead = "The words stand nowhere like that."
        self._show_facts()

    def _show_facts(self) -> None:
        where = "all articles" if self._in_all else "this article"
        tags = f" → {', '.join(self._tags)}" if self._tags else ""
        self.status.about = f"“{gist(self._words.strip('“”'), 30)}” in {where}{tags}"
        number = len(self._chosen)
        going = () if self._complete else ("looking …",)
        self.status.facts = (f"{number} of {many(len(self._list.items), 'place')}", *going)

    @property
    def _chosen(self) -> list[WordPlace]:
        left_out = self._list.left_out
        return [place for place in self._list.items if key_of(place) not in left_out]

    def action_leave_out(self) -> None:
        """Leave the place at the cursor out, or take it in again, and go on."""
        if self._list.current is not None:
            self._list.left_out ^= {key_of(self._list.current)}
            self._list.action_move(1)
            self._list.redraw()
            self._show_facts()

    def action_all(self) -> None:
        """Look in all articles, or in this one alone again."""
        self._in_all = not self._in_all
        self._complete = False
        self.refresh_claims()

    def action_other_tags(self) -> None:
        """Ask for the tags."""
        self._tagger.ask_for_tags(self._words, self._tags, self._give)

    @on(LineList.Chosen)
    def action_tag(self) -> None:
        """Tag every place that has a tick; ask for the tags where none was given yet."""
        if self._tags:
            self._give(self._tags)
        else:
            self.action_other_tags()

    def _give(self, tags: Sequence[str]) -> None:
        self._tags = tuple(tags)
        if not self._complete:
            self.say("Not all articles were looked at yet.")
        elif self._chosen:
            self._tagger.tag_places(self._chosen, self._tags)
            self.dismiss(None)
        else:
            self.say(with_keys(self.app, "No place is left. {v:places.leave-out} takes one in."))

    def action_show(self) -> None:
        """Show the place at the cursor in its article."""
        if self._list.current is not None:
            self.dismiss(self._list.current)


def _fits(place: WordPlace, wanted: Sequence[str]) -> bool:
    text = place.opened.text
    around = sentence_at(text, place.span.start) or place.span
    low = searched(f"{around.of(text)} {place.opened.article.title}")
    return all(word in low for word in wanted)
