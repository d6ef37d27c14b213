"""A web page that a browser saved with everything on it, as one MHTML file.

It is a mail of several parts; the first that is HTML is the page. Where that only says how
others stand beside one another, it is the one of those with the most words.
"""

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from itertools import islice

from reader.article import Article
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.html_tree import decoded
from reader.formats.web_page import article_from

_PAGE = re.compile(r"text/html|application/xhtml\+xml")
_ADDRESSES = ("Content-Location", "Snapshot-Content-Location")
_MOST_PARTS, _MOST_FRAMES = 1_000, 20
"""Parts that are looked through; the page stands first, its pictures after it."""


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article on the page in an MHTML file."""
    message = BytesParser(policy=policy.compat32).parsebytes(file.data())
    pages = (part for part in islice(message.walk(), _MOST_PARTS) if _is_page(part))
    first = next(pages, None)
    if first is None:
        raise UnreadableArticleError(f"{file.path} holds no web page.")
    try:
        yield _article(first, message, file.path)
    except UnreadableArticleError:
        framed = [
            article
            for part in islice(pages, _MOST_FRAMES)
            if (article := _article_in_frame(part, message, file.path))
        ]
        if not framed:
            raise
        yield max(framed, key=lambda article: len(article.text))


def _is_page(part: "Message[str, str]") -> bool:
    return not part.is_multipart() and bool(_PAGE.match(part.get_content_type()))


def _article_in_frame(
    part: "Message[str, str]", message: "Message[str, str]", path: str
) -> Article | None:
    try:
        return _article(part, message, path)
    except UnreadableArticleError:
        return None


def _article(part: "Message[str, str]", message: "Message[str, str]", path: str) -> Article:
    data = part.get_payload(decode=True)
    said = (part.get(_ADDRESSES[0]), *(message.get(name) for name in reversed(_ADDRESSES)))
    url = next((str(each).strip() for each in said if each and "://" in str(each)), "")
    charset = part.get_content_charset() or ""
    return article_from(decoded(data if isinstance(data, bytes) else b"", charset), path, url=url)
