"""Reading files and counting marks for the list: here, or in a process of its own.

`python -m reader.index.worker` is that process: files to read and rows to count come pickled
through its standard input, some at a time; its answers go to standard output.
"""

import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from time import monotonic
from typing import IO, Any, TypeVar

from reader.article import Article
from reader.detectors.contract import Reported, Rest
from reader.errors import UnreadableArticleError
from reader.index.summary import Counts, Found, RunningCount, found_in
from reader.library.entries import EntryReader
from reader.library.scan import FoundFile, ListedArticle
from reader.processes import process_of, stand_back

_STEP = 0.004
"""Seconds of work in a step, where one article takes no longer: a quarter of a frame."""

_PACK = 0.02
"""Seconds of work of the process whose answers are sent together; chosen so that to take
them in takes no longer than a step."""

_WORD = 0.1
"""Seconds after which the process gives a word that it is still at a long text."""

_MOST_ALONE = 0.5
"""Seconds of work after which not even the file at hand is gone on with here."""

_ALONE = 0.08
"""Seconds of work that are done here before a process is asked, which takes longer to start."""

Item = TypeVar("Item", FoundFile, ListedArticle)
Answer = TypeVar("Answer")


class Worker(AbstractContextManager["Worker"]):
    """Reads files and counts marks: a little of it here, the rest in a process of its own.

    The process lasts as long as a `with` block. Where none can be had, or it comes to
    nothing, all is done here, as it is with `alone`; with `beside` it is asked from the start.
    Answers come in the order of what is asked, some after each step of work; none where one
    takes long.
    """

    def __init__(
        self, *, alone: bool = False, beside: bool = False, reported: Reported = "rules"
    ) -> None:
        self._process = ExitStack()
        self._pipes: tuple[IO[bytes], IO[bytes]] | None = None
        self._is_alone = alone
        self._reported = reported
        self._worked = _ALONE if beside else 0.0

    def __exit__(self, *_: object) -> None:
        self._part()

    def read(self, files: Sequence[FoundFile]) -> Iterator[Sequence[Found]]:
        """Yield what there is in files."""
        return self._go_through(files, _reading)

    def count(
        self, rows: Sequence[ListedArticle], read: Callable[[ListedArticle], Article]
    ) -> Iterator[Sequence[Counts | None]]:
        """Yield the counts of articles, None where one cannot be read any more.

        `read` gives an article that is counted here, as each one without a file is.
        """

        def counting(listed: ListedArticle) -> Iterator[Sequence[Counts | None]]:
            return _counting(listed, read, self._reported)

        if any(listed.file is None for listed in rows):
            return self._here(rows, counting, to_the_end=True)
        return self._go_through(rows, counting)

    def _go_through(
        self,
        items: Sequence[Item],
        work: Callable[[Item], Iterator[Sequence[Answer]]],
    ) -> Iterator[Sequence[Answer]]:
        done = 0
        if self._is_alone or self._worked < _ALONE:
            for some in self._here(items, work, to_the_end=self._is_alone):
                done += _answered(some)
                yield some
        if done == len(items):
            return
        try:
            for some in self._beside(items[done:]):
                done += _answered(some)
                yield some
        except (OSError, EOFError, pickle.UnpicklingError):
            self._part()
            self._is_alone = True
            yield from self._here(items[done:], work, to_the_end=True)

    def _here(
        self,
        items: Sequence[Item],
        work: Callable[[Item], Iterator[Sequence[Answer]]],
        *,
        to_the_end: bool,
    ) -> Iterator[Sequence[Answer]]:
        """Do some work in this process, or all of it."""
        answers: list[Answer] = []
        began = monotonic()
        for item in items:
            for some in work(item):
                answers.extend(some)
                if monotonic() - began > _STEP:
                    self._worked += monotonic() - began
                    yield answers
                    answers, began = [], monotonic()
                if self._worked > _MOST_ALONE and not to_the_end:
                    break  # a file of many articles is begun anew beside
            if self._worked > _ALONE and not to_the_end:
                break
        yield answers

    def _beside(self, items: Sequence[FoundFile | ListedArticle]) -> Iterator[Sequence[Any]]:
        if self._pipes is None:
            self._pipes = self._process.enter_context(process_of(__name__, self._reported))
        to, back = self._pipes
        pickle.dump(items, to)
        to.flush()
        left = len(items)
        while left:
            answers = pickle.load(back)
            left -= _answered(answers)
            yield answers

    def _part(self) -> None:
        self._process.close()
        self._pipes = None


def _reading(file: FoundFile) -> Iterator[Sequence[Found]]:
    for found in found_in(file):
        yield (found,)


def _answered(answers: Iterable[object]) -> int:
    """Return how many questions some answers end; a file may have several."""
    return sum(not isinstance(answer, Found) or answer.ends for answer in answers)


def _counting(
    listed: ListedArticle, read: Callable[[ListedArticle], Article], reported: Reported
) -> Iterator[Sequence[Counts | None]]:
    """Yield the counts of one article, and nothing before at each mark."""
    # The detectors load too slowly to be waited for before the list is there.
    from reader.detectors.beside import every_mark_in

    try:
        article = read(listed)
    except UnreadableArticleError:
        yield (None,)
        return
    running = RunningCount(article.text)
    for mark in every_mark_in(article.text, article.published, reported, running.fail):
        running.add(mark)
        yield ()
    yield (running.counts(listed.path),)


# In the process


class _Answers:
    """Sends answers, those of a fiftieth of a second together, and a word now and then."""

    def __init__(self, to: IO[bytes]) -> None:
        self._to = to
        self._waiting: list[object] = []
        self._sent = monotonic()

    def give(self, answer: object) -> None:
        self._waiting.append(answer)
        if monotonic() - self._sent > _PACK:
            self.send()

    def give_word(self) -> None:
        if monotonic() - self._sent > _WORD:
            self.send()

    def send(self) -> None:
        self._to.write(pickle.dumps(self._waiting))
        self._to.flush()
        self._waiting, self._sent = [], monotonic()


def _counted(
    listed: ListedArticle, entries: EntryReader, reported: Reported, rest: Rest
) -> Counts | None:
    from reader.detectors.registry import iter_marks

    assert listed.file is not None
    try:
        article = entries.article(listed.file, listed.path)
    except UnreadableArticleError:
        return None
    running = RunningCount(article.text)
    found = iter_marks(
        article.text,
        article.published,
        rest,
        every=True,
        reported=reported,
        failed=running.fail,
    )
    for mark in found:
        running.add(mark)
    return running.counts(listed.path)


def main() -> None:
    """Answer questions until nobody asks any more."""
    stand_back()
    reported: Reported = sys.argv[1]  # type: ignore[assignment]  # as `_beside` gave it
    answers = _Answers(sys.stdout.buffer)
    entries = EntryReader()
    sys.stdout = sys.stderr  # what something prints is no answer
    with suppress(EOFError, BrokenPipeError):
        while True:
            for item in pickle.load(sys.stdin.buffer):
                if isinstance(item, FoundFile):
                    for found in found_in(item):
                        answers.give(found)
                else:
                    answers.give(_counted(item, entries, reported, answers.give_word))
            answers.send()


if __name__ == "__main__":
    main()
