"""Which claims a person looks at: filtered, grouped, folded, and chosen for a change of many."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from annotations.claim import Claim
from annotations.codebook import Parents
from annotations.errors import AnnotationsError
from annotations.wording import many
from reader.errors import ReaderError
from reader.view import scopes
from reader.view.grouping import (
    GROUPINGS,
    NO_PARENTS,
    Group,
    Row,
    fits,
    grouped,
    groups,
    names_of,
)
from reader.workspace import Workspace
from reader.workspace.kept_claim import library_of

Key: TypeAlias = tuple[Path | None, str]


def key_of(claim: Claim) -> Key:
    """Return what tells a claim from all others, also from that of a library's copy."""
    return library_of(claim), claim.id


def _article_of(claim: Claim) -> Key:
    return library_of(claim), claim.article.path


class ClaimChoice:
    """All claims, and what is to be seen and changed of them.

    Of those that were chosen only the ones that the filter leaves are changed: what is not
    seen must not go with what is. The others stay chosen until the filter is taken away.
    """

    def __init__(self) -> None:
        self.claims: tuple[Claim, ...] = ()
        self.grouping = "article"
        self.filter = ""
        self.folded = False
        self.chosen: frozenset[Key] = frozenset()
        self.lost: frozenset[Key] = frozenset()
        self.parents: Parents = NO_PARENTS

    def take(self, claims: tuple[Claim, ...]) -> None:
        """Take in the claims as they are now, and let go of those that are gone."""
        self.claims = claims
        self.chosen &= set(map(key_of, claims))

    @property
    def shown(self) -> list[Claim]:
        """The claims that the filter leaves."""
        return [claim for claim in self.claims if fits(claim, self.filter, self.parents)]

    def rows(self) -> list[Row]:
        """Return the groups and their claims, or the groups alone when they are folded."""
        shown = self.shown
        if self.folded:
            return [*groups(shown, self.grouping, self.parents)]
        return list(grouped(shown, self.grouping, self.parents))

    def group_by_next(self) -> None:
        """Group by the next thing: article, tag, claimant, verdict."""
        names = list(GROUPINGS)
        self.grouping = names[(names.index(self.grouping) + 1) % len(names)]

    def turn(self, row: Row) -> None:
        """Choose a claim, or all claims of a group, or let go of them."""
        if isinstance(row, Group):
            keys = {
                key_of(claim)
                for claim in self.shown
                if row.name in names_of(claim, self.grouping, self.parents)
            }
        else:
            keys = {key_of(row)}
        self.chosen = self.chosen - keys if keys <= self.chosen else self.chosen | keys

    def meant(self, current: Claim | None) -> Sequence[Claim]:
        """Return the claims that a change is for: the chosen ones, else the one at the cursor."""
        chosen = [claim for claim in self.shown if key_of(claim) in self.chosen]
        return chosen or [claim for claim in (current,) if claim is not None]

    def facts(self) -> tuple[str, ...]:
        """Return how many there are, for the status line."""
        shown, lost = self.shown, len(self.lost)
        number, chosen = len(shown), sum(key_of(claim) in self.chosen for claim in shown)
        hidden = len(self.chosen) - chosen
        facts = (
            f"{chosen} chosen{f', {hidden} hidden' * bool(hidden)}" if self.chosen else "",
            f"{many(number, 'claim')} by {self.grouping}",
            f"{many(lost, 'orphan')} ({{a:claims.attach}})" if lost else "",
        )
        return tuple(filter(None, facts))

    def scopes(self, workspace: Workspace, current: Claim | None) -> Sequence[scopes.Scope]:
        """Return which claims can be exported, what is most likely meant first."""
        found = [scopes.of_everything(workspace)]
        if self.filter:
            found.insert(0, scopes.of_claims("shown claims", self.shown))
        if chosen := self.meant(None):
            found.insert(0, scopes.of_claims("chosen claims", chosen))
        if current is not None:
            place = _article_of(current)
            same = [claim for claim in self.claims if _article_of(claim) == place]
            found.append(scopes.of_claims("article of this claim", same))
        return found


def orphans(workspace: Workspace, claims: Sequence[Claim]) -> frozenset[Key]:
    """Return which claims stand in an article that does not have their words any more."""
    lost: set[Key] = set()
    first_of = {_article_of(claim): claim for claim in claims}
    for claim in first_of.values():
        try:
            for listed in workspace.claims.articles_of(claim):
                found = workspace.claims.orphans(workspace.articles.open(listed))
                lost.update(key_of(kept.claim) for kept in found)
        except (AnnotationsError, ReaderError):
            continue
    return frozenset(lost)
