"""What two sides say of the same thing, as the screen puts it side by side.

First the conflicts of a merge, then what annotators say differently, by article and words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from annotations.folding import folded, searched
from annotations.wording import named_tags
from reader.view.text import facts
from reader.view.text.cells import gist
from reader.workspace.reviewing import Compared
from reader.workspace.together import OpenConflict

if TYPE_CHECKING:
    from annotations.claim import Claim, JSONValue

Item: TypeAlias = OpenConflict | Compared

BLIND = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What annotators are called while it is hidden who is who."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says: who it is, the words, and what is said of them."""

    who: str
    words: str
    said: str = ""
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """An item as it is shown: where it is, what differs, and every side of it.

    `low` is all of it as a filter looks for words in it.
    """

    item: Item
    where: str
    differs: str
    sides: tuple[Side, ...]
    low: str = ""

    @property
    def around(self) -> str:
        """The sentence of the words, or as much of it as a claim keeps."""
        if isinstance(self.item, OpenConflict):
            return ""
        return "".join(facts.around(self.item.comparison.first))


def beside(item: Item, *, blind: bool = False, title: str = "") -> Beside:
    """Return how a conflict or a comparison is shown; `title` is that of its article."""
    if isinstance(item, OpenConflict):
        path, shown = "", _of_conflict(item)
    else:
        path, shown = item.comparison.article, _of_claims(item, blind=blind, title=title)
    texts = [path, shown.where, shown.differs]
    texts += [f"{side.who} {side.words} {side.said}" for side in shown.sides]
    return replace(shown, low=searched(" ".join(texts)))


def fitting(shown: Iterable[Beside], words: str) -> list[Beside]:
    """Return the items that have all these words somewhere."""
    found = list(shown)
    for word in folded(words).split():
        found = [one for one in found if word in one.low]
    return found


def annotator_at(item: Compared, place: int, *, blind: bool = False) -> str | None:
    """Return the annotator in a column, None where that one has no claim there."""
    names = _columns(item, blind=blind)
    return names[place] if place < len(names) and names[place] in item.comparison.claims else None


def _of_conflict(one: OpenConflict) -> Beside:
    conflict = one.conflict
    words = _words_of(one)
    about = f"{conflict.about} {words or conflict.name}"
    removed = not conflict.field
    sides = tuple(
        Side(who, _said(value, removed=removed), stands=conflict.kept == who)
        for who, value in (("mine", conflict.mine), ("theirs", conflict.theirs))
    )
    return Beside(one, about, conflict.field or conflict.kind, sides)


def _words_of(one: OpenConflict) -> str:
    if one.conflict.about != "claim":
        return ""
    from annotations.errors import ClaimNotFoundError

    try:
        return f"“{gist(one.store.get(one.conflict.name).anchor.exact, 40)}”"
    except ClaimNotFoundError:
        return ""


def _said(value: "JSONValue", *, removed: bool) -> str:
    if value is None:
        return "removed" if removed else "nothing"
    if isinstance(value, dict):
        if removed:
            return "kept"
        return ", ".join(f"{it}" for it in value.values() if it is not None)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _of_claims(one: Compared, *, blind: bool, title: str) -> Beside:
    compared = one.comparison
    names = _columns(one, blind=blind)
    sides = tuple(
        Side(
            BLIND[place % len(BLIND)] if blind else who,
            " ".join(claim.anchor.exact.split()) if (claim := compared.claims.get(who)) else "–",
            _of_claim(claim) if claim else "",
        )
        for place, who in enumerate(names)
    )
    if compared.rejected:
        differs = "none holds"
    elif compared.decided is not None:
        differs = f"decided: {', '.join(compared.decided.tags)}"
    else:
        differs = ", ".join(f"≠ {it}" for it in compared.differs) or "the same"
    return Beside(one, title or compared.article, differs, sides)


def _columns(one: Compared, *, blind: bool) -> Sequence[str]:
    """Return the annotators as they stand in columns, who has a claim first."""
    compared = one.comparison
    if blind:
        return compared.drawn
    return sorted(compared.annotators, key=lambda who: (who not in compared.claims, who))


def _of_claim(claim: "Claim") -> str:
    verdict = f" · {claim.verdict.value}" if claim.verdict else ""
    note = f" · {gist(claim.note, 30)}" if claim.note else ""
    return f"{named_tags(claim)}{verdict}{note}"
