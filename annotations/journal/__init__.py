"""A TinyDB that loses nothing; it knows no claim.

    database = open_database("copydesk.json")     # a TinyDB, with TinyDB's whole API
    database.insert({"note": "kept"})             # on disk when this returns

    database.py   opening one; what lies on disk, and why nothing acknowledged is lost
    table.py      TinyDB's Table, at the cost of what changed
    indexes.py    documents by the values of a field
    storage.py    TinyDB's Storage: the file, and the journal beside it
    present.py    what is in memory, and how far file and journal have it
    following.py  what comes in from the files, at opening and when others wrote to them
    checkpoints.py  when what is in memory goes into the file
    recovery.py   from what lies on disk to what was saved; memory.py, and what memory adds
    merging.py    how two states become one; telling.py, what is told and kept of it
    writing.py    the file written anew
    place.py      the folder beside it: what in it is this machine's
    file.py       the journal as a file that grows; lines.py: its lines and their checksums
    json_text.py  the file's text: a document a line
    locking.py    one writer at a time, over processes

Begin with `database.py`. For `annotations.store`, which keeps claims in it; of
`annotations.together`, which merges what files hold, only `json_text` is known. Nothing else
imports it, and it imports `disk` and `errors` alone.
"""

from annotations.journal.database import (
    JournalDatabase,
    JournalStorage,
    JournalTable,
    open_database,
)

__all__ = ["JournalDatabase", "JournalStorage", "JournalTable", "open_database"]
