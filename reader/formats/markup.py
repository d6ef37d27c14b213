"""Pieces of HTML as the words between their tags.

Every pattern here takes time in proportion to the text, whatever the text is; the parser
of the standard library takes the square of it where tags have no end.
"""

import re
from collections.abc import Iterator
from html import unescape

from reader.article import PartKind

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][^\s/<>]*+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>"""
    r"|<[!?][^<>]*+>",
    re.IGNORECASE,
)
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
"""Tags that do not end a block; every other tag does. Source: HTML, “Phrasing content”."""

_SPACE = re.compile(r"\s+")


def blocks_of_html(written: str) -> list[str]:
    """Return the words of each block, white space as a browser shows it."""
    blocks = [""]
    unseen = 0
    end = 0
    written = "".join(_outside_comments(written))
    for tag in [*_TAG.finditer(written), None]:
        words = written[end : tag.start() if tag else len(written)]
        if not unseen:
            blocks[-1] += unescape(words)
        if tag is None:
            break
        end = tag.end()
        name = (tag["name"] or "").lower()
        if name in _UNSEEN:
            unseen = max(0, unseen + (-1 if tag["end"] else 1))
        if name not in _INLINE:
            blocks.append("")
    shown = (_SPACE.sub(" ", block).strip() for block in blocks)
    return [block for block in shown if block]


def _outside_comments(written: str) -> Iterator[str]:
    """Yield what is no comment; one without an end goes on to the end."""
    end = 0
    while (start := written.find("<!--", end)) >= 0:
        yield written[end:start]
        end = written.find("-->", start + 4)
        if end < 0:
            return
        end += 3
    yield written[end:]


_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|\shidden[\s>=]", re.IGNORECASE)
_KINDS: dict[str, PartKind] = {
    "h1": "title", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "li": "list", "blockquote": "block quote", "figcaption": "caption",
}  # fmt: skip


def paragraphs_of_html(written: str) -> list[tuple[str, PartKind | None]]:
    """Return the words of each block with its kind, without those that are hidden.

    For installations without a library for HTML, which knows more.
    """
    found: list[tuple[str, PartKind | None]] = []
    open_kinds: list[str] = []
    hidden: list[str] = []
    words: list[str] = []
    end = 0
    written = "".join(_outside_comments(written))
    for tag in [*_TAG.finditer(written), None]:
        if not hidden:
            words.append(unescape(written[end : tag.start() if tag else len(written)]))
        name = (tag["name"] or "").lower() if tag else ""
        if name not in _INLINE:
            kind = _KINDS[open_kinds[-1]] if open_kinds else None
            if shown := _SPACE.sub(" ", "".join(words)).strip():
                found.append((shown, kind))
            words = []
        if tag is None:
            break
        end = tag.end()
        if hidden:
            if name == hidden[-1] and tag["end"]:
                hidden.pop()
            elif name == hidden[0] and not tag["end"]:
                hidden.append(name)
        elif not tag["end"] and (name in _UNSEEN or _HIDDEN.search(tag[0])):
            hidden = [name] if name not in _VOID else []
        elif name in _KINDS:
            if not tag["end"]:
                open_kinds.append(name)
            elif name in open_kinds:
                del open_kinds[open_kinds.index(name) :]
    return found


_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"})
