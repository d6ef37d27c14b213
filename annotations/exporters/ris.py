"""RIS: the articles cited, for Zotero, EndNote, Citavi and others.

| article          | RIS                                                              |
|------------------|------------------------------------------------------------------|
| all of them      | `TY  - NEWS`                                                     |
| title            | `TI`; its path where it came without one                         |
| source           | `T2`                                                             |
| published        | `DA`, `PY`                                                       |
| address          | `UR`                                                             |
| tags of claims   | `KW` each                                                        |
| words of claims  | `N1` each                                                        |
| path             | `ID`                                                             |

Lost: everything else that was said of a claim.

Source: “RIS Format Specifications”, Research Information Systems.
"""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.exporters.cited_articles import CitedArticle, cited_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write a reference for each article."""
    articles = cited_articles(tagged)
    for article in articles:
        lines = [f"{tag}  - {value}" for tag, value in _fields(article) if value]
        written = "\r\n".join(["TY  - NEWS", *lines, "ER  - ", "", ""])
        file.write(written.encode(errors="replace"))
    return Report(len(articles), thing="article")


def _fields(article: CitedArticle) -> Iterator[tuple[str, str]]:
    yield "ID", " ".join(article.path.split())
    yield "TI", article.title or " ".join(article.path.split())
    yield "T2", article.source
    yield "DA", article.published.replace("-", "/") + "/" if article.published else ""
    yield "PY", article.published[:4]
    yield "UR", article.address
    yield from (("KW", tag) for tag in article.tags)
    yield from (("N1", words) for words in article.words)
