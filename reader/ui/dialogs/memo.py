"""The box for a memo: a note of several lines on an article or a tag, which people share."""

from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from annotations.together.memos import About
from reader.article import normal_text
from reader.display import display
from reader.ui.actions import bindings
from reader.ui.keys import with_keys
from reader.ui.saving import Saver
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.veil import Veiled
from reader.view.text.cells import gist
from reader.workspace import Workspace

_KEYS = "{ctrl+s:memo.save} save   {escape:memo.leave} cancel   Enter new line"


class MemoBox(Leavable, Veiled, ModalScreen[str | None]):
    """Gives back the memo, empty where it is to go, or None where it stays as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("memo")

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Make the box: the text, the buttons, the keys."""
        with Vertical(id="box") as box:
            box.border_title = Content(self._title)
            yield TextArea(_harmless(self._text), id="memo", soft_wrap=True, compact=True)
            with Horizontal(id="buttons"):
                yield Button("Save", id="save", compact=True, variant="primary")
                yield Button("Cancel", id="cancel", compact=True)
            yield Static(Content(with_keys(self.app, _KEYS)), id="keys")

    def on_mount(self) -> None:
        """Begin at the end of what stands there."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self.set_focus(area)

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Give back what was written."""
        written = self.query_one(TextArea).text
        same = written == _harmless(self._text)
        self.dismiss(None if same else normal_text(written).strip())

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Leave the memo as it was."""
        self.dismiss(None)


def write_memo(
    app: App[object], workspace: Workspace, saver: Saver, about: About, name: str
) -> None:
    """Show the memo on an article or a tag, and keep what is written."""
    texts = (it.text for it in workspace.reviewing.memos() if (it.about, it.name) == (about, name))

    def keep(text: str | None) -> None:
        if text is not None:
            saver.make(lambda: workspace.reviewing.keep_memo(about, name, text))

    app.push_screen(MemoBox(f"Memo on {gist(name, 50)}", next(texts, "")), keep)


def _harmless(text: str) -> str:
    return "\n".join(map(display, text.split("\n")))
