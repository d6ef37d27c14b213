"""JSON Lines as our exporter writes it, every field, or as little as a script can know.

The least is {"article": "report.txt", "words": "11,000 people", "tags": ["toll"]}: what is
left out is filled in, and `start` tells which of several places is meant.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from annotations.claim import Claim, JSONValue
from annotations.errors import InvalidClaimError
from annotations.importers.contract import Found, ImportTarget, Problem
from annotations.importers.labelled_spans import numbered_objects
from annotations.importers.stable_ids import add_beside, person_part, stable_id
from annotations.records import article_record, from_record, written_time

_LEAST = '{"article": "report.txt", "words": "11,000 people", "tags": ["toll"]}'


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claim of each line."""
    made: dict[str, Claim] = {}
    for number, record in numbered_objects(file):
        if isinstance(record, Problem):
            yield record
            continue
        try:
            claim = from_record(_filled(record, into))
        except InvalidClaimError as error:
            yield Problem(f"Line {number}: {error}")
            continue
        if "id" in record:
            yield claim
        else:
            add_beside(made, claim)
    yield from made.values()


def _filled(record: Mapping[str, JSONValue], into: ImportTarget) -> dict[str, JSONValue]:
    """Return the record with what a script may leave out.

    Raises:
        InvalidClaimError: It lacks what nobody can fill in.
    """
    filled = dict(record)
    if isinstance(name := filled.get("article"), str):
        filled["article"] = article_record(into.article_named(name, ""))
    if isinstance(words := filled.pop("words", None), str) and "anchor" not in filled:
        filled["anchor"] = {"exact": words, "start": filled.pop("start", 0)}
    if isinstance(tag := filled.get("tags"), str):
        filled["tags"] = [tag]
    article, anchor = filled.get("article"), filled.get("anchor")
    lacks = [
        name
        for name, is_there in (
            ("article", isinstance(article, dict) and bool(article.get("path"))),
            ("words", isinstance(anchor, dict) and bool(anchor.get("exact"))),
            ("tags", isinstance(filled.get("tags"), list) and bool(filled["tags"])),
        )
        if not is_there
    ]
    if lacks:
        *others, last = (f"“{name}”" for name in lacks)
        missing = f"{', '.join(others)} and {last}" if others else last
        verb = "is" if len(lacks) == 1 else "are"
        raise InvalidClaimError(f"{missing} {verb} missing. The least is {_LEAST}.")
    assert isinstance(article, dict)
    assert isinstance(anchor, dict)
    start = anchor.get("start", 0)
    if "end" not in anchor and isinstance(start, int):
        filled["anchor"] = {**anchor, "start": start, "end": start + len(str(anchor["exact"]))}
    if "id" not in filled:
        person = person_part(filled.get("annotator"), into.person)
        filled["id"] = stable_id(article["path"], start, anchor["exact"], *person)
        filled.setdefault("annotator", into.annotator)
    filled.setdefault("kind", "statement")
    if "created" not in filled or "modified" not in filled:
        made = filled.setdefault("created", written_time(into.made))
        filled.setdefault("modified", made)
    return filled
