"""Undo and redo: which change is meant, and what takes it back.

Each person undoes their own changes, the latest first. Nothing is taken back that someone
changed since: of a document only the fields are put back that the change had changed, and
only if they still are as it left them.
"""

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from annotations.errors import HistoryError
from annotations.journal.json_text import document_in, dumps
from annotations.journal.lines import Change, Step

FOLLOWED = ("article",)
"""Fields that the program itself changes when a file was moved; no reason not to undo."""

KEPT = ("about",)
"""Tables that are of no person, and stay when the change that made them is undone."""

IsOwn: TypeAlias = Callable[[Change], bool]
"""Tells whether the person who asks made a change."""


def to_undo(
    latest_first: Iterable[Change], is_own: IsOwn, number: int = 0, passing: Collection[int] = ()
) -> Change:
    """Return the change that an undo of this person takes back.

    It is the one with this `number`, or their last that is not among those to be passed over.

    Raises:
        HistoryError: There is none, or it was taken back already.
    """
    undone: dict[int, bool] = {}
    for change in latest_first:
        if not is_own(change) or change.n in passing:
            continue
        if reference := change.undoes or change.redoes:
            undone.setdefault(reference, bool(change.undoes))
        elif number and change.n != number:
            continue
        elif not undone.get(change.n, False):
            return change
        elif number:
            raise HistoryError(f"This was undone before: {change.what}.")
    raise HistoryError("There is nothing to undo.")


def to_redo(latest_first: Iterable[Change], is_own: IsOwn, number: int = 0) -> Change:
    """Return the change that a redo of this person does again.

    It is the one with this `number`, if it is undone now; else the one that was undone last.

    Raises:
        HistoryError: There is none, or another change came after the undo.
    """
    changes = list(latest_first)
    if number:
        references = (change for change in changes if number in (change.undoes, change.redoes))
        last, found = next(references, None), next((it for it in changes if it.n == number), None)
        if last is None or not last.undoes or found is None:
            raise HistoryError("There is nothing to do again.")
        return found
    redone: set[int] = set()
    for change in changes:
        if not is_own(change):
            continue
        if change.redoes:
            redone.add(change.redoes)
        elif change.undoes and change.undoes not in redone:
            return next(found for found in changes if found.n == change.undoes)
        elif not change.undoes:
            break
    undone = {change.undoes for change in changes if is_own(change) and change.undoes}
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
    return _fitted(change, change.backwards(), current)


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
        if step.key is None or step.table in KEPT:
            continue
        now = current(step.table, step.key)
        new = step.new if now == step.old else _merged(change, step, now)
        fitted.append(Step(step.table, step.key, now, new))
    return fitted


def _merged(change: Change, step: Step, now: bytes | None) -> bytes | None:
    """Return the document after the step, though it is not as the step expects it."""
    old, present, new = (
        None if raw is None else document_in(raw) for raw in (step.old, now, step.new)
    )
    if old is not None and present is not None:
        wanted = new or {}
        changed = {name for name in old | wanted if old.get(name) != wanted.get(name)}
        changed -= {*FOLLOWED}
        same = all(present.get(name) == old.get(name) for name in changed)
        if same and new is None and present.keys() <= old.keys():
            return None
        if same and new is not None:
            kept = {name: value for name, value in present.items() if name not in changed}
            return dumps(kept | {name: new[name] for name in changed if name in new})
    what = change.what or "a change of another program"
    raise HistoryError(f"Someone changed the same since, so this stays as it is: {what}.")
