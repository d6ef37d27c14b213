"""The formats, and which one reads a file."""

from pathlib import PurePath

from reader.formats.contract import Format
from reader.formats.markdown import MARKDOWN
from reader.formats.plain_text import PLAIN_TEXT

FORMATS: tuple[Format, ...] = (PLAIN_TEXT, MARKDOWN)

SUFFIXES = frozenset(suffix for kind in FORMATS for suffix in kind.suffixes)
"""The file endings that make a file in a folder an article."""


def format_of(name: str) -> Format:
    """Return the format that reads a file of this name; plain text when none claims it."""
    suffix = PurePath(name).suffix.lower()
    return next((kind for kind in FORMATS if suffix in kind.suffixes), PLAIN_TEXT)
