"""Which claims an export takes: those of one article, those that are shown, or all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from annotations.claim import Claim
from annotations.exporters.file_names import file_names
from reader.library.scan import ListedArticle
from reader.view.shelf import Shelf, name_of
from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scope:
    """Some claims: what they are called, the stem of a file for them, and how to get them.

    `claims` may take long and is called beside the screen.
    """

    name: str
    stem: str
    claims: Callable[[], Sequence[Claim]]


class HasScopes(Protocol):
    """A screen that can say which claims are meant."""

    def scopes(self) -> Sequence[Scope]:
        """Return what could be exported, what is most likely meant first."""


def of_article(workspace: Workspace, listed: ListedArticle) -> Scope:
    """Return the scope of one article."""
    stem = _stem(PurePosixPath(listed.path).name)
    return Scope("this article", stem, lambda: workspace.claims.of(listed))


def of_shown_articles(workspace: Workspace, shelf: Shelf, ids: Sequence[int]) -> Scope:
    """Return the scope of the articles that the list's filter leaves."""

    def claims() -> Sequence[Claim]:
        found: dict[str, Claim] = {}
        for number in ids:
            row = shelf.row_now(number)
            if row is not None:
                found.update((claim.id, claim) for claim in workspace.claims.of(row.listed))
        return [found[claim_id] for claim_id in sorted(found)]

    return Scope("articles shown", "shown", claims)


def of_claims(name: str, claims: Sequence[Claim]) -> Scope:
    """Return the scope of claims that are known already."""
    return Scope(name, name.split()[0], lambda: claims)


def of_everything(workspace: Workspace) -> Scope:
    """Return the scope of all claims on the articles under the paths."""
    first = name_of(workspace.paths[0]) if workspace.paths else ""
    return Scope("all claims", _stem(first or "claims"), workspace.claims.find)


def _stem(name: str) -> str:
    return file_names([name])[name]
