"""Web addresses of articles, written so that two of one page are equal."""

import re

_BEFORE = re.compile(r"^https?://(?:www\.)?(?=[^/?#\s])", re.IGNORECASE)
_HOST = re.compile(r"[^/?]*")


def plain_address(address: str) -> str:
    """Return what two addresses of one page have in common; empty for what is no address.

    >>> plain_address("https://www.Post.example/a/?id=1#top")
    'post.example/a/?id=1'
    """
    plain = address.strip().partition("#")[0]
    begin = _BEFORE.match(plain)
    if begin is None:
        return ""
    return _HOST.sub(lambda host: host[0].lower(), plain[begin.end() :], count=1).rstrip("/")
