"""What the articles of a workspace say alike, kept and brought up to date."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UnreadableArticleError
from reader.index.cache import table_file
from reader.library.scan import ListedArticle
from reader.settings import saved_filters
from reader.workspace.articles import Articles
from reader.workspace.group_decisions import GroupDecisions, as_decided, parted
from reader.workspace.history import History
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before anything is compared
    from reader.comparison.groups import Group, GroupKind, Member
    from reader.comparison.kept import Kept
    from reader.comparison.reading import Reading
    from reader.query import Parsed
    from reader.query.tree import Condition, Leaf


@dataclass(frozen=True, slots=True)
class Compared:
    """How far the articles are compared."""

    done: int
    total: int


class Comparing:
    """Statements, figures and texts that several articles of the workspace have."""

    def __init__(self, libraries: Libraries, articles: Articles, history: History) -> None:
        self._libraries = libraries
        self._articles = articles
        self.decisions = GroupDecisions(libraries, history)
        self._kept: Kept | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """Let go of what is kept."""
        with self._lock:
            if self._kept is not None:
                self._kept.close()
                self._kept = None

    def update(self) -> Iterator[Compared]:
        """Compare the articles that are new or changed, and forget those that are gone.

        To be called when the list of articles is up to date; it may be dropped at any step.
        What is kept of them is made anew where it is damaged.

        Raises:
            ReaderError: The cache cannot be written.
        """
        from reader.comparison.packing import DamagedError

        kept = self._open()
        try:
            yield from self._update(kept)
        except DamagedError:
            kept.begin_anew()
            yield from self._update(kept)

    def _update(self, kept: "Kept") -> Iterator[Compared]:
        known, rows = kept.states(), self._rows()
        anew = kept.is_outgrown(len(rows))
        for gone in known.keys() - rows.keys() if not anew else ():
            kept.remove(gone)
        wanted = [name for name, (state, _) in rows.items() if known.get(name) != state]
        read: dict[str, Reading] = {}
        for done, name in enumerate(wanted):
            yield Compared(done, len(wanted))
            state, listed = rows[name]
            reading = self._read(name, listed)
            if reading is None:
                continue
            if anew:
                read[name] = reading
            else:
                kept.put(reading, state)
        if anew and wanted:
            read |= {r.id: r for r in kept.readings() if r.id in rows and r.id not in wanted}
            names = [name for name in rows if name in read]
            kept.fill([read[name] for name in names], [rows[name][0] for name in names])
        yield Compared(len(wanted), len(wanted))

    def _read(self, name: str, listed: ListedArticle) -> "Reading | None":
        from reader.comparison.reading import read

        try:
            article = self._articles.read(listed)
        except UnreadableArticleError:  # it was there a moment ago
            return None
        return read(
            name,
            article.text,
            self._articles.marks(article),
            published=article.published,
            source=article.source,
            agencies=article.agencies,
        )

    def groups(self, kind: "GroupKind | None" = None) -> "list[Group]":
        """Return what the articles say alike; members name articles as `name_of` does.

        What people split off is not in the group any more.

        Raises:
            StoreError: What people decided cannot be read.
        """
        from reader.comparison.packing import DamagedError

        kept = self._open()
        try:
            found = list(kept.groups(kind))
        except DamagedError:
            kept.begin_anew()
            for _ in self._update(kept):
                pass
            found = list(kept.groups(kind))
        return self._as_decided(found)

    def parsed(self, written: str) -> "Parsed":
        """Return the conditions of a query, filters that were saved with a name among them."""
        from reader.query import parse

        return parse(written, saved_filters(self._libraries.settings))

    def wanted(self, condition: "Condition") -> "Callable[[Group], bool]":
        """Return what tells whether a group has a member that fulfils a condition.

        The list of articles must be up to date.
        """
        from reader.workspace import group_query

        return group_query.wanted(condition, self._on_articles)

    def _on_articles(self, leaf: "Leaf") -> "Callable[[Member], bool]":
        from reader.index.query import query_of

        articles = self._articles.list
        ids = frozenset(articles.find(query_of(leaf)))
        return lambda member: articles.id_at(*parted(member.article)) in ids

    def groups_of(self, listed: ListedArticle) -> "list[Group]":
        """Return the groups that have something of an article.

        Raises:
            StoreError: What people decided cannot be read.
        """
        if self._kept is None and not self._was_compared():
            return []
        from reader.comparison.packing import DamagedError

        here, kept = name_of(listed.library, listed.path), self._open()
        try:
            found = self._as_decided(kept.groups_of(here))
        except DamagedError:
            kept.begin_anew()  # it is compared again when groups are asked for
            return []
        return [group for group in found if any(m.article == here for m in group.members)]

    def _as_decided(self, groups: "Iterable[Group]") -> "list[Group]":
        """Return groups as people decided that they are."""
        return as_decided(groups, self.decisions.all(), self._independent)

    def _independent(self, members: "Sequence[Member]") -> int:
        return self._open().independent([member.article for member in members])

    def at(self, groups: "Sequence[Group]", listed: ListedArticle, place: int) -> "Group | None":
        """Return the group of which something of an article stands at a place, the shortest."""
        here = name_of(listed.library, listed.path)
        found = [
            (member.span.end - member.span.start, number)
            for number, group in enumerate(groups)
            for member in group.members
            if member.article == here
            and member.span is not None
            and member.span.start <= place < member.span.end
        ]
        return groups[min(found)[1]] if found else None

    def listed(self, name: str) -> ListedArticle | None:
        """Return the row of a member's article, None when it is gone."""
        library, path = parted(name)
        row = self._articles.list.row_at(library, path)
        return row.listed if row else None

    def _rows(self) -> dict[str, tuple[str, ListedArticle]]:
        """Return each article by its name: in which state its text is, and its row."""
        articles = self._articles.list
        rows: dict[str, tuple[str, ListedArticle]] = {}
        for library in articles.libraries():
            states = dict(articles.texts_in(library))
            for path in sorted(states):
                with suppress(KeyError):
                    if row := articles.row_at(library, path):
                        listed = row.listed
                        state = f"{states[path]} {listed.published} {listed.source}"
                        rows[name_of(library, path)] = (state, listed)
        return rows

    def _file(self) -> Path | None:
        table = table_file(self._libraries.paths, self._libraries.store_path)
        return table and table.with_suffix(".compared")

    def _was_compared(self) -> bool:
        file = self._file()
        return file is not None and file.exists()

    def _open(self) -> "Kept":
        from reader.comparison.kept import Kept

        with self._lock:
            if self._kept is None:
                self._kept = Kept(self._file())
            return self._kept


def name_of(library: Path, path: str) -> str:
    """Return how an article of a library is named in groups."""
    return f"{library}\0{path}"
