"""The TinyDB file, written anew: whole into a new file, before anybody reads it."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from annotations import disk
from annotations.journal.json_text import Table, text_of
from annotations.journal.lines import Checkpoint
from annotations.journal.place import Place


class Writer:
    """Writes files for a place, with options of `json.dumps` in the form these give."""

    def __init__(self, place: Place, options: Mapping[str, object]) -> None:
        self.place = place
        self.options = options

    def write(self, tables: Mapping[str, Table], name: str) -> tuple[Path, Checkpoint]:
        """Write `tables` whole into a new file; return it and its checkpoint, without the n.

        Raises:
            OSError: There is no such file then.
        """
        new, total = self.place.folder / name, sha256()
        pieces = text_of(tables) if not self.options else _stock_text(tables, self.options)

        def summed() -> Iterator[bytes]:
            for piece in pieces:
                total.update(piece)
                yield piece

        stamp = disk.write_whole(new, summed(), self.place.mode)
        with suppress(OSError):
            disk.copy_owner(self.place.store, new)
        return new, Checkpoint(0, total.hexdigest()[:16], stamp, own=not self.options)


class Background:
    """One thread beside the caller's, for work that can wait."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    def start(self, work: Callable[[], None]) -> None:
        """Do the work, unless some is being done."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=work)
            with suppress(RuntimeError):  # no thread to be had: the next time will do
                self._thread.start()

    def wait(self) -> None:
        """Wait until nothing is being done."""
        if self._thread is not None and self._thread.is_alive():
            self._thread.join()


def _stock_text(tables: Mapping[str, Table], options: Mapping[str, object]) -> Iterator[bytes]:
    """Return the text as TinyDB's own storage would write it, with these options."""
    raw = b"".join(text_of(tables))
    dumped: Callable[..., str] = json.dumps
    yield dumped(json.loads(raw), **options).encode()
