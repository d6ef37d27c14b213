"""From bytes to characters, whatever encoding the file was saved in.

Tried in this order: a byte order mark; UTF-16 without one (every other byte is NUL);
UTF-8, also where a few bytes of another encoding stand in it; the 8-bit encoding in which
the text is most like a language; and at last what charset-normalizer makes of it. What was
not plain is said in a remark.
"""

import codecs
import re
from dataclasses import dataclass

from reader.article import normal_text
from reader.errors import UnreadableArticleError
from reader.formats.encoded_twice import signs_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

_OTHER_FILES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
"""How files that are often renamed begin. Source: the signatures that file(1) goes by."""

_STEP = 200_000
"""Bytes that are decoded at once: less than a millisecond."""

_SAMPLE = 4096
"""Bytes looked at to tell text from binary; chosen as one disk block."""

_LOOKED_AT = 200_000
"""Characters, or bytes, in which a text must show how it was encoded."""

_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1b")
_CONTROLS = 0.02
_CONTROLS_IN_UTF_8 = 0.2
"""The share of control characters that makes a file binary; chosen by trying on pictures,
programs and random bytes, which hardly ever happen to be UTF-8."""

_GUESSED_FROM = 65536
"""Bytes that charset-normalizer is shown: more cost time and never changed its answer."""

_BROKEN = "\ufffd"
_STRAY = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as Python keeps it."""

_CUT_OFF = re.compile("[\udce0-\udcf4][\udc80-\udcbf]{1,2}")
"""The first bytes of a character whose last ones are missing: one character is lost."""

_WITH_QUOTATION_MARKS = (
    (re.compile("(?<![^\\s(\\[“‘—–-])\udc93(?=\\S)"), "“"),
    (re.compile("(?<=\\S)\udc94(?!\\w)"), "”"),
    (re.compile("(?<=[^\\W\\d_])\udc92(?=(?:s|t|re|ve|ll|d|m)\\b)"), "’"),
    (re.compile("(?<= )\udc96(?= )"), "–"),
    (re.compile("(?<=\\w)\udc97(?=\\w)|(?<= )\udc97(?= )"), "—"),
)
"""Where a byte of Windows-1252 is a quotation mark or a dash, and surely nothing else."""

_SHIFTS = (b"\x1b$B", b"\x1b$@", b"\x1b$(D")
"""How Japanese begins in ISO-2022-JP, whose bytes are all ASCII."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, and sentences about what was not clear in its bytes.

    `encoding` is the codec that gave them.
    """

    text: str
    remarks: tuple[str, ...] = ()
    encoding: str = "utf-8"


def refuse_other_files(data: bytes, path: str) -> None:
    """Do nothing for bytes that may be text.

    Raises:
        UnreadableArticleError: They begin as a picture or another file that is none does.
    """
    for signature, kind in _OTHER_FILES:
        if data.startswith(signature):
            raise UnreadableArticleError(
                f"{path} is {kind}, not text. Save the article as .txt or .md."
            )


def decode(data: bytes, path: str) -> Decoded:
    """Return the characters that `data` stands for.

    Raises:
        UnreadableArticleError: The bytes are no text in any encoding we know.
    """
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return _mended(data, encoding, name, path)
    refuse_other_files(data, path)
    sample = data[:_SAMPLE]
    if wide := _wide_encoding(sample):
        return _mended(data, wide, "UTF-16", path)
    cut_off = False
    try:
        text = _from_utf_8(data)
    except UnicodeDecodeError as error:
        text = ""
        cut_off = error.start > len(data) - 4 and error.reason == "unexpected end of data"
    if _controls(sample) > (_CONTROLS_IN_UTF_8 if text else _CONTROLS):
        raise UnreadableArticleError(f"{path} is not text: it looks like a binary file.")
    if text and text.isascii() and any(shift in data for shift in _SHIFTS):
        return _mended(data, "iso2022_jp_2", "ISO-2022-JP", path)
    if text:
        return Decoded(text, _said_of(text, path))
    if cut_off or _is_mostly_utf8(data):
        return _with_strays(data, path)
    return _guess(data, path)


def _said_of(text: str, path: str) -> tuple[str, ...]:
    """Return what is to be said of a text that is UTF-8: that it may have been so twice."""
    signs = signs_of(text[:_LOOKED_AT])
    if signs is None:
        return ()
    written = normal_text(signs[0])
    return (
        f"{path} seems to have been encoded twice: “{written}” stands for “{signs[1]}”. "
        f"Put it right with: copydesk mend {path}",
    )


def _from_utf_8(data: bytes) -> str:
    """Decode step by step: other threads wait while Python decodes.

    Raises:
        UnicodeDecodeError: Not all of it is UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return "".join(
            decoder.decode(data[start : start + _STEP], start + _STEP >= len(data))
            for start in range(0, len(data), _STEP)
        )
    except UnicodeDecodeError:
        return data.decode()  # its error tells the place in all of it


def _mended(data: bytes, encoding: str, name: str, path: str) -> Decoded:
    """Decode, with “�” for a few broken bytes; where most are broken there is no text."""
    try:
        return Decoded(data.decode(encoding), (), encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        if text.count(_BROKEN) > len(text) // 4:
            raise UnreadableArticleError(
                f"{path} begins like {name} text but is something else. Save it again as UTF-8."
            ) from error
        remark = f"Some bytes of {path} are not {name} text; “{_BROKEN}” stands where they were."
        return Decoded(text, (remark,), encoding)


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


def _controls(sample: bytes) -> float:
    """Return the share of control characters, without line ends, tabs and escapes."""
    return 1 - len(sample.translate(None, _CONTROL_BYTES)) / max(1, len(sample))


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell whether the bytes beyond ASCII that are UTF-8 weigh more than those that are not.

    In other encodings two bytes may happen to make a character, three hardly ever do.
    """
    data = data[:_LOOKED_AT]
    text = data.decode(errors="surrogateescape")
    strays = len(_STRAY.findall(text))
    if not strays:
        return True
    sizes = len(text) - strays - len(text.encode("ascii", errors="ignore"))
    following = len(data) - len(text)
    three_or_more = max(0, following - sizes)
    return sizes + 2 * three_or_more > strays


def _with_strays(data: bytes, path: str) -> Decoded:
    """Decode UTF-8 in which bytes of something else stand."""
    text = _CUT_OFF.sub("\udcff", data.decode(errors="surrogateescape"))
    whole = len(text)
    read = 0
    for stray, sign in _WITH_QUOTATION_MARKS:
        text, times = stray.subn(sign, text)
        read += times
    text, lost = _STRAY.subn(_BROKEN, text)
    if lost > whole // 4:
        raise UnreadableArticleError(
            f"{path} begins like UTF-8 text but is something else. Save it again as UTF-8."
        )
    said = []
    if read:
        said.append("quotation marks and dashes among them were read as Windows-1252")
    if lost:
        said.append(f"“{_BROKEN}” stands where they were")
    return Decoded(text, (f"Some bytes of {path} are not UTF-8 text; {', '.join(said)}.",))


def _guess(data: bytes, path: str) -> Decoded:
    from reader.formats.encodings import guess  # few files need its tables

    if found := guess(data):
        remark = f"{path} does not say how it is encoded; it was read as {found.name}."
        is_plain = found.is_clear and found.codec == "cp1252"
        text = data.decode(found.codec, errors="replace")
        return Decoded(text, () if is_plain else (remark,), found.codec)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_FROM]).best()
    if best is None:
        raise UnreadableArticleError(
            f"{path} is not text in an encoding we can recognise. Save it again as UTF-8."
        )
    remark = f"{path} does not say how it is encoded; it was read as {best.encoding}."
    return Decoded(data.decode(best.encoding, errors="replace"), (remark,), best.encoding)
