"""Addresses that an article or a person gave: data, which may be anything."""

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Tell whether this is an address of a page that can be named as one."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
