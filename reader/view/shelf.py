"""The articles in the list: which are shown, in what order, and what their rows say.

The table of articles is the workspace's; here stands what the person chose to see of it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import AnnotationsError
from reader.index import Row
from reader.index.filter import EVERYTHING, Query
from reader.index.schema import Column
from reader.library.scan import ListedArticle
from reader.samples import SAMPLES
from reader.view.headway import Headway

if TYPE_CHECKING:
    from annotations.claim import Claim
    from reader.workspace import Workspace

_COLUMNS: tuple[Column, ...] = (
    "published", "source", "title", "words", "quotes", "figures", "claims", "progress", "library",
)  # fmt: skip

_KEPT_ROWS = 1000

_NEWS_EVERY = 0.2
"""Seconds between two looks at what a search through texts has found so far."""


class Shelf:
    """The rows of the list by id, the choice of which are shown, and what is done to them.

    `work` goes through the library; `stopped` names what the
    person called off; `conflicts` counts those of merges that are to be decided,
    `troubles` names files of claims that do not count, and tells of claims out of sight.
    `library_names` has what tells libraries apart, if there are several.
    """

    def __init__(self, workspace: "Workspace") -> None:
        self.workspace = workspace
        self.problems: list[str] = []
        self.notices: list[str] = []
        self.nothing = ""
        self.conflicts = 0
        self.troubles: tuple[str, ...] = ()
        self.work: Headway | None = None
        self.stopped = ""
        self.total = 0
        self.query: Query = EVERYTHING
        self.column: Column = "published"
        self.falling = False
        self.library_names: Mapping[Path, str] = {}
        self._rows: dict[int, Row | None] = {}

    @property
    def columns(self) -> Sequence[Column]:
        """What the list is sorted by, in the order in which a key goes through them."""
        return _COLUMNS if self.library_names else _COLUMNS[:-1]

    def name_libraries(self) -> None:
        """Find what to call each library in the list, which is nothing where there is one."""
        self.library_names = _names_of(self.workspace.articles.list.libraries())

    @cached_property
    def name(self) -> str:
        """What was opened: the names of the folders and files.

        It is asked for when the list is first shown, and stays when the working folder goes.
        """
        return ", ".join(
            "samples" if path == SAMPLES else name_of(path) for path in self.workspace.paths
        )

    @property
    def is_filtered(self) -> bool:
        """Whether the list leaves articles out."""
        return self.query != EVERYTHING

    def find(
        self, *, limit: int | None = None, wanted: Callable[[], bool] = lambda: True
    ) -> Sequence[int]:
        """Return the ids that the choice allows, in its order.

        At most `limit` of them, and none once `wanted` says no.
        """
        return self.workspace.articles.list.find(
            self.query, by=self.column, descending=self.falling, limit=limit, wanted=wanted
        )

    def row(self, number: int) -> Row | None:
        """Return a row, None when it is gone."""
        if number not in self._rows:
            if len(self._rows) > _KEPT_ROWS:
                self._rows.clear()
            self._rows[number] = self.row_now(number)
        return self._rows[number]

    def row_now(self, number: int) -> Row | None:
        """Return a row as it is now, without keeping it."""
        try:
            return self.workspace.articles.list.row(number)
        except KeyError:
            return None

    def forget_rows(self) -> None:
        """Look rows up anew: something in them changed."""
        self._rows.clear()

    def sort_by(self, column: Column) -> None:
        """Sort by a column, or turn the order round when it is sorted by it already."""
        if column == self.column:
            self.falling = not self.falling
        else:
            self.falling = column in {"words", "quotes", "figures", "claims"}
        self.column = column

    def home_of(self, claim: "Claim") -> ListedArticle | None:
        """Return the article a claim was made on, None when it is not listed."""
        try:
            return next(iter(self.workspace.claims.articles_of(claim)), None)
        except AnnotationsError:
            return None


def name_of(path: Path) -> str:
    """Return the name of a folder or file, also of the working folder, unless that is gone."""
    try:
        return path.absolute().name
    except OSError:
        return path.name


def _names_of(folders: Sequence[Path]) -> Mapping[Path, str]:
    """Return the name of each folder, with its parent's where several have the same name."""
    if len(folders) < 2:
        return {}
    times = Counter(folder.name for folder in folders)
    return {
        folder: folder.name if times[folder.name] == 1 else "/".join(folder.parts[-2:])
        for folder in folders
    }
