"""What the last two rows of the desk say: the keys that matter, facts, and what runs."""

from collections.abc import Mapping, Sequence

from annotations.wording import many
from reader.view.shelf import Shelf
from reader.view.text.cells import gist

_LIST = (
    "ask.leave", "list.open", "desk.filter", "desk.sort", "desk.claims", "desk.back",
    "app.export", "app.codebook", "desk.problems", "app.help",
)  # fmt: skip
_TEXT = (
    "ask.leave", "verdict.leave", "text.next-mark", "read.accept", "read.dismiss", "read.tag",
    "read.edit", "desk.undo", "desk.redo", "desk.back", "read.verdict", "read.search",
    "desk.claims", "app.export", "text.select", "app.codebook", "text.previous-mark", "app.help",
)  # fmt: skip
_HITS = (
    "ask.leave", "text.next-mark", "text.previous-mark", "text.let-go", "read.search",
    "read.tag", "desk.back", "app.export", "app.help",
)  # fmt: skip
"""The keys, the most important first; the last one is always there."""

_AT_HITS = {
    "text.next-mark": "next place",
    "text.previous-mark": "previous place",
    "text.let-go": "end the search",
}

_LONGEST = 16
"""Cells of the tags that Enter would give."""

_NARROW, _WIDE = 5, 20
"""Cells of the bar of work, where there is little room and where there is much."""


def keys_at(
    *, text: bool, hits: bool, redo: bool, last: Sequence[str] = ()
) -> tuple[Sequence[str], Mapping[str, str]]:
    """Return the keys to name, and other words than usual for some of them.

    `text` says whether the text has the focus, `hits` whether it shows the places of a
    search, `redo` whether something can be done again; `last` are the tags given last.
    """
    if not text:
        return _LIST, {}
    if hits:
        return _HITS, _AT_HITS
    said = {"read.accept": f"accept as {gist(', '.join(last), _LONGEST)}"} if last else {}
    return [name for name in _TEXT if redo or name != "desk.redo"], said


def list_facts(shelf: Shelf, cursor: int, shown: int) -> list[str]:
    """Return where the cursor is in a list of so many articles."""
    if not shown:
        return []
    of_all = f" (of {shelf.total})" if shown != shelf.total else ""
    return [f"{cursor + 1} of {shown}{of_all}"]


def problem_facts(shelf: Shelf) -> list[str]:
    """Return how many problems there are, and the name of the key that shows them."""
    count = len(shelf.problems)
    key = "{exclamation_mark:desk.problems}"
    return [f"{many(count, 'problem')} ({key})"] if count else []


def trouble_facts(shelf: Shelf) -> list[str]:
    """Return which files of claims do not count, and the key that shows what to do."""
    return [f"⚠ {trouble} ({{exclamation_mark:desk.problems}})" for trouble in shelf.troubles]


def conflict_facts(shelf: Shelf) -> list[str]:
    """Return how many conflicts of merges are to be decided, and the key that shows them."""
    many_open = many(shelf.conflicts, "conflict")
    return [f"⚠ {many_open} ({{M:app.compare}})"] if shelf.conflicts else []


def work_told(shelf: Shelf, *, wide: bool) -> str:
    """Return how far the work beside the screen is, and the name of the key that ends it.

    Of work that was stopped, the key that resumes it.
    """
    work = shelf.work
    if work is not None:
        told = work.told(_WIDE if wide else _NARROW)
        return f"{told} ({{z:app.call-off}} stops)"
    if shelf.stopped:
        return f"{shelf.stopped} stopped ({{Z:app.look-again}} goes on)"
    return ""
