"""Fill the table of a library without a screen: `python prepare.py FOLDER [--counted]`.

With `--counted`, all articles count as counted, so that nothing runs beside the screen.
"""

import sys
from pathlib import Path

from reader.index import Index
from reader.index.cache import table_file
from reader.settings import Settings
from reader.workspace import Workspace


def fill(folder: Path) -> None:
    """Read all articles."""
    with Workspace([folder], settings=Settings(annotator="bench")) as workspace:
        for _ in workspace.articles.list.update():
            pass


def count_without_reading(folder: Path) -> None:
    """Give every article some counts; the true ones would take minutes to find."""
    index = Index(table_file([folder], None))
    with index.together():
        for number in index.uncounted():
            index.count_marks(number, quotes=number % 7, figures=number % 11, speakers=["Lena Osk"])
    index.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
    if "--counted" in sys.argv:
        count_without_reading(Path(sys.argv[1]))
