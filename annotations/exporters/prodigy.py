"""Prodigy: one article a line with its spans, as `spans.manual` and `db-in` read them.

| claim           | line                                                              |
|-----------------|-------------------------------------------------------------------|
| article         | `text`; title and path in `meta`, which Prodigy shows; all of it in `article` |
| words, place    | `spans`: start, end in code points, `label` a tag; once for each tag |
| id              | `claim` in each span                                              |
| all fields      | `claims`, the records, which Prodigy keeps                        |

Tokens are left to Prodigy, which adds them as it loads. Lost: orphans, and claims of an
article that is gone.
"""

import json
from typing import BinaryIO

from annotations.claim import JSONValue
from annotations.exporters.annotated_articles import shipped_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.records import article_record, to_record


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write a line for each article that has a text."""
    losses = LossList()
    written = 0
    for article, text, claims in shipped_articles(tagged, losses):
        spans: list[JSONValue] = [
            {
                "start": placed.span.start,
                "end": placed.span.end,
                "label": tag,
                "claim": placed.claim.id,
            }
            for placed in claims
            for tag in placed.claim.tags
        ]
        line: JSONValue = {
            "article": article_record(article),
            "text": text,
            "meta": {"title": article.title, "article": article.path},
            "spans": spans,
            "answer": "accept",
            "claims": [to_record(placed.claim) for placed in claims],
        }
        file.write(json.dumps(line, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")
        written += len(claims)
    return losses.report(written)
