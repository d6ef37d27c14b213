"""A claim's id, tags and words, read from its document without decoding it.

A document is one line of JSON as `json_text.dumps` writes it, so that a quotation mark
inside a string is always escaped, and one after a space or a brace begins a key or a value.
What is not plain (an escape, a key twice, none at all) is decoded after all.
"""

from functools import lru_cache

from annotations.journal.json_text import decode_first, document_in

_BEGINS = b"{ "


def id_in(raw: bytes) -> str | None:
    """Return the id of the claim in a document, None where it has none."""
    place = raw.find(b'"id": "')
    if place > 0 and raw[place - 1] in _BEGINS and raw.find(b'"id": ', place + 1) < 0:
        end = raw.find(b'"', place + 7)
        depth = raw.count(b"{", 0, place) - raw.count(b"}", 0, place)
        if depth == 1 and raw.find(b"\\", place, end) < 0:
            return raw[place + 7 : end].decode()
    found = document_in(raw).get("id")
    return found if isinstance(found, str) else None


def tags_in(raw: bytes) -> tuple[str, ...]:
    """Return the tags of the claim in a document; none where they are no list of names."""
    place = raw.find(b'"tags": ["')
    if place > 0 and raw[place - 1] in _BEGINS and raw.find(b'"tags": ', place + 1) < 0:
        end = raw.find(b'"]', place)
        if raw.find(b"\\", place, end) < 0:
            return _listed(raw[place + 8 : end + 2])
    tags = document_in(raw).get("tags")
    return tuple(map(str, tags)) if isinstance(tags, list) else ()


def words_in(raw: bytes) -> bytes:
    """Return the anchor's exact words as they are written, a hint at which may be the same."""
    place = raw.find(b'"exact": "')
    return raw[place : raw.find(b'", ', place)] if place > 0 else b""


def lasts(raw: bytes, changed: bytes) -> bool:
    """Tell whether a changed claim still says who tagged it and when: that never changes."""
    for key in (b'"annotator": "', b'"created": "'):
        place = raw.find(key)
        written = raw[place : raw.find(b'"', place + len(key)) + 1]
        if place < 0 or b"\\" in written or written not in changed:
            was, is_now = document_in(raw), document_in(changed)
            return all(was.get(name) == is_now.get(name) for name in ("annotator", "created"))
    return True


@lru_cache(maxsize=4096)
def _listed(written: bytes) -> tuple[str, ...]:
    return tuple(map(str, decode_first(written.decode())[0]))
