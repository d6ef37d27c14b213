"""Label Studio: tasks with annotations, from our folder, its JSON or its JSON-MIN export.

Regions of `labels` are claims; the choice `verdict` and the text areas `claimant`,
`statement` and `note` of a region are the claim's. The words that a region has win over
its offsets.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from annotations.claim import ArticleReference, Claim, JSONValue, Verdict
from annotations.errors import ClaimImportError
from annotations.importers.archives import unpacked
from annotations.importers.contract import Covered, Found, GivenOut, ImportTarget, Problem
from annotations.importers.counted_offsets import CountedText
from annotations.importers.labelled_spans import (
    LabelledSpan,
    article_of,
    changed,
    labelled_claims,
    new_claim,
    records_of,
    scale_of,
)
from annotations.importers.stable_ids import stable_id
from annotations.span import Span

_TASKS = "a folder of Label Studio tasks"

_AREAS = ("claimant", "statement", "note")

_INSTEAD = "In Label Studio choose Export, then “JSON” (or “JSON-MIN”), and import that file."


@dataclass(slots=True)
class _Region:
    """What the results of one region id say together."""

    span: Span
    labels: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    by: str = ""


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claims of each task.

    Raises:
        ClaimImportError: It is neither our folder nor a list of tasks.
    """
    for number, task in enumerate(_tasks(file), 1):
        data = task.get("data", task) if isinstance(task, dict) else None
        if not isinstance(task, dict) or not isinstance(data, dict):
            yield Problem(f"Task {number} has no data. {_INSTEAD}")
            continue
        written = data.get("text")
        if not isinstance(written, str):
            yield Problem(f"Task {number} has no text. {_INSTEAD}")
            continue
        counted = CountedText(written)
        records = []
        for record in records_of(data.get("claims")):
            yield GivenOut(record) if isinstance(record, Claim) else record
            if isinstance(record, Claim):
                records.append(record)
        article = article_of(data, str(data.get("title") or f"task-{number}"), counted.text, into)
        place = _Place(article, counted, records or list(into.given_out(article.path)))
        read_task = _by_regions if "data" in task else _by_places
        for found in read_task(task, place, into):
            yield Problem(f"Task {number}: {found}") if isinstance(found, str) else found


@dataclass(frozen=True, slots=True)
class _Place:
    """What a task is about: the article, its text, and the claims that were given out on it."""

    article: ArticleReference
    counted: CountedText
    records: Sequence[Claim]


def _by_regions(
    task: dict[str, JSONValue], place: _Place, into: ImportTarget
) -> Iterator[Found | str]:
    """Yield the claims of a task, whose regions have ids."""
    regions: dict[str, _Region] = {}
    yield from _read_regions(task, place.counted, regions)
    yield Covered(place.article.path)
    known = {claim.id: claim for claim in place.records}
    for region_id, region in regions.items():
        if not region.labels:
            continue
        if region_id in known:
            yield _said(known[region_id], place.counted.text, region, into)
        else:
            made = new_claim(
                place.article,
                place.counted.text,
                region.span,
                region.labels,
                into,
                annotator=region.by,
            )
            made = replace(made, id=stable_id(place.article.path, region_id))
            yield _with_said(made, region, into)


def _by_places(
    task: dict[str, JSONValue], place: _Place, into: ImportTarget
) -> Iterator[Found | str]:
    """Yield the claims of a task of JSON-MIN, which knows the places of regions alone."""
    spans = []
    for listed in task.values():
        for item in listed if isinstance(listed, list) else ():
            labels = item.get("labels") if isinstance(item, dict) else None
            if isinstance(item, dict) and isinstance(labels, list):
                words = item.get("text")
                span = place.counted.span(
                    item.get("start"), item.get("end"), words if isinstance(words, str) else ""
                )
                if span is None:
                    yield _nowhere(item)
                else:
                    spans += [LabelledSpan(span, str(label)) for label in labels]
    yield from labelled_claims(
        place.article,
        place.counted.text,
        spans,
        place.records,
        into,
        annotator=_person(task.get("annotator")),
    )
    if any(task.get(name) for name in ("verdict", *_AREAS)):
        yield (
            "JSON-MIN does not tell which words a verdict or a note is about; they stay as they "
            "are here. Export as “JSON” to take them."
        )


def _tasks(file: BinaryIO) -> list[JSONValue]:
    try:
        if zipfile.is_zipfile(file):
            tasks = json.loads(
                unpacked(file, lambda name: name == "tasks.json", _TASKS)["tasks.json"]
            )
        else:
            file.seek(0)
            tasks = json.loads(file.read())
    except (KeyError, ValueError) as error:
        raise ClaimImportError(f"These are no Label Studio tasks: {error}. {_INSTEAD}") from error
    if not isinstance(tasks, list):
        raise ClaimImportError(
            f"These are no Label Studio tasks: the file is not a list. {_INSTEAD}"
        )
    return tasks


def _read_regions(
    task: dict[str, JSONValue], counted: CountedText, regions: dict[str, _Region]
) -> Iterator[str]:
    """Fill in the regions of a task, and yield a sentence for each that has no place."""
    annotations = task.get("annotations")
    for annotation in annotations if isinstance(annotations, list) else ():
        if not isinstance(annotation, dict) or annotation.get("was_cancelled"):
            continue
        results = annotation.get("result")
        for result in results if isinstance(results, list) else ():
            if isinstance(result, dict):
                person = _person(annotation.get("completed_by"))
                yield from _add(regions, result, counted, person)


def _add(
    regions: dict[str, _Region], result: dict[str, JSONValue], counted: CountedText, person: str
) -> Iterator[str]:
    value = result.get("value")
    if not isinstance(value, dict):
        return
    kind = str(result.get("type", ""))
    words = value.get("text") if kind == "labels" else ""
    region = regions.get(str(result.get("id", "")))
    if region is None or kind == "labels":
        span = counted.span(
            value.get("start"), value.get("end"), words if isinstance(words, str) else ""
        )
        if span is None:
            if kind == "labels":
                yield _nowhere(value)
            return
        region = regions.setdefault(str(result.get("id", "")), _Region(span, by=person))
        region.span = span
    values = value.get("text" if kind == "textarea" else kind)
    said = [str(word) for word in values] if isinstance(values, list) else []
    if kind == "labels":
        region.labels += said
    elif kind in ("choices", "textarea"):
        region.said[str(result.get("from_name", ""))] = "\n".join(said)


def _nowhere(value: Mapping[str, JSONValue]) -> str:
    return (
        f"the words “{value.get('text', '')}” do not stand at {value.get('start')} to "
        f"{value.get('end')}, nor in one place near it."
    )


def _person(by: JSONValue) -> str:
    """Return the name or the address of who annotated, empty where a number is all there is."""
    if isinstance(by, dict):
        name = " ".join(str(by.get(key) or "") for key in ("first_name", "last_name")).strip()
        return name or str(by.get("email") or by.get("username") or "")
    return by if isinstance(by, str) else ""


def _said(claim: Claim, text: str, region: _Region, into: ImportTarget) -> Claim:
    """Return the claim as the region has it; as it is when nothing was changed."""
    moved = changed(claim, text, region.span, region.labels, into)
    said = _with_said(moved, region, into)
    return said if said == moved else replace(said, modified=into.made)


def _with_said(claim: Claim, region: _Region, into: ImportTarget) -> Claim:
    value = region.said.get("verdict", "")
    verdict = claim.verdict
    if value != (verdict.value if verdict else ""):
        scale = verdict.scale if verdict else scale_of(value, into.scales)
        verdict = Verdict(value=value, scale=scale) if value else None
    return replace(
        claim,
        verdict=verdict,
        claimant=region.said.get("claimant", ""),
        statement=region.said.get("statement", ""),
        note=region.said.get("note", ""),
    )
