"""What several articles say: the groups of the library, the members of one, a figure over time."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from annotations.errors import AnnotationsError
from annotations.wording import many
from reader.comparison.groups import Group, Member
from reader.ui.actions import bindings
from reader.ui.keys import hints
from reader.ui.saving import NotSaved, Saved
from reader.ui.screens.overview import OverviewScreen
from reader.ui.tagger import Tagger
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.completing import FilterCompletion
from reader.ui.widgets.group_list import GroupList, MemberList, TimeLine
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.view import comparing
from reader.view.headway import Headway
from reader.workspace import Workspace, group_query

_STEPS = 20
"""Articles after which the headway is told anew."""


class GroupsScreen(OverviewScreen[Member]):
    """Statements, figures and texts that several articles have, those that differ first.

    Gives back the member whose article is to be opened.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("groups")
    hint_ids = (
        "ask.leave", "list.open", "groups.tag", "groups.merge", "groups.undo", "groups.filter",
        "groups.back", "app.help",
    )  # fmt: skip

    class _Compared(Message):
        def __init__(self, groups: Sequence[Group]) -> None:
            super().__init__()
            self.groups = groups

    class _GoesOn(Message):
        def __init__(self, work: Headway) -> None:
            super().__init__()
            self.work = work

    def __init__(self, workspace: Workspace, tagger: Tagger) -> None:
        super().__init__()
        self._workspace = workspace
        self._tagger = tagger
        self._merging: Group | None = None
        self._groups: Sequence[Group] = ()

    def made_list(self) -> GroupList:
        """Return the list of groups."""
        return GroupList(id="groups")

    @property
    def _list(self) -> GroupList:
        return self.query_one(GroupList)

    def refresh_claims(self) -> None:
        """Compare what is new; then read what was decided, here or by undo."""
        if not self._groups:
            self._list.instead = "The articles are being compared."
            self._compare()
        else:
            self._read_again()

    @work(thread=True, exclusive=True, group="comparing")
    def _compare(self) -> None:
        worker = get_current_worker()
        for step in self._workspace.comparing.update():
            if worker.is_cancelled:
                return
            if step.done % _STEPS == 0 and step.done < step.total:
                self.post_message(self._GoesOn(Headway("comparing", step.done, step.total)))
        self._read()

    def _read(self) -> None:
        try:
            groups = comparing.in_order(self._workspace.comparing.groups())
        except AnnotationsError as error:
            self.app.call_from_thread(self.say, str(error))
            return
        self.post_message(self._Compared(groups))

    @work(thread=True, exclusive=True, group="comparing")
    def _read_again(self) -> None:
        self._read()

    @on(_GoesOn)
    def _tell(self, message: _GoesOn) -> None:
        self.status.about = message.work.told()

    @on(_Compared)
    def _take(self, message: _Compared) -> None:
        self._groups = message.groups
        self.show_fitting()

    def completion(self) -> FilterCompletion:
        """Return what completes the filter while it is typed."""
        return FilterCompletion(self._workspace)

    def show_fitting(self) -> None:
        """Show the groups with the words of the filter."""
        parsed = self._workspace.comparing.parsed(self.filter)
        self.say(parsed.problem or group_query.hint_for(parsed.tree))
        fitting = list(filter(self._workspace.comparing.wanted(parsed.tree), self._groups))
        self._list.instead = (
            "No group fits the filter."
            if self._groups
            else "No two articles say the same, or print a figure of the same thing."
        )
        self._list.show(fitting)
        differing = sum(comparing.sign(group) == "!" for group in fitting)
        self.status.about = "What several articles say"
        self.status.facts = (
            many(len(fitting), "group"),
            f"{differing} differ" if differing != 1 else "1 differs",
        )

    @on(LineList.Chosen)
    def _open(self) -> None:
        group = self._list.current
        if group is not None:
            screen = GroupScreen(self._workspace, self._tagger, group)
            self.app.push_screen(screen, self._leave_for)

    def action_merge(self) -> None:
        """Take the group at the cursor as one of two that are the same, then merge both."""
        group, other = self._list.current, self._merging
        if group is None:
            return
        if other is None or other == group:
            self._merging = group
            self.say("Now go to the group that is the same, and press the same key there.")
        elif other.kind != group.kind:
            self.say(f"A {other.kind} and a {group.kind} are never the same. Choose another.")
        else:
            self._merging = None
            self._tagger.decide(lambda: self._workspace.comparing.decisions.merge(other, group))

    def action_tag(self) -> None:
        """Tag all places of the group at the cursor."""
        group = self._list.current
        if group is not None:
            self._tagger.ask_and_tag_group(group)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._tagger.undo()

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._tagger.redo()

    def _leave_for(self, member: Member | None) -> None:
        if member is not None:
            self.dismiss(member)
        else:
            self._read_again()


class GroupScreen(Leavable, Screen[Member | None]):
    """The members of a group, each wording against the one at the top; Enter opens one there."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("group")

    def __init__(self, workspace: Workspace, tagger: Tagger, group: Group) -> None:
        super().__init__()
        self._workspace = workspace
        self._tagger = tagger
        self._group = group

    def compose(self) -> ComposeResult:
        """Put the members over the status line, and a figure's values over time beside them."""
        yield MemberList(self._group.members, id="members")
        yield TimeLine(comparing.over_time(self._group), id="over-time")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show the members first."""
        members = self.query_one(MemberList)
        members.base = self._group.members[0]
        self.query_one(TimeLine).display = False
        self.set_focus(members)
        status = self.query_one(StatusLine)
        status.about = f"{comparing.sign(self._group)} {comparing.gist(self._group)}"
        status.facts = (comparing.summary(self._group), comparing.counted(self._group))
        self.call_after_refresh(self._show_hints)

    def _show_hints(self) -> None:
        names = [
            "list.open", "group.against", "group.tag", "group.split", "group.undo", "group.back",
            "app.help",
        ]  # fmt: skip
        if self._group.kind == "figure":
            names.insert(2, "group.time")
        self.query_one(StatusLine).hints = hints(self, names)

    def action_against(self) -> None:
        """Lay the wordings against the one at the cursor."""
        members = self.query_one(MemberList)
        members.base = members.current
        members.redraw()

    def action_time(self) -> None:
        """Show a figure over time, or its places again."""
        line, members = self.query_one(TimeLine), self.query_one(MemberList)
        if self._group.kind == "figure":
            line.display = not line.display
            members.display = not line.display
            self.set_focus(line if line.display else members)

    def action_split(self) -> None:
        """Say that the place at the cursor is not the same as the others."""
        member = self.query_one(MemberList).current
        if member is not None:
            decisions = self._workspace.comparing.decisions
            self._tagger.decide(lambda: decisions.split_off(self._group, member))
            self.dismiss(None)

    def action_tag(self) -> None:
        """Tag all places, each with the others as its evidence."""
        self._tagger.ask_and_tag_group(self._group)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._tagger.undo()

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._tagger.redo()

    @on(Saved)
    @on(NotSaved)
    def _say(self, message: Saved | NotSaved) -> None:
        self.query_one(StatusLine).message = message.sentence

    @on(LineList.Chosen, "#members")
    def _open(self) -> None:
        self.dismiss(self.query_one(MemberList).current)

    def action_leave(self) -> None:
        """Go back to the groups."""
        self.dismiss(None)
