"""The tags of the project: what they mean, and changes of them on every claim."""

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message

from annotations.codebook import Codebook, Tag, nested
from annotations.errors import AnnotationsError
from annotations.folding import folded
from annotations.wording import many
from reader.ui.actions import bindings
from reader.ui.dialogs.asking import QuestionDialog
from reader.ui.dialogs.memo import write_memo
from reader.ui.dialogs.tag_form import MergeForm, TagAnswer, TagForm
from reader.ui.keys import with_keys
from reader.ui.saving import NotSaved, Saver
from reader.ui.screens.overview import OverviewScreen
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.tag_table import TagRow, TagTable
from reader.workspace import Workspace

_HINTS = (
    "ask.leave", "list.open", "codebook.add", "codebook.merge", "codebook.remove",
    "codebook.back", "codebook.key-1", "codebook.up", "codebook.down", "codebook.filter",
    "codebook.undo", "codebook.redo", "app.help",
)  # fmt: skip
_NO_TAG = "There is no tag yet. {a:codebook.add} adds one; so does tagging a claim with a new name."
_NO_FIT = "No tag fits the filter. {escape:codebook.let-go} takes it away."


class CodebookScreen(OverviewScreen[None]):
    """The list of tags; Enter asks for all that is said of one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("codebook")

    hint_ids = _HINTS

    class _BookRead(Message):
        def __init__(
            self, codebook: Codebook, counts: dict[str, int], within: dict[str, int]
        ) -> None:
            super().__init__()
            self.codebook, self.counts, self.within = codebook, counts, within

    def __init__(self, workspace: Workspace, saver: Saver) -> None:
        super().__init__()
        self._workspace = workspace
        self._saver = saver
        self._codebook = Codebook()
        self._counts: dict[str, int] = {}
        self._within: dict[str, int] = {}
        self._wanted = ""

    def made_list(self) -> TagTable:
        """Return the list of tags."""
        return TagTable(id="tags")

    @property
    def _list(self) -> TagTable:
        return self.query_one(TagTable)

    @property
    def _tag(self) -> Tag | None:
        return self._list.current.tag if self._list.current else None

    # What is shown

    @work(thread=True, exclusive=True, group="codebook")
    def refresh_claims(self) -> None:
        """Read the tags, and count the claims that carry them."""
        try:
            tags = self._workspace.tags
            found = self._BookRead(tags.codebook(), tags.counts(), tags.counts_with_children())
        except AnnotationsError as error:
            self.post_message(NotSaved(str(error)))
            return
        self.post_message(found)

    @on(_BookRead)
    def _take_book(self, message: _BookRead) -> None:
        self._codebook, self._counts = message.codebook, message.counts
        self._within = message.within
        self.show_fitting()

    def show_fitting(self) -> None:
        """Show the tags that fit the filter."""
        wanted = self._wanted or (self._tag.name if self._tag else "")
        rows = [
            TagRow(tag, depth, self._counts.get(tag.name, 0), self._within.get(tag.name, 0))
            for depth, tag in nested(self._codebook.tags)
            if _fits(tag, self.filter)
        ]
        names = [row.tag.name for row in rows]
        if wanted in names:
            self._wanted = ""
        self._list.instead = with_keys(self.app, _NO_FIT if self._codebook.tags else _NO_TAG)
        here = names.index(wanted) if wanted in names else None
        self._list.show(rows, cursor=here)
        count = len(self._codebook.tags)
        of_all = f"{len(rows)} of " if len(rows) != count else ""
        self.status.about = f"Tags with “{self.filter}”" if self.filter else "Codebook"
        self.status.facts = (of_all + many(count, "tag"),)

    # Changes

    def action_add(self) -> None:
        """Ask for a new tag."""

        def add(answer: TagAnswer | None) -> None:
            if answer is not None:
                self._wanted = answer.tag.name
                self._saver.make(lambda: self._workspace.tags.add(answer.tag))

        self.app.push_screen(TagForm(self._codebook), add)

    @on(LineList.Chosen)
    def action_edit(self) -> None:
        """Ask for all that is said of the tag at the cursor."""
        tag = self._tag
        if tag is None:
            return

        def take(answer: TagAnswer | None) -> None:
            match answer:
                case TagAnswer(wish="merge"):
                    self.action_merge()
                case TagAnswer(wish="remove"):
                    self.run_worker(self.action_remove())
                case TagAnswer():
                    self._change(tag, answer.tag)

        self.app.push_screen(TagForm(self._codebook, tag), take)

    def _change(self, tag: Tag, changed: Tag) -> None:
        if changed != tag:
            self._wanted = changed.name
            self._saver.make(lambda: self._workspace.tags.change(tag.name, changed, was=tag))

    def action_memo(self) -> None:
        """Show the memo on the tag at the cursor, to be written."""
        if self._tag is not None:
            write_memo(self.app, self._workspace, self._saver, "tag", self._tag.name)

    def action_give_key(self, key: str) -> None:
        """Let a digit give the tag at the cursor, and no other; or no tag, if it gives this one."""
        tag = self._tag
        if tag is None:
            return
        holder = next((other for other in self._codebook.tags if other.key == key), None)
        if holder is not None and holder != tag:
            there = with_keys(
                self.app, f"Press {{{key}:codebook.key-{key}}} there to take it back."
            )
            self.say(f"The key {key} gives “{holder.name}”. {there}")
            return
        self._change(tag, replace(tag, key="" if holder else key))

    def action_move_tag(self, places: int) -> None:
        """Move the tag at the cursor among those with the same parent."""
        tag = self._tag
        if tag is not None:
            self._wanted = tag.name
            self._saver.make(lambda: self._workspace.tags.move(tag.name, places))

    def action_merge(self) -> None:
        """Ask which tag is to take the place of the one at the cursor."""
        tag = self._tag
        if tag is None:
            return
        if len(self._codebook.tags) < 2:
            self.say("There is no other tag to merge it into.")
            return

        def merge(into: str | None) -> None:
            if into is not None:
                self._wanted = into
                self._saver.make(lambda: self._workspace.tags.merge([tag.name], into))

        self.app.push_screen(MergeForm(self._codebook, tag, self._carried_by(tag)), merge)

    async def action_remove(self) -> None:
        """Remove the tag at the cursor; ask what becomes of the claims that carry it."""
        tag = self._tag
        if tag is None:
            return
        if not self._counts.get(tag.name):
            self._saver.make(lambda: self._workspace.tags.remove(tag.name))
            return
        bare = await asyncio.to_thread(self._workspace.tags.only_on, tag.name)
        question = f"“{tag.name}” is on {self._carried_by(tag)}."
        answers = {"merge": "Give them another tag …", "take": "Take it off them"}
        if bare:
            question += f" {many(bare, 'claim')} would then say nothing."
            answers["take"] = f"Remove {_claims(bare)} with it"

        def act(answer: str | None) -> None:
            if answer == "merge":
                self.action_merge()
            elif answer == "take":
                self._saver.make(
                    lambda: self._workspace.tags.remove(tag.name, with_claims=bool(bare))
                )

        self.app.push_screen(QuestionDialog(question, answers), act)

    def _carried_by(self, tag: Tag) -> str:
        return _claims(self._counts.get(tag.name, 0))

    def action_undo(self) -> None:
        """Take the last change back."""
        self._saver.make(self._workspace.history.undo)

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._saver.make(self._workspace.history.redo)


def _fits(tag: Tag, words: str) -> bool:
    said = folded(f"{tag.name} {tag.description} {tag.parent}")
    return all(word in said for word in folded(words).split())


def _claims(number: int) -> str:
    return many(number, "claim")
