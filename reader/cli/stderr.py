"""What goes to stderr: sentences for the person, never an answer."""

import contextlib
import sys

from reader.display import display


def complain(sentences: str) -> None:
    """Print sentences on stderr, one a line."""
    with contextlib.suppress(OSError):  # nobody can be told that nobody can be told
        for sentence in sentences.split("\n"):
            print(f"copydesk: {display(sentence)}", file=sys.stderr, flush=True)  # noqa: T201
