"""Which files copydesk wrote itself, when claims were exported into a folder of articles.

They hold words of the articles, and would be listed beside them. A Markdown report is
known by how it begins, and stops being one of ours when a person changes that; the texts
of a brat corpus by the two files that only our exporter puts beside them.
"""

import re
from collections.abc import Iterable
from pathlib import Path

_REPORT = re.compile(rb"# Tagged claims\n\nExported [0-9]{4}-[0-9]{2}-[0-9]{2}T")
_BRAT_FILES = ("annotation.conf", "claims.jsonl")


def is_report(data: bytes) -> bool:
    """Tell whether the content of a file is our Markdown report."""
    return _REPORT.match(data) is not None


def without_exported_texts(folder: Path, names: Iterable[str]) -> Iterable[str]:
    """Return names of files in a folder, without those of texts in our brat corpus."""
    if not all((folder / name).is_file() for name in _BRAT_FILES):
        return names
    return (name for name in names if not (folder / name).with_suffix(".ann").is_file())
