"""What leaves the app: words to the clipboard, an article to another program."""

import contextlib
import os
import shlex
import signal
import subprocess
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from textual.app import App, SuspendNotSupported

from annotations.span import Span
from annotations.wording import citation
from reader.article import Article
from reader.detectors.marks import Offer
from reader.library.scan import ListedArticle
from reader.workspace.tagging import mark_of, new_claim

Action: TypeAlias = Callable[[Article, ListedArticle], str]
"""Does something with an open article and returns a sentence about it."""


def cited(article: Article, span: Span, mark: Offer | None) -> str:
    """Return the words at `span` as a claim on them would be cited, with who says them."""
    meant = mark_of([mark], span) if mark else None
    return citation(new_claim(article, span, mark=meant))


def open_in_browser(app: App[None], article: Article) -> str:
    """Open the page that the article came from; only web addresses are ever opened."""
    parts = urlsplit(article.url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return "This article has no web address."
    opened = False
    with _screen_given_up(app), contextlib.suppress(webbrowser.Error, OSError):
        opened = webbrowser.open(article.url)
    return "Opened in the browser." if opened else "No browser could be started. Set $BROWSER."


def open_in(app: App[None], variable: str, usual: str, file: Path | None) -> str:
    """Show a file in the program that an environment variable names, in the app's place."""
    if file is None:
        return "This article is not a file: it came through standard input."
    try:
        words = shlex.split(os.environ.get(variable, "")) or [usual]
    except ValueError:
        return f"${variable} is not understood: a quotation mark is missing in it."
    said = f"Back from {words[0]}."
    with _screen_given_up(app):
        try:
            subprocess.run([*words, str(file.absolute())], check=False)
        except OSError as error:
            said = f"{words[0]} could not be started: {error.strerror}. Set ${variable}."
    return said


@contextlib.contextmanager
def _screen_given_up(app: App[None]) -> Iterator[None]:
    """Let another program have the terminal, and Ctrl+C in it be for that program alone.

    Nothing may be raised meanwhile: Textual would not take the screen back.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)  # a program starts with its own
    try:
        with contextlib.ExitStack() as given_up:
            with contextlib.suppress(SuspendNotSupported):  # there is no terminal to give up
                given_up.enter_context(app.suspend())
            yield
    finally:
        signal.signal(signal.SIGINT, before)
