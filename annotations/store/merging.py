"""How two states of a library's file become one: what the journal asks of whoever knows claims."""

from collections.abc import Sequence

from annotations.journal.json_text import Tables, document_in
from annotations.journal.merging import Sides
from annotations.wording import many


class ClaimMerging:
    """Claims by their ids, field by field; what both sides say otherwise is kept as a conflict."""

    def merged(
        self, base: Tables | None, mine: Tables, theirs: Tables
    ) -> tuple[Tables, Sequence[str]]:
        """Return both sides in one, and sentences for what a person must know of it."""
        from annotations.together.merge import merge

        result = merge(base, mine, theirs)
        told = [notice.sentence() for notice in result.told if notice.kind != "same words"]
        if number := len(result.found):
            told.append(
                f"{many(number, 'field')} of claims or tags {'was' if number == 1 else 'were'} "
                "changed on both sides. What each says is kept until you decide; “copydesk merge” "
                f"lists {'it' if number == 1 else 'them'}."
            )
        return result.tables, told

    def tidied(self, tables: Tables) -> tuple[Tables, Sequence[str]]:
        """Return the tables with each claim that stands twice put together."""
        claims = tables.get("claims", {})
        if not isinstance(claims, dict) or not _has_twins(claims):
            return tables, ()
        return self.merged(None, tables, tables)

    def counted(self, tables: Tables) -> str:
        """Return how many claims there are."""
        claims = tables.get("claims", {})
        return many(len(claims) if isinstance(claims, dict) else 0, "claim")

    def sides(self, text: bytes) -> Sides:
        """Return what can still be read of a text that is no JSON."""
        from annotations.store.salvage import sides_of

        return sides_of(text)


def _has_twins(claims: dict[str, bytes]) -> bool:
    seen: set[object] = set()
    for raw in claims.values():
        identity = document_in(raw).get("id")
        if identity in seen:
            return True
        if isinstance(identity, str):
            seen.add(identity)
    return False
