"""A box of several fields: under them the values that one can hold, and the buttons.

The values of the field that has the focus are offered at the foot of the box, where they
and the buttons stay in their place: a click takes one, Ctrl+N and Ctrl+P go through them.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Input, Label, Static

from annotations.errors import InvalidClaimError
from reader.article import normal_text
from reader.display import display
from reader.ui.actions import bindings
from reader.ui.dialogs.fields import Choices, Field
from reader.ui.keys import with_keys
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.veil import Veiled
from reader.view.text.cells import gist

Result = TypeVar("Result")

_BESIDE_FIELDS = 11
"""Rows of a box for all but the fields: its border, the words, the values, the buttons."""

_WORDS = 2
"""Rows that the words take, at most."""

_KEYS = (
    "Enter save   {escape:editing.leave} cancel   Tab next field   "
    "{ctrl+n:editing.next-value} value"
)


class FieldError(ValueError):
    """What was typed into one field is not understood."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@contextmanager
def about(field: str) -> Iterator[None]:
    """Name the field whose words are not understood, for the focus to go there."""
    try:
        yield
    except (ValueError, InvalidClaimError) as error:
        raise FieldError(field, str(error)) from error


def keep_free(box: Screen[Result], row: int | None, rows: int) -> None:
    """Let a box stand over or under a row of the screen, where there is room for it.

    A class would say it as well, but be looked up for everything in the box.
    """
    height = box.app.size.height
    top = (height - rows) // 2
    if row is None or not top <= row < top + rows:
        box.styles.align_vertical = "middle"
    elif row + rows < height:
        box.styles.align_vertical = "bottom"
    else:
        box.styles.align_vertical = "top" if row >= rows else "middle"


class FieldName(Label):
    """The name of a field; a click on it goes to the field."""

    def on_click(self) -> None:
        """Go to the field in the same row."""
        if self.parent is not None:
            self.screen.set_focus(self.parent.query_one(Input))


class FormDialog(Leavable, Veiled, ModalScreen[Result | None], Generic[Result]):
    """A box of fields; Enter in any of them saves, Escape leaves everything as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("editing")

    def __init__(
        self,
        title: str,
        words: str,
        fields: Iterable[Field],
        *,
        first: str = "",
        buttons: Mapping[str, str] | None = None,
        row: int | None = None,
    ) -> None:
        super().__init__()
        self._row = row
        self.at = ""
        self._buttons = dict(buttons or {})
        self._title, self._words = title, words
        self._fields = {field.id: field for field in fields}
        self._first = first

    def made(self, given: Mapping[str, str]) -> Result:
        """Return what the box gives back for the fields that were changed.

        Raises:
            ValueError: One is not understood; the text says which.
        """
        raise NotImplementedError

    def pressed(self, button: str) -> Result | None:
        """Return what the box gives back when one of its other `buttons` is pressed."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Make the box: the words, a row for each field, the values, the buttons, the keys."""
        with Vertical(id="box") as box:
            box.border_title = self._title
            if self._words:
                yield Static(Content(gist(self._words, 130)), id="words")
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields.values():
                    with Horizontal(classes="field"):
                        yield FieldName(Content(field.name), classes="name")
                        yield Input(
                            value=display(field.value),
                            placeholder=display(field.hint),
                            id=field.id,
                        )
            yield Choices(id="choices")
            yield Static(Content(""), id="problem")
            with Horizontal(id="buttons"):
                yield Button("Save", id="save", compact=True, variant="primary")
                for name, said in self._buttons.items():
                    yield Button(said, id=name, compact=True)
                yield Button("Cancel", id="cancel", compact=True)
            yield Static(Content(with_keys(self.app, _KEYS)), id="keys")

    def on_mount(self) -> None:
        """Begin at the field that is meant, else at the first one."""
        rows = len(self._fields) + _BESIDE_FIELDS - (0 if self._words else _WORDS)
        self.query_one("#box").styles.height = rows
        wanted = Field(self._first).id
        fields = self.query(Input)
        self.set_focus(next((one for one in fields if one.id == wanted), fields.first()))
        keep_free(self, self._row, rows)

    # The values of a field

    @property
    def _field(self) -> Input | None:
        """The field that has the focus, or had it before a button."""
        focused = self.focused
        return focused if isinstance(focused, Input) else None

    @on(events.DescendantFocus)
    @on(Input.Changed)
    def _offer(self) -> None:
        if self._field is not None:
            field, words = self._fields[self._field.id or ""], self._field.value
            self.at = field.name
            self.query_one(Choices).show(field.offered(words), field.taken(words))

    @on(Choices.Picked)
    def _pick(self, message: Choices.Picked) -> None:
        if self._field is not None:
            field = self._fields[self._field.id or ""]
            self._put(field.picked(self._field.value, message.choice))

    def action_choice(self, direction: int) -> None:
        """Put the next or previous value into the field."""
        if self._field is None:
            return
        field, words = self._fields[self._field.id or ""], self._field.value
        if not field.choices:
            return
        before, comma, last = words.rpartition(",") if field.many else ("", "", words)
        offered, last = field.offered(words), last.strip()
        here = offered.index(last) if last in offered else None
        place = 0 if here is None and direction > 0 else (here or 0) + direction
        self._put(f"{before}{comma}{' ' * bool(comma)}{offered[place % len(offered)]}")

    def _put(self, words: str) -> None:
        if self._field is not None:
            self._field.value = words
            self._field.cursor_position = len(words)

    # The end

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Give back what was made, or say which field is not understood."""
        given = {}
        for name, field in self._fields.items():
            typed = self.query_one(f"#{name}", Input).value
            if typed != display(field.value):
                given[field.name] = field.meant(" ".join(normal_text(typed).split()))
        try:
            made = self.made(given)
        except ValueError as error:
            self.query_one("#problem", Static).update(Content(display(str(error))))
            wrong = Field(error.field).id if isinstance(error, FieldError) else ""
            if wrong in self._fields:
                self.set_focus(self.query_one(f"#{wrong}"))
            return
        self.dismiss(made)

    @on(Button.Pressed)
    def _press_other(self, message: Button.Pressed) -> None:
        if message.button.id in self._buttons:
            self.dismiss(self.pressed(message.button.id))

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Close the box and change nothing."""
        self.dismiss(None)
