"""The box that asks for everything that can be said of a claim."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotations.claim import Claim, Evidence, FigureDetails
from annotations.codebook import Codebook
from annotations.wording import RELATIONS
from reader.ui.dialogs.fields import Field
from reader.ui.dialogs.form import FormDialog, about
from reader.view.text.facts import number

_IN_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
"""A number with commas that can only part thousands: elsewhere many write 4,6 for 4.6."""


class ClaimDialog(FormDialog[Claim]):
    """One field for each thing; `first` names the one to begin at.

    `people` are offered as who said it. A claim that was not saved yet has the tags that
    are suggested for it.
    """

    def __init__(
        self,
        claim: Claim,
        codebook: Codebook,
        *,
        people: Sequence[str] = (),
        first: str = "",
        row: int | None = None,
    ) -> None:
        self._claim = claim
        self._codebook = codebook
        fields = list(_fields(claim, codebook, people))
        super().__init__("Claim", claim.anchor.exact, fields, first=first, row=row)

    def made(self, given: Mapping[str, str]) -> Claim:
        """Return the claim with what was typed.

        Raises:
            ValueError: A number or a verdict is not understood, or there is no tag.
        """
        claim = _changed(self._claim, given, self._codebook)
        if not claim.tags and claim == replace(self._claim, tags=()):
            raise ValueError("Nothing is put right and no tag is named. Esc leaves it so.")
        return claim


def _fields(claim: Claim, codebook: Codebook, people: Sequence[str]) -> Iterable[Field]:
    """Yield the fields that fit this kind of claim, what is most often wrong first."""
    evidence = claim.evidence[0] if claim.evidence else Evidence()
    tags = tuple(dict.fromkeys((*(tag.name for tag in codebook.tags), *claim.tags)))
    verdicts = tuple(value for scale in codebook.scales for value in scale.values)
    if claim.kind == "figure":
        yield from _figure_fields(claim.figure or FigureDetails())
    yield Field("claimant", claim.claimant, tuple(people))
    yield Field("tags", ", ".join(claim.tags), tags, many=True)
    yield Field("statement", claim.statement)
    yield Field("verdict", claim.verdict.value if claim.verdict else "", verdicts)
    yield Field("evidence url", evidence.url)
    yield Field("evidence title", evidence.title)
    yield Field("evidence words", evidence.quotation)
    yield Field("note", claim.note, has_lines=True)


def _figure_fields(figure: FigureDetails) -> Iterable[Field]:
    if figure.date:
        yield Field("date", figure.date)
    yield Field("value", _value(figure))
    yield Field("relation", RELATIONS.get(figure.relation, ""), tuple(RELATIONS.values()))
    yield Field("unit", figure.unit)
    yield Field("counts", figure.counts)


def _value(figure: FigureDetails) -> str:
    if figure.value is not None or (figure.low is None and figure.high is None):
        return "" if figure.value is None else number(figure.value)
    ends = ("" if end is None else number(end) for end in (figure.low, figure.high))
    return " to ".join(ends).strip()


def _changed(claim: Claim, given: Mapping[str, str], codebook: Codebook) -> Claim:
    claim = replace(
        claim,
        claimant=given.get("claimant", claim.claimant),
        statement=given.get("statement", claim.statement),
        note=given.get("note", claim.note),
    )
    if "tags" in given:
        names = given["tags"].split("\n")
        claim = replace(claim, tags=tuple(dict.fromkeys(filter(None, names))))
    if "verdict" in given:
        words = given["verdict"]
        with about("verdict"):
            claim = replace(claim, verdict=codebook.verdict(words) if words else None)
    if claim.kind == "figure":
        claim = replace(claim, figure=_changed_figure(claim.figure or FigureDetails(), given))
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


def _changed_figure(figure: FigureDetails, given: Mapping[str, str]) -> FigureDetails:
    figure = replace(
        figure,
        unit=given.get("unit", figure.unit),
        counts=given.get("counts", figure.counts),
        date=given.get("date", figure.date),
    )
    if "relation" in given:
        with about("relation"):
            figure = replace(figure, relation=_relation(given["relation"]))
    if "value" in given:
        low, to, high = given["value"].partition(" to ")
        with about("value"):
            if to:
                figure = replace(figure, value=None, low=_number(low), high=_number(high))
            else:
                figure = replace(figure, value=_number(low), low=None, high=None)
    return figure


def _relation(words: str) -> str:
    """Return the sign of a relation that was named or given as it is; none is “exactly”."""
    if words in RELATIONS or not words:
        return words or "="
    begun = [sign for sign, said in RELATIONS.items() if said.startswith(words.casefold())]
    if len(begun) == 1:
        return begun[0]
    known = ", ".join(RELATIONS.values())
    raise ValueError(f"“{words}” is no relation. Choose one of: {known}.")


def _number(words: str) -> int | float | None:
    if not words.strip():
        return None
    plain = words.strip()
    if _IN_THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        value = float(plain)
        return int(value) if value == int(value) else value
    except (ValueError, OverflowError):
        raise ValueError(f"“{words}” is no number. Write it like 39,324 or 4.6.") from None
