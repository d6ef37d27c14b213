"""Pieces of HTML as the words between their tags.

Every pattern here takes time in proportion to the text, whatever the text is; the parser
of the standard library takes the square of it where tags have no end.
"""

import re
from collections.abc import Iterator
from html import unescape

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
