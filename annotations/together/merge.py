"""Two states of a library, and what both began as, made one: nothing anyone said is dropped.

    merged = merge(base, mine, theirs)
    merged.tables       the library, its open conflicts in the table `conflicts`
    merged.conflicts    all that is open in it
    merged.told         what was done that nobody could foresee

The rules:

1. A claim is known by its id, a tag and a scale by its name. A field that one side changed
   takes that side's value; where both changed it, mine stands and theirs is a conflict.
2. Tags and evidence are sets, an anchor and a verdict one value each; article, quote and
   figure go by the fields inside them. A claim is never left without a tag.
3. What one side removed and the other went on with stays, and is a conflict.
4. Without a base nothing is removed.
5. The same words tagged by two people are two claims, and told.
6. A renamed tag is followed, told. A removed one that is used anew stays, told.
7. Tables and fields of other programs are merged the same way. A newer form is refused.
8. To merge again changes nothing, and the other way round the same comes out but for which
   value stands in a conflict.
"""

from dataclasses import dataclass

from annotations.errors import NewerStoreError
from annotations.journal.json_text import Tables, document_in, dumps
from annotations.records import VERSION, upgraded
from annotations.together.claims import merged_claims
from annotations.together.codebooks import merged_names, names_in
from annotations.together.conflicts import (
    CONFLICTS,
    Conflict,
    Library,
    Side,
    documents_of,
    open_conflicts,
)
from annotations.together.deciding import decided, merged_conflicts
from annotations.together.notices import Notice
from annotations.together.other_tables import merged_table

ABOUT, CLAIMS, TAGS, SCALES = "about", "claims", "tags", "scales"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged library, the conflicts that are open in it, and what must be told.

    `found` are those of the conflicts that this merge came upon.
    """

    tables: Tables
    conflicts: tuple[Conflict, ...] = ()
    found: tuple[Conflict, ...] = ()
    told: tuple[Notice, ...] = ()

    def preferring(self, side: Side) -> "Merge":
        """Return the merge with every open conflict decided for "mine" or "theirs"."""
        chosen = dict.fromkeys(open_conflicts(self.tables), side)
        return Merge(decided(self.tables, chosen), (), self.found, self.told)


def merge(base: Library | None, mine: Library, theirs: Library) -> Merge:
    """Merge what two sides made of one library; `base` is None where it is not known.

    Raises:
        NewerStoreError: A side was written by a newer version of this program.
    """
    base, mine, theirs = _of_one_version(base, mine, theirs)
    names = dict.fromkeys((*mine, *theirs))
    claims = merged_claims(
        None if base is None else documents_of(base, CLAIMS),
        documents_of(mine, CLAIMS),
        documents_of(theirs, CLAIMS),
        base_tags=names_in(documents_of(base or {}, TAGS)),
        my_tags=names_in(documents_of(mine, TAGS)),
        their_tags=names_in(documents_of(theirs, TAGS)),
    )
    tables: Tables = {}
    found = list(claims.conflicts)
    told = list(claims.told)
    for name in names:
        is_table = not any(
            isinstance((side or {}).get(name), bytes) for side in (base, mine, theirs)
        )
        if name == CONFLICTS and is_table:
            continue
        if name == CLAIMS and is_table:
            tables[name] = claims.documents
        elif name in (TAGS, SCALES) and is_table:
            table = merged_names(
                name[:-1],
                None if base is None else documents_of(base, name),
                documents_of(mine, name),
                documents_of(theirs, name),
                renames=claims.renames if name == TAGS else None,
                newly_used=claims.newly_used if name == TAGS else ({}, {}),
            )
            tables[name] = table.documents
            found += table.conflicts
            told += table.told
        else:
            value, conflicts = merged_table(name, base, mine, theirs)
            found += conflicts
            if value is not None:
                tables[name] = value
    documents = merged_conflicts(base, mine, theirs, tables, found)
    if documents or mine.get(CONFLICTS) == {}:
        tables[CONFLICTS] = documents
    ordered = {name: tables[name] for name in dict.fromkeys((*mine, *tables)) if name in tables}
    found = list({conflict.key: conflict for conflict in found}.values())
    return Merge(ordered, tuple(open_conflicts(ordered).values()), tuple(found), tuple(told))


def version_in(tables: Library) -> int:
    """Return the version of the form in which a library is written, 0 where it says none."""
    found = [document_in(raw).get("version") for raw in documents_of(tables, ABOUT).values()]
    return max((number for number in found if isinstance(number, int)), default=0)


def _of_one_version(
    base: Library | None, mine: Library, theirs: Library
) -> tuple[Library | None, Library, Library]:
    sides = [side for side in (base, mine, theirs) if side is not None]
    versions = [version_in(side) for side in sides]
    if max(versions) > VERSION:
        raise NewerStoreError(
            f"One side was written by a newer copydesk (form {max(versions)}, this one knows "
            f"{VERSION}). Install the new version to merge it; nothing was changed."
        )
    if (
        len({it for it, side in zip(versions, sides, strict=True) if documents_of(side, CLAIMS)})
        < 2
    ):
        return base, mine, theirs
    return (None if base is None else _upgraded(base)), _upgraded(mine), _upgraded(theirs)


def _upgraded(tables: Library) -> Library:
    version = version_in(tables)
    if version == VERSION:
        return tables
    claims = {
        number: dumps(upgraded(document_in(raw), version))
        for number, raw in documents_of(tables, CLAIMS).items()
    }
    about = {"1": dumps({"format": "copydesk claims", "version": VERSION})}
    return {ABOUT: about, **tables, CLAIMS: claims} | {ABOUT: about}
