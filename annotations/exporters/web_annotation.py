"""W3C Web Annotation: one annotation collection in JSON-LD, its page embedded.

| claim                 | annotation                                                      |
|-----------------------|-----------------------------------------------------------------|
| id                    | `id`, a UUID made of it; `copydesk:claim.id`                    |
| article               | `target.source` (its address, else a URN made of its path);     |
|                       | all of it in `copydesk:claim.article`                           |
| words, neighbours     | `TextQuoteSelector`                                             |
| start, end            | `TextPositionSelector`, in code points as the data model says   |
| tags                  | `TextualBody` each, purpose `tagging`                           |
| note                  | `TextualBody`, purpose `commenting`                             |
| statement             | `TextualBody`, purpose `describing`                             |
| verdict               | `TextualBody`, purpose `assessing`; scale in `copydesk:claim`   |
| evidence              | its addresses as bodies, purpose `linking`                      |
| annotator             | `creator`, a `Person`                                           |
| created, modified     | `created`, `modified`                                           |
| everything else       | `copydesk:claim`, the record as JSON (a `@json` literal)        |

Nothing is lost; orphans are written with the selectors they have. Written as it goes, so
that memory does not grow with the number of claims.

Source: “Web Annotation Data Model” and “Web Annotation Vocabulary”, W3C Recommendations.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO
from urllib.parse import quote

from annotations.claim import Anchor, ArticleReference, Claim, JSONValue
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report
from annotations.formats.addresses import is_web_address
from annotations.formats.identifiers import urn
from annotations.records import to_record, written_time

CONTEXT: list[JSONValue] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "copydesk": "urn:x-copydesk:",
        "copydesk:claim": {"@id": "urn:x-copydesk:claim", "@type": "@json"},
    },
]

_HELD = ("anchor", "tags", "note", "statement", "annotator", "created", "modified")
"""The fields that are left out of `copydesk:claim`, as the annotation itself has them."""


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the collection, one annotation a line."""
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    collection = urn("collection", written_time(tagged.made))
    head = {"@context": CONTEXT, "id": collection, "type": "AnnotationCollection"}
    head["label"] = f"Tagged claims, exported {written_time(tagged.made)}"
    page = {"id": urn("page", written_time(tagged.made)), "type": "AnnotationPage"}
    page["partOf"] = collection
    file.write(f'{encode(head)[:-1]},\n "first": {encode(page)[:-1]}, "startIndex": 0,'.encode())
    file.write(b' "items": [')
    written = 0
    for claim in tagged.claims:
        line = encode(annotation(claim)).encode(errors="backslashreplace")
        file.write((b",\n  " if written else b"\n  ") + line)
        written += 1
    file.write(f'\n ]}},\n "total": {written}}}\n'.encode())
    return Report(written)


def annotation(claim: Claim) -> dict[str, JSONValue]:
    """Return one claim as an annotation, without its context."""
    record = to_record(claim)
    made: dict[str, JSONValue] = {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "tagging",
        "created": record["created"],
        "modified": record["modified"],
        "body": _bodies(claim),
        "target": {
            "type": "SpecificResource",
            "source": source_iri(claim.article),
            "selector": list(selectors(claim.anchor)),
        },
        "copydesk:claim": {key: value for key, value in record.items() if key not in _HELD},
    }
    if claim.annotator:
        made["creator"] = {"type": "Person", "name": claim.annotator}
    return made


def selectors(anchor: Anchor) -> Iterator[JSONValue]:
    """Yield how an anchor's words are found: by themselves, and by their place."""
    words: dict[str, JSONValue] = {"type": "TextQuoteSelector", "exact": anchor.exact}
    if anchor.prefix:
        words["prefix"] = anchor.prefix
    if anchor.suffix:
        words["suffix"] = anchor.suffix
    yield words
    yield {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}


def source_iri(article: ArticleReference) -> str:
    """Return the article's web address, or a URN made of its path where it has none."""
    return _iri(article.url, article.path)


@lru_cache(maxsize=256)
def _iri(url: str, path: str) -> str:
    if is_web_address(url):
        return quote(url, safe="%/:=&?~#+!$,;'@()*[]")
    return "urn:x-copydesk:article:" + quote(path)


def _bodies(claim: Claim) -> list[JSONValue]:
    bodies = [_text(tag, "tagging") for tag in claim.tags]
    if claim.note:
        bodies.append(_text(claim.note, "commenting"))
    if claim.statement:
        bodies.append(_text(claim.statement, "describing"))
    if claim.verdict:
        bodies.append(_text(claim.verdict.value, "assessing"))
    bodies.extend(
        {"type": "SpecificResource", "source": evidence.url, "purpose": "linking"}
        for evidence in claim.evidence
        if is_web_address(evidence.url)
    )
    return bodies


def _text(value: str, purpose: str) -> JSONValue:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}
