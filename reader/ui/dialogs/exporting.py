"""The box that exports claims: in which format, which of them, and to what file.

What will be written is shown while choosing. The export itself runs beside the screen and
can be called off; it is written whole or not at all, and over nothing without a clear yes.
"""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static
from textual.worker import get_current_worker

from annotations.claim import Claim
from annotations.errors import AnnotationsError
from annotations.exporters.contract import Exporter
from annotations.exporters.registry import EXPORTERS, added_exporters
from annotations.wording import many
from reader.display import display
from reader.errors import ReaderError
from reader.ui.actions import bindings
from reader.ui.dialogs.export_lists import FormatList, LineBox, ScopeList
from reader.ui.keys import with_keys
from reader.ui.terminal.activity import Activity, Breather, CalledOffError
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.line_field import LineField
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.veil import Veiled
from reader.view.headway import Headway
from reader.view.previewing import TABLES, preview, preview_table
from reader.view.scopes import Scope
from reader.workspace import Workspace

_NEWS_EVERY = 0.1
"""Seconds between two counts of what is written; ten a second look like steady work."""

_REPLACE = "{ctrl+r:exporting.replace}"

_PREVIEW_AFTER = 0.15
"""Seconds the choice must rest before it is drawn up."""


class ExportDialog(Leavable, Veiled, ModalScreen[str]):
    """Asks what to export and does it; gives back a sentence, empty when nothing was written.

    Enter exports, Tab goes on to the next part, Escape calls a running export off, then
    closes the box.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "exporting.leave", "exporting.export", "exporting.replace"
    )

    class _AddedFound(Message):
        def __init__(self, exporters: Sequence[Exporter], problems: Sequence[str]) -> None:
            super().__init__()
            self.exporters, self.problems = exporters, problems

    class _Drawn(Message):
        def __init__(self, lines: list[str], count: int) -> None:
            super().__init__()
            self.lines, self.count = lines, count

    class _Going(Message):
        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done, self.total = done, total

    class _Written(Message):
        def __init__(self, path: Path, sentences: list[str]) -> None:
            super().__init__()
            self.path, self.sentences = path, sentences

    class _Failed(Message):
        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, workspace: Workspace, scopes: Sequence[Scope], activity: Activity) -> None:
        super().__init__()
        self._workspace = workspace
        self._scopes_given = tuple(scopes)
        self._activity = activity
        self._suggested = ""
        self._writing = False
        self._said = ""
        self._problems: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Make the box: formats beside what will be written, which claims, the file, buttons."""
        with Vertical(id="box") as box:
            box.border_title = "Export"
            with Horizontal(id="choices"):
                yield FormatList(EXPORTERS, id="formats")
                with Vertical(id="preview-frame"):
                    yield LineBox(id="preview")
            yield ScopeList(self._scopes_given, id="scopes")
            with Horizontal(classes="field"):
                yield Label("Write to", classes="name")
                yield LineField(id="path")
            yield Static(Content(""), id="told")
            with Horizontal(id="buttons"):
                yield Button("Export", id="export", compact=True, variant="primary")
                yield Button("Replace it", id="replace", compact=True, variant="warning")
                yield Button("Close", id="close", compact=True)
            yield Static(
                Content(
                    self._keyed("Enter export   {escape:exporting.leave} close   Tab next part")
                ),
                id="keys",
            )

    def on_mount(self) -> None:
        """Begin at the formats."""
        self.query_one("#replace").display = False
        self.set_focus(self.query_one(FormatList))
        self._choose()
        self._find_added()

    @work(thread=True, group="added")
    def _find_added(self) -> None:
        """Load the formats of other distributions, which may be slow or broken."""
        self.post_message(self._AddedFound(*added_exporters()))

    @on(_AddedFound)
    def _offer_added(self, message: _AddedFound) -> None:
        if message.exporters:
            formats = self.query_one(FormatList)
            formats.show([*formats.items, *message.exporters])
        self._problems = tuple(message.problems)
        self._describe()

    # The choice

    @property
    def _exporter(self) -> Exporter:
        return self.query_one(FormatList).current or EXPORTERS[0]

    @property
    def _scope(self) -> Scope:
        return self.query_one(ScopeList).current or self._scopes_given[0]

    @property
    def _path(self) -> Path:
        written = Path(self._typed_name)
        try:
            return written.expanduser()
        except RuntimeError:  # nobody has this name, so it is no home folder
            return written

    @property
    def _typed_name(self) -> str:
        return self.query_one("#path", Input).value.strip()

    def _keyed(self, sentence: str) -> str:
        return with_keys(self.app, sentence)

    def _tell(self, sentence: str, *, wrong: bool = False) -> None:
        told = self.query_one("#told", Static)
        told.update(Content(display(sentence)))
        told.set_class(wrong, "-wrong")

    @on(LineList.CursorMoved, "#formats")
    @on(LineList.CursorMoved, "#scopes")
    def _choose(self) -> None:
        """Draw up what is chosen, and suggest a name that no file has."""
        self.query_one(ScopeList).redraw()
        self.query_one(FormatList).redraw()
        field = self.query_one("#path", Input)
        if field.value == self._suggested:
            self._suggested = _free_name(self._scope.stem, self._exporter.suffix)
            field.value = self._suggested
        elif self._suggested and Path(field.value).name:
            field.value = str(Path(field.value).with_suffix(self._exporter.suffix))
        self._draw_up_soon()

    def _draw_up_soon(self) -> None:
        self._describe()
        self.set_timer(_PREVIEW_AFTER, self._draw_up)

    def _describe(self) -> None:
        """Say what the format is and where the file will be, and which formats are broken."""
        missing = self._exporter.missing()
        words = missing or f"{self._exporter.description}. {_where()}"
        if not (self._writing or self._said):
            self._tell("\n".join([words, *self._problems]), wrong=bool(missing))

    @on(Input.Changed, "#path")
    def _forget_question(self) -> None:
        self.query_one("#replace").display = False

    def _draw_up(self) -> None:
        if self.is_current and not self._writing and not self._said:
            width = max(20, self.query_one(LineBox).size.width - 3)
            self._preview(self._exporter, self._scope, width)

    @work(thread=True, exclusive=True, group="preview")
    def _preview(self, exporter: Exporter, scope: Scope, width: int) -> None:
        rest = Breather(get_current_worker(), self._activity)
        if exporter.missing():
            self.post_message(self._Drawn([], -1))
            return
        try:
            claims = scope.claims()
            if exporter.suffix in TABLES:
                self.post_message(self._Drawn(preview_table(claims, width), len(claims)))
                return
            lines = preview(
                lambda file: self._workspace.exchange.export(
                    exporter.name, _resting(claims, rest), file
                ),
                is_folder=exporter.folder,
            )
        except CalledOffError:
            return
        except (AnnotationsError, ReaderError, OSError) as error:
            self.post_message(self._Failed(str(error)))
            return
        self.post_message(self._Drawn(lines, len(claims)))

    @on(_Drawn)
    def _show_preview(self, message: _Drawn) -> None:
        box, frame = self.query_one(LineBox), self.query_one("#preview-frame")
        number = message.count
        known = f"{many(number, 'claim')}, as {'it' if number == 1 else 'they'}"
        frame.border_title = f"{known} will be written" if number >= 0 else ""
        box.show_lines(message.lines)

    # The export

    @on(Input.Submitted)
    @on(Button.Pressed, "#export")
    def action_export(self) -> None:
        """Write the export, unless something is there already."""
        if self._said:
            self.dismiss(self._said)
            return
        if not self._writing and self._typed_name and os.path.lexists(self._path):
            self._tell(
                f"{self._path} exists already. Choose another name, or replace it: "
                + self._keyed(_REPLACE + "."),
                wrong=True,
            )
            self.query_one("#replace").display = True
            return
        self._begin(force=False)

    @on(Button.Pressed, "#replace")
    def action_replace(self) -> None:
        """Write the export over what is there, once that was asked about."""
        if self.query_one("#replace").display:
            self._begin(force=True)

    def _begin(self, *, force: bool) -> None:
        missing = self._exporter.missing()
        if self._writing:
            return
        if missing or not self._typed_name:
            self._tell(missing or "The export needs a file name.", wrong=True)
            return
        self._set_writing(True)
        self.query_one("#replace").display = False
        self._tell("Writing …")
        self._write(self._exporter, self._scope, self._path, force)

    def _set_writing(self, writing: bool) -> None:
        self._writing = writing
        self.query_one("#close", Button).label = "Call off" if writing else "Close"

    @work(thread=True, exclusive=True, group="export")
    def _write(self, exporter: Exporter, scope: Scope, path: Path, force: bool) -> None:
        rest = Breather(get_current_worker(), self._activity)
        try:
            claims = scope.claims()
            report = self._workspace.exchange.export_to(
                path, exporter.name, self._counted(_resting(claims, rest), len(claims)), force=force
            )
        except CalledOffError:
            self.post_message(self._Failed(f"Called off. Nothing was written to {path}."))
            return
        except (AnnotationsError, ReaderError, OSError) as error:
            self.post_message(self._Failed(str(error).replace("--force", self._keyed(_REPLACE))))
            return
        self.post_message(self._Written(path.absolute(), list(report.sentences(exporter.name))))

    def _counted(self, claims: Iterator[Claim], total: int) -> Iterator[Claim]:
        told = 0.0
        for number, claim in enumerate(claims):
            if time.monotonic() - told > _NEWS_EVERY:
                self.post_message(self._Going(number, total))
                told = time.monotonic()
            yield claim
        self.post_message(self._Going(total, total))

    @on(_Going)
    def _show_progress(self, message: _Going) -> None:
        if self._writing:
            told = Headway("Writing", message.done, message.total or None).told(20)
            ending = self._keyed("{escape:exporting.leave} calls it off.")
            self._tell(f"{told} of {message.total:,} claims. {ending}")

    @on(_Failed)
    def _say_failed(self, message: _Failed) -> None:
        self._set_writing(False)
        self._tell(message.sentence, wrong=True)

    @on(_Written)
    def _say_written(self, message: _Written) -> None:
        self._set_writing(False)
        first, *losses = message.sentences
        written = message.path
        self._said = f"{first.removesuffix('.')}: {written.name} in {written.parent}"
        self._tell(self._said)
        box = self.query_one(LineBox)
        self.query_one("#preview-frame").border_title = "Written"
        losses = losses or ["The format holds everything that was said of the claims."]
        box.show_lines([first, str(message.path), "", *losses])
        done = self.query_one("#export", Button)
        done.label = "Done"
        done.remove_class("-active")  # else a click just after the one that wrote does nothing
        self.query_one("#close").display = False
        for part in ("#formats", "#scopes", "#path"):
            self.query_one(part).disabled = True
        closing = self._keyed("Enter or {escape:exporting.leave} close")
        self.query_one("#keys", Static).update(Content(closing))
        done.focus()

    @on(Button.Pressed, "#close")
    def action_leave(self) -> None:
        """Call a running export off, else close the box."""
        if self._writing:
            self.workers.cancel_group(self, "export")
            self._tell("Calling off …")
        else:
            self.dismiss(self._said)


def _resting(claims: Sequence[Claim], rest: Breather) -> Iterator[Claim]:
    for claim in claims:
        rest()
        yield claim


def _where() -> str:
    """Say which folder a name without one is in."""
    try:
        return f"In {Path.cwd()}"
    except OSError:
        return "The folder you started in is gone. Name another one."


def _free_name(stem: str, suffix: str) -> str:
    """Return a name for a file in the current folder that nothing there has."""
    number, name = 1, f"{stem}-claims{suffix}"
    while os.path.lexists(name):
        number += 1
        name = f"{stem}-claims-{number}{suffix}"
    return name
