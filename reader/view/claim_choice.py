"""Which claims a person looks at: filtered, grouped, folded, and chosen for a change of many."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from annotations.claim import Claim
from annotations.codebook import Parents
from annotations.errors import AnnotationsError
from annotations.folding import folded
from annotations.wording import many
from reader.errors import ReaderError
from reader.view import scopes
from reader.view.grouping import (
    GROUPINGS,
    NO_PARENTS,
    Group,
    Row,
    groups,
    in_reading_order,
    names_of,
    sought_in,
)
from reader.workspace import Workspace
from reader.workspace.kept_claim import library_of

Key: TypeAlias = tuple[Path | None, str]


def key_of(claim: Claim) -> Key:
    """Return what tells a claim from all others, also from that of a library's copy."""
    return library_of(claim), claim.id


def words_of(claims: Sequence[Claim], parents: Parents) -> Sequence[str]:
    """Return for each claim what a filter looks into."""
    return [sought_in(claim, parents) for claim in claims]


def _article_of(claim: Claim) -> Key:
    return library_of(claim), claim.article.path


class _Entry:
    """A claim, and what a filter looks into, which is made when it is first looked into.

    Made in a loop over all claims, a property would be most of the work.
    """

    __slots__ = ("claim", "words")

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.words = ""


class _Fitting:
    """Claims that a filter leaves, in the order they came in, and by the name of their group."""

    def __init__(
        self, words: frozenset[str], entries: list[_Entry], members: dict[str, list[_Entry]]
    ) -> None:
        self.words = words
        self.entries = entries
        self.members = members

    def narrowed(self, words: frozenset[str]) -> "_Fitting":
        """Return those of them that have these words."""
        return _Fitting(
            words,
            _having(self.entries, words),
            {
                name: left
                for name, entries in self.members.items()
                if (left := _having(entries, words))
            },
        )

    def can_be_narrowed(self, words: frozenset[str]) -> bool:
        """Tell whether what has these words is among them for sure."""
        return all(any(before in word for word in words) for before in self.words)


def _having(entries: list[_Entry], words: frozenset[str]) -> list[_Entry]:
    for word in words:
        entries = [entry for entry in entries if word in entry.words]
    return entries


class ClaimChoice:
    """All claims, and what is to be seen and changed of them.

    Of those that were chosen only the ones that the filter leaves are changed: what is not
    seen must not go with what is. The others stay chosen until the filter is taken away.
    A letter more in the filter looks only into what the letters before it have left.
    """

    def __init__(self) -> None:
        self.claims: tuple[Claim, ...] = ()
        self.grouping = "article"
        self.filter = ""
        self.folded = False
        self.chosen: frozenset[Key] = frozenset()
        self.lost: frozenset[Key] = frozenset()
        self.parents: Parents = NO_PARENTS
        self._entries: list[_Entry] = []
        self._has_words = False
        self._all: _Fitting | None = None
        self._fitting: _Fitting | None = None
        self._grouped_by = ""

    def take(self, claims: tuple[Claim, ...]) -> None:
        """Take in the claims as they are now, and let go of those that are gone."""
        self.claims = claims
        self.chosen &= set(map(key_of, claims))
        self._entries = [_Entry(claim) for claim in claims]
        self._has_words = False
        self._all = self._fitting = None

    def take_words(self, claims: tuple[Claim, ...], words: Sequence[str]) -> None:
        """Take what the filter looks into, made while nobody waited, unless there is newer."""
        if claims is self.claims and not self._has_words:
            for entry, said in zip(self._entries, words, strict=True):
                entry.words = said
            self._has_words = True

    def _fits(self) -> _Fitting:
        """Return what the filter leaves, from what was left before where that has it all."""
        words = frozenset(folded(self.filter).split())
        if self._all is None or self._grouped_by != self.grouping:
            self._all, self._fitting = self._grouped(), None
            self._grouped_by = self.grouping
        before = self._fitting or self._all
        if before.words == words:
            return before
        if words and not self._has_words:
            self.take_words(self.claims, words_of(self.claims, self.parents))
        known = before if before.can_be_narrowed(words) else self._all
        self._fitting = known.narrowed(words)
        return self._fitting

    def _grouped(self) -> _Fitting:
        entry_of = {id(entry.claim): entry for entry in self._entries}
        members: dict[str, list[_Entry]] = {}
        for claim in in_reading_order(self.claims):
            for name in names_of(claim, self.grouping, self.parents):
                members.setdefault(name, []).append(entry_of[id(claim)])
        return _Fitting(frozenset(), self._entries, members)

    @property
    def shown(self) -> list[Claim]:
        """The claims that the filter leaves."""
        return [entry.claim for entry in self._fits().entries]

    def rows(self) -> list[Row]:
        """Return the groups and their claims, or the groups alone when they are folded."""
        members = self._fits().members
        found = groups({name: len(each) for name, each in members.items()}, self.grouping)
        if self.folded:
            return [*found]
        rows: list[Row] = []
        for group in found:
            rows.append(group)
            rows += [entry.claim for entry in members[group.name]]
        return rows

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
        number, lost = len(self._fits().entries), len(self.lost)
        chosen = sum(key_of(claim) in self.chosen for claim in self.shown) if self.chosen else 0
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
