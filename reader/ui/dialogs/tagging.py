"""The box that asks for a claim's tags and note."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from annotations.codebook import Tag
from annotations.folding import folded
from reader.display import display
from reader.ui.actions import bindings
from reader.ui.dialogs.fields import typed_over
from reader.ui.dialogs.form import keep_free
from reader.ui.keys import with_keys
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.frames import RowScreen
from reader.ui.widgets.line_field import LineField
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.veil import Veiled
from reader.view.text.cells import fitted, gist, width
from reader.view.text.runs import Run

_KEYS = "Enter save   , another tag   Tab note   {escape:tagging.leave} cancel"

_NAME = 20
"""Cells of a tag's name, at least, where what it means stands beside it."""


_BESIDE_OFFERS = 11
"""Rows of the box for all but the tags it offers, at most."""

_NEAR = 0.8
"""How like two names are of which one may be a slip of the other: “cost” and “costs” are."""

_REST = 0.01
"""Seconds between two parts of a box that is made before it is asked for."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """What a person gave words: at least one tag, and perhaps a note; and what they took away."""

    tags: tuple[str, ...]
    note: str
    taken_away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Offer:
    """One row under the tag field: a known tag with its key, or the new one that was typed."""

    name: str
    key: str = ""
    description: str = ""
    new: bool = False


class TagList(LineList[_Offer]):
    """The tags that fit what was typed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("taken", "new", "meta")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.taken: tuple[str, ...] = ()
        self.can_focus = False

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a tag with its key, a sign when it is taken, and what it means."""
        offer, _ = self.item_at(row)
        taken = offer.name in self.taken
        room = self.size.width - 6
        words = f"new tag “{offer.name}”" if offer.new else offer.name
        yield Run(
            f" {fitted(offer.key, 1) or ' '} {'✓' if taken else ' '} ", ("taken",) if taken else ()
        )
        if not offer.description or room < 2 * _NAME:
            yield Run(fitted(words, room), ("new",) if offer.new else ())
            return
        name = max(_NAME, width(words))
        yield Run(fitted(words, name), ())
        yield Run(fitted(f" {offer.description}", room - name), ("meta",))


class TagDialog(Leavable, Veiled, ModalScreen[Tagging | None], RowScreen[Tagging | None]):
    """Asks for tags: type to find one or to make a new one; Enter takes it and saves.

    A comma takes it and goes on to the next. The key of a tag finds it, as do 1 to 9 the
    first ones where no tag has a key. The name or the key of a tag that was taken lets go of
    it again. Tab goes to the note, Escape leaves everything as it was.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("tagging")

    def __init__(self, *, in_parts: bool = False) -> None:
        super().__init__()
        self._in_parts = in_parts
        self._is_made = False
        self._words, self._note = "", ""
        self._row: int | None = None
        self._styled_for = ""
        self._known: tuple[_Offer, ...] = ()
        self._tags: tuple[str, ...] = ()
        self._before: tuple[str, ...] = ()
        self._some: tuple[tuple[str, int], ...] = ()
        self._offered_for = ""
        self._asked_about = ""

    def compose(self) -> ComposeResult:
        """Make the box, empty as yet when it is made in parts."""
        yield Vertical(*(() if self._in_parts else self._parts()), id="box")

    def _parts(self) -> list[Widget]:
        """Return the words, the tags so far, the two fields and the known tags."""
        save = Button("Save", id="save", compact=True, variant="primary")
        cancel = Button("Cancel", id="cancel", compact=True)
        return [
            Static(id="words"),
            Static(id="taken"),
            LineField(placeholder="tag", id="tag"),
            TagList(id="offers"),
            LineField(placeholder="note", id="note", has_lines=True),
            Horizontal(save, cancel, id="buttons"),
            Static(Content(with_keys(self.app, _KEYS)), id="keys"),
        ]

    def on_mount(self) -> None:
        """Show what is asked."""
        if not self._in_parts:
            self._is_made = True
            self._show_question()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles from the last time the box stood here, but for another theme."""
        event.refresh_styles = self._styled_for != self.app.theme
        self._styled_for = self.app.theme

    async def make_parts(self) -> None:
        """Make the box part by part, with a rest after each in which keys are answered."""
        for part in self._parts():
            boxes = self.query("#box")
            if not (self.app.is_running and boxes and boxes.first().is_attached):
                return  # the app is being left, perhaps since before the box was made
            await boxes.first().mount(part)
            await asyncio.sleep(_REST)
        self._is_made = True

    @property
    def is_ready(self) -> bool:
        """Whether the box can be opened without being made first."""
        return self._is_made and self not in self.app.screen_stack

    def ask(
        self,
        words: str,
        known: Sequence[Tag],
        *,
        tags: Sequence[str],
        note: str,
        some: Iterable[tuple[str, int]] = (),
        row: int | None = None,
    ) -> None:
        """Ask for the tags and the note of some words, which may have some already.

        `some` are tags that so many of several claims have. `row` is that of the words on the
        screen, which the box leaves free where it can.
        """
        self._words, self._note, self._row = words, note, row
        self._before, self._some, self._asked_about = tuple(tags), tuple(some), ""
        has_keys = any(tag.key for tag in known)
        self._known = tuple(
            _Offer(tag.name, tag.key if has_keys else _digit(place), tag.description)
            for place, tag in enumerate(known, 1)
        )
        self._tags = tuple(tags)
        if self._is_made:
            self._show_question()

    def _show_question(self) -> None:
        self.query_one("#box").border_title = "Change claim" if self._tags else "Tag"
        self.query_one("#words", Static).update(Content(gist(self._words, 220)))
        with self.prevent(Input.Changed):
            self._field.value = ""
            self.query_one("#note", Input).value = display(self._note)
        self._show_taken()
        self._offer("")
        self.set_focus(self._field)
        keep_free(self, self._row, _BESIDE_OFFERS + min(8, len(self._offers.items)))

    # What is offered and taken

    @property
    def _offers(self) -> TagList:
        return self.query_one("#offers", TagList)

    @property
    def _field(self) -> Input:
        return self.query_one("#tag", Input)

    @on(Input.Changed, "#tag")
    def _typed(self) -> None:
        words = self._field.value  # the message may be older than what stands there now
        if "," in words:
            *pieces, rest = words.split(",")
            for piece in filter(str.strip, pieces):
                self._take(self._offers_for(piece)[0], piece)
            self._field.value = rest.lstrip()
        else:
            self._offer(words)

    def _take(self, offer: _Offer, typed: str) -> None:
        """Take the tag that was offered for what was typed, or let go of it where it is taken."""
        if offer.name not in self._tags:
            self._tags = (*self._tags, offer.name)
        elif typed.strip() in (offer.key, offer.name) or offer.name in self._before:
            self._tags = tuple(tag for tag in self._tags if tag != offer.name)
        self._show_taken()

    def _offer(self, words: str) -> None:
        self._offered_for = words
        self._offers.taken = self._tags
        before, offers = len(self._offers.items), self._offers_for(words)
        self._offers.show(offers, cursor=0)
        if len(offers) != before:
            self._offers.refresh(layout=True)

    def _offers_for(self, words: str) -> list[_Offer]:
        """Return known tags that fit, and the new one, which only what begins alike precedes."""
        wanted = " ".join(words.split())
        ranked = _ranked(self._known, wanted)
        offers = [offer for _, offer in ranked]
        if wanted and all(offer.name != wanted for offer in self._known):
            surely = sum(rank <= _BEGINS for rank, _ in ranked)
            offers.insert(surely, _Offer(wanted, new=True))
        return offers

    def _toggle(self, name: str) -> None:
        if name in self._tags:
            self._tags = tuple(tag for tag in self._tags if tag != name)
        else:
            self._tags = (*self._tags, name)
        self._field.value = ""
        self._show_taken()
        self._offer("")

    def _show_taken(self) -> None:
        names = [display(name) for name in self._tags]
        names += [f"{display(name)} ({on})" for name, on in self._some if name not in self._tags]
        self.query_one("#taken", Static).update(Content(" · ".join(names) or "no tag yet"))
        self.query_one("#taken").set_class(not self._tags, "-none")

    # Keys

    def action_move(self, rows: int) -> None:
        """Move among the tags that are offered."""
        self._offers.action_move(rows)

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Take what is typed, or the offered tag when there is none yet, and save."""
        typed = self._field.value
        if typed != self._offered_for:
            self._offer(typed)
        offer = self._offers.current
        if offer and offer.new and self._asks_about(offer.name):
            return
        if offer and (typed.strip() or not self._tags):
            self._take(offer, typed)
            self._field.value = self._offered_for = ""
        if self._tags:
            note = typed_over(self._note, self.query_one("#note", Input).value, has_lines=True)
            gone = tuple(tag for tag in self._before if tag not in self._tags)
            self.dismiss(Tagging(self._tags, note, gone))
        else:
            self.query_one("#taken", Static).update(Content("A claim needs a tag: name one."))

    def _asks_about(self, name: str) -> bool:
        """Ask once whether a new tag is not one that nearly has its name; tell if it was asked."""
        near = nearly(name, [offer.name for offer in self._known])
        if not near or self._asked_about == name:
            return False
        self._asked_about = name
        known = next(offer for offer in self._known if offer.name == near)
        new = self._offers.current
        self._offers.show([offer for offer in (new, known) if offer], cursor=0)
        self._offers.refresh(layout=True)
        words = f"There is “{near}”: ↓ Enter takes it. Enter makes “{name}” a new tag."
        self.query_one("#taken", Static).update(Content(display(words)))
        return True

    @on(LineList.Chosen, "#offers")
    def _clicked(self, message: LineList.Chosen) -> None:
        message.stop()
        offer = self._offers.current
        if offer:
            self._toggle(offer.name)

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Close the box and change nothing."""
        self.dismiss(None)


def nearly(name: str, known: Iterable[str]) -> str:
    """Return the known tag whose name is so like this one that it may be a slip, else nothing.

    Names that differ in their digits alone are meant so ("week 12", "week 13").

    >>> nearly("tol", ["toll", "port"]), nearly("week 13", ["week 12"])
    ('toll', '')
    """
    wanted = folded(name)
    for other in known:
        near = folded(other)
        if _without_digits(near) == _without_digits(wanted) and near != wanted:
            continue
        if SequenceMatcher(None, wanted, near).ratio() >= _NEAR:
            return other
    return ""


def _without_digits(name: str) -> str:
    return "".join(character for character in name if not character.isdigit())


_SAME, _BEGINS, _CONTAINS, _HAS_LETTERS = range(4)


def _digit(place: int) -> str:
    return str(place) if place < 10 else ""


def _ranked(offers: Iterable[_Offer], wanted: str) -> list[tuple[int, _Offer]]:
    """Return those that have the letters of `wanted` in their order, or its key, best first."""
    ranks = [(rank, offer) for offer in offers if (rank := _rank(offer, wanted)) is not None]
    return sorted(ranks, key=lambda pair: pair[0])


def _rank(offer: _Offer, wanted: str) -> int | None:
    low, asked = folded(offer.name), folded(wanted)
    if low == asked or not asked or offer.key == wanted:
        return _SAME
    if low.startswith(asked):
        return _BEGINS
    if asked in low:
        return _CONTAINS
    letters = iter(low)
    return _HAS_LETTERS if all(letter in letters for letter in asked) else None
