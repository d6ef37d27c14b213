"""CSL-JSON: the articles cited, for Pandoc, Zotero and citation processors.

An item of the type `article-newspaper` for each: `title`, `container-title` (the source),
`issued`, `URL`, `keyword` (the tags of its claims), `note` (their words). An article that
came without a title has its path in `title-short`. Lost: everything else that was said of
a claim.

Source: `csl-data.json`, the schema of the Citation Style Language.
"""

import json
from typing import BinaryIO

from annotations.claim import JSONValue
from annotations.exporters.cited_articles import CitedArticle, cited_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the list of items."""
    articles = cited_articles(tagged)
    encoded = json.dumps([_item(article) for article in articles], ensure_ascii=False, indent=1)
    file.write(encoded.encode(errors="backslashreplace") + b"\n")
    return Report(len(articles), thing="article")


def _item(article: CitedArticle) -> JSONValue:
    item: dict[str, JSONValue] = {"id": article.key, "type": "article-newspaper"}
    if article.title:
        item["title"] = article.title
    else:
        item["title-short"] = article.path
    if article.source:
        item["container-title"] = article.source
    if article.published:
        parts: list[JSONValue] = [int(part) for part in article.published.split("-")]
        item["issued"] = {"date-parts": [parts]}
    if article.address:
        item["URL"] = article.address
    item["keyword"] = ", ".join(article.tags)
    item["note"] = "\n".join(article.words)
    return item
