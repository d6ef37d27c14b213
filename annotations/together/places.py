"""Where in a library the claim, the tag or the document of a conflict stands."""

from annotations.claim import JSONValue
from annotations.journal.json_text import document_in
from annotations.together.conflicts import (
    Conflict,
    Library,
    documents_of,
    number_of,
    table_of,
)
from annotations.together.fields import OF_CLAIMS


class Places:
    """Where in one library things stand; looked up once, so that it must not change."""

    def __init__(self, tables: Library) -> None:
        self._tables = tables
        self._numbers: dict[str, dict[JSONValue, str]] = {}

    def number(self, conflict: Conflict) -> str | None:
        """Return the number of the document that a conflict is about, None if it is gone."""
        name = table_of(conflict)
        documents = documents_of(self._tables, name)
        if conflict.about == "table":
            return conflict.document if conflict.document in documents else None
        field = "id" if conflict.about == "claim" else "name"
        likely = number_of(conflict.name)
        if likely in documents and document_in(documents[likely]).get(field) == conflict.name:
            return likely
        if name not in self._numbers:
            self._numbers[name] = {
                told: number
                for number, raw in documents.items()
                if isinstance(told := document_in(raw).get(field), str)
            }
        number = self._numbers[name].get(conflict.name)
        return number if number in documents else None

    def standing(self, conflict: Conflict) -> JSONValue:
        """Return the value where the conflict is, None for nothing."""
        table = self._tables.get(table_of(conflict))
        if table is None:
            return None
        if isinstance(table, bytes):
            return None if conflict.document else document_in(table)
        number = self.number(conflict)
        if number is None:
            return None
        value: JSONValue = document_in(table[number])
        for name in path_of(conflict):
            value = value.get(name) if isinstance(value, dict) else None
        return value


def path_of(conflict: Conflict) -> list[str]:
    """Return the keys that lead to the field; only some of a claim's fields have parts."""
    whole, dot, part = conflict.field.partition(".")
    if dot and conflict.about == "claim" and whole in OF_CLAIMS.parts:
        return [whole, part]
    return [conflict.field] if conflict.field else []
