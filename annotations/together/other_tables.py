"""Tables of other programs, of which nobody here knows what they mean, and plain ones of ours.

A document is known by its number and merged field by field. Two that both sides added under
one number are two documents.
"""

from collections.abc import Mapping

from annotations.claim import JSONValue
from annotations.journal.json_text import document_in, dumps, loads
from annotations.together.conflicts import Conflict, Documents, Library, free_number
from annotations.together.fields import PLAIN, Rules, merged_fields

OWN = frozenset({"review", "decisions", "memos", "codebook", "groups", "predictions"})
"""Tables of this program whose numbers come from what a document is about."""

DATED = Rules(latest=frozenset({"at"}))


def merged_table(
    name: str, base: Library | None, mine: Library, theirs: Library
) -> tuple[dict[str, bytes] | bytes | None, list[Conflict]]:
    """Return a table as both sides made it, None where it is removed, and its conflicts."""
    was, ours, others = (base or {}).get(name), mine.get(name), theirs.get(name)
    if ours is None or others is None:
        kept = others if ours is None else ours
        if was is None or kept is None:
            return _own(kept), []
        if kept == was:
            return None, []
        if isinstance(kept, bytes):
            return kept, [_whole(name, "", was, ours, others)]
        ours, others = ours or {}, others or {}
    if isinstance(ours, bytes) or isinstance(others, bytes):
        if ours == others or others == was:
            return _own(ours), []
        if ours == was:
            return _own(others), []
        return _own(ours), [_whole(name, "", was, ours, others)]
    former = was if isinstance(was, Mapping) else {}
    return _merged_documents(name, former, ours, others)


def _merged_documents(
    name: str, base: Documents, mine: Documents, theirs: Documents
) -> tuple[dict[str, bytes], list[Conflict]]:
    merged = dict(mine)
    conflicts: list[Conflict] = []
    beside: list[tuple[str, bytes]] = []
    for number in dict.fromkeys((*mine, *theirs)):
        was, ours, others = base.get(number), mine.get(number), theirs.get(number)
        if ours == others or others == was:
            continue
        if ours == was:
            if others is None:
                del merged[number]
            else:
                merged[number] = others
        elif ours is None or others is None:  # removed here, edited there: it stays
            assert others is not None or ours is not None
            merged[number] = ours or others or b""
            conflicts.append(_whole(name, number, was, ours, others))
        elif was is None and name not in OWN:  # two records that were given one number
            beside.append((number, others))
        else:
            former = None if was is None else document_in(was)
            record, apart = merged_fields(
                DATED if name in OWN else PLAIN, former, document_in(ours), document_in(others)
            )
            merged[number] = dumps(record)
            conflicts += [
                Conflict(
                    about="table",
                    name=name,
                    document=number,
                    field=one.field,
                    base=one.base,
                    mine=one.mine,
                    theirs=one.theirs,
                )
                for one in apart
            ]
    for number, raw in beside:
        if raw not in merged.values():
            merged[free_number({**base, **theirs, **mine, **merged}, number)] = raw
    return merged, conflicts


def _own(table: Documents | bytes | None) -> dict[str, bytes] | bytes | None:
    return dict(table) if isinstance(table, Mapping) else table


def _whole(
    name: str,
    number: str,
    base: Documents | bytes | None,
    mine: Documents | bytes | None,
    theirs: Documents | bytes | None,
) -> Conflict:
    return Conflict(
        about="table",
        name=name,
        document=number,
        base=_plain(base),
        mine=_plain(mine),
        theirs=_plain(theirs),
        kept="theirs" if mine is None else "mine",
    )


def _plain(value: Documents | bytes | None) -> JSONValue:
    if isinstance(value, bytes):
        return loads(value)
    return None if value is None else {key: document_in(raw) for key, raw in value.items()}
