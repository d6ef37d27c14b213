"""Text as XML 1.0 may hold it."""

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return the text with what XML cannot hold (NUL, escapes) as “�”, length unchanged."""
    return _ILLEGAL.sub("\ufffd", text)
