"""Counting the marks of articles for the list, in one process or in several side by side.

What was counted is kept at each step, so that work which was called off, or killed, goes on
where it was.
"""

import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from queue import SimpleQueue
from typing import TypeAlias

from reader.article import Article
from reader.detectors.contract import Reported
from reader.index import Index, Row
from reader.index.steps import Step
from reader.index.worker import Worker
from reader.library.scan import ListedArticle

Reading: TypeAlias = Callable[[ListedArticle], Article]
_Share: TypeAlias = tuple[int, Sequence[int]]

_AT_ONCE = 20
"""Rows that are looked up together to be counted; another window may count the others."""

_SHARES = 16
"""Shares of the work for each process. Fewer leave one without work at the end; for each, a
file of several articles is gone through once up to the first of them."""


def count(
    index: Index,
    ids: Sequence[int],
    read: Reading,
    *,
    jobs: int = 1,
    reported: Reported = "rules",
) -> Generator[Step]:
    """Count the marks of those rows that were not counted yet, and name the speakers.

    Rows that are gone, or whose file cannot be read any more, are passed over. Two windows
    at the same rows share the work, as `jobs` processes do.
    """
    if jobs == 1 or len(ids) < jobs:
        with Worker(reported=reported) as worker:
            yield from _counted(index, ids, read, worker)
    else:
        yield from _side_by_side(index, ids, read, jobs, reported)
    yield Step(stage="counts", done=len(ids), total=len(ids))


def _side_by_side(
    index: Index, ids: Sequence[int], read: Reading, jobs: int, reported: Reported
) -> Generator[Step]:
    """Count in several processes, each of which takes the next share when it is done with one."""
    length = len(ids) // (jobs * _SHARES) + 1
    shares = iter([(start, ids[start : start + length]) for start in range(0, len(ids), length)])
    news: SimpleQueue[tuple[int, Step] | None] = SimpleQueue()
    taking, called_off = threading.Lock(), threading.Event()

    def work() -> None:
        try:
            with Worker(beside=True, reported=reported) as worker:
                while share := _next(shares, taking):
                    for step in _counted(index, share[1], read, worker):
                        if called_off.is_set():
                            return
                        news.put((share[0], step))
        finally:
            news.put(None)

    with ThreadPoolExecutor(jobs) as pool:
        working = [pool.submit(work) for _ in range(jobs)]
        done: dict[int, int] = {}
        ended = 0
        try:
            while ended < jobs:
                told = news.get()
                if told is None:
                    ended += 1
                    continue
                share, step = told
                done[share] = step.done
                yield replace(step, done=sum(done.values()), total=len(ids))
        finally:
            called_off.set()
    for one in working:
        one.result()  # what went wrong in it goes wrong here


def _next(shares: Iterator[_Share], taking: threading.Lock) -> _Share | None:
    with taking:
        return next(shares, None)


def _counted(index: Index, ids: Sequence[int], read: Reading, worker: Worker) -> Iterator[Step]:
    """Count in one process, and keep what was counted."""
    for start in range(0, len(ids), _AT_ONCE):
        rows = list(_uncounted(index, ids[start : start + _AT_ONCE]))
        waiting = iter(rows)
        done = start
        for counted in worker.count([row.listed for row in rows], read):
            some = list(islice(waiting, len(counted)))
            problems = [each for counts in counted if counts for each in counts.problems]
            with index.together():
                for row, counts in zip(some, counted, strict=True):
                    if counts is not None:
                        index.count_marks(
                            row.id,
                            quotes=counts.quotes,
                            figures=counts.figures,
                            speakers=counts.speakers,
                            problems=counts.problems,
                            marks=counts.marks,
                        )
            done += len(counted)
            yield Step(
                stage="counts",
                done=done,
                total=len(ids),
                changed=any(counted),
                problems=tuple(problems),
            )


def _uncounted(index: Index, ids: Iterable[int]) -> Iterator[Row]:
    for number in ids:
        with suppress(KeyError):
            row = index.row(number)
            if row.quotes is None:
                yield row
