"""A web page that a browser saved with everything on it, as one MHTML file.

It is a mail of several parts; the first that is HTML is the page.
"""

import re
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser

from reader.article import Article
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.html_tree import decoded
from reader.formats.web_page import article_from

_PAGE = re.compile(r"text/html|application/xhtml\+xml")
_ADDRESSES = ("Content-Location", "Snapshot-Content-Location")
_MOST_PARTS = 1_000
"""Parts that are looked through; the page stands first, its pictures after it."""


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article on the page in an MHTML file."""
    message = BytesParser(policy=policy.compat32).parsebytes(file.data())
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if not _PAGE.match(part.get_content_type()):
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        said = (part.get(_ADDRESSES[0]), *(message.get(name) for name in reversed(_ADDRESSES)))
        url = next((str(each).strip() for each in said if each and "://" in str(each)), "")
        charset = part.get_content_charset() or ""
        yield article_from(decoded(data, charset), file.path, url=url)
        return
    raise UnreadableArticleError(f"{file.path} holds no web page.")
