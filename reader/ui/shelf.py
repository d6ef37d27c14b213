"""The articles in the list, with what is counted in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotations.claim import Claim
from reader.library import ListedArticle
from reader.workspace import Counts, Workspace


@dataclass(slots=True, eq=False)
class Entry:
    """One row of the list; `counts` is None until they are known."""

    listed: ListedArticle
    counts: Counts | None = None
    claims: int = 0


class Shelf:
    """All entries, in the order in which the list shows them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.problems: list[str] = []
        self._by_path: dict[str, list[Entry]] = {}
        self._claims: Mapping[tuple[Path, str], int] = {}

    def add(self, found: Iterable[ListedArticle]) -> None:
        """Put more articles on the shelf."""
        for listed in found:
            entry = Entry(listed, claims=self._claims.get((listed.library, listed.path), 0))
            self.entries.append(entry)
            self._by_path.setdefault(listed.path, []).append(entry)

    def set_claims(self, claims: Mapping[tuple[Path, str], int]) -> None:
        """Say how many claims each article has, by its library and path."""
        self._claims = claims
        for entry in self.entries:
            entry.claims = claims.get((entry.listed.library, entry.listed.path), 0)

    def at_path(self, path: str) -> tuple[Entry, ...]:
        """Return the entries with a path; more than one when libraries share it."""
        return tuple(self._by_path.get(path, ()))

    def home_of(self, claim: Claim, workspace: Workspace) -> Entry | None:
        """Return the article a claim was made on, None when it is not on the shelf."""
        found = self.at_path(claim.article.path)
        for entry in found:
            if any(kept.id == claim.id for kept in workspace.claims_of(entry.listed)):
                return entry
        return found[0] if found else None
