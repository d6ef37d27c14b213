"""What leaves the app: words to the clipboard, an article to another program."""

import os
import shlex
import subprocess
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from textual.app import App, SuspendNotSupported

from annotations.citation import citation
from annotations.span import Span
from reader.article import Article
from reader.detectors.marks import Mark
from reader.library import ListedArticle
from reader.tagging import mark_of, new_claim

Action: TypeAlias = Callable[[Article, ListedArticle], str]
"""Does something with an open article and returns a sentence about it."""


def cited(article: Article, span: Span, mark: Mark | None) -> str:
    """Return the words at `span` as a claim on them would be cited, with who says them."""
    meant = mark_of([mark], span) if mark else None
    return citation(new_claim(article, span, mark=meant))


def open_in_browser(article: Article) -> str:
    """Open the page that the article came from; only web addresses are ever opened."""
    parts = urlsplit(article.url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return "This article has no web address."
    webbrowser.open(article.url)
    return "Opened in the browser."


def open_in(app: App[None], variable: str, usual: str, file: Path | None) -> str:
    """Show a file in the program that an environment variable names, in the app's place."""
    if file is None:
        return "This article is not a file: it came through standard input."
    command = [*shlex.split(os.environ.get(variable) or usual), str(file.absolute())]
    try:
        with app.suspend():
            subprocess.run(command, check=False)
    except SuspendNotSupported:
        return "This terminal cannot give its screen to another program."
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror}. Set ${variable}."
    return f"Back from {command[0]}."
