"""Conflicts that get decided, by a person or by the merge of what two people decided."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotations.claim import JSONValue
from annotations.journal.json_text import Tables, document_in, dumps
from annotations.together.conflicts import (
    CONFLICTS,
    Conflict,
    Kept,
    Library,
    documents_of,
    free_number,
    number_of,
    open_conflicts,
    refreshed,
    table_of,
)
from annotations.together.places import Places, path_of


def decided(tables: Library, chosen: Mapping[str, Kept], **stamp: JSONValue) -> Tables:
    """Return the tables with the chosen sides' values in place, and these conflicts gone.

    `chosen` tells the side by the number of the conflict's document; `stamp` is written into
    each claim that changes (`modified="…"`). Where what a conflict is about is no longer
    there, only the conflict goes.
    """
    changed = {name: dict(it) if isinstance(it, Mapping) else it for name, it in tables.items()}
    places = Places(changed)
    conflicts = open_conflicts(tables)
    kept = changed[CONFLICTS]
    assert isinstance(kept, dict)
    for number, side in chosen.items():
        conflict = conflicts[number]
        del kept[number]
        _put(changed, places, conflict, conflict.said_by(side), stamp)
    if not kept:
        del changed[CONFLICTS]
    return changed


def merged_conflicts(
    base: Library | None,
    mine: Library,
    theirs: Library,
    merged: Library,
    found: Iterable[Conflict],
) -> dict[str, bytes]:
    """Return the documents of all that is open after a merge that `found` some of it.

    What one side decided is decided. What both decided, and not to the same, is open again.
    """
    was, ours, others = (open_conflicts(side or {}) for side in (base, mine, theirs))
    before, mine_open, theirs_open = (
        {conflict.key for conflict in side.values()} for side in (was, ours, others)
    )
    places = Places(merged)
    documents: dict[str, bytes] = {}
    carried: set[str] = set()
    for side, open_here, apart in ((mine, ours, theirs_open), (theirs, others, mine_open)):
        for number, raw in documents_of(side, CONFLICTS).items():
            conflict = open_here.get(number)
            if conflict is None:  # another program's
                documents.setdefault(number, raw)
            elif conflict.key not in carried and (
                conflict.key in apart or conflict.key not in before
            ):
                carried.add(conflict.key)
                known = refreshed(conflict, places.standing(conflict))
                documents[number] = raw if known is conflict else dumps(known.record())
    my_places, their_places, former = Places(mine), Places(theirs), Places(base or {})
    for conflict in was.values():
        if conflict.key not in mine_open | theirs_open:
            values = my_places.standing(conflict), their_places.standing(conflict)
            if values[0] != values[1] and None not in values:
                found = [*found, _again(conflict, former.standing(conflict), *values)]
    for conflict in found:
        if conflict.key not in carried:
            carried.add(conflict.key)
            known = refreshed(conflict, places.standing(conflict))
            documents[conflict.key] = dumps(known.record())
    return documents


def _again(conflict: Conflict, base: JSONValue, mine: JSONValue, theirs: JSONValue) -> Conflict:
    """Return the conflict that both sides decided, each in another way."""
    return replace(conflict, base=base, mine=mine, theirs=theirs, kept="mine")


def _put(
    tables: Tables,
    places: Places,
    conflict: Conflict,
    value: JSONValue,
    stamp: Mapping[str, JSONValue],
) -> None:
    if conflict.about == "table" and not conflict.document:
        tables[conflict.name] = dumps(value)
        return
    documents = tables.get(table_of(conflict))
    if not isinstance(documents, dict):
        return
    number = places.number(conflict)
    if not conflict.field:
        _put_whole(documents, conflict, number, value)
    elif number is not None:
        record = document_in(documents[number])
        _set(record, path_of(conflict), value)
        changed = dumps(record)
        if changed != documents[number] and conflict.about == "claim":
            changed = dumps({**record, **stamp})
        documents[number] = changed
        if conflict.about == "tag" and conflict.field == "key" and value:
            _take_key_from_others(documents, number, value)


def _put_whole(
    documents: dict[str, bytes], conflict: Conflict, number: str | None, value: JSONValue
) -> None:
    if value is None:
        if number is not None:
            del documents[number]
    elif number is None:
        wanted = conflict.document or number_of(conflict.name)
        documents[free_number(documents, wanted)] = dumps(value)


def _set(record: dict[str, JSONValue], path: list[str], value: JSONValue) -> None:
    *above, last = path
    for name in above:
        part = record.setdefault(name, {})
        if not isinstance(part, dict):
            return
        record = part
    if value is None:
        record.pop(last, None)
    else:
        record[last] = value


def _take_key_from_others(documents: dict[str, bytes], number: str, value: JSONValue) -> None:
    for other, raw in documents.items():
        record = document_in(raw)
        if other != number and record.get("key") == value:
            documents[other] = dumps(record | {"key": ""})
