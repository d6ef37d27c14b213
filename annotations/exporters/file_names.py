"""Names of files in an export, made of nothing that an article could have chosen freely."""

import re
import unicodedata
from collections.abc import Iterable

_LENGTH = 60


def file_names(paths: Iterable[str]) -> dict[str, str]:
    """Return a name without a suffix for each article's path.

    Names hold ASCII letters, digits, "-" and "_" only, begin with a letter or digit, and
    differ also where case does not count. No name is one that Windows keeps for itself.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for path in dict.fromkeys(paths):
        stem = _plain(path)
        name, number = stem, 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.lower())
        names[path] = name
    return names


def _plain(path: str) -> str:
    parts = unicodedata.normalize("NFKD", re.sub(r"\.[A-Za-z0-9]{1,5}$", "", path))
    letters = parts.encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:_LENGTH].strip("-")
    reserved = re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", stem)
    return f"article-{stem}" if reserved else stem or "article"
