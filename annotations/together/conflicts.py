"""What two sides of a merge say differently: data in the file until somebody decides.

In the file a conflict is a document of the table `conflicts`:

    {"claim": id, "field": "verdict", "base": …, "mine": …, "theirs": …, "kept": "mine"}

`kept` tells which of the two stands in the library meanwhile. Instead of `claim` there is
`tag` or `scale` with a name, or `table` with the number of a `document` in it. `field` is
"figure.value" for a part of a field, and empty where a whole document is meant, which one
side removed (null) and the other went on with. Which side is called mine is how it was for
whoever merged; the same disagreement seen from the other side is the same conflict.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal, TypeAlias

from annotations.claim import JSONValue
from annotations.journal.json_text import document_in, dumps

CONFLICTS = "conflicts"
"""The table in which open conflicts are kept."""

Documents: TypeAlias = Mapping[str, bytes]
Library: TypeAlias = Mapping[str, Documents | bytes]
"""A library as `json_text` reads it: table → number → document, or a value's JSON."""

Side: TypeAlias = Literal["mine", "theirs"]
Kept: TypeAlias = Literal["mine", "theirs", "base"]
BOTH: tuple[Side, Side] = ("mine", "theirs")

NAMED = ("claim", "tag", "scale", "table")
"""What a conflict can be about; the table of each is its plural."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One field of one document that two sides of a merge say differently.

    `about` is one of NAMED and `name` which one it is; only for a table of another program
    `document` tells its document, empty where the table is no table but a value.
    """

    about: str
    name: str
    field: str = ""
    document: str = ""
    base: JSONValue = None
    mine: JSONValue = None
    theirs: JSONValue = None
    kept: Kept = "mine"

    @property
    def kind(self) -> str:
        """What happened: both edited, removed and edited, or a key that is taken."""
        if not self.field and (self.mine is None or self.theirs is None):
            return "removed and edited"
        both_want = self.about == "tag" and self.field == "key"
        return "key taken" if both_want else "both edited"

    @property
    def key(self) -> str:
        """The number of its document: the same for the same disagreement, whoever found it."""
        values = sorted(dumps(None if value == "" else value) for value in (self.mine, self.theirs))
        said = [self.about, self.name, self.document, self.field, *map(bytes.decode, values)]
        return number_of(dumps(said).decode())

    def said_by(self, side: Kept) -> JSONValue:
        """Return the value of one side."""
        return {"mine": self.mine, "theirs": self.theirs, "base": self.base}[side]

    def record(self) -> dict[str, JSONValue]:
        """Return its document in the file."""
        subject: dict[str, JSONValue] = {self.about: self.name}
        if self.about == "table":
            subject["document"] = self.document
        return {
            **subject,
            "field": self.field,
            "base": self.base,
            "mine": self.mine,
            "theirs": self.theirs,
            "kept": self.kept,
        }


def conflict_from(record: Mapping[str, JSONValue]) -> Conflict | None:
    """Return the conflict that a document holds, None if it is none of this program's."""
    about = next((name for name in NAMED if isinstance(record.get(name), str)), "")
    field, kept = record.get("field"), record.get("kept")
    if not about or not isinstance(field, str):
        return None
    return Conflict(
        about=about,
        name=str(record[about]),
        field=field,
        document=str(record.get("document", "")),
        base=record.get("base"),
        mine=record.get("mine"),
        theirs=record.get("theirs"),
        kept="theirs" if kept == "theirs" else "base" if kept == "base" else "mine",
    )


def open_conflicts(tables: Library) -> dict[str, Conflict]:
    """Return the conflicts that are not decided yet, by the number of their document."""
    documents = documents_of(tables, CONFLICTS)
    found = {key: conflict_from(document_in(raw)) for key, raw in documents.items()}
    return {key: conflict for key, conflict in found.items() if conflict is not None}


def number_of(name: str) -> str:
    """Return a document number that hardly another name has, below 2 ** 53."""
    digest = blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest()
    return str(int.from_bytes(digest) >> 11)


def refreshed(conflict: Conflict, standing: JSONValue) -> Conflict:
    """Return the conflict with `kept` as it is when `standing` is the value in the library."""
    sides: tuple[Kept, ...] = ("mine", "theirs", "base")
    held = [side for side in sides if conflict.said_by(side) == standing]
    return conflict if conflict.kept in held or not held else replace(conflict, kept=held[0])


def table_of(conflict: Conflict) -> str:
    """Return the name of the table that a conflict is about."""
    return conflict.name if conflict.about == "table" else f"{conflict.about}s"


def documents_of(tables: Library, name: str) -> Documents:
    """Return the documents of a table, none where it is not there or is no table."""
    table = tables.get(name, {})
    return {} if isinstance(table, bytes) else table


def free_number(documents: Mapping[str, bytes], wanted: str) -> str:
    """Return the number that is wanted, or the next that no document has."""
    if wanted not in documents:
        return wanted
    number = int(wanted) if wanted.isdecimal() else 1
    while str(number) in documents:
        number += 1
    return str(number)
