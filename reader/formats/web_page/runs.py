"""A page as runs: the stretches of words between two blocks, in reading order.

A run is what a reader takes for a paragraph, a heading, an item, a cell. Each begins with
a character of its own, its token, which stays in it while another program takes the page
apart: so it can be told which runs are in what comes out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

TOKENS = re.compile("[\U000f0000-\U0010ffff]")
_FIRST_TOKEN = 0xF0000
_MOST = 130_000
"""Runs that have a token; planes 15 and 16 have no more characters for private use."""

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre section summary table tbody td tfoot th thead tr ul button noscript label".split()
)
_UNSEEN = frozenset({"head", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = object()


@dataclass(slots=True, eq=False)
class Run:
    """One run: its words, the block that it stands in, and what there is of links in it.

    `linked` counts the characters that are links, `bold` those that are bold. `before` tells
    whether the run begins in the middle of its block, after a break or another block.
    """

    number: int
    block: HtmlElement
    words: str = ""
    linked: int = 0
    links: int = 0
    bold: int = 0
    after_break: bool = False

    @property
    def is_link(self) -> bool:
        """Tell whether nearly all of it is links."""
        return self.linked >= 0.9 * len(self.words.replace(" ", "")) > 0


@dataclass(slots=True)
class _Writing:
    """The run that is being read."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    bold: int = 0
    block: HtmlElement | None = None
    breaks: int = 0
    after_break: bool = False


def runs_in(root: HtmlElement) -> list[Run]:
    """Return the runs of a page, and write the token of each into its tree.

    Time and memory go with the size of the page.
    """
    runs: list[Run] = []
    blocks: list[HtmlElement] = [root]
    in_link = in_bold = 0
    now = _Writing()

    def end() -> None:
        nonlocal now
        if now.block is not None:
            words = " ".join("".join(now.pieces).split())
            runs.append(
                Run(len(runs), now.block, words, now.linked, now.links, now.bold, now.after_break)
            )
        now = _Writing()

    def take(text: str) -> str:
        """Take words in, and return them with a token where a run begins."""
        if text.isspace():
            now.pieces.append(" ")
            return text
        token = ""
        if now.breaks >= 1:
            end()
            now.after_break = True
        if now.block is None:
            now.block = blocks[-1]
            if len(runs) < _MOST:
                token = chr(_FIRST_TOKEN + len(runs) + 2 * (len(runs) >= 0xFFFE))
        now.breaks = 0
        now.pieces.append(text)
        if in_link or in_bold:
            letters = len("".join(text.split()))
            if in_link:
                now.linked += letters
            if in_bold:
                now.bold += letters
        return token + text if token else text

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN:
                walk.skip_subtree()
                continue
            if tag == "br":
                now.breaks += 1
                now.pieces.append(" ")
            elif tag in _BLOCKS:
                end()
                blocks.append(element)
            elif tag == "a":
                in_link += 1
                now.links += 1
            elif tag in ("b", "strong"):
                in_bold += 1
            if element.text:
                element.text = take(element.text)
            continue
        if tag in _BLOCKS:
            end()
            blocks.pop()
        elif tag == "a":
            in_link -= 1
        elif tag in ("b", "strong"):
            in_bold -= 1
        if element.tail and element is not root:
            element.tail = take(element.tail)
    end()
    return runs


def numbers_in(text: str) -> Iterator[int]:
    """Yield the numbers of the runs whose tokens stand in a text."""
    for token in TOKENS.findall(text):
        place = ord(token) - _FIRST_TOKEN
        yield place - 2 * (place > 0xFFFF)
