"""What is told of a store that was not as it should be, and what is kept aside of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotations import disk
from annotations.errors import StoreError
from annotations.journal.json_text import text_of
from annotations.journal.lines import Journal
from annotations.journal.merging import Merging
from annotations.journal.place import Place
from annotations.journal.recovery import BROKEN, MARKED, REPLACED, Recovered


def troubles(path: Path, found: Recovered, merging: Merging) -> Iterator[str]:
    """Yield what is wrong with the file, how much is shown, and which command mends it."""
    shown = merging.counted(found.tables)
    command = "merge" if MARKED in found.why else "doctor --repair"
    if found.trouble == BROKEN:
        yield (
            f"{path} cannot be read: {found.why}. What can be read of it is shown with what this "
            f"machine knows, {shown}; the file stays as it is until you run “copydesk {command}”."
        )
    elif found.trouble:
        yield (
            f"{path} does not count: {found.why}. What it held is shown, {shown}; the next "
            "change writes it again, or “copydesk doctor --repair”."
        )


def mended(path: Path, trouble: str, shown: str) -> str:
    """Return what was done where `troubles` told what is wrong; `shown` is how much there is."""
    was, of_it = ("could not be read", "could be read of it and what this machine knows")
    if trouble != BROKEN:
        was, of_it = "did not count", "it held"
    return f"{path} {was}; it was written anew with what {of_it}, {shown}."


def kept_aside(place: Place, journal: Journal, found: Recovered, merging: Merging) -> Iterator[str]:
    """Keep aside what would be lost, and yield where each thing is.

    Raises:
        OSError: It cannot be written.
    """
    for damage in journal.damages:
        kept = place.keep("damaged-journal", damage.data)
        what = "A damaged line of the journal was mended"
        if not damage.mended:
            what = f"{len(damage.data)} bytes of an unfinished or damaged save were set aside"
        yield f"{what}; they are kept as {kept}."
    for stray in place.strays():
        if content := disk.read_or_empty(stray):
            kept = place.keep(stray.name, content)
            yield f"A tool left a copy of a file of the journal; it is kept as {kept}."
        stray.unlink(missing_ok=True)
    for name, tables in found.aside:
        raw = tables if isinstance(tables, bytes) else b"".join(text_of(tables))
        kept = place.keep(name, raw)
        if name == REPLACED:
            place.show(kept, found.replaced_text)
        much = "" if isinstance(tables, bytes) else f", {merging.counted(tables)}"
        yield f"What was there before{much}, is kept as {kept}."


@contextmanager
def refusing(path: Path, what: str) -> Iterator[None]:
    """Turn what the system says into a sentence."""
    try:
        yield
    except StoreError:
        raise
    except OSError as error:
        raise StoreError(f"{path} could not be {what}: {disk.reason(error)}.") from error
