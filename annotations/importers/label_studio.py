"""Label Studio: tasks with annotations, from our folder or from its JSON export.

Regions of `labels` are claims, offsets in code points; the choice `verdict` and the text
areas `claimant`, `statement` and `note` of a region are the claim's.
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from annotations.claim import Claim, JSONValue, Verdict
from annotations.errors import ClaimImportError
from annotations.importers.contract import Desk, Problem
from annotations.importers.labelled_spans import (
    article_of,
    changed,
    new_claim,
    records_of,
    span_within,
)
from annotations.importers.stable_ids import stable_id
from annotations.span import Span


@dataclass(slots=True)
class _Region:
    """What the results of one region id say together."""

    span: Span
    labels: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def read(file: BinaryIO, desk: Desk) -> Iterator[Claim | Problem]:
    """Yield the claims of each task.

    Raises:
        ClaimImportError: It is neither our folder nor a list of tasks.
    """
    for number, task in enumerate(_tasks(file), 1):
        data = task.get("data") if isinstance(task, dict) else None
        if not isinstance(task, dict) or not isinstance(data, dict):
            yield Problem(f"Task {number} has no data.")
            continue
        text = data.get("text")
        if not isinstance(text, str):
            yield Problem(f"Task {number} has no text.")
            continue
        records = list(records_of(data.get("claims")))
        yield from (problem for problem in records if isinstance(problem, Problem))
        known = {claim.id: claim for claim in records if isinstance(claim, Claim)}
        article = article_of(data, str(data.get("title") or f"task-{number}"), text, desk)
        for region_id, region in _regions(task, text).items():
            if not region.labels:
                continue
            if region_id in known:
                yield _said(known[region_id], text, region, desk)
            else:
                made = new_claim(article, text, region.span, region.labels, desk)
                made = replace(made, id=stable_id(article.path, region_id))
                yield _with_said(made, region)


def _tasks(file: BinaryIO) -> list[JSONValue]:
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                tasks = json.loads(archive.read("tasks.json"))
        else:
            file.seek(0)
            tasks = json.loads(file.read())
    except (KeyError, ValueError) as error:
        raise ClaimImportError(f"These are no Label Studio tasks: {error}.") from error
    if not isinstance(tasks, list):
        raise ClaimImportError("These are no Label Studio tasks: the file is not a list.")
    return tasks


def _regions(task: dict[str, JSONValue], text: str) -> dict[str, _Region]:
    regions: dict[str, _Region] = {}
    annotations = task.get("annotations")
    for annotation in annotations if isinstance(annotations, list) else ():
        if not isinstance(annotation, dict) or annotation.get("was_cancelled"):
            continue
        results = annotation.get("result")
        for result in results if isinstance(results, list) else ():
            if isinstance(result, dict):
                _add(regions, result, text)
    return regions


def _add(regions: dict[str, _Region], result: dict[str, JSONValue], text: str) -> None:
    value = result.get("value")
    if not isinstance(value, dict):
        return
    span = span_within(text, value.get("start"), value.get("end"))
    if span is None:
        return
    region = regions.setdefault(str(result.get("id", "")), _Region(span))
    kind = str(result.get("type", ""))
    values = value.get("text" if kind == "textarea" else kind)
    words = [str(word) for word in values] if isinstance(values, list) else []
    if kind == "labels":
        region.span = span
        region.labels += words
    elif kind in ("choices", "textarea"):
        region.said[str(result.get("from_name", ""))] = "\n".join(words)


def _said(claim: Claim, text: str, region: _Region, desk: Desk) -> Claim:
    """Return the claim as the region has it; as it is when nothing was changed."""
    moved = changed(claim, text, region.span, region.labels, desk)
    said = _with_said(moved, region)
    return said if said == moved else replace(said, modified=desk.made)


def _with_said(claim: Claim, region: _Region) -> Claim:
    value = region.said.get("verdict", "")
    verdict = claim.verdict
    if value != (verdict.value if verdict else ""):
        scale = verdict.scale if verdict else ""
        verdict = Verdict(value=value, scale=scale) if value else None
    return replace(
        claim,
        verdict=verdict,
        claimant=region.said.get("claimant", ""),
        statement=region.said.get("statement", ""),
        note=region.said.get("note", ""),
    )
