"""doccano: one article a line, for a sequence labelling project that allows overlaps.

| claim           | line                                                              |
|-----------------|-------------------------------------------------------------------|
| article         | `text`; the rest in `article`, which doccano keeps as metadata    |
| words, place    | `label`: [start, end, tag], code points; once for each tag        |
| all fields      | `claims`, the records, which doccano keeps as metadata            |

Lost: orphans, and claims of an article that is gone. doccano's page counts UTF-16 units:
it draws what stands after an emoji on wrong words, though the file is right; a project
that was not made to allow overlapping spans drops those that overlap. Both are told.
"""

import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from annotations.claim import JSONValue
from annotations.exporters.annotated_articles import shipped_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.formats.code_units import has_astral
from annotations.records import article_record, to_record
from annotations.span import Span
from annotations.wording import many


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write a line for each article that has a text."""
    losses = LossList()
    written = after_astral = overlapping = 0
    for article, text, claims in shipped_articles(tagged, losses):
        labels: list[JSONValue] = [
            [placed.span.start, placed.span.end, tag]
            for placed in claims
            for tag in placed.claim.tags
        ]
        line: JSONValue = {
            "article": article_record(article),
            "text": text,
            "label": labels,
            "claims": [to_record(placed.claim) for placed in claims],
        }
        file.write(json.dumps(line, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")
        written += len(claims)
        after_astral += sum(has_astral(text[: placed.span.end]) for placed in claims)
        overlapping += _overlapping([placed.span for placed in claims])
    return losses.report(written, remarks=_remarks(after_astral, overlapping))


def _overlapping(spans: Sequence[Span]) -> int:
    """Return how many of the spans, which are in their order, begin inside an earlier one."""
    number = end = 0
    for span in spans:
        number += span.start < end
        end = max(end, span.end)
    return number


def _remarks(after_astral: int, overlapping: int) -> Iterator[str]:
    if after_astral:
        yield (
            f"doccano draws {many(after_astral, 'claim')} on wrong words, as its page counts "
            "an emoji twice; the file is right, and what comes back is read both ways."
        )
    if overlapping:
        yield (
            f"{many(overlapping, 'claim')} begin{'s' * (overlapping == 1)} inside another: "
            "make the project with “Allow overlapping spans”, or doccano drops them."
        )
