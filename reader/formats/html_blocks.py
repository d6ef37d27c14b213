"""HTML as paragraphs, each with its kind, in the order in which a reader sees them.

Nothing is left out but what nobody sees: this is for HTML that is an article and nothing
else (a chapter, a feed's entry, a letter). It takes time in proportion to the tree.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from reader.article import PartKind
from reader.formats.html_tree import is_hidden, parsed
from reader.formats.paragraphs import Paragraph

_UNSEEN = frozenset(
    "head title script style template noscript iframe object embed applet canvas svg audio video "
    "select textarea input button map link meta nav".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol "
    "p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Tags whose words stand apart. Source: HTML, rendering, “flow content”."""

_KINDS: dict[str, PartKind] = {
    "h1": "title",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "summary": "heading",
    "blockquote": "block quote",
    "li": "list",
    "dt": "list",
    "dd": "list",
    "figcaption": "caption",
    "caption": "caption",
}
_QUOTING = frozenset({"aside", "blockquote", "div", "figure", "p"})
_PULL_QUOTE = re.compile(r"pull-?_?quote", re.IGNORECASE)
_CELLS = frozenset({"td", "th"})


def paragraphs_in_html(written: str) -> list[Paragraph]:
    """Return the paragraphs of a piece of HTML."""
    root = parsed(written) if written.strip() else None
    return [] if root is None else list(paragraphs_in(root))


def paragraphs_in(root: HtmlElement) -> Iterator[Paragraph]:
    """Yield the paragraphs in a tree.

    The first `h1` is a title. A table with one column or with blocks in its cells only
    lays out what is in it, and is no table.
    """
    kinds: list[tuple[HtmlElement, PartKind]] = []
    words: list[str] = []
    cells: list[str] | None = None
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if not isinstance(tag, str) or tag in _UNSEEN or is_hidden(element):
                walk.skip_subtree()
                continue
            if tag == "br":
                words.append("\n")
            elif tag in _BLOCKS:
                if cells is None:
                    yield from _paragraphs(words, kinds)
                    words = []
                if tag == "tr" and cells is None and _is_row(element):
                    cells = []
                if kind := _kind(element):
                    kinds.append((element, kind))
            if element.text:
                words.append(_SPACE.sub(" ", element.text) if tag != "pre" else element.text)
            continue
        if event == "end" and tag in _BLOCKS and element is not root:
            if cells is None:
                yield from _paragraphs(words, kinds)
                words = []
            elif tag in _CELLS:
                cells.append(" ".join("".join(words).split()))
                words = []
            elif tag == "tr":
                row = " | ".join(cells)
                cells, words = None, []
                if row.strip(" |"):
                    yield Paragraph(row, "table")
            if kinds and kinds[-1][0] is element:
                kinds.pop()
        if element.tail and element is not root:
            words.append(_SPACE.sub(" ", element.tail))
    yield from _paragraphs(words, kinds)


_SPACE = re.compile(r"[ \t\r\n\f]+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def _paragraphs(words: list[str], kinds: list[tuple[HtmlElement, PartKind]]) -> Iterator[Paragraph]:
    """Yield what was said since the last block; two line breaks part it."""
    for piece in _EMPTY_LINE.split("".join(words)):
        if said := " ".join(piece.split()):
            yield Paragraph(said, _outer(kinds))


def _outer(kinds: list[tuple[HtmlElement, PartKind]]) -> PartKind | None:
    """Return what a block is: an item in a quotation is quoted, a heading is one anywhere."""
    if not kinds:
        return None
    innermost = kinds[-1][1]
    if innermost in ("heading", "title", "caption"):
        return innermost
    return kinds[0][1] if kinds[0][1] in ("block quote", "pull quote") else innermost


def _kind(element: HtmlElement) -> PartKind | None:
    named = element.get("class")
    if named and element.tag in _QUOTING and _PULL_QUOTE.search(named):
        return "pull quote"
    return _KINDS.get(element.tag)


_IN_LAYOUT = (
    "p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "article", "section",
)  # fmt: skip


def _is_row(element: HtmlElement) -> bool:
    """Tell whether a row has several cells of words alone."""
    cells = [cell for cell in element if cell.tag in _CELLS]
    if len(cells) < 2:
        return False
    return not any(
        sum(1 for _ in cell.iter(*_IN_LAYOUT)) > 1 or next(cell.iter("table"), None) is not None
        for cell in cells
    )
