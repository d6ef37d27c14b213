"""All claims over all articles: grouped, filtered, changed one by one or many at once."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message

from annotations.claim import Claim
from annotations.codebook import parents_in
from annotations.errors import AnnotationsError
from annotations.wording import citation
from reader.ui.actions import bindings
from reader.ui.keys import with_keys
from reader.ui.screens.overview import OverviewScreen
from reader.ui.tagger import Tagger
from reader.ui.widgets.claim_detail import ClaimDetail
from reader.ui.widgets.claim_list import ClaimList
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.verdict_strip import VerdictStrip
from reader.view import scopes
from reader.view.claim_choice import ClaimChoice, Key, key_of, orphans, words_of
from reader.view.grouping import GROUPINGS, Group, Row
from reader.workspace import Workspace

_DETAIL_BESIDE, _DETAIL_UNDER = 120, 30
"""Cells from which what a claim holds stands beside the list, and rows from which under it."""


class ClaimsScreen(OverviewScreen[Claim]):
    """The list of claims; Enter gives one back, to be shown in its article."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("claims")

    hint_ids = (
        "ask.leave", "verdict.leave", "list.open", "claims.tags", "claims.edit", "claims.verdict",
        "claims.group", "claims.fold", "claims.table",
        "claims.filter", "claims.choose", "claims.back", "claims.remove", "claims.undo",
        "app.export", "app.help",
    )  # fmt: skip

    class AttachWanted(Message):
        """An orphan is to get new words."""

        def __init__(self, claim: Claim) -> None:
            super().__init__()
            self.claim = claim

    class _ClaimsRead(Message):
        def __init__(self, claims: tuple[Claim, ...]) -> None:
            super().__init__()
            self.claims = claims

    class _WordsMade(Message):
        def __init__(self, claims: tuple[Claim, ...], words: Sequence[str]) -> None:
            super().__init__()
            self.claims = claims
            self.words = words

    class _OrphansFound(Message):
        def __init__(self, keys: frozenset[Key]) -> None:
            super().__init__()
            self.keys = keys

    def __init__(self, workspace: Workspace, tagger: Tagger) -> None:
        super().__init__()
        self._workspace = workspace
        self._tagger = tagger
        self._choice = ClaimChoice()

    def made_list(self) -> ClaimList:
        """Return the list of claims."""
        return ClaimList(self._choice, id="claims")

    def compose(self) -> ComposeResult:
        """Put what the claim at the cursor holds beside the list, or under it."""
        first, *foot = super().compose()
        with Container(id="claims-and-detail"):
            yield first
            yield ClaimDetail(id="detail")
        yield from foot

    def on_resize(self, event: events.Resize) -> None:
        """Show the detail beside the list, under it, or not at all, as there is room."""
        wide = event.size.width >= _DETAIL_BESIDE
        self.set_class(wide, "-beside")
        self.set_class(not wide and event.size.height >= _DETAIL_UNDER, "-under")

    @on(LineList.CursorMoved)
    def _show_detail(self) -> None:
        self.query_one(ClaimDetail).show(self._current)

    @property
    def _list(self) -> ClaimList:
        return self.query_one(ClaimList)

    @property
    def _current(self) -> Claim | None:
        row = self._list.current
        return row if isinstance(row, Claim) else None

    # Reading

    @work(thread=True, exclusive=True, group="claims")
    def refresh_claims(self) -> None:
        """Read all claims."""
        try:
            self._choice.parents = parents_in(self._workspace.tags.codebook().tags)
            claims = self._workspace.claims.find()
        except AnnotationsError as error:
            self.app.call_from_thread(self.say, str(error))
            return
        self.post_message(self._ClaimsRead(claims))
        self.post_message(self._WordsMade(claims, words_of(claims, self._choice.parents)))
        self.post_message(self._OrphansFound(orphans(self._workspace, claims)))

    @on(_ClaimsRead)
    def _take_claims(self, message: _ClaimsRead) -> None:
        self._choice.take(message.claims)
        self._show()

    @on(_WordsMade)
    def _take_words(self, message: _WordsMade) -> None:
        self._choice.take_words(message.claims, message.words)

    @on(_OrphansFound)
    def _show_orphans(self, message: _OrphansFound) -> None:
        self._choice.lost = message.keys
        self._redraw()

    def _show(self, *, group: str = "") -> None:
        """Show what is chosen to be seen, the cursor on the same claim or on a group.

        A claim that stands in several groups is met at its row nearest to the one before.
        """
        choice, here, cursor = self._choice, self._current, self._list.cursor
        rows = choice.rows()
        same = _rows_at(rows, here, group)
        near = min(max(not choice.folded, cursor), len(rows) - 1)
        self._list.lines_each = 1 if choice.folded else 2
        self._list.instead = (
            with_keys(self.app, "No claim fits the filter. {escape:claims.let-go} takes it away.")
            if choice.claims
            else "There is no claim yet. Open an article, go to a mark, and tag it."
        )
        self._list.show(rows, cursor=min(same, key=lambda row: abs(row - cursor), default=near))
        self._show_detail()
        if group:
            self._list.top = self._list.cursor * self._list.lines_each
        self.status.about = f"Claims with “{choice.filter}”" if choice.filter else "All claims"
        self._show_facts()

    def _redraw(self) -> None:
        self._list.redraw()
        self._show_facts()

    def _show_facts(self) -> None:
        self.status.facts = tuple(with_keys(self.app, fact) for fact in self._choice.facts())

    # Choosing what is shown

    def action_group(self) -> None:
        """Group by the next thing: article, tag, claimant, verdict."""
        self._choice.group_by_next()
        self._show()

    def action_fold(self) -> None:
        """Show the groups alone, or with their claims again."""
        row = self._list.current
        name = row.name if isinstance(row, Group) else ""
        if isinstance(row, Claim):
            name = next(iter(GROUPINGS[self._choice.grouping](row)), "")
        self._choice.folded = not self._choice.folded
        self._show(group=name)

    def show_fitting(self) -> None:
        """Show the claims that fit the filter."""
        self._choice.filter = self.filter
        self._show()

    def action_let_go(self) -> None:
        """Let go of the choice, then of the filter."""
        if self._choice.chosen:
            self._choice.chosen = frozenset()
            self._redraw()
        else:
            super().action_let_go()

    def action_choose_claim(self) -> None:
        """Choose the claim or the group at the cursor for a change of many, or let go of it."""
        row = self._list.current
        if row is not None:
            self._choice.turn(row)
        self._list.action_move(1)
        self._redraw()

    def action_choose_all(self) -> None:
        """Choose every claim that is shown."""
        self._choice.chosen = frozenset(map(key_of, self._choice.shown))
        self._redraw()

    # Acting

    @on(LineList.Chosen)
    def _jump(self) -> None:
        if isinstance(self._list.current, Group):
            self.action_fold()
        elif self._current is not None:
            self.dismiss(self._current)

    def action_table(self) -> None:
        """Show how many of the claims that are shown each tag has in each source."""
        from reader.ui.screens.cross_table import CrossTableScreen

        self.app.push_screen(CrossTableScreen(self._choice.shown, self._choice.parents))

    def _meant(self) -> Sequence[Claim]:
        return self._choice.meant(self._current)

    def action_tags(self) -> None:
        """Change the tags of the claim at the cursor, or add tags to all that are chosen."""
        meant = self._meant()
        if len(meant) > 1:
            self._tagger.ask_and_tag_all(meant)
        elif meant:
            self._tagger.ask_and_change(meant[0])

    async def action_verdict(self) -> None:
        """Ask for a verdict and evidence for the claim at the cursor, or for all chosen ones."""
        meant = self._meant()
        if meant:
            now = {claim.verdict for claim in meant}
            one = next(iter(now)) if len(now) == 1 else None
            await VerdictStrip.ask(self, self._tagger.scales, one)

    @on(VerdictStrip.Given)
    def _judge(self, message: VerdictStrip.Given) -> None:
        self._tagger.judge_all(self._meant(), message.verdict, message.evidence)

    def action_edit(self) -> None:
        """Ask for all that can be said of the claim at the cursor, or of all chosen ones alike."""
        meant = self._meant()
        people = tuple(dict.fromkeys(filter(None, (one.claimant for one in self._choice.claims))))
        if len(meant) > 1:
            self._tagger.edit_all(meant, people=people)
        elif meant:
            self._tagger.edit(meant[0], people=people)

    def action_remove(self) -> None:
        """Remove the claim at the cursor, or all that are chosen."""
        self._tagger.remove(*self._meant())

    def scopes(self) -> Sequence[scopes.Scope]:
        """Return which claims can be exported, what is most likely meant first."""
        return self._choice.scopes(self._workspace, self._current)

    def action_attach(self) -> None:
        """Open an orphan's article to choose the words it is to stand on."""
        claim = self._current
        if claim is None or key_of(claim) not in self._choice.lost:
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


def _rows_at(rows: Sequence[Row], claim: Claim | None, group: str) -> Sequence[int]:
    """Return the rows of the group of that name, else of the claim, changed or not."""
    if group:
        return [
            number
            for number, row in enumerate(rows)
            if isinstance(row, Group) and row.name == group
        ]
    if claim is None:
        return []
    wanted = claim.id  # compared first: among 100,000 rows a key for each takes 0.1 s
    return [
        number
        for number, row in enumerate(rows)
        if not isinstance(row, Group) and row.id == wanted and key_of(row) == key_of(claim)
    ]
