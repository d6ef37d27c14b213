"""The one boundary between text that others wrote and the terminal.

Every title, path, tag, note or piece of article text passes `display` on its way to a
screen or to the command line's output.
"""

import re

HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, what reorders text, what is invisible, and halves of surrogate pairs."""


def display(words: str) -> str:
    r"""Return `words` with a visible, inert stand-in for every harmful character.

    One character in, one character out, so that offsets stay. Controls become their
    pictures (␛), what is invisible a middle dot, a lone surrogate U+FFFD.

    >>> display("a\x1b[31m")
    'a␛[31m'
    """
    return HARMFUL.sub(_stand_in, words) if not words.isprintable() else words


def _stand_in(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return "\ufffd" if 0x80 <= code < 0xA0 or 0xD800 <= code <= 0xDFFF else "·"
