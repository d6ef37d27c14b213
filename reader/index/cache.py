"""Where the tables of opened folders lie in the cache folder."""

import os
from collections.abc import Sequence
from pathlib import Path

from annotations import folding
from reader import settings
from reader.library.files import is_folder
from reader.state.database import parts

_KEPT = 40
"""Tables that are kept, the last used; chosen to hold the folders of some months."""


def table_file(paths: Sequence[Path], store: Path | None) -> Path | None:
    """Return where the table of the articles under `paths` is kept, None for single files.

    Another store, or another state of the program, which may read articles in another
    way, has another table.
    """
    if not any(is_folder(path) for path in paths):
        return None
    names = [os.fsencode(path.absolute()) for path in paths]
    file = settings.list_file(
        b"\0".join([*names, b"", os.fsencode(store or ""), _program().encode()])
    )
    if not file.exists():
        _tidy(file.parent)
    return file


def _program() -> str:
    """Return what differs when the code that reads articles does."""
    states = [str(Path(folding.__file__).stat().st_mtime_ns)]  # columns hold folded words
    for folder, below, files in os.walk(Path(__file__).parents[1]):
        below[:] = sorted(set(below) - {"__pycache__", "cli", "samples", "ui", "view"})
        for name in sorted(files):
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - at every start
            states.append(f"{folder} {name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(states)


def _tidy(folder: Path) -> None:
    """Remove the tables that were used longest ago."""
    try:
        tables = sorted(folder.glob("*.db"), key=lambda table: table.stat().st_mtime)
        for table in tables[: -_KEPT + 1]:
            for part in (*parts(table), *parts(table.with_suffix(".compared"))):
                part.unlink(missing_ok=True)
    except OSError:
        return
