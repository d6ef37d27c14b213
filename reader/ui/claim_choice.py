"""Which claims a person looks at: filtered, grouped, folded, and chosen for a change of many."""

from collections.abc import Sequence

from annotations.claim import Claim
from annotations.errors import AnnotationsError
from reader.errors import ReaderError
from reader.ui import scopes
from reader.ui.grouping import GROUPINGS, Group, Row, fits, grouped, groups
from reader.workspace import Workspace


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
        self.chosen: frozenset[str] = frozenset()
        self.lost: frozenset[str] = frozenset()

    def take(self, claims: tuple[Claim, ...]) -> None:
        """Take in the claims as they are now, and let go of those that are gone."""
        self.claims = claims
        self.chosen &= {claim.id for claim in claims}

    @property
    def shown(self) -> list[Claim]:
        """The claims that the filter leaves."""
        return [claim for claim in self.claims if fits(claim, self.filter)]

    def rows(self) -> list[Row]:
        """Return the groups and their claims, or the groups alone when they are folded."""
        shown = self.shown
        if self.folded:
            return [*groups(shown, self.grouping)]
        return list(grouped(shown, self.grouping))

    def group_by_next(self) -> None:
        """Group by the next thing: article, tag, claimant, verdict."""
        names = list(GROUPINGS)
        self.grouping = names[(names.index(self.grouping) + 1) % len(names)]

    def turn(self, row: Row) -> None:
        """Choose a claim, or all claims of a group, or let go of them."""
        if isinstance(row, Group):
            names_of = GROUPINGS[self.grouping]
            ids = {claim.id for claim in self.shown if row.name in names_of(claim)}
        else:
            ids = {row.id}
        self.chosen = self.chosen - ids if ids <= self.chosen else self.chosen | ids

    def meant(self, current: Claim | None) -> Sequence[Claim]:
        """Return the claims that a change is for: the chosen ones, else the one at the cursor."""
        chosen = [claim for claim in self.shown if claim.id in self.chosen]
        return chosen or [claim for claim in (current,) if claim is not None]

    def facts(self) -> tuple[str, ...]:
        """Return how many there are, for the status line."""
        shown, lost = self.shown, len(self.lost)
        number, chosen = len(shown), sum(claim.id in self.chosen for claim in shown)
        hidden = len(self.chosen) - chosen
        facts = (
            f"{chosen} chosen{f', {hidden} hidden' * bool(hidden)}" if self.chosen else "",
            f"{number} claim{'s' * (number != 1)} by {self.grouping}",
            f"{lost} orphan{'s' * (lost != 1)} ({{a:claims.attach}})" if lost else "",
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
            path = current.article.path
            same = [claim for claim in self.claims if claim.article.path == path]
            found.append(scopes.of_claims("article of this claim", same))
        return found


def orphans(workspace: Workspace, claims: Sequence[Claim]) -> frozenset[str]:
    """Return the ids of claims whose words no longer stand in their article."""
    lost: set[str] = set()
    first_of = {claim.article.path: claim for claim in claims}
    for claim in first_of.values():
        try:
            for listed in workspace.articles_of(claim):
                found = workspace.orphans(listed, workspace.read(listed))
                lost.update(kept.claim.id for kept in found)
        except (AnnotationsError, ReaderError):
            continue
    return frozenset(lost)
