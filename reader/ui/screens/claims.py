"""All claims over all articles: grouped, filtered, changed one by one or many at once."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from annotations.citation import citation
from annotations.claim import Claim
from annotations.errors import AnnotationsError
from reader.errors import ReaderError
from reader.ui import scopes
from reader.ui.grouping import GROUPINGS, fits, grouped
from reader.ui.keys import hints
from reader.ui.saving import NotSaved, Saved
from reader.ui.tagger import Tagger
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.claim_list import ClaimList
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.workspace import Workspace


class ClaimsScreen(Screen[Claim | None]):
    """The list of claims; Enter gives one back, to be shown in its article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,backspace", "leave", "Back", id="claims.back"),
        Binding("escape", "let_go", "Let go of choice and filter", show=False, id="claims.let-go"),
        Binding("slash", "filter", "Filter", id="claims.filter"),
        Binding("s", "group", "Group by", id="claims.group"),
        Binding("v", "choose_claim", "Choose for a change of many", id="claims.choose"),
        Binding("V", "choose_all", "Choose all that are shown", show=False, id="claims.all"),
        Binding("t", "tags", "Tags", id="claims.tags"),
        Binding("e", "edit", "Edit", id="claims.edit"),
        Binding("a", "attach", "Attach an orphan", show=False, id="claims.attach"),
        Binding("d,delete", "remove", "Remove", id="claims.remove"),
        Binding("y", "copy", "Copy as a citation", show=False, id="claims.copy"),
        Binding("u", "undo", "Undo", id="claims.undo"),
        Binding("ctrl+r", "redo", "Redo", show=False, id="claims.redo"),
    ]

    class AttachWanted(Message):
        """An orphan is to get new words."""

        def __init__(self, claim: Claim) -> None:
            super().__init__()
            self.claim = claim

    class _ClaimsRead(Message):
        def __init__(self, claims: tuple[Claim, ...]) -> None:
            super().__init__()
            self.claims = claims

    class _OrphansFound(Message):
        def __init__(self, ids: frozenset[str]) -> None:
            super().__init__()
            self.ids = ids

    def __init__(self, workspace: Workspace, tagger: Tagger) -> None:
        super().__init__()
        self._workspace = workspace
        self._tagger = tagger
        self._claims: tuple[Claim, ...] = ()
        self._grouping = "article"
        self._filter = ""
        self._shown = 0

    def compose(self) -> ComposeResult:
        """Put the list over the line that asks and the status line."""
        yield ClaimList(id="claims")
        yield AskBar(id="ask")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Read the claims."""
        self.set_focus(self._list)
        self.refresh_claims()
        self.call_after_refresh(self.show_hints)

    @property
    def _list(self) -> ClaimList:
        return self.query_one(ClaimList)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def _current(self) -> Claim | None:
        row = self._list.current
        return row if isinstance(row, Claim) else None

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self._status.message = sentence

    def show_hints(self) -> None:
        """Show the keys that matter."""
        self._status.hints = hints(
            self,
            ("list.open", "claims.tags", "claims.edit", "claims.group", "claims.filter",
             "claims.choose", "claims.remove", "claims.undo", "app.export", "claims.back"),
        )  # fmt: skip

    # Reading

    @work(thread=True, exclusive=True, group="claims")
    def refresh_claims(self) -> None:
        """Read all claims."""
        try:
            claims = self._workspace.claims()
        except AnnotationsError as error:
            self.app.call_from_thread(self.say, str(error))
            return
        self.post_message(self._ClaimsRead(claims))
        self.post_message(self._OrphansFound(_orphans(self._workspace, claims)))

    @on(_ClaimsRead)
    def _take_claims(self, message: _ClaimsRead) -> None:
        self._claims = message.claims
        self._show()

    @on(_OrphansFound)
    def _show_orphans(self, message: _OrphansFound) -> None:
        self._list.lost = message.ids
        self._list.redraw()
        self._show_facts()

    def _show(self) -> None:
        claims = [claim for claim in self._claims if fits(claim, self._filter)]
        here = self._current
        rows = list(grouped(claims, self._grouping))
        same = (n for n, row in enumerate(rows) if isinstance(row, Claim) and row == here)
        near = min(max(1, self._list.cursor), len(rows) - 1)
        kept = {claim.id for claim in self._claims}
        self._list.chosen = frozenset(self._list.chosen & kept)
        self._list.instead = (
            "No claim fits the filter. Esc takes it away."
            if self._claims
            else "There is no claim yet. Open an article, go to a mark, and tag it."
        )
        self._list.show(rows, cursor=next(same, near))
        self._shown = len(claims)
        self._show_facts()

    def _show_facts(self) -> None:
        number, lost, chosen = self._shown, len(self._list.lost), len(self._list.chosen)
        facts = [
            f"{chosen} chosen" if chosen else "",
            f"{number} claim{'s' * (number != 1)} by {self._grouping}",
            f"{lost} orphan{'s' * (lost != 1)} (a)" if lost else "",
        ]
        self._status.facts = tuple(filter(None, facts))

    # Choosing what is shown

    def action_group(self) -> None:
        """Group by the next thing: article, tag, claimant, verdict."""
        names = list(GROUPINGS)
        self._grouping = names[(names.index(self._grouping) + 1) % len(names)]
        self._show()

    async def action_filter(self) -> None:
        """Ask which claims to show."""
        await self.query_one(AskBar).ask("filter", "Show:", self._filter)

    @on(AskBar.Typed)
    @on(AskBar.Entered)
    def _filter_by(self, message: AskBar.Typed | AskBar.Entered) -> None:
        self._filter = message.words
        self._show()
        if isinstance(message, AskBar.Entered):
            self.set_focus(self._list)

    @on(AskBar.Left)
    def _take_filter_away(self) -> None:
        self._filter = ""
        self._show()
        self.set_focus(self._list)

    def action_let_go(self) -> None:
        """Let go of the choice, then of the filter, then of the screen."""
        if self._list.chosen:
            self._list.chosen = frozenset()
            self._list.redraw()
            self._show_facts()
        elif self._filter:
            self._take_filter_away()
        else:
            self.action_leave()

    def action_choose_claim(self) -> None:
        """Choose the claim at the cursor for a change of many, or let go of it."""
        claim = self._current
        if claim is not None:
            self._list.chosen ^= {claim.id}
        self._list.action_move(1)
        self._list.redraw()
        self._show_facts()

    def action_choose_all(self) -> None:
        """Choose every claim that is shown."""
        self._list.chosen = frozenset(row.id for row in self._list.items if isinstance(row, Claim))
        self._list.redraw()
        self._show_facts()

    # Acting

    @on(LineList.Chosen)
    def _jump(self) -> None:
        if self._current is not None:
            self.dismiss(self._current)

    def action_leave(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def _meant(self) -> Sequence[Claim]:
        chosen = [claim for claim in self._claims if claim.id in self._list.chosen]
        return chosen or [claim for claim in (self._current,) if claim is not None]

    def action_tags(self) -> None:
        """Change the tags of the claim at the cursor, or add tags to all that are chosen."""
        meant = self._meant()
        if len(meant) > 1:
            self._tagger.ask_and_tag_all(meant)
        elif meant:
            self._tagger.ask_and_change(meant[0])

    def action_edit(self) -> None:
        """Ask for all that can be said of the claim at the cursor."""
        if self._current is not None:
            self._tagger.edit(self._current)

    def action_remove(self) -> None:
        """Remove the claim at the cursor, or all that are chosen."""
        self._tagger.remove(*self._meant())

    def scopes(self) -> Sequence[scopes.Scope]:
        """Return which claims can be exported, what is most likely meant first."""
        here, chosen = self._current, self._list.chosen
        found = [scopes.of_everything(self._workspace)]
        if self._filter:
            shown = [claim for claim in self._claims if fits(claim, self._filter)]
            found.insert(0, scopes.of_claims("shown claims", shown))
        if chosen:
            meant = [claim for claim in self._claims if claim.id in chosen]
            found.insert(0, scopes.of_claims("chosen claims", meant))
        if here is not None:
            same = [claim for claim in self._claims if claim.article.path == here.article.path]
            found.append(scopes.of_claims("article of this claim", same))
        return found

    def action_attach(self) -> None:
        """Open an orphan's article to choose the words it is to stand on."""
        claim = self._current
        if claim is None or claim.id not in self._list.lost:
            self.say("This claim's words still stand. An orphan is marked so.")
            return
        self.app.post_message(self.AttachWanted(claim))
        self.dismiss(None)

    def action_copy(self) -> None:
        """Copy the claim at the cursor, or all that are chosen, a line each."""
        meant = self._meant()
        if meant:
            self.app.copy_to_clipboard("\n".join(map(citation, meant)))
            self.say("Copied as a citation." if len(meant) == 1 else f"Copied {len(meant)} claims.")

    def action_undo(self) -> None:
        """Take the last change back."""
        self._tagger.undo()

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._tagger.redo()

    @on(Saved)
    def _say_saved(self, message: Saved) -> None:
        self.say(message.sentence)
        self.refresh_claims()

    @on(NotSaved)
    def _say_not_saved(self, message: NotSaved) -> None:
        self.say(message.sentence)


def _orphans(workspace: Workspace, claims: Sequence[Claim]) -> frozenset[str]:
    """Return the ids of claims whose words no longer stand in their article."""
    lost: set[str] = set()
    first_of = {claim.article.path: claim for claim in claims}
    for claim in first_of.values():
        try:
            for listed in workspace.articles_of(claim):
                found = workspace.orphans(listed, workspace.read(listed))
                lost.update(kept.claim.id for kept in found)
        except (AnnotationsError, ReaderError):
            continue
    return frozenset(lost)
