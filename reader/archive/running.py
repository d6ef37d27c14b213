"""The parts of all inputs marked: by processes of this machine, or by a cluster's workers.

The process that runs this cuts the inputs, a little ahead of the workers, and hands each part to
one of them; they write what they marked to the archive themselves, which all of them see.
"""

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.journal.locking import FileLock
from reader.archive.addresses import found_at
from reader.archive.gathering import Gathering, gather
from reader.archive.inputs import SUFFIXES, Cut, cuts_of
from reader.archive.manifest import Manifest, Options, manifest_for
from reader.archive.marking import Marked, mark_part
from reader.archive.parts import clear_scratch, folder_of, names_in
from reader.errors import ReaderError, UnreadableArticleError
from reader.processes import own_program_hidden

if TYPE_CHECKING:
    from distributed import Client

_PLAIN = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.low-level-log-length": 1,
}
"""Where a worker's time goes would be kept, half a megabyte for each thousand articles; and the
last thousand messages, twice, with the texts that were handed out."""

_AHEAD = 2
"""Parts that are cut for each worker before it asks for them."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work has come: a part that was marked, or the sentence about a failure.

    `share` is how much of the inputs was marked or had been, from 0 to 1.
    """

    marked: Marked | None = None
    problem: str = ""
    share: float = 0.0
    before: int = 0
    """Parts that had been marked before."""


def mark_all(
    addresses: Sequence[str],
    archive: Path,
    options: Options,
    *,
    workers: int | None = None,
    scheduler: str = "",
) -> Iterator[Step]:
    """Mark what is not marked yet, and yield a step for each part as it is done.

    One worker is this process itself; without a number there is one for each core.

    Raises:
        ReaderError: The archive was marked another way, or cannot be written; or there is no
            scheduler.
    """
    archive = archive.absolute()
    manifest_for(archive, options)  # before a lock is put where something else may be
    with _locked(archive):
        manifest = manifest_for(archive, options)
        numbers: list[int] = []
        for address in addresses:
            try:
                numbers += manifest.take(found_at(address, SUFFIXES))
            except UnreadableArticleError as error:
                yield Step(problem=str(error))
        if not numbers:
            return
        manifest.write()
        clear_scratch(archive)
        folder_of(archive).mkdir(exist_ok=True)
        cutting = _Cutting(manifest, options, list(dict.fromkeys(numbers)))
        gathering = Gathering(archive, options.size)
        if cutting.is_done():
            yield Step(share=1.0, before=cutting.before)
            for parts in gathering.ready(last=True):  # they were marked before there were any
                yield from _gathered_here(archive, parts)
            gathering.tidy()
            return
        if workers == 1 and not scheduler:
            yield from _marked_here(cutting, archive, options, gathering)
        else:
            with _client(workers, scheduler) as client:
                yield from _marked_by(client, cutting, archive, options, gathering)
        gathering.tidy()
        manifest.write()


@contextmanager
def _locked(archive: Path) -> Iterator[None]:
    lock = FileLock(archive / ".lock")
    try:
        with lock:
            yield
    finally:
        lock.close()


class _Cutting:
    """The parts that are to be marked yet, cut one after the other."""

    def __init__(self, manifest: Manifest, options: Options, numbers: Sequence[int]) -> None:
        self.share = 0.0
        self.problems: list[str] = []
        self._manifest = manifest
        self._options = options
        self._done = names_in(manifest.archive)
        self._numbers = [number for number in numbers if not self._is_whole(number)]
        self._all = len(numbers)
        self.before = sum(name.startswith(_of(tuple(numbers))) for name in self._done)

    def is_done(self) -> bool:
        """Tell whether nothing is left to be cut."""
        return not self._numbers

    def _is_whole(self, number: int) -> bool:
        parts = self._manifest.sources[number - 1].parts
        names = (f"{number:06}-{part:06}" for part in range(parts or 0))
        return parts is not None and all(name in self._done for name in names)

    def __iter__(self) -> Iterator[Cut]:
        done = self._all - len(self._numbers)
        for number in self._numbers:
            source = self._manifest.input(number, self._options.columns)
            parts = records = 0
            try:
                for cut in cuts_of(source, self._options.size):
                    parts, records = parts + 1, records + cut.count
                    self.share = (done + cut.share) / self._all
                    if cut.broken:
                        self.problems.append(cut.broken)
                    if cut.name not in self._done:
                        yield cut
            except UnreadableArticleError as error:
                self.problems.append(str(error))
            else:
                self._manifest.ended(number, parts, records)
                self._manifest.write()
            done += 1


def _of(numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(f"{number:06}-" for number in numbers)


def _gathered_here(archive: Path, parts: tuple[str, ...]) -> Iterator[Step]:
    try:
        gather(archive, parts)
    except ReaderError as error:
        yield Step(problem=str(error), share=1.0)


def _marked_here(
    cutting: _Cutting, archive: Path, options: Options, gathering: Gathering
) -> Iterator[Step]:
    for cut in cutting:
        try:
            marked = mark_part(cut, archive, options.way)
        except ModuleNotFoundError:
            raise
        except Exception as error:  # noqa: BLE001 - as from a worker: it costs this part
            yield Step(problem=_why(error, cut), share=cutting.share)
        else:
            yield Step(marked=marked, share=cutting.share, before=cutting.before)
            gathering.done(cut.name)
        for parts in gathering.ready():
            yield from _gathered_here(archive, parts)
        yield from _told(cutting)
    for parts in gathering.ready(last=True):
        yield from _gathered_here(archive, parts)
    yield from _told(cutting)


def _told(cutting: _Cutting) -> Iterator[Step]:
    while cutting.problems:
        yield Step(problem=cutting.problems.pop(0), share=cutting.share)


def _marked_by(
    client: "Client", cutting: _Cutting, archive: Path, options: Options, gathering: Gathering
) -> Iterator[Step]:
    """Hand out the parts and take what comes back, in whatever order."""
    from distributed import as_completed

    coming = as_completed()
    waiting: dict[str, Cut | None] = {}
    shares: dict[str, float] = {}

    def hand_out(key: str, cut: Cut | None, *work: object) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that some articles are large
            future = client.submit(*work, key=key, pure=False)
        waiting[key], shares[key] = cut, cutting.share
        coming.add(future)

    def taken() -> Iterator[Step]:
        future = next(coming)
        cut, share = waiting.pop(future.key), shares.pop(future.key)
        if future.status != "finished":
            yield Step(problem=_why(future.exception(), cut), share=share)
        elif cut is not None:
            yield Step(marked=future.result(), share=share, before=cutting.before)
            gathering.done(cut.name)
        gather_some(last=False)

    def gather_some(*, last: bool) -> None:
        for parts in gathering.ready(last=last):
            hand_out(f"gathering {parts[0]} {len(parts)}", None, gather, archive, parts)

    most = 0
    for cut in cutting:
        if not waiting or len(waiting) >= most:
            most = _AHEAD * max(1, sum(client.nthreads().values())) + 1
        while len(waiting) >= most:
            yield from taken()
        yield from _told(cutting)
        hand_out(f"part {cut.name}", cut, mark_part, cut, archive, options.way)
    while waiting:
        yield from taken()
        if not waiting:
            gather_some(last=True)
    yield from _told(cutting)


def _why(error: BaseException | None, cut: Cut | None) -> str:
    if isinstance(error, ReaderError):
        return str(error)
    if isinstance(error, ModuleNotFoundError):
        return f"A worker needs a library that is not installed there ({error.name})."
    if cut is None:
        return (
            f"Some of what was marked could not be gathered ({type(error).__name__}). It is found "
            "all the same, only slower; the next run tries again."
        )
    first, last = cut.first + 1, cut.first + cut.count
    return (
        f"Records {first} to {last} of {cut.source.name} could not be marked "
        f"({type(error).__name__}). The next run tries them again."
    )


@contextmanager
def _client(workers: int | None, scheduler: str) -> "Iterator[Client]":
    """Give a client of the scheduler at an address, or of processes of this machine.

    Raises:
        ReaderError: There is no scheduler at that address.
    """
    import dask
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if not scheduler:
        with (
            own_program_hidden(),
            dask.config.set(_PLAIN),
            LocalCluster(
                n_workers=workers or os.cpu_count() or 1,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # for nobody else
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        with dask.config.set(_PLAIN):
            client = Client(scheduler, timeout=20)
    except (OSError, ValueError) as error:
        raise ReaderError(f"There is no scheduler of Dask at {scheduler}.") from error
    with client:
        yield client
