"""Plain text, as news archives and wire services leave it.

A file may begin with `date YYYY-MM-DD` glued to its first words, a title line and a
byline ("By … Staff"), and end with an agency sign-off such as `(PC, TASS)`. These become
the article's published date, title, byline and agencies, and leave the text. Section
heads and pull quotes stay in the text and are named as its parts.
"""

import re
from datetime import date

from reader.article import Article, Part, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.contract import Format
from reader.formats.decoding import decode
from reader.formats.layout import blocks, is_headline, parts_of
from reader.formats.titles import title_from

_DATE = re.compile(r"\s*date[:\s]\s*(?P<date>\d{4}-\d{2}-\d{2})(?!\S)[^\S\n]*", re.IGNORECASE)
_BYLINE = re.compile(r"\s*By[^\S\n]+(?P<byline>[^\W\d_][^\n]{1,98}[^\s.!?…,;:])[^\S\n]*(?:\n|$)")
_LOWER_WORDS = re.compile(r"\b(?!(?:and|of|the|in|for|at|de|la|van|von|der|den|bin|al|el)\b)[a-z]")
_STAFF = re.compile(
    r"(?P<source>.+?)\s+(?:Staff|Newsroom|News Desk|Correspondents?|Reporters?)\b.*"
)
_AGENCY = r"[A-Z][\w.&’'-]*(?: [A-Z&][\w.&’'-]*){0,3}"
_SIGN_OFF = re.compile(rf"\s*\((?P<agencies>{_AGENCY}(?:(?:, ?|/| and | & ){_AGENCY})*)\)\s*$")
_BETWEEN_AGENCIES = re.compile(r", ?|/| and | & ")


def parse(data: bytes, path: str) -> Article:
    """Return the article in a plain text file.

    Raises:
        UnreadableArticleError: The file is empty or is not text.
    """
    return article_from(normal_text(decode(data, path)), path)


def article_from(text: str, path: str) -> Article:
    """Return the article in a normalised text.

    Raises:
        UnreadableArticleError: There are no words in it.
    """
    published, text = _take_date(text)
    title, text, byline = _take_title_and_byline(text)
    agencies, text = _take_sign_off(text)
    text = text.strip()
    if not text:
        raise UnreadableArticleError(f"{path} is empty: there is nothing to read in it.")
    found = blocks(text)
    parts = tuple(parts_of(text, found))
    if title:
        parts = (Part(found[0], "title"), *(part for part in parts if part.span != found[0]))
    set_apart = {part.span for part in parts}
    opening = next((span for span in found if span not in set_apart), found[0])
    staff = _STAFF.fullmatch(byline)
    return Article(
        path=path,
        text=text,
        title=title or title_from(opening.of(text)),
        published=published,
        byline=byline,
        source=staff["source"] if staff else "",
        agencies=agencies,
        parts=parts,
    )


def _take_date(text: str) -> tuple[date | None, str]:
    found = _DATE.match(text)
    if not found:
        return None, text
    try:
        return date.fromisoformat(found["date"]), text[found.end() :]
    except ValueError:
        return None, text


def _take_title_and_byline(text: str) -> tuple[str, str, str]:
    """Return the title line if there is one, the text without byline, and the byline."""
    byline, text = _take_byline(text)
    text = text.strip()
    title, separator, rest = text.partition("\n")
    if not (separator and _is_title_line(title, rest)):
        return "", text, byline
    if not byline:
        byline, rest = _take_byline(rest)
    return title.strip(), f"{title.rstrip()}\n\n{rest.strip()}", byline


def _is_title_line(line: str, rest: str) -> bool:
    apart = rest.startswith("\n") or _BYLINE.match(rest) is not None
    return apart and bool(rest.strip()) and is_headline(line.strip())


def _take_byline(text: str) -> tuple[str, str]:
    found = _BYLINE.match(text)
    if not found or _LOWER_WORDS.search(found["byline"]):
        return "", text
    return found["byline"], text[found.end() :]


def _take_sign_off(text: str) -> tuple[tuple[str, ...], str]:
    text = text.rstrip()
    start = text.rfind("\n") + 1
    found = _SIGN_OFF.fullmatch(text, start)
    if not found or not start:
        return (), text
    return tuple(_BETWEEN_AGENCIES.split(found["agencies"])), text[:start].rstrip()


PLAIN_TEXT = Format("plain text", (".txt", ".text"), parse)
