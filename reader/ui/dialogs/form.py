"""What boxes with several fields are made of: fields, and under them what one can hold.

The values of the field that has the focus are offered at the foot of the box, where they
and the buttons stay in their place: a click takes one, Ctrl+N and Ctrl+P go through them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static

from reader.article import normal_text
from reader.display import display
from reader.ui.cells import fitted, gist
from reader.ui.cells import width as cell_width
from reader.ui.runs import Run
from reader.ui.widgets.line_view import LineView

Result = TypeVar("Result")

_BESIDE_FIELDS = 11
"""Rows of a box for all but the fields: its border, the words, the values, the buttons."""

_WORDS = 2
"""Rows that the words take, at most."""

_LONGEST = 30
"""Cells of an offered value that are shown."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line to type in; one of the `choices`, or with `many` several, can be picked.

    What stands in it on the screen was made harmless by `display`; `meant` undoes that.
    """

    name: str
    value: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False

    @property
    def id(self) -> str:
        """The field's id among widgets."""
        return "field-" + self.name.replace(" ", "-")

    def meant(self, words: str) -> str:
        """Return what was typed, with a picked choice as it is kept."""
        kept = {display(choice): choice for choice in self.choices}
        if self.many:
            return ", ".join(kept.get(piece, piece) for piece in _pieces(words))
        return kept.get(words.strip(), words)

    def taken(self, words: str) -> tuple[str, ...]:
        """Return the values that stand in the field."""
        return tuple(_pieces(words)) if self.many else (words.strip(),)

    def offered(self, words: str) -> tuple[str, ...]:
        """Return the choices that fit what is typed; all when it is one, or none fits."""
        typed = words.rpartition(",")[2] if self.many else words
        wanted, shown = typed.strip().casefold(), tuple(map(display, self.choices))
        if any(choice.casefold() == wanted for choice in shown):
            return shown
        fitting = [choice for choice in shown if wanted in choice.casefold()]
        fitting.sort(key=lambda choice: not choice.casefold().startswith(wanted))
        return tuple(fitting) or shown

    def picked(self, words: str, choice: str) -> str:
        """Return what stands in the field once a choice was picked, or let go of."""
        taken = self.taken(words)
        if not self.many:
            return "" if taken == (choice,) else choice
        if choice in taken:
            return ", ".join(name for name in taken if name != choice)
        *whole, last = _pieces(words + ",") or [""]
        if last in map(display, self.choices) or last.casefold() not in choice.casefold():
            whole.append(last)
        return ", ".join([*filter(None, whole), choice])


def _pieces(words: str) -> list[str]:
    return [piece for part in words.split(",") if (piece := part.strip())]


class Choices(LineView, can_focus=False):
    """The values that a field can hold, one after the other in a few rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--value", "line-view--taken"}

    class Picked(Message):
        """A value was clicked."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._offered: tuple[str, ...] = ()
        self._taken: tuple[str, ...] = ()
        self._rows: list[list[str]] = []

    def show(self, offered: Sequence[str], taken: Sequence[str]) -> None:
        """Offer these values, and mark those that stand in the field."""
        if tuple(offered) != self._offered:
            self.top = 0
        self._offered, self._taken = tuple(offered), tuple(taken)
        self.on_resize()

    def on_resize(self) -> None:
        """Flow the values into rows."""
        room = max(10, self.size.width - 1)
        self._rows = []
        left = 0
        for choice in self._offered:
            needed = self._cells(choice)
            if needed > left:
                self._rows.append([])
                left = room
            self._rows[-1].append(choice)
            left -= needed
        self.redraw()

    def row_count(self) -> int:
        """Return the rows that the values take."""
        return len(self._rows)

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a row of values; a sign says which are taken."""
        for choice in self._rows[row]:
            taken = choice in self._taken
            words = fitted(choice, self._cells(choice) - 3)
            yield Run(f"{'✓' if taken else '·'}{words}  ", ("taken" if taken else "value",))

    def on_click(self, event: events.Click) -> None:
        """Pick the value under the mouse."""
        row, place = self.top + event.y, event.x
        for choice in self._rows[row] if row < len(self._rows) else ():
            if place < self._cells(choice):
                self.post_message(self.Picked(choice))
                return
            place -= self._cells(choice)

    @staticmethod
    def _cells(choice: str) -> int:
        return min(_LONGEST, cell_width(choice)) + 3


class FieldName(Label):
    """The name of a field; a click on it goes to the field."""

    def on_click(self) -> None:
        """Go to the field in the same row."""
        if self.parent is not None:
            self.screen.set_focus(self.parent.query_one(Input))


class FormDialog(ModalScreen[Result | None], Generic[Result]):
    """A box of fields; Enter in any of them saves, Escape leaves everything as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave as it was", id="editing.leave"),
        Binding("ctrl+s", "save", "Save", show=False, id="editing.save"),
        Binding("down", "app.focus_next", "Next field", show=False, id="editing.next"),
        Binding("up", "app.focus_previous", "Previous field", show=False, id="editing.previous"),
        Binding("ctrl+n", "choice(1)", "Next value", show=False, id="editing.next-value"),
        Binding(
            "ctrl+p",
            "choice(-1)",
            "Previous value",
            show=False,
            priority=True,
            id="editing.previous-value",
        ),
    ]

    def __init__(
        self,
        title: str,
        words: str,
        fields: Iterable[Field],
        *,
        first: str = "",
        buttons: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
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
                        yield Input(value=display(field.value), id=field.id)
            yield Choices(id="choices")
            yield Static(Content(""), id="problem")
            with Horizontal(id="buttons"):
                yield Button("Save", id="save", compact=True, variant="primary")
                for name, said in self._buttons.items():
                    yield Button(said, id=name, compact=True)
                yield Button("Cancel", id="cancel", compact=True)
            yield Static(
                Content("Enter save   Tab next field   Ctrl+N value   Esc cancel"), id="keys"
            )

    def on_mount(self) -> None:
        """Begin at the field that is meant, else at the first one."""
        rows = len(self._fields) + _BESIDE_FIELDS - (0 if self._words else _WORDS)
        self.query_one("#box").styles.height = rows
        wanted = Field(self._first).id
        fields = self.query(Input)
        self.set_focus(next((one for one in fields if one.id == wanted), fields.first()))

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
