"""Finding the marks of a long text in a process of its own, where it holds up no key.

The process reads the text from its standard input, and writes packs of marks.
"""

import pickle
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date
from itertools import islice

from reader.detectors.contract import Failed, Failure, Reported, Rest, go_on
from reader.detectors.found_marks import Pack, packs_of
from reader.detectors.marks import Mark
from reader.detectors.registry import iter_marks, note
from reader.processes import process_of, stand_back

_WORTH_IT = 200_000
"""Characters from which finding the marks takes longer than starting a process."""

_STEP = 100_000
"""Characters that are handed over at once; other threads wait while Python encodes them."""


def packs_in(
    text: str,
    published: date | None,
    rest: Rest,
    reported: Reported = "rules",
    failed: Failed = note,
) -> Iterator[Pack]:
    """Yield every mark of a text, packed; those of a long one from another process.

    `rest` is called between two packs, or more often. Where no process can be started, or
    it comes to nothing, marks are found here. `failed` is told of detectors that failed.
    """

    def found_here() -> Iterator[Mark]:
        return iter_marks(text, published, rest, every=True, reported=reported, failed=failed)

    if len(text) < _WORTH_IT:
        yield from packs_of(found_here())
        return
    done = 0
    try:
        with closing(_from_process(text, published, reported, failed)) as packs:
            for pack in packs:
                done += 1
                yield pack
                rest()
    except (OSError, EOFError, pickle.UnpicklingError):
        yield from islice(packs_of(found_here()), done, None)


def every_mark_in(
    text: str, published: date | None, reported: Reported = "rules", failed: Failed = note
) -> Iterator[Mark]:
    """Yield the marks of a text in order, wanted or not; of a long one from another process."""
    if len(text) < _WORTH_IT:
        yield from iter_marks(text, published, every=True, reported=reported, failed=failed)
        return
    for pack in packs_in(text, published, go_on, reported, failed):
        yield from pack.marks()


def _from_process(
    text: str, published: date | None, reported: Reported, failed: Failed
) -> Generator[Pack]:
    """Yield the packs that a process makes of a text.

    Raises:
        OSError: It cannot be started.
        EOFError: It ended too early.
    """
    day = published.isoformat() if published else ""
    with process_of(__name__, day, reported) as (to, back):
        for start in range(0, len(text), _STEP):
            to.write(text[start : start + _STEP].encode())
        to.close()
        while isinstance(answer := pickle.load(back), Pack):
            yield answer
        for failure in answer:
            failed(failure)


def main() -> None:
    """Write the packs of the text that comes through standard input, then what failed."""
    stand_back()
    published = date.fromisoformat(sys.argv[1]) if sys.argv[1] else None
    text = sys.stdin.buffer.read().decode()
    reported: Reported = sys.argv[2]  # type: ignore[assignment]  # as _from_process gave it
    failures: list[Failure] = []
    found = iter_marks(text, published, every=True, reported=reported, failed=failures.append)
    for pack in packs_of(found):
        sys.stdout.buffer.write(pickle.dumps(pack))
        sys.stdout.buffer.flush()
    sys.stdout.buffer.write(pickle.dumps(failures))


if __name__ == "__main__":
    main()
