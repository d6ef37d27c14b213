"""The tags and the scales of two sides, merged by name and field by field.

A tag that one side removed and the other left alone is removed; if the other uses it anew,
on a claim or above a tag, it stays. A key that two tags want stays where it was here, and so
does a parent where two would stand below each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotations.claim import JSONValue
from annotations.journal.json_text import document_in, dumps
from annotations.together.conflicts import BOTH, Conflict
from annotations.together.fields import PLAIN, Disagreement, differing, merged_fields
from annotations.together.notices import Notice

Documents: TypeAlias = Mapping[str, bytes]
Record: TypeAlias = dict[str, JSONValue]


@dataclass(slots=True)
class MergedNames:
    """A merged table of documents with names, and what there is to say about it."""

    documents: dict[str, bytes]
    conflicts: list[Conflict]
    told: list[Notice]


def names_in(documents: Documents) -> tuple[str, ...]:
    """Return the names of the documents, in their order, each once."""
    return tuple(_by_name(documents))


def merged_names(
    about: str,
    base: Documents | None,
    mine: Documents,
    theirs: Documents,
    *,
    renames: Mapping[str, str] | None = None,
    newly_used: Sequence[Mapping[str, list[str]]] = ({}, {}),
) -> MergedNames:
    """Return the tags or the scales of both sides; `about` is "tag" or "scale".

    `renames` and `newly_used` are what the merge of the claims told of tags.
    """
    if mine == theirs:
        return MergedNames(dict(mine), [], [])
    sides = [_by_name({} if side is None else side) for side in (base, mine, theirs)]
    if renames:
        sides = [_renamed(side, renames, sides) for side in sides]
    former, ours, others = sides
    merged: dict[str, Record] = {}
    conflicts: list[Conflict] = []
    told: list[Notice] = []
    for name in _in_order(list(former), list(ours), list(others)):
        was = former.get(name) if base is not None else None
        record, apart = _merged(was, ours.get(name), others.get(name))
        if record is None and name not in (renames or {}):
            place = 0 if name in ours else 1
            if ids := newly_used[place].get(name):
                record = (ours, others)[place].get(name)
                told.append(Notice(kind="tag still used", tag=name, claims=tuple(ids)))
        if record is not None:
            merged[name] = record
        conflicts += [_conflict(about, name, one) for one in apart]
    if about == "tag":
        named = [one.said_by(side) for one in conflicts for side in BOTH if one.field == "parent"]
        told += _keep_parents(merged, named, former, ours, others)
        conflicts += _settle("key", merged, former, ours, others)
        conflicts += _settle("parent", merged, former, ours, others)
    return MergedNames(_numbered(merged, mine), conflicts, told)


def _by_name(documents: Documents) -> dict[str, Record]:
    """Return the documents by name; two of one name are made one."""
    found: dict[str, Record] = {}
    for number, raw in documents.items():
        record = document_in(raw)
        name = record.get("name")
        name = name if isinstance(name, str) else f"#{number}"
        found[name] = (
            merged_fields(PLAIN, None, found[name], record)[0] if name in found else record
        )
    return found


def _renamed(
    records: Mapping[str, Record], renames: Mapping[str, str], sides: list[dict[str, Record]]
) -> dict[str, Record]:
    """Return the tags with the new names; one that was merged into another stays as it is."""
    former = sides[0]
    changed: dict[str, Record] = {}
    for name, record in records.items():
        new = renames.get(name, "")
        is_new = bool(new) and new not in former and any(new in side for side in sides[1:])
        called = new if is_new and new not in records else name
        parent = record.get("parent")
        above = renames.get(parent, parent) if isinstance(parent, str) else parent
        if above == called:
            above = ""
        changed[called] = record | ({"name": called} if called != name else {})
        if above != parent:
            changed[called]["parent"] = above
    return changed


def _in_order(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[str]:
    """Yield every name once: in my order, or in theirs where they alone changed it."""
    moved = [
        [name for name in side if name in set(base)] != [name for name in base if name in set(side)]
        for side in (mine, theirs)
    ]
    first, second = (theirs, mine) if moved == [False, True] else (mine, theirs)
    yield from dict.fromkeys((*first, *second))


def _merged(
    was: Record | None, mine: Record | None, theirs: Record | None
) -> tuple[Record | None, list[Disagreement]]:
    if mine is not None and theirs is not None:
        return merged_fields(PLAIN, was, mine, theirs)
    kept = theirs if mine is None else mine
    if kept is None or was is None:
        return kept, []
    if not differing(was, kept):
        return None, []
    if mine is None:
        return kept, [Disagreement("", was, None, kept, "theirs")]
    return kept, [Disagreement("", was, kept, None, "mine")]


def _conflict(about: str, name: str, apart: Disagreement) -> Conflict:
    return Conflict(
        about=about,
        name=name,
        field=apart.field,
        base=apart.base,
        mine=apart.mine,
        theirs=apart.theirs,
        kept="theirs" if apart.kept == "theirs" else "mine",
    )


def _keep_parents(
    merged: dict[str, Record],
    named: Iterable[JSONValue],
    former: Mapping[str, Record],
    ours: Mapping[str, Record],
    others: Mapping[str, Record],
) -> Iterator[Notice]:
    """Put a tag back that one side removed and below which the other put a tag.

    `named` are the parents that conflicts name.
    """
    broken_before = {
        record.get("parent")
        for side in (ours, others)
        for record in side.values()
        if record.get("parent") not in side
    }
    waiting = [*(record.get("parent") for record in merged.values()), *named]
    while waiting:
        parent = waiting.pop()
        if not isinstance(parent, str) or parent in merged or parent in broken_before:
            continue
        back = ours.get(parent) or others.get(parent) or former.get(parent)
        if back is not None:
            merged[parent] = back
            waiting.append(back.get("parent"))
            yield Notice(kind="tag still used", tag=parent)


def _settle(
    field: str,
    merged: dict[str, Record],
    former: Mapping[str, Record],
    ours: Mapping[str, Record],
    others: Mapping[str, Record],
) -> Iterator[Conflict]:
    """Let what cannot hold together stay as it is here, a tag at a time."""
    clashing = _key_taken if field == "key" else _below_itself
    settled: set[str] = set()
    while True:
        movable = [
            name
            for name in clashing(merged)
            if name not in settled and merged[name].get(field) != _said(ours, name, field)
        ]
        if not movable:
            return
        name = movable[0]
        settled.add(name)
        stays = _said(ours, name, field)
        merged[name] = merged[name] | {field: stays}
        yield Conflict(
            about="tag",
            name=name,
            field=field,
            base=_said(former, name, field),
            mine=stays,
            theirs=_said(others, name, field),
        )


def _said(records: Mapping[str, Record], name: str, field: str) -> JSONValue:
    return records.get(name, {}).get(field, "")


def _key_taken(tags: Mapping[str, Record]) -> list[str]:
    """Return the tags whose key another tag has as well."""
    wanting: dict[str, list[str]] = {}
    for name, record in tags.items():
        if isinstance(key := record.get("key"), str) and key:
            wanting.setdefault(key, []).append(name)
    return [name for names in wanting.values() if len(names) > 1 for name in names]


def _below_itself(tags: Mapping[str, Record]) -> list[str]:
    """Return the tags that stand below themselves."""
    found = []
    for name in tags:
        seen: set[str] = set()
        above = tags[name].get("parent")
        while isinstance(above, str) and above in tags and above not in seen:
            seen.add(above)
            above = tags[above].get("parent")
        if name in seen:
            found.append(name)
    return found


def _numbered(merged: Mapping[str, Record], mine: Documents) -> dict[str, bytes]:
    """Return the documents in their order; as they stand in mine where nothing changed."""
    raws = [dumps(record) for record in merged.values()]
    if raws == [bytes(raw) for raw in mine.values()]:
        return dict(mine)
    return {str(number): raw for number, raw in enumerate(raws, 1)}
