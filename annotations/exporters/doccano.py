"""doccano: one article a line, for a sequence labelling project that allows overlaps.

| claim           | line                                                              |
|-----------------|-------------------------------------------------------------------|
| article         | `text`; the rest in `article`, which doccano keeps as metadata    |
| words, place    | `label`: [start, end, tag], code points; once for each tag        |
| all fields      | `claims`, the records, which doccano keeps as metadata            |

Lost: orphans, and claims of an article that is gone.
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
        labels: list[JSONValue] = [
            [placed.span.start, placed.span.end, tag]
            for placed in claims
            for tag in placed.claim.tags
        ]
        line: JSONValue = {
            "text": text,
            "label": labels,
            "article": article_record(article),
            "claims": [to_record(placed.claim) for placed in claims],
        }
        file.write(json.dumps(line, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")
        written += len(claims)
    return losses.report(written)
