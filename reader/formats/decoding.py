"""From bytes to characters, whatever encoding the file was saved in.

Tried in this order: a byte order mark; UTF-16 without one (every other byte is NUL);
UTF-8; Windows-1252, when all it gives are characters of Western European prose; and at
last what charset-normalizer makes of it.
"""

import codecs
import re

from reader.errors import UnreadableArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
"""Bytes looked at to tell text from binary; chosen as one disk block."""

_NOT_PROSE = re.compile(
    r"[^\x00-\x7f\xa0-\xffŒœŠšŽžŸƒ–—‘’‚“”„†‡•…‰‹›€™]|(?<=[a-z])[À-ÖØ-Þ](?=[a-z])"
)


def decode(data: bytes, path: str) -> str:
    """Return the characters that `data` stands for.

    Raises:
        UnreadableArticleError: The bytes are no text in any encoding we know.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, path)
    if wide := _wide_encoding(data[:_SAMPLE]):
        return _strict(data, wide, path)
    if b"\0" in data[:_SAMPLE] and _is_binary(data[:_SAMPLE]):
        raise UnreadableArticleError(f"{path} is not text: it looks like a binary file.")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _guess(data, path)


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableArticleError(
            f"{path} begins as {encoding} text but breaks off at byte {error.start}. "
            "Save it again as UTF-8."
        ) from error


def _wide_encoding(sample: bytes) -> str | None:
    """Name the UTF-16 in which Latin text would have its NULs just where these are."""
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    first, second = sample[::2], sample[1::2]
    if second.count(0) > 0.7 * len(second) and not first.count(0):
        return "utf-16-le"
    if first.count(0) > 0.7 * len(first) and not second.count(0):
        return "utf-16-be"
    return None


def _is_binary(sample: bytes) -> bool:
    controls = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in sample)
    return controls > 0.02 * len(sample)


def _guess(data: bytes, path: str) -> str:
    if _is_binary(data[:_SAMPLE]):
        raise UnreadableArticleError(f"{path} is not text: it looks like a binary file.")
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    if western and not _NOT_PROSE.search(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableArticleError(
            f"{path} is not text in an encoding we can recognise. Save it again as UTF-8."
        )
    return str(best)
