"""One module fetches, and nothing else in the program touches the network."""

import ast
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.registry import format_of_file

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "articles"
NETWORK = {
    "aiohttp", "ftplib", "http", "httpcore", "httpx", "imaplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "xmlrpc",
    "webbrowser",
}  # fmt: skip
MAY = {"reader/library/fetching.py"}


def imported_by(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{each.name}" for each in node.names)
    return names


def test_only_the_module_that_fetches_knows_a_network():
    using = {
        str(file.relative_to(ROOT).as_posix()): found
        for room in ("reader", "annotations")
        for file in sorted((ROOT / room).rglob("*.py"))
        if (found := {n for n in imported_by(file) if n in NETWORK or n.split(".")[0] in NETWORK})
    }
    assert set(using) - OPENS_A_BROWSER == MAY


OPENS_A_BROWSER = {"reader/ui/terminal/outside.py"}
"""Gives the address of the original to the person's browser."""


@pytest.mark.parametrize(
    "file",
    [each for each in sorted(CASES.iterdir()) if each.suffix != ".json"],
    ids=lambda file: file.name,
)
def test_no_file_makes_a_reader_ask_anybody(file, monkeypatch):
    asked: list[object] = []

    def refuse(*given: object, **_: object) -> None:
        asked.append(given)
        raise OSError("there is no network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    source = ArticleFile.of_bytes(file.read_bytes(), file.name)
    with suppress(UnreadableArticleError):
        list(format_of_file(source).read(source))
    assert asked == []
