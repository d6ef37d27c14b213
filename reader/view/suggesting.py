"""The suggestions of all articles as a screen shows them: which, by what, and what a row says."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from annotations.wording import many
from reader.display import display
from reader.index.filter import Query
from reader.index.suggested import Grouping, MarkGroup, SuggestedMark
from reader.view.text.facts import number
from reader.workspace import Workspace

GROUPINGS: tuple[Grouping | None, ...] = (None, "article", "speaker", "figure")
"""By what suggestions are put together, in the order in which a key goes through them."""
_NAMES = {"article": "articles", "speaker": "speakers", "figure": "values and things counted"}

Row: TypeAlias = int | MarkGroup
_KEPT = 500
"""Rows whose words are kept; some screens full."""


class SuggestionChoice:
    """What the person chose to see of the suggestions, and chose to change.

    `shown` are the numbers of suggestions, or the groups while `grouping` is on and no `group`
    of them is open. `decided` are known as tagged or dismissed.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.query: Query = workspace.suggested.query("")
        self.grouping: Grouping | None = None
        self.group: MarkGroup | None = None
        self.shown: Sequence[Row] = ()
        self.decided: frozenset[int] = frozenset()
        self.chosen: frozenset[int] = frozenset()
        self.is_whole = False
        self.unfound = 0
        self._marks: dict[int, SuggestedMark | None] = {}

    @property
    def shows_groups(self) -> bool:
        """Whether groups are shown, not what is in them."""
        return self.grouping is not None and self.group is None

    def group_by_next(self) -> None:
        """Group by the next thing."""
        place = GROUPINGS.index(self.grouping)
        self.grouping = GROUPINGS[(place + 1) % len(GROUPINGS)]
        self.group = None

    def find(self, limit: int | None, wanted: Callable[[], bool]) -> Sequence[Row]:
        """Return the rows that the choice allows; the first of them with a limit."""
        suggested = self.workspace.suggested
        if self.grouping is not None and self.group is None:
            return suggested.groups(self.query, self.grouping, wanted=wanted)
        return suggested.find(
            self.query,
            limit=limit,
            group=self.group.name if self.group else None,
            by=self.grouping or "article",
            decided=self.decided,
            wanted=wanted,
        )

    def drop(self, numbers: Sequence[int]) -> None:
        """Take out what was just decided."""
        gone = frozenset(numbers)
        self.decided |= gone
        self.chosen -= gone
        self.shown = [row for row in self.shown if row not in gone]

    def mark(self, number: int) -> SuggestedMark | None:
        """Return a suggestion, None when it is gone."""
        if number not in self._marks:
            if len(self._marks) > _KEPT:
                self._marks.clear()
            try:
                self._marks[number] = self.workspace.suggested.mark(number)
            except KeyError:
                self._marks[number] = None
        return self._marks[number]

    def forget_marks(self) -> None:
        """Look suggestions up anew: something in them changed."""
        self._marks.clear()

    def meant(self, current: Row | None) -> list[SuggestedMark]:
        """Return what an action is about: all that are chosen, or the one at the cursor."""
        numbers = sorted(self.chosen) if self.chosen else [current]
        found = [self.mark(number) for number in numbers if isinstance(number, int)]
        return [mark for mark in found if mark is not None]

    def group_name(self, group: MarkGroup) -> str:
        """Return what a group is called."""
        if self.grouping != "article":
            return display(group.name)
        mark = self.mark(group.first)
        return display(mark.listed.title or mark.listed.path) if mark else group.name

    def about(self) -> str:
        """Return what the list shows, in a few words."""
        if self.group is not None:
            return f"Suggestions · {self.group_name(self.group)}"
        if self.grouping is not None:
            return f"Suggestions by {_NAMES[self.grouping]}"
        return "Suggestions of all articles"

    def facts(self) -> tuple[str, ...]:
        """Return how many there are, and how many are chosen."""
        some = "" if self.is_whole else "+"
        things = "group" if self.shows_groups else "suggestion"
        facts = [f"{many(len(self.shown), things)}{some}"]
        if self.chosen:
            facts.append(f"{len(self.chosen):,} chosen")
        if self.unfound:
            facts.append(f"{many(self.unfound, 'article')} not looked through yet")
        return tuple(facts)


def said_of(mark: SuggestedMark) -> str:
    """Return what a mark says, and where it stands, in one line."""
    if mark.id < 0:
        score = "" if mark.score is None else f"{mark.score:.2f}"
        day = mark.listed.published.isoformat() if mark.listed.published else ""
        said = [f"{mark.label} {score}".strip(), mark.model or "a model"]
        said += [mark.listed.title or mark.listed.path, mark.listed.source, day]
        return display(" · ".join(part for part in said if part))
    kind = "reported speech" if mark.form == "indirect" else f"{mark.form} {mark.kind}"
    said = [mark.kind if mark.form in ("number", "date", "time") else kind]
    if mark.speaker:
        said.append(mark.speaker)
    if mark.kind == "figure":
        value = "" if mark.value is None else number(round(mark.value, 4))
        high = "" if mark.high is None else f"–{number(round(mark.high, 4))}"
        counts = mark.counts or mark.unit
        said.append(mark.day or f"{value}{high} {counts}".strip())
    day = mark.listed.published.isoformat() if mark.listed.published else ""
    said += [mark.listed.title or mark.listed.path, mark.listed.source, day]
    return display(" · ".join(part for part in said if part))
