"""Answering lines of texts with their marks, in order, in this process or in several."""

import json
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias

from reader.cli.lines import LONGEST
from reader.cli.rows import json_line
from reader.detectors.asking import Asked
from reader.detectors.contract import Failure
from reader.detectors.marks import as_record
from reader.detectors.registry import iter_marks


class Refusal(NamedTuple):
    """Why a line has no answer; the sentence goes on behind the line's number."""

    reason: str


class Answered(NamedTuple):
    """The line of marks; `failed` says what could not be looked for, and is mostly empty."""

    line: str
    failed: str = ""


Answer: TypeAlias = Answered | Refusal
_LINES_AHEAD = 8
"""Lines for each process that are read before their turn to be printed has come."""


def answers_to(lines: Iterable[bytes], asked: Asked, jobs: int) -> Iterator[tuple[int, Answer]]:
    """Yield the number of each line that is not empty, from 1, and its answer, in order."""
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if jobs == 1:
        for number, line in numbered:
            yield number, answer_to(line, asked)
        return
    answer = partial(answer_to, asked=asked)
    with ProcessPoolExecutor(jobs, initializer=_leave_interrupts) as pool:
        waiting: deque[tuple[int, Future[Answer]]] = deque()
        for number, line in numbered:
            waiting.append((number, pool.submit(answer, line)))
            while len(waiting) > jobs * _LINES_AHEAD or (waiting and waiting[0][1].done()):
                first, future = waiting.popleft()
                yield first, future.result()
        for number, future in waiting:
            yield number, future.result()


def _leave_interrupts() -> None:
    """Let the process that was started from the keyboard end the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def answer_to(line: bytes, asked: Asked) -> Answer:
    """Return the line of marks for one line of texts: an object with `id` and `marks`."""
    if len(line) == LONGEST:
        return Refusal(f"is too long: {LONGEST >> 20} megabytes are the most.")
    try:
        question = json.loads(line.decode("utf-8-sig"))
        if not isinstance(question, dict):
            raise TypeError("it is not an object")
        text, published = question["text"], question.get("published")
        if not isinstance(text, str):
            raise TypeError("its text is not text")
        day = date.fromisoformat(published) if published else None
        known_by = question["id"]
    except KeyError as error:
        return Refusal(f"has no field {error}.")
    except (ValueError, TypeError, RecursionError) as error:
        return Refusal(
            f'cannot be understood: {error}. Each line is a JSON object with "id" and "text".'
        )
    failures: list[Failure] = []
    found = iter_marks(
        text, day, every=asked.every, reported=asked.reported, failed=failures.append
    )
    marks = [as_record(mark, text) for mark in found if asked.wants(mark, text)]
    answer: dict[str, object] = {"id": known_by, "marks": marks}
    if not failures:
        return Answered(json_line(answer))
    said = "; ".join(map(str, failures))
    return Answered(json_line({**answer, "error": said}), said)
