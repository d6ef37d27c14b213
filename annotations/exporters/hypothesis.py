"""Hypothesis: the file that its sidebar exports and imports.

| claim            | annotation                                                       |
|------------------|------------------------------------------------------------------|
| article          | `uri`, its address, else a URN made of its path; its title       |
| words, place     | a TextQuoteSelector and a TextPositionSelector                   |
| tags             | `tags`                                                           |
| note, statement, | `text`: the note, then a line for each of the others             |
| claimant,        |                                                                  |
| verdict, evidence|                                                                  |
| annotator, times | `user`, `created`, `updated`                                     |
| all fields       | `copydesk:claim`, the record, which Hypothesis does not keep     |

Hypothesis gives annotations ids of its own and the name of who imports them. Lost there: the
kind, the scale of a verdict, the details of quotes and figures, fields of another program.

Source: Hypothesis API, and `import-annotations` of its client.
"""

import json
from typing import BinaryIO

from annotations.claim import Claim, JSONValue
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.exporters.web_annotation import selectors, source_iri
from annotations.formats.coding_memo import memo_of
from annotations.formats.hypothesis_users import account_of
from annotations.records import to_record, written_time


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the file, an annotation a line."""
    losses = LossList()
    head = {
        "export_date": written_time(tagged.made),
        "export_userid": account_of(""),
        "client_version": "1.0.0",
    }
    file.write(json.dumps(head).removesuffix("}").encode() + b',\n "annotations": [')
    written = 0
    for claim in tagged.claims:
        losses.add_fields(claim, "quote", "figure", "guess", "unknown")
        line = json.dumps(annotation(claim), ensure_ascii=False).encode(errors="backslashreplace")
        file.write((b",\n  " if written else b"\n  ") + line)
        written += 1
    file.write(b"\n ]}\n")
    return losses.report(written)


def annotation(claim: Claim) -> dict[str, JSONValue]:
    """Return one claim as Hypothesis has annotations."""
    address = source_iri(claim.article)
    made: dict[str, JSONValue] = {
        "id": claim.id,
        "created": written_time(claim.created),
        "updated": written_time(claim.modified),
        "user": account_of(claim.annotator),
        "uri": address,
        "text": memo_of(claim),
        "tags": list(claim.tags),
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [{"source": address, "selector": list(selectors(claim.anchor))}],
        "document": {"title": [claim.article.title] if claim.article.title else []},
        "references": [],
        "copydesk:claim": to_record(claim),
    }
    return made
