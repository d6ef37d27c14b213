"""A letter as an article: a newsletter, a press release, a story sent round.

Its subject is the title, its sender the byline, its text the one that is meant to be read:
HTML where there is some. Letters that are sent on with it stand below. What else is attached is
left alone, and so is what is only about the letter: signatures, unsubscribe lines, hidden
beginnings.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_tz

from reader.article import Article
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import host_of
from reader.formats.credits import Credit, credit_from, credit_of, is_outlet
from reader.formats.decoding import decode
from reader.formats.letter_text import paragraphs_of_letter, without_notices
from reader.formats.paragraphs import Paragraph, article_of, one_line

_DEEPEST = 100
"""Parts in parts; letters have five."""

_LONGEST_HEADER = 2000
"""Code points; a subject has a twentieth of them, and longer ones take long to decode."""

_CREDITS_AMONG = 3
"""Paragraphs at the beginning among which one may name the author."""

_LOCKED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_OUTLOOK = "application/ms-tnef"
_NOT_PROSE = frozenset(f"text/{kind}" for kind in "calendar css csv directory rtf vcard".split())
"""Parts of text that programs read, not people."""

_CUT_OFF_WORD = re.compile(r"=\?[\w-]{2,40}\?[bqBQ]\?[^?\s]*\Z")
"""An encoded word of a header that has lost its end."""

_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_COUNT = re.compile(rb"\A\s*\d+\s*\r?\n(?=[\w-]+:)")
"""The number of bytes with which Apple's program begins a letter."""

_LAST_NAME_FIRST = re.compile(r"(?P<last>[^\s,]+), (?P<first>[^\s,]+(?: [^\s,]+)?)")
_LOOKS_LIKE_HTML = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_HEADER = re.compile(rb"(?:[!-9;-~]+:|From )")
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_REPLY = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|vb|doorst|odp|antw)(?:\[\d+\])?: ?)+", re.IGNORECASE
)


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article in a file of one letter.

    Raises:
        UnreadableArticleError: It is no letter, or has no text.
    """
    yield article_of_letter(file.data(), file.path)


def article_of_letter(data: bytes, path: str) -> Article:
    """Return the article in the bytes of a letter.

    Raises:
        UnreadableArticleError: It is no letter, or has no text.
    """
    data = _COUNT.sub(b"", data, count=1).lstrip(b"\r\n")
    if not _HEADER.match(data):
        raise UnreadableArticleError(f"{path} is no letter: it has no headers.")
    if len(_BOUNDARY.findall(data[:5_000_000])) > _DEEPEST:
        raise UnreadableArticleError(f"{path} has letters in letters, too many to be read.")
    try:
        letter = message_from_bytes(data, policy=policy.compat32)
    except (MessageError, RecursionError, ValueError) as error:
        raise UnreadableArticleError(f"{path} is no letter that can be read.") from error
    if letter.get_content_type() in _LOCKED:
        raise UnreadableArticleError(f"{path} is encrypted: only its reader can open it.")
    title = _REPLY.sub("", _header(letter, "Subject"))
    paragraphs = without_notices(_paragraphs(letter, path))
    paragraphs += _sent_on(letter, path, title)
    if not paragraphs and any(part.get_content_type() == _OUTLOOK for part in letter.walk()):
        raise UnreadableArticleError(
            f"{path} holds its text as Outlook alone reads it (winmail.dat). Ask for it as HTML "
            "or plain text."
        )
    sender = _sender(letter)
    source = sender if is_outlet(sender) else ""
    credit, paragraphs = _take_credit(paragraphs)
    byline = credit.byline or ("" if source else credit_of(sender).byline or sender)
    return article_of(
        path,
        paragraphs,
        title=title,
        published=_day(letter),
        byline=byline,
        source=source or credit.source,
        agencies=credit.agencies,
        url=_url(letter),
        language=_header(letter, "Content-Language").partition(",")[0].strip(),
    )


def _take_credit(paragraphs: list[Paragraph]) -> tuple[Credit, list[Paragraph]]:
    """Return whom one of the first paragraphs names as the author, and the others."""
    for number, each in enumerate(paragraphs[:_CREDITS_AMONG]):
        if each.kind is None and (credit := credit_from(each.words)):
            return credit, [*paragraphs[:number], *paragraphs[number + 1 :]]
    return Credit(), paragraphs


def _sent_on(letter: "Message[str, str]", path: str, title: str) -> list[Paragraph]:
    """Return the paragraphs of the letters in a letter, each below its subject."""
    found: list[Paragraph] = []
    for holder in letter.walk():
        if holder.get_content_type() != "message/rfc822":
            continue
        for inner in _parts(holder):
            subject = _REPLY.sub("", _header(inner, "Subject"))
            paragraphs = without_notices(_paragraphs(inner, path))
            if paragraphs and subject and subject != title:
                found.append(Paragraph(subject, "heading"))
            found += paragraphs
    return found


def _paragraphs(letter: "Message[str, str]", path: str) -> list[Paragraph]:
    """Return the paragraphs of the text that is meant to be read."""
    html, plain = _texts(letter)
    if html is not None and (found := _of_html(_written(html, path))):
        return found
    if plain is None:
        return []
    if _LOOKS_LIKE_HTML.match(_written(plain, path)):
        return _of_html(_written(plain, path))
    kind = plain.get_param("format"), plain.get_param("delsp")
    flowed, joined = (str(value).lower() for value in kind)
    return [
        paragraph
        for part in (plain, *_going_on(letter, plain, path))
        for paragraph in paragraphs_of_letter(
            _written(part, path), flowed=flowed == "flowed", joined=joined == "yes"
        )
    ]


def _going_on(
    letter: "Message[str, str]", first: "Message[str, str]", path: str
) -> "Iterator[Message[str, str]]":
    """Yield the parts in which the text goes on, as behind a picture that stands in it.

    What a mailing list writes below comes as a part too: it begins with a line of signs.
    """
    for mixed in letter.walk():
        if mixed.get_content_type() != "multipart/mixed" or not mixed.is_multipart():
            continue
        inner = _parts(mixed)
        if not any(part is first for part in inner):
            continue
        for part in inner:
            is_text = part is not first and part.get_content_type() == "text/plain"
            if not is_text or part.get_filename() or part.get_content_disposition() == "attachment":
                continue
            if not _RULE.match(_written(part, path)):
                yield part
        return


_RULE = re.compile(r"\s*[-_=*]{2,}")


def _of_html(written: str) -> list[Paragraph]:
    try:
        from reader.formats.html_blocks import paragraphs_in_html
    except ModuleNotFoundError:  # the default install has no library for HTML
        from reader.formats.markup import paragraphs_of_html

        return [Paragraph(words, kind) for words, kind in paragraphs_of_html(written)]
    return paragraphs_in_html(written)


def _texts(
    letter: "Message[str, str]",
) -> "tuple[Message[str, str] | None, Message[str, str] | None]":
    """Return the first part that is HTML and the first that is plain text."""
    html = plain = None
    waiting = [letter]
    while waiting and (html is None or plain is None):
        part = waiting.pop()
        kind = part.get_content_type()
        if kind == "message/rfc822" or part.get_content_disposition() == "attachment":
            continue
        if part.is_multipart():
            waiting.extend(reversed(_parts(part)))
        elif kind == "text/html":
            html = html or part
        elif kind in _NOT_PROSE:
            continue
        elif part.get_content_maintype() in ("text", "multipart"):  # one without its boundary
            plain = plain or part
    return html, plain


def _parts(letter: "Message[str, str]") -> "list[Message[str, str]]":
    held = letter.get_payload()
    return [part for part in held if isinstance(part, Message)] if isinstance(held, list) else []


def _written(part: "Message[str, str]", path: str) -> str:
    """Return the characters of a part; where its charset is unknown or wrong, it is guessed."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        with suppress(ValueError):  # of a charset whose name is none
            data = _from_base64(part.get_payload()) or data
    charset = part.get_content_charset() or ""
    try:
        return data.decode(charset or "ascii")
    except (LookupError, ValueError):
        return decode(data, path).text if data.strip() else ""


def _from_base64(written: object) -> bytes:
    """Return the bytes that are written in base64, up to where it is cut off or damaged."""
    signs = _NO_BASE64.sub("", written) if isinstance(written, str) else ""
    whole = signs[:-1] if len(signs) % 4 == 1 else signs
    try:
        return b64decode(whole + "=" * (-len(whole) % 4))
    except ValueError:
        return b""


def _header(letter: "Message[str, str]", name: str) -> str:
    """Return a header as words, however it is encoded."""
    raw = (str(value) for key, value in letter.raw_items() if key.lower() == name.lower())
    written = next(raw, "")[:_LONGEST_HEADER].rstrip()
    if _CUT_OFF_WORD.search(written):
        written += "?="
    try:
        pieces = decode_header(written)
    except (HeaderParseError, ValueError):
        return one_line(written)
    words = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            words.append(piece)
            continue
        try:
            words.append(piece.decode(charset or "utf-8"))
        except (LookupError, ValueError):
            words.append(piece.decode("utf-8", errors="replace"))
    return one_line(_with_bytes("".join(words)))


def _with_bytes(words: str) -> str:
    """Return words whose bytes beyond ASCII were not encoded as a header's should be."""
    data = words.encode("utf-8", errors="surrogateescape")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _sender(letter: "Message[str, str]") -> str:
    """Return the name of the sender, empty where there is only an address."""
    try:
        name, _ = parseaddr(_header(letter, "From") or _header(letter, "Sender"))
    except RecursionError:
        return ""
    name = one_line(name.strip("'\" "))
    turned = _LAST_NAME_FIRST.fullmatch(name)
    return f"{turned['first']} {turned['last']}" if turned else name


def _day(letter: "Message[str, str]") -> date | None:
    """Return the day as it was where the letter was sent."""
    try:
        parsed = parsedate_tz(_header(letter, "Date"))
        return date(*parsed[:3]) if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None


def _url(letter: "Message[str, str]") -> str:
    url = _header(letter, "Archived-At").strip("<> ")
    return url if host_of(url) else ""
