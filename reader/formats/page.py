"""A Markdown text as the page that its reader sees: no asterisks, no targets of links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from reader.article import PartKind, normal_text
from reader.formats.layout import is_pull_quote
from reader.formats.paragraphs import Paragraph

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def pieces_of(body: str) -> Iterator[Paragraph]:
    """Yield the blocks of a Markdown text as its reader sees them.

    An item of a list begins with its bullet or number, the cells of a table's row are
    parted by “|”, a footnote comes last and begins with its number in brackets.
    """
    page = _Page()
    for token in _markdown().parse(body):
        yield from page.take(token)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    return markdown.disable("footnote_inline")


@dataclass(slots=True)
class _Page:
    """Where we are on the page while its tokens go by."""

    bullet: str = ""
    heading: str = ""
    quoted: int = 0
    cells: list[str] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    """The next number of each list that is open, None where items have bullets."""

    def take(self, token: "Token") -> Iterator[Paragraph]:
        """Take one token in, and yield the block that it ends."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.quoted += token.nesting
            case "bullet_list_open":
                self.numbers.append(None)
            case "ordered_list_open":
                self.numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.numbers.pop()
            case "list_item_open":
                self.bullet = self._next_bullet()
            case "list_item_close":
                self.bullet = ""
            case "footnote_open":
                self.bullet = f"[{_note_number(token)}] "
            case "heading_open":
                self.heading = token.tag
            case "inline":
                self.cells.append(_seen(token.children or ()))
            case "html_block":
                yield from self._blocks_of_html(token.content)
            case "code_block" | "fence":
                yield from self._block(token.content, None)
            case "tr_close":
                yield from self._block(" | ".join(self.cells), "table")
                self.cells = []
            case "paragraph_close" | "heading_close":
                yield from self._block(" | ".join(self.cells), self._kind())
                self.heading, self.cells = "", []

    def _block(self, words: str, kind: PartKind | None) -> Iterator[Paragraph]:
        words = normal_text(words).strip()
        if words:
            yield Paragraph(self.bullet + words, kind)
            self.bullet = ""

    def _blocks_of_html(self, written: str) -> Iterator[Paragraph]:
        from reader.formats.markup import blocks_of_html

        for words in blocks_of_html(written):
            yield from self._block(words, None)

    def _next_bullet(self) -> str:
        number = self.numbers[-1]
        if number is None:
            return "• "
        self.numbers[-1] = number + 1
        return f"{number}. "

    def _kind(self) -> PartKind | None:
        if self.heading:
            return "title" if self.heading == "h1" else "heading"
        if self.cells and is_pull_quote(self.cells[0].strip()):
            return "pull quote"
        if self.quoted:
            return "block quote"
        return "list" if self.numbers else None


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
            case "html_inline" if token.content.lower().startswith("<br"):
                words.append("\n")
            case "image":
                words.append(_seen(token.children or ()))
            case "footnote_ref":
                words.append(f"[{_note_number(token)}]")
    return "".join(words)


def _note_number(token: "Token") -> int:
    return int(token.meta["id"]) + 1
