"""Undo and redo: which change is meant, and what takes it back.

Each person undoes their own changes, the latest first. Nothing is taken back that someone
changed since: of a document only the fields are put back that the change had changed, and
only if they still are as it left them.
"""

from collections.abc import Callable, Iterable

from annotations.errors import HistoryError
from annotations.layout import document_in, dumps
from annotations.lines import Change, Step

FOLLOWED = ("article",)
"""Fields that the program itself changes when a file was moved; no reason not to undo."""


def to_undo(latest_first: Iterable[Change], by: str) -> Change:
    """Return the change that an undo of this person takes back.

    Raises:
        HistoryError: There is none.
    """
    undone: dict[int, bool] = {}
    for change in latest_first:
        if change.by != by:
            continue
        if reference := change.undoes or change.redoes:
            undone.setdefault(reference, bool(change.undoes))
        elif not undone.get(change.n, False):
            return change
    raise HistoryError("There is nothing to undo.")


def to_redo(latest_first: Iterable[Change], by: str) -> Change:
    """Return the change that a redo of this person does again.

    Raises:
        HistoryError: There is none, or another change came after the undo.
    """
    changes = list(latest_first)
    redone: set[int] = set()
    for change in changes:
        if change.by != by:
            continue
        if change.redoes:
            redone.add(change.redoes)
        elif change.undoes and change.undoes not in redone:
            return next(found for found in changes if found.n == change.undoes)
        elif not change.undoes:
            break
    undone = {change.undoes for change in changes if change.by == by and change.undoes}
    if undone - redone:
        raise HistoryError(
            "What was undone cannot be done again, because another change came after it."
        )
    raise HistoryError("There is nothing to do again.")


def taking_back(change: Change, current: Callable[[str, str], bytes | None]) -> list[Step]:
    """Return the steps that undo a change on the documents as they are now.

    Raises:
        HistoryError: Someone changed the same since.
    """
    steps = [Step(step.table, step.key, step.new, step.old) for step in change.steps[::-1]]
    return _fitted(change, steps, current)


def doing_again(change: Change, current: Callable[[str, str], bytes | None]) -> list[Step]:
    """Return the steps that do an undone change again.

    Raises:
        HistoryError: Someone changed the same since.
    """
    return _fitted(change, list(change.steps), current)


def _fitted(
    change: Change, steps: Iterable[Step], current: Callable[[str, str], bytes | None]
) -> list[Step]:
    fitted = []
    for step in steps:
        if step.key is None:  # an empty table does no harm
            continue
        now = current(step.table, step.key)
        if now != step.old:
            step = step._replace(new=_merged(change, step, now))
        fitted.append(step)
    return fitted


def _merged(change: Change, step: Step, now: bytes | None) -> bytes | None:
    """Return the document with what the step does to it, though it is not as it was."""
    if now is not None and step.old is not None:
        present, old = document_in(now), document_in(step.old)
        new = {} if step.new is None else document_in(step.new)
        changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        if all(present.get(name) == old.get(name) for name in changed - set(FOLLOWED)):
            if step.new is None:
                same = present.keys() <= old.keys()
                if same:
                    return None
            else:
                for name in changed - set(FOLLOWED):
                    present.pop(name, None)
                    if name in new:
                        present[name] = new[name]
                return dumps(present)
    raise HistoryError(
        f"This cannot be taken back any more, because it was changed since: {change.what}."
    )
