"""Markdown with front matter, as static sites and note-taking programs leave it.

The text is what a reader of the rendered page would see: no asterisks, no link targets.
Front matter is YAML between `---` lines or TOML between `+++` lines.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from annotations.span import Span
from reader.article import Article, Part, PartKind, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.contract import Format
from reader.formats.decoding import decode
from reader.formats.layout import is_pull_quote
from reader.formats.titles import title_from

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[^\S\n]*\n(?P<fields>.*?)^(?P=fence)[^\S\n]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_ENDS_OF_BLOCKS = frozenset({"paragraph_close", "heading_close", "tr_close"})

Fields = Mapping[str, object]


def parse(data: bytes, path: str) -> Article:
    """Return the article in a Markdown file.

    Raises:
        UnreadableArticleError: The file is not text, or holds no words.
    """
    written = normal_text(decode(data, path))
    fields, body, remarks = _take_front_matter(written, path)
    pieces = list(_pieces(body))
    text = "\n\n".join(piece.words for piece in pieces)
    if not text.strip():
        raise UnreadableArticleError(f"{path} is empty: there is nothing to read in it.")
    parts = tuple(_parts(pieces))
    title = _field(fields, "title", "headline") or _title_in(text, parts)
    return Article(
        path=path,
        text=text,
        title=title or title_from(_opening(text, pieces)),
        published=_date(fields),
        byline=_field(fields, "byline", "author", "authors", "by"),
        source=_field(fields, "source", "publisher", "publication", "outlet", "site"),
        agencies=_names(fields.get("agencies", fields.get("agency"))),
        url=_field(fields, "url", "link", "canonical"),
        language=_field(fields, "language", "lang"),
        parts=parts,
        remarks=remarks,
    )


def _take_front_matter(text: str, path: str) -> tuple[Fields, str, tuple[str, ...]]:
    """Return the front matter's fields, the text after it, and what was wrong with it."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text, ()
    body = text[found.end() :]
    try:
        fields = _yaml(found["fields"]) if found["fence"] == "---" else _toml(found["fields"])
    except ValueError as error:
        sentence = f"The front matter of {path} was left out because it is broken: {error}."
        return {}, body, (sentence,)
    return {str(key).lower(): value for key, value in fields.items()}, body, ()


def _yaml(written: str) -> Fields:
    import yaml

    try:
        fields = yaml.safe_load(written)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ValueError(f"{error.problem} in line {line}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError("it is not YAML") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise ValueError("it does not name fields")
    return fields


def _toml(written: str) -> Fields:
    import tomllib

    return tomllib.loads(written)


def _field(fields: Fields, *names: str) -> str:
    """Return the first of these fields that says something, lists joined with commas."""
    for name in names:
        if found := ", ".join(_names(fields.get(name))):
            return found
    return ""


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(name for part in value for name in _names(part))
    if isinstance(value, str | int | float | date) and not isinstance(value, bool):
        name = " ".join(normal_text(str(value)).split())
        return (name,) if name else ()
    if isinstance(value, dict):
        return _names(value.get("name"))
    return ()


def _date(fields: Fields) -> date | None:
    for name in ("published", "date", "pubdate", "publishdate", "created"):
        value = fields.get(name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            try:
                return datetime.fromisoformat(value.strip()).date()
            except ValueError:
                continue
    return None


@dataclass(frozen=True, slots=True)
class _Piece:
    """One block of the page: its words, and what it is if it is set apart."""

    words: str
    kind: PartKind | None


def _pieces(body: str) -> Iterator[_Piece]:
    """Yield the blocks of a Markdown text as a reader sees them."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    bullets: list[int | None] = []
    bullet, quoted, heading, cells = "", 0, "", list[str]()
    for token in tokens:
        match token.type:
            case "blockquote_open" | "blockquote_close":
                quoted += token.nesting
            case "bullet_list_open":
                bullets.append(None)
            case "ordered_list_open":
                bullets.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                bullets.pop()
            case "list_item_open":
                number = bullets[-1]
                bullet = "• " if number is None else f"{number}. "
                bullets[-1] = None if number is None else number + 1
            case "heading_open":
                heading = token.tag
            case "inline":
                cells.append(_seen(token.children or ()))
            case "html_block":
                yield from _framed(_without_tags(token.content), "", None)
            case "code_block" | "fence":
                yield from _framed(token.content, bullet, None)
            case kind if kind in _ENDS_OF_BLOCKS:
                yield from _framed(" | ".join(cells), bullet, _kind(heading, quoted, cells))
                bullet, heading, cells = "", "", []


def _framed(words: str, bullet: str, kind: PartKind | None) -> Iterator[_Piece]:
    words = normal_text(words).strip()
    if words:
        yield _Piece(bullet + words, kind)


def _kind(heading: str, quoted: int, cells: list[str]) -> PartKind | None:
    if heading:
        return "title" if heading == "h1" else "section"
    if cells and is_pull_quote(cells[0].strip()):
        return "pull quote"
    return "block quote" if quoted else None


def _seen(tokens: Iterable["Token"]) -> str:
    """Return the words of inline tokens; a line break in the file is a space on the page."""
    words = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                words.append(token.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
            case "image":
                words.append(_seen(token.children or ()))
    return "".join(words)


class _Words(HTMLParser):
    """Gathers the words between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _without_tags(written: str) -> str:
    parser = _Words()
    parser.feed(written)
    return "".join(parser.words)


def _parts(pieces: list[_Piece]) -> Iterator[Part]:
    """Yield the blocks that are set apart; only the first `h1` is a title."""
    start = 0
    titled = False
    for piece in pieces:
        end = start + len(piece.words)
        if piece.kind:
            again = piece.kind == "title" and titled
            yield Part(Span(start, end), "section" if again else piece.kind)
            titled = titled or piece.kind == "title"
        start = end + 2


def _title_in(text: str, parts: tuple[Part, ...]) -> str:
    titles = (part.span.of(text) for part in parts if part.kind == "title")
    return " ".join(next(titles, "").split())


def _opening(text: str, pieces: list[_Piece]) -> str:
    return next((piece.words for piece in pieces if piece.kind is None), text)


MARKDOWN = Format("Markdown", (".md", ".markdown"), parse)
