"""What was found in an archive as a library: a file in a folder that names the articles.

Its texts stay in the archive and are read when they are opened; the claims on them are kept in the
folder's `copydesk.json`, as those of any library.
"""

import json
import re
from pathlib import Path

from annotations.exporters.writing import replacing
from reader.archive.finding import Finding
from reader.errors import NothingToReadError, ReaderError
from reader.formats.found_articles import HEAD
from reader.library.files import shown
from reader.query import Condition

ENDING = ".found"
_LONGEST = 60
"""Characters of a query that name the file of what it found."""


def name_of(query: str) -> str:
    """Return the name, without its ending, of the file with what a query found.

    >>> name_of('speaker:brandt figure>1000 "the dam"')
    'speaker-brandt-figure-1000-the-dam'
    """
    words = re.findall(r"\w+", query.casefold())
    return "-".join(words)[:_LONGEST].strip("-") or "everything"


def write_library(archive: Path, tree: Condition, query: str, folder: Path) -> Path:
    """Write which articles have a mark that is found, and return the file.

    Raises:
        NothingToReadError: There is none.
        ReaderError: The archive cannot be asked, or the folder cannot be written.
    """
    with Finding(archive) as finding:
        places = finding.places(tree)
    if not places:
        raise NothingToReadError(f"Nothing like that is in {shown(archive)}.")
    file = folder / f"{name_of(query)}{ENDING}"
    head = {HEAD: 1, "archive": str(archive.absolute()), "query": query}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(file) as written:
            written.write(f"{json.dumps(head)}\n".encode())
            written.writelines(f"{json.dumps([part, row])}\n".encode() for part, row in places)
    except OSError as error:
        raise ReaderError(
            f"{shown(folder)} could not be written: {error.strerror or error}. "
            "Name another folder with --to."
        ) from error
    return file
