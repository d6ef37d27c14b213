"""What a step of work on the list tells: how far it is, and what it came upon."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one step of background work did.

    Of `total` pieces, None when that is not known, `done` are done. With `changed`, the
    list may have other rows, or the rows another content.
    """

    stage: Literal["files", "counts"]
    done: int
    total: int | None = None
    changed: bool = False
    problems: tuple[str, ...] = ()
