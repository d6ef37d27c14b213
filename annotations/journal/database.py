"""A TinyDB that loses nothing: a journal beside the file makes each change durable.

    database = open_database("copydesk.json")     # a TinyDB, with TinyDB's whole API
    database.insert({"note": "kept"})             # on disk when this returns

On disk
-------
    copydesk.json               the TinyDB file: always whole, replaced by rename
    .copydesk.json.d/           made at the first change; git ignores it (`place.py`)
        0f1e2d-1f0c9a2b5d/      this machine's: no other's is ever believed
            journal             what was changed: one line a change (`lines.py`)
            previous.json       the file from which the journal goes on, if the file breaks
            lock, checkpointing held by whoever writes, by whoever makes a checkpoint
        kept/                   what was found broken or was replaced: each state once

A *change* appends one line with a checksum to the journal, flushes it, and is then
acknowledged. A *checkpoint* writes everything anew into the TinyDB file: at close, when idle,
and when the journal has grown. At rest a stock TinyDB reads the same documents. Opening reads
the file and does the changes again that came after it (`recovery.py`).

Why nothing acknowledged is lost, wherever it stops
---------------------------------------------------
1. While a line is appended: it is torn, and unacknowledged. The next to hold the lock keeps
   the torn tail aside; every line before it was flushed before.
2. A line's flush fails: the line is cut off and the change refused. The system may now take
   unflushed pages for flushed, so the next change goes into a new journal.
3. A checkpoint writes `new.json` and flushes it; nobody reads that file. Changes go on meanwhile.
4. It appends “the file with this checksum holds the changes up to n” and flushes that, links
   the old file to `previous.json`, renames `new.json` over the file, flushes the folders.
   Until the rename the file has the checksum of the checkpoint before, and opening does the
   changes after *that* again; from then on it has the new one.
5. It appends “this is the file now”. From now on only this checksum counts; an older version
   that another program puts back is not taken for a checkpoint that was cut off.
6. If the file breaks later, `previous.json` and the changes after its checkpoint are the same.
7. A long journal is shortened at close, by a new one renamed over it, which keeps the
   checkpoints of both files, every change after the earlier, and HISTORY bytes to undo.

Every program holds `lock` from before it looks at what others did until its line is flushed,
so an id is given once and no decision rests on an old state. One checkpoint is made at a time.

Why nothing that others said is lost
------------------------------------
8. A file of another checksum was written by another program: it is believed. What this machine
   had not yet written into it is merged into it (`merging.py`), the file is copied to
   `previous.json`, and what it lacks of how everything stood before is kept aside.
9. A file that cannot be read is shown with what the journal knows, and never written over
   before `mend` is asked for; changes go on in the journal.
10. A journal that does not go on from the last line that was read is not believed over memory
    (`memory.py`); after each line it is looked whether the journal is still the one at its name.
"""

import json
from pathlib import Path

from tinydb import TinyDB

from annotations import disk
from annotations.journal.storage import JournalStorage
from annotations.journal.table import JournalTable

__all__ = ["JournalDatabase", "JournalStorage", "JournalTable", "open_database"]


class JournalDatabase(TinyDB):
    """A TinyDB whose tables and storage lose nothing."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # any Storage will do

    def tables(self) -> set[str]:
        """Return the names of the tables, without decoding what is in them."""
        if isinstance(self.storage, JournalStorage):
            return self.storage.names()
        return super().tables()


def copy_database(path: Path, to: Path) -> None:
    """Write all that the store at `path` holds, its journal taken in, into a new TinyDB file.

    Raises:
        StoreError: It cannot be read, or is no TinyDB file.
        OSError: The copy cannot be written; there is none then, as there is none of nothing.
    """
    storage = JournalStorage(path, lazy=True)
    try:
        content = storage.read()
    finally:
        storage.abandon()
    if content is None:
        return
    disk.put(to, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def open_database(path: str | Path) -> TinyDB:
    """Open the TinyDB file at `path`, which is made if there is none.

    Raises:
        StoreError: The file cannot be read, or is no TinyDB file.
        FileNotFoundError: There is no such folder.
    """
    return JournalDatabase(path)
