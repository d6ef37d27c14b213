"""The box that asks for everything that can be said of a claim."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from annotations.claim import Claim, Evidence, FigureDetails, Verdict
from annotations.codebook import VerdictScale
from reader.article import normal_text
from reader.display import display
from reader.ui.cells import gist
from reader.ui.describing import number


class ClaimDialog(ModalScreen[Claim | None]):
    """One field for each thing; Enter in any of them saves, Escape leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave as it was", id="editing.leave"),
        Binding("ctrl+s", "save", "Save", show=False, id="editing.save"),
        Binding("down", "app.focus_next", "Next field", show=False, id="editing.next"),
        Binding("up", "app.focus_previous", "Previous field", show=False, id="editing.previous"),
    ]

    def __init__(self, claim: Claim, scales: Sequence[VerdictScale]) -> None:
        super().__init__()
        self._claim = claim
        self._scales = scales
        self._before = dict(_fields(claim))

    def compose(self) -> ComposeResult:
        """Make the box: the words, a row for each field, the verdicts there are, the keys."""
        with VerticalScroll(id="box", can_focus=False) as box:
            box.border_title = "Claim"
            yield Static(Content(gist(self._claim.anchor.exact, 220)), id="words")
            for name, value in self._before.items():
                with Horizontal(classes="field"):
                    yield Label(Content(name), classes="name")
                    yield Input(value=display(value), id=_id(name))
            verdicts = "; ".join(" · ".join(scale.values) for scale in self._scales)
            yield Static(Content(f"Verdicts: {display(verdicts)}"), id="verdicts")
            yield Static(Content(""), id="problem")
            yield Static(Content("Enter save   Tab next field   Esc cancel"), id="keys")

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.set_focus(self.query(Input).first())

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Give the changed claim back, or say which field is not understood."""
        typed = {name: self.query_one(f"#{_id(name)}", Input).value for name in self._before}
        given = {
            name: " ".join(normal_text(value).split())
            for name, value in typed.items()
            if value != display(self._before[name])
        }
        try:
            changed = _changed(self._claim, given, self._scales)
        except ValueError as error:
            self.query_one("#problem", Static).update(Content(display(str(error))))
            return
        self.dismiss(changed)

    def action_leave(self) -> None:
        """Close the box and change nothing."""
        self.dismiss(None)


def _id(name: str) -> str:
    return "field-" + name.replace(" ", "-")


def _fields(claim: Claim) -> Iterable[tuple[str, str]]:
    """Yield the names and values of the fields that fit this kind of claim."""
    evidence = claim.evidence[0] if claim.evidence else Evidence()
    yield "claimant", claim.claimant
    yield "statement", claim.statement
    if claim.kind == "figure":
        figure = claim.figure or FigureDetails()
        yield "value", "" if figure.value is None else number(figure.value)
        yield "unit", figure.unit
        yield "counts", figure.counts
    yield "verdict", claim.verdict.value if claim.verdict else ""
    yield "evidence url", evidence.url
    yield "evidence title", evidence.title
    yield "evidence words", evidence.quotation
    yield "note", claim.note


def _changed(claim: Claim, given: dict[str, str], scales: Sequence[VerdictScale]) -> Claim:
    """Return the claim with what was typed.

    Raises:
        ValueError: A number or a verdict is not understood; the text says which.
    """
    claim = replace(
        claim,
        claimant=given.get("claimant", claim.claimant),
        statement=given.get("statement", claim.statement),
        note=given.get("note", claim.note),
    )
    if "verdict" in given:
        claim = replace(claim, verdict=_verdict(given["verdict"], scales))
    if any(name in given for name in ("value", "unit", "counts")):
        figure = claim.figure or FigureDetails()
        value = _number(given["value"]) if "value" in given else figure.value
        figure = replace(
            figure,
            value=value,
            unit=given.get("unit", figure.unit),
            counts=given.get("counts", figure.counts),
        )
        claim = replace(claim, figure=figure)
    if any(name.startswith("evidence") for name in given):
        first = claim.evidence[0] if claim.evidence else Evidence()
        first = replace(
            first,
            url=given.get("evidence url", first.url),
            title=given.get("evidence title", first.title),
            quotation=given.get("evidence words", first.quotation),
        )
        kept = (first,) if first != Evidence() else ()
        claim = replace(claim, evidence=(*kept, *claim.evidence[1:]))
    return claim


def _verdict(words: str, scales: Sequence[VerdictScale]) -> Verdict | None:
    """Return the verdict that the words name or alone begin."""
    if not words:
        return None
    wanted = words.casefold()
    found = [Verdict(value=value, scale=scale.name) for scale in scales for value in scale.values]
    named = [verdict for verdict in found if verdict.value.casefold() == wanted]
    begun = [verdict for verdict in found if verdict.value.casefold().startswith(wanted)]
    if named or len(begun) == 1:
        return (named or begun)[0]
    known = ", ".join(verdict.value for verdict in found)
    raise ValueError(f"“{words}” is no verdict. Choose one of: {known}.")


def _number(words: str) -> int | float | None:
    if not words:
        return None
    try:
        value = float(words.replace(",", ""))
        return int(value) if value == int(value) else value
    except (ValueError, OverflowError):
        raise ValueError(f"“{words}” is no number. Write it like 39,324 or 4.6.") from None
