"""All claims over all articles."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from annotations.claim import Claim
from annotations.errors import AnnotationsError
from reader.ui.cells import fitted
from reader.ui.keys import hints
from reader.ui.page import Run
from reader.ui.saving import NotSaved, Saved, Saver
from reader.ui.shelf import Shelf
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.ui.dialogs.tagging import Tagging


class ClaimList(LineList[Claim]):
    """Claims, two lines each: the words, and under them the tags, the claimant, the place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed")
    }
    lines_each = 2

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one of a claim's two lines."""
        claim, line = self.item_at(row)
        width = self.size.width - 1
        if line == 0:
            sign = "▶ " if row // 2 == self.cursor else "  "
            yield Run(sign, ())
            yield Run(fitted(claim.anchor.exact, width - 2), ("headline",))
            return
        place = claim.article.title or claim.article.path
        rest = [claim.claimant, f"“{claim.note}”" if claim.note else "", place]
        tags = ", ".join(claim.tags)
        yield Run("  ▌" + fitted(tags, min(len(tags), width // 2)) + "  ", ("claimed",))
        yield Run(fitted(" · ".join(filter(None, rest)), width), ("meta",))


class ClaimsScreen(Screen[Claim | None]):
    """The list of claims; Enter gives one back, to be shown in its article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,backspace", "leave", "Back", id="claims.back"),
        Binding("t,e", "change", "Change", id="claims.change"),
        Binding("d,delete", "remove", "Remove", id="claims.remove"),
        Binding("u", "undo", "Undo", id="claims.undo"),
    ]

    class ClaimsRead(Message):
        """All claims were read."""

        def __init__(self, claims: tuple[Claim, ...]) -> None:
            super().__init__()
            self.claims = claims

    def __init__(self, workspace: Workspace, shelf: Shelf, saver: Saver) -> None:
        super().__init__()
        self._workspace = workspace
        self._shelf = shelf
        self._saver = saver

    def compose(self) -> ComposeResult:
        """Put the list over the status line."""
        yield ClaimList(id="claims")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Read the claims."""
        self._list.focus()
        self.read_claims()
        self.call_after_refresh(self._show_hints)

    @property
    def _list(self) -> ClaimList:
        return self.query_one("#claims", ClaimList)

    @property
    def _status(self) -> StatusLine:
        return self.query_one("#status", StatusLine)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self._status.message = sentence

    def _show_hints(self) -> None:
        self._status.hints = hints(
            self, ("list.open", "claims.change", "claims.remove", "claims.undo", "claims.back")
        )

    @work(thread=True, exclusive=True)
    def read_claims(self) -> None:
        """Read all claims."""
        try:
            claims = self._workspace.claims()
        except AnnotationsError as error:
            self.app.call_from_thread(self.say, str(error))
            return
        self.post_message(self.ClaimsRead(claims))

    @on(ClaimsRead)
    def _show(self, message: ClaimsRead) -> None:
        claims = sorted(
            message.claims,
            key=lambda claim: (
                str(claim.article.published or ""),
                claim.article.path,
                claim.anchor.start,
            ),
        )
        self._list.show(claims)
        if not claims:
            self._list.instead = "There is no claim yet. Open an article, go to a mark, and tag it."
        self._status.facts = f"{len(claims)} claims" if len(claims) != 1 else "1 claim"

    @on(LineList.Chosen, "#claims")
    def _jump(self) -> None:
        self.dismiss(self._list.current)

    def action_leave(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def action_change(self) -> None:
        """Change the tags and the note of the claim at the cursor."""
        from reader.ui.dialogs.tagging import TagDialog

        claim = self._list.current
        if claim is None:
            return

        def change(given: "Tagging | None") -> None:
            if given is not None:
                changed = replace(claim, tags=given.tags, note=given.note)
                self._saver.make(lambda: self._workspace.change(changed), "Saved the change.")

        known = self._workspace.known_tags()
        self.app.push_screen(
            TagDialog(claim.anchor.exact, known, tags=claim.tags, note=claim.note), change
        )

    def action_remove(self) -> None:
        """Remove the claim at the cursor."""
        claim = self._list.current
        if claim is not None:
            self._saver.make(
                lambda: self._workspace.remove(claim.id), "Removed the claim. Undo brings it back."
            )

    def action_undo(self) -> None:
        """Take the last change back."""
        self._saver.make(self._workspace.undo)

    @on(Saved)
    def _say_saved(self, message: Saved) -> None:
        self.say(message.sentence)
        self.read_claims()

    @on(NotSaved)
    def _say_not_saved(self, message: NotSaved) -> None:
        self.say(message.sentence)
