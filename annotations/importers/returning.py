"""Claims that come back from another program, held against what was given out and what is here.

For each claim there are up to three states: the base, as it was when it was exported; ours,
as it is here; theirs, as the file has it. A field that one side changed takes that side's
value. What both changed differently stays as it is here, and is told. A claim deleted there
and untouched here is to be removed; one that was removed here stays so, unless it was
changed there.

What the base said is known by checksums alone, which tell who changed a field; that is
enough to make a base that merges the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from annotations.claim import Claim, JSONValue
from annotations.codebook import VerdictScale
from annotations.formats.given_out import PARTS, SETS, Checks, checks_of, checksum
from annotations.importers.contract import Imported
from annotations.importers.labelled_spans import scale_of
from annotations.records import from_record, to_record

Record: TypeAlias = Mapping[str, JSONValue]

Merge: TypeAlias = Callable[
    [Record | None, Record, Record], tuple[dict[str, JSONValue], Sequence[Any]]
]
"""Merges two records over their base; gives the disagreements, each with a `field`, too."""

_UNLIKE_ANY: JSONValue = ["\x00what it was is not known"]
"""A value that a field had before both sides changed it."""


_LASTING = ("id", "created", "annotator", "annotator_id")
"""What is said once of a claim, and never otherwise."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A claim that stays as it is here in some fields, which both sides changed."""

    claim: Claim
    values: tuple[tuple[str, JSONValue, JSONValue], ...]
    """Each field, and what is here and there."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(name for name, _, _ in self.values)


@dataclass(frozen=True, slots=True)
class Returned:
    """What saving the claims of a file would do here.

    `added` are new here; `changed` are claims here as they would be with what was changed
    there; `removed` were deleted there and not touched here; `same` say nothing new.
    `edited_here` were deleted there and changed here, so they stay; `removed_here` are in
    the file as they were given out, and were removed here since.
    """

    added: tuple[Claim, ...] = ()
    changed: tuple[Claim, ...] = ()
    removed: tuple[Claim, ...] = ()
    same: tuple[Claim, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    edited_here: tuple[Claim, ...] = ()
    removed_here: tuple[Claim, ...] = ()


def returned(
    imported: Imported,
    here: Iterable[Claim],
    given_out: Mapping[str, Checks],
    *,
    merge: Merge,
    made: datetime,
    scales: Sequence[VerdictScale] = (),
) -> Returned:
    """Return what the claims of a file mean for those that are here.

    `given_out` is the export that the file began as, empty where none is known. A verdict
    that was given without a scale is one of the only one of `scales` that has it.
    """
    present = {claim.id: claim for claim in here}
    bases = {**given_out, **{key: checks_of(claim) for key, claim in imported.carried.items()}}
    alike = {_likeness(claim) for claim in present.values()}
    gone_here = {_place_and_tags(base): key for key, base in bases.items() if key not in present}
    is_restored = not any(claim_id in present for claim_id in bases)
    added, changed, same, disputed, removed_here = [], [], [], [], []
    for theirs in imported.claims:
        ours, base = present.get(theirs.id), bases.get(theirs.id)
        if ours is None:
            found = imported.found[theirs.id]
            is_known = base and not _differs(found, base)
            if gone_here and not is_known:
                is_known = any(
                    _place_and_tags(checks_of(one)) in gone_here for one in (found, theirs)
                )
            if is_known and not is_restored:
                removed_here.append(theirs)
            elif _likeness(theirs) in alike:
                same.append(theirs)
            else:
                added.append(_on_its_scale(theirs, scales))
            continue
        merged, values = _merged(ours, theirs, imported.found[theirs.id], base, merge)
        if values:
            disputed.append(Disputed(ours, values))
        if merged == ours:
            same.append(ours)
        else:
            if merged.verdict != ours.verdict:
                merged = _on_its_scale(merged, scales)
            changed.append(replace(merged, modified=max(ours.modified, merged.modified, made)))
    gone = [present[key] for key in _deleted(imported, bases, present) if key in present]
    touched = [_differs(claim, bases[claim.id]) for claim in gone]
    return Returned(
        tuple(added),
        tuple(changed),
        tuple(claim for claim, is_ours in zip(gone, touched, strict=True) if not is_ours),
        tuple(same),
        tuple(disputed),
        tuple(claim for claim, is_ours in zip(gone, touched, strict=True) if is_ours),
        tuple(removed_here),
    )


def _deleted(
    imported: Imported, bases: Mapping[str, Checks], present: Mapping[str, Claim]
) -> list[str]:
    """Return the ids of claims that were given out and that the file has no more."""
    found = {claim.id for claim in imported.claims}
    missing = [claim_id for claim_id in bases if claim_id not in found]
    if imported.covered is None:
        return missing if any(claim_id in found for claim_id in bases) else []
    return [
        claim_id
        for claim_id in missing
        if claim_id in imported.carried
        or (claim_id in present and present[claim_id].article.path in imported.covered)
    ]


def _merged(
    ours: Claim, theirs: Claim, found: Claim, base: Checks | None, merge: Merge
) -> tuple[Claim, tuple[tuple[str, JSONValue, JSONValue], ...]]:
    """Return the claim with what was changed there, and what stays in dispute."""
    if theirs.anchor != ours.anchor and (
        (ours.anchor.start, ours.anchor.exact) == (theirs.anchor.start, theirs.anchor.exact)
        or (base and base.get("anchor") == checks_of(found).get("anchor"))
    ):
        theirs = replace(theirs, anchor=ours.anchor)
    mine, other = dict(to_record(ours)), dict(to_record(theirs))
    lasting = {name: mine[name] for name in _LASTING if name in mine}
    other.update(lasting)
    other["modified"] = mine["modified"]
    if base is None:
        # Nothing is known of what it was: what the file says stands, and nothing is emptied.
        merged = {**mine, **other}
        return (ours if merged == mine else from_record(merged)), ()
    # Programs round the time a claim was made, so its checksum tells nothing of what lasts.
    merged, disagreements = merge(_base_of(base, mine, other) | lasting, mine, other)
    values = tuple((str(one.field), one.mine, one.theirs) for one in disagreements)
    return (ours if merged == mine else from_record(merged)), values


def _base_of(checks: Checks, mine: Record, theirs: Record) -> dict[str, JSONValue]:
    """Return a record that differs from each side where what was given out did."""
    base: dict[str, JSONValue] = {}
    for name in {**mine, **theirs}:
        one, other = mine.get(name), theirs.get(name)
        if name in PARTS:
            inner = {
                key.partition(".")[2]: check
                for key, check in checks.items()
                if key.startswith(f"{name}.")
            }
            sides = [side if isinstance(side, dict) else {} for side in (one, other)]
            part = _base_of(inner, sides[0], sides[1])
            if part or inner:
                base[name] = part
        elif name in SETS:
            known = set(checks.get(name, ()))
            sides_of = [side if isinstance(side, list) else [] for side in (one, other)]
            elements = {checksum(element): element for side in sides_of for element in side}
            gone: list[JSONValue] = [
                f"\x00{check}" if name == "tags" else {"title": f"\x00{check}"}
                for check in sorted(known - elements.keys())
            ]
            listed = [element for check, element in elements.items() if check in known]
            if known:
                base[name] = [*listed, *gone]
        elif (check := checks.get(name)) is not None:
            values = [side for side in (other, one) if side is not None]
            base[name] = next((it for it in values if checksum(it) == check), _UNLIKE_ANY)
    return base


def _on_its_scale(claim: Claim, scales: Sequence[VerdictScale]) -> Claim:
    verdict = claim.verdict
    if verdict is None or verdict.scale:
        return claim
    return replace(claim, verdict=replace(verdict, scale=scale_of(verdict.value, scales)))


def _differs(claim: Claim, base: Checks) -> bool:
    """Tell whether a person changed the claim since; a new place of its article is no change."""
    checks = checks_of(claim)
    names = {
        name
        for name in checks.keys() | base.keys()
        if not name.startswith("article.") and name not in ("modified", "anchor")
    }
    return any(checks.get(name) != base.get(name) for name in names)


def _place_and_tags(checks: Checks) -> tuple[object, frozenset[str]]:
    """Return what tells a claim for programs that drop our ids."""
    return checks.get("anchor"), frozenset(checks.get("tags", ()))


def _likeness(claim: Claim) -> tuple[object, ...]:
    anchor = claim.anchor
    return (
        claim.article.path,
        anchor.start,
        anchor.end,
        anchor.exact,
        claim.kind,
        frozenset(claim.tags),
        claim.annotator,
        claim.note,
    )
