"""What comes from the terminal: a paste is text, and a key that a slow line split is one key.

Textual takes an ESC inside a paste for the beginning of a key, and what follows it for keys:
a paste of coloured text would remove claims. And it takes the rest of a key whose bytes come
late, as `[5~` after an ESC, for the keys `[`, `5` and `~`.
"""

import re
from collections.abc import Generator, Iterable, Iterator
from time import monotonic

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

_REST = re.compile(r"(\[[0-9:;<=>?]*[ -/]*[@-~]|O[@-~])")
"""What stands behind the ESC of a key: a control sequence, or a single shift (ECMA-48, 5.4)."""

_REST_BEGUN = re.compile(r"\[[0-9:;<=>?]*[ -/]*|O")


class Incoming(XTermParser):
    """Textual's parser, which is given no inside of a paste and no half of a key.

    For `rest` seconds after an Escape what comes may be the rest of a key that began with
    it: such a rest is put behind its ESC again.
    """

    rest = 1.0

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._last = ""  # the last characters outside a paste
        self._pasted: list[str] | None = None
        self._escaped_at: float | None = None
        self._held = ""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what the characters say."""
        if not data:
            yield from super().feed(data)
            return
        data, self._held = self._held + data, ""
        while data:
            if self._pasted is not None:
                data = yield from self._feed_paste(data)
            elif self._escaped_at is not None:
                data = yield from self._feed_rest(data)
            else:
                yield from self._feed_one(data[0])
                data = data[1:]

    def tick(self) -> Iterable[Message]:
        """Yield what is known now that nothing more came for a while."""
        yield from self._noting_escapes(super().tick())
        if self._escaped_at is not None and self._is_over(self._escaped_at):
            self._escaped_at = None
            if held := self._held:
                self._held = ""
                yield from self.feed(held)

    def _feed_one(self, character: str) -> Iterator[Message]:
        self._last = (self._last + character)[-len(BRACKETED_PASTE_START) :]
        yield from self._noting_escapes(super().feed(character))
        if self._last == BRACKETED_PASTE_START:
            self._pasted = []

    def _feed_paste(self, data: str) -> Generator[Message, None, str]:
        """Take in what is pasted up to its end, and return what comes after that."""
        assert self._pasted is not None
        text, end, after = data.partition(BRACKETED_PASTE_END)
        if not end:
            begun = _begun_at(data, BRACKETED_PASTE_END)
            self._pasted.append(data[:begun])
            self._held = data[begun:]
            return ""
        pasted = "".join([*self._pasted, text])
        self._pasted, self._last = None, ""
        # Textual's parser has seen the beginning, and now sees the end of an empty paste.
        for message in super().feed(end):
            if not isinstance(message, events.Paste):
                yield message
        yield events.Paste(pasted.replace("\x00", ""))
        return after

    def _feed_rest(self, data: str) -> Generator[Message, None, str]:
        """Put the rest of a key behind its ESC, and return what comes after it."""
        assert self._escaped_at is not None
        found = _REST.match(data)
        if self._is_over(self._escaped_at) or not (found or _REST_BEGUN.fullmatch(data)):
            self._escaped_at = None
            return data
        if not found:
            self._held = data
            return ""
        self._escaped_at = None
        for character in "\x1b" + found[0]:
            yield from self._feed_one(character)
        return data[found.end() :]

    def _noting_escapes(self, messages: Iterable[Message]) -> Iterator[Message]:
        for message in messages:
            if isinstance(message, events.Key) and message.key == "escape" and self.rest:
                self._escaped_at = monotonic()
            if not (isinstance(message, events.Paste) and not message.text):
                yield message

    def _is_over(self, escaped_at: float) -> bool:
        return monotonic() - escaped_at >= self.rest


def _begun_at(data: str, end: str) -> int:
    """Return where a piece at the end of `data` begins that may become `end`."""
    for size in range(min(len(data), len(end) - 1), 0, -1):
        if data.endswith(end[:size]):
            return len(data) - size
    return len(data)
