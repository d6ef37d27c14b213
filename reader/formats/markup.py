"""Pieces of HTML as the words between their tags."""

import re
from html.parser import HTMLParser

_UNSEEN = frozenset({"head", "script", "style", "template", "title"})
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
"""Tags that do not end a block; every other tag does. Source: HTML, “Phrasing content”."""

_SPACE = re.compile(r"\s+")


def blocks_of_html(written: str) -> list[str]:
    """Return the words of each block, white space as a browser shows it."""
    words = _Words()
    words.feed(written)
    words.close()
    blocks = (_SPACE.sub(" ", block).strip() for block in "".join(words.found).split("\0"))
    return [block for block in blocks if block]


class _Words(HTMLParser):
    """Gathers the words between tags; a NUL, which no text has, stands between blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in _UNSEEN
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.found.append("\0")
