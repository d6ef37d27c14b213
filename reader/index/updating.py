"""Bringing the list's table up to date with the files, in small steps.

Every generator here works for a few milliseconds and then yields, so that it can run in
a thread beside the screen: sleep a few milliseconds between two steps, and stop at any of
them by closing it. What was done until then is kept.
"""

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from annotations.errors import AnnotationsError
from reader.article import Article
from reader.detectors.contract import Reported
from reader.detectors.fingerprint import fingerprint
from reader.errors import ReaderError, UnreadableArticleError
from reader.index import Index, Known, Tally
from reader.index.steps import Step
from reader.index.summary import Found, of_article
from reader.index.worker import Worker
from reader.library import scan
from reader.library.entries import place_in
from reader.library.scan import FoundFile, Problem
from reader.state.progress import Progress

_AT_ONCE = 100
"""Files that are looked up in the table together: about a millisecond of work."""

_MOST_PROBLEMS = 100
"""Sentences about one file that are kept."""

_MOST_PASSES = 3
"""A table that is lost is filled again from the start, in memory, which is not lost."""

ClaimsIn: TypeAlias = Callable[[Path], Mapping[str, Tally]]
ProgressIn: TypeAlias = Callable[[Path], Mapping[str, Progress]]
Follow: TypeAlias = Callable[[Path, str, str], None]
Piped: TypeAlias = tuple[Callable[[], Article], Path]


@dataclass(slots=True)
class _Filling:
    """A file that is being put into the table, and what was begun of its articles before."""

    file: FoundFile
    row: Known | None
    before: Mapping[str, tuple[str, Progress]]
    problems: tuple[str, ...] = ()
    is_article: bool = False


class Updating:
    """One pass over the files under some paths, which brings an index up to date.

    `claims_in` and `progress_in` tell of a library's articles by their paths; those that
    they do not name have no claim, and are unread. `follow` takes a library and the old
    and the new path of an article that was renamed. With `alone`, no process is started.
    """

    def __init__(
        self,
        index: Index,
        paths: Sequence[Path],
        claims_in: ClaimsIn,
        progress_in: ProgressIn,
        follow: Follow = lambda *_: None,
        *,
        alone: bool = False,
        reported: Reported = "rules",
    ) -> None:
        self._index = index
        self._paths = tuple(paths)
        self._claims_in = claims_in
        self._progress_in = progress_in
        self._follow = follow
        self._reported = reported
        self._finder = Worker(alone=alone)
        self._told: dict[Path, tuple[Mapping[str, Tally], Mapping[str, Progress]]] = {}

    def steps(self, piped: Piped | None = None) -> Generator[Step]:
        """Read new and changed files, drop those that are gone; marks are not counted.

        `piped` gives an article without a file, and has its library.
        """
        with self._index.together():
            self._index.found_by(fingerprint(self._reported))
            self._index.drop_old_texts()
        with self._finder:
            yield from self._passes(piped)

    def _passes(self, piped: Piped | None) -> Iterator[Step]:
        for _ in range(_MOST_PASSES):
            lost = self._index.times_lost
            if piped is not None:
                yield self._take_in(*piped)
            for folder in self._index.libraries():
                # To ask for the claims of a folder that is gone would make a place for them.
                if folder.is_dir() or (piped is not None and folder == piped[1]):
                    yield from self._tell(folder)
            yield from self._look()
            if lost == self._index.times_lost:
                return

    def _look(self) -> Iterator[Step]:
        last = self._index.last_file()
        seen = bytearray(last + 1)  # by id, as a set of 100,000 numbers takes megabytes
        done = 0
        found = scan.iter_files(self._paths)
        while batch := list(islice(found, _AT_ONCE)):
            # Only whole paths mean the same at the next start, in another folder.
            files = [
                replace(file, file=file.file.absolute())
                for file in batch
                if isinstance(file, FoundFile)
            ]
            problems = [item.sentence for item in batch if isinstance(item, Problem)]
            names = [os.fsencode(file.file) for file in files]
            known = self._index.known(names)
            changed = []
            for file, name in zip(files, names, strict=True):
                row = known.get(name)
                if row is not None and row.id <= last:
                    seen[row.id] = True
                if row is not None and _is_as_known(file, row):
                    problems.extend(row.problems)
                    done += 1
                else:
                    changed.append((file, row))
            yield Step(stage="files", done=done, problems=tuple(problems))
            yield from self._read(changed, done)
            done += len(changed)
        place = 0
        while ids := self._index.file_ids(place, _AT_ONCE):
            place = ids[-1]
            # Files after the last are new: another window may have found some.
            gone = [number for number in ids if number <= last and not seen[number]]
            problems = self._take_out(gone, last) if gone else []
            yield Step(stage="files", done=done, changed=bool(gone), problems=tuple(problems))
        with self._index.together():
            self._index.keep_total()
        yield Step(stage="files", done=done, total=done)

    def _take_out(self, gone: Sequence[int], last: int) -> list[str]:
        """Take out files that are gone; what is known of renamed ones goes on to the new ones.

        Returns what is wrong with keeping how far they were read.
        """
        problems = []
        moved = self._index.moved([*gone, *self._index.told_entries(gone)], last)
        for article in moved:
            try:
                self._follow(article.library, article.before, article.now)
            except ReaderError as error:
                problems.append(str(error))
        with self._index.together():
            for article in moved:
                self._index.carry(article)
            self._index.forget(gone)
        return problems

    def _read(self, files: Sequence[tuple[FoundFile, Known | None]], done: int) -> Iterator[Step]:
        """Read files and put them into the table, as many at a time as a step allows."""
        for library in dict.fromkeys(file.library for file, _ in files):
            if library not in self._told:
                yield from self._tell(library)
        waiting = iter(files)
        filling: _Filling | None = None
        for read in self._finder.read([file for file, _ in files]):
            ended: list[_Filling] = []
            problems: list[str] = []
            with self._index.together():
                for found in read:
                    if filling is None:
                        filling = self._begin(*next(waiting))
                    self._put(filling, found)
                    problems.extend(found.problems)
                    if found.ends:
                        ended.append(filling)
                        filling = None
            done += len(ended)
            for each in ended:
                problems.extend(self._let_follow(each))
            yield Step(stage="files", done=done, changed=bool(read), problems=tuple(problems))

    def _begin(self, file: FoundFile, row: Known | None) -> _Filling:
        return _Filling(file, row, self._index.begun_in(file.file) if row else {})

    def _put(self, filling: _Filling, found: Found) -> None:
        """Put some of what there is in a file into the table."""
        file, row = filling.file, filling.row
        claims, progress = self._told[file.library]
        for article in found.articles:
            path = article.listed.path
            self._index.put(article.listed, article, file.state)
            is_entry = bool(place_in(file.file, path))
            filling.is_article = filling.is_article or not is_entry
            # What is told of an article that the list had is newer than what is told here.
            is_new = row is None or row.library != os.fsencode(file.library)
            if is_new and (not is_entry or path in claims or path in progress):
                self._index.count_claims(file.library, {path: claims.get(path, Tally())})
                self._index.set_progress(file.library, {path: progress.get(path, "unread")})
        filling.problems = (*filling.problems, *found.problems)[:_MOST_PROBLEMS]
        if found.ends:
            self._index.end_file(
                file.file, file.state, filling.problems, is_article=filling.is_article
            )

    def _let_follow(self, filling: _Filling) -> list[str]:
        """Let progress go with articles that have another place in their file than before.

        Returns what is wrong with keeping it.
        """
        library = filling.file.library
        moved: dict[str, str] = {}
        for path, (text, _) in filling.before.items():
            if self._index.text_at(library, path) != text:
                homes = self._index.paths_of_text(library, text)
                if len(homes) == 1:
                    moved[path] = homes[0]
        if not moved:
            return []
        try:
            # One may take the place of another that moves too, so all make room first.
            for path in moved:
                self._follow(library, path, f"{path}#")
            for path, home in moved.items():
                self._follow(library, f"{path}#", home)
        except ReaderError as error:
            return [str(error)]
        now: dict[str, Progress] = dict.fromkeys(moved, "unread")
        now |= {home: filling.before[path][1] for path, home in moved.items()}
        with self._index.together():
            self._index.set_progress(library, now)
        return []

    def _take_in(self, read: Callable[[], Article], folder: Path) -> Step:
        try:
            article = read()
        except UnreadableArticleError as error:
            return Step(stage="files", done=1, problems=(str(error),))
        with self._index.together():
            self._index.put(
                scan.listed(article, folder, None), of_article(article, folder, None), ""
            )
        return Step(stage="files", done=1, changed=True, problems=article.remarks)

    def _tell(self, folder: Path) -> Iterator[Step]:
        """Set the claims and the progress of a library's articles.

        What changed meanwhile is set again, as it may have been written over.
        """
        told = None
        while True:
            try:
                now = self._claims_in(folder), self._progress_in(folder)
            except (ReaderError, AnnotationsError) as error:
                self._told.setdefault(folder, ({}, {}))
                yield Step(stage="files", done=0, problems=(str(error),))
                return
            if now == told:
                return
            told = self._told[folder] = now
            claims, progress = told
            paths = sorted({*self._index.paths_told_of(folder), *claims, *progress})
            for start in range(0, len(paths), _AT_ONCE):
                some = paths[start : start + _AT_ONCE]
                with self._index.together():
                    self._index.count_claims(
                        folder, {path: claims.get(path, Tally()) for path in some}
                    )
                    self._index.set_progress(
                        folder, {path: progress.get(path, "unread") for path in some}
                    )
                yield Step(stage="files", done=0, changed=True)


def _is_as_known(file: FoundFile, row: Known) -> bool:
    # A file that is no article has no library.
    return row.state == file.state and row.library in (os.fsencode(file.library), None)
