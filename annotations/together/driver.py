"""git's merge driver: three files become one, which is always valid JSON.

git calls it with the files of the common base, mine and theirs, and takes what it leaves in
mine. A conflict is data in the file and no failure: a rebase must go on. Where it fails
itself, it leaves git's marked text, never only mine.
"""

from pathlib import Path

from annotations.errors import AnnotationsError, StoreError, UnreadableStoreError
from annotations.journal.json_text import Tables, free_key, tables_in, text_of
from annotations.together.git import leave_marked
from annotations.together.merge import Merge, merge


def merge_files(base: Path, mine: Path, theirs: Path) -> Merge:
    """Merge three files into `mine`.

    Raises:
        AnnotationsError: They cannot be merged; `mine` has git's markers.
    """
    try:
        merged = merge(_tables(base), _tables(mine) or {}, _tables(theirs) or {})
        mine.write_bytes(b"".join(text_of(merged.tables)))
    except OSError as error:
        reason = error if isinstance(error, StoreError) else f"{error.strerror}."
        leave_marked(base, mine, theirs)
        raise StoreError(f"The claims could not be merged: {reason}") from error
    except AnnotationsError:
        leave_marked(base, mine, theirs)
        raise
    return merged


def _tables(file: Path) -> Tables | None:
    """Return what a file holds; None for an empty one, as git gives it where there is no base."""
    text = file.read_bytes()
    if not text.strip():
        return None
    try:
        tables, doubled = tables_in(text)
    except ValueError as error:
        raise UnreadableStoreError(f"One side is no whole file of claims ({error}).") from error
    for name, raw in doubled:
        documents = tables[name]
        assert isinstance(documents, dict)
        documents[free_key(documents)] = raw
    return tables
