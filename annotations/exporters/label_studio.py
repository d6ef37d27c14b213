"""Label Studio: tasks with their annotations, and the labelling interface they need.

A folder: `labeling_config.xml` is pasted into the project's settings, `tasks.json`
imported into it.

| claim                        | Label Studio                                             |
|------------------------------|----------------------------------------------------------|
| article                      | a task: `data.text`, `data.title`, all of it in `data.article` |
| id                           | the region's `id`                                        |
| words, place, tags           | a region of `labels`, code points, all tags in one region |
| verdict                      | the region's `choices`                                   |
| claimant, statement, note    | the region's text areas                                  |
| all fields                   | `data.claims`, the records, which the task keeps         |

Offsets are code points: Label Studio's page turns the browser's UTF-16 offsets into code
points before it stores them, and back when it draws (`charsToCodePoints` and
`findOnPosition` in its `selection-tools.js`).

Lost: orphans, and claims of an article that is gone.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree as ET

from annotations.claim import Claim, JSONValue
from annotations.codebook import Codebook
from annotations.exporters.annotated_articles import ClaimInText, shipped_articles
from annotations.exporters.archive import write_archive
from annotations.exporters.colours import tag_colours
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.formats.xml_text import legal
from annotations.records import article_record, to_record


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the folder as an archive."""
    losses = LossList()
    tasks: list[JSONValue] = []
    claims: list[Claim] = []
    for article, text, placed_claims in shipped_articles(tagged, losses):
        claims += [placed.claim for placed in placed_claims]
        result = [part for placed in placed_claims for part in _region(text, placed)]
        data: dict[str, JSONValue] = {
            "article": article_record(article),
            "text": text,
            "title": article.title or article.path,
            "claims": [to_record(placed.claim) for placed in placed_claims],
        }
        tasks.append({"data": data, "annotations": [{"result": result}]})
    written = json.dumps(tasks, ensure_ascii=False, indent=1).encode(errors="backslashreplace")
    config = labeling_config(claims, tagged.codebook)
    write_archive(file, [("labeling_config.xml", config), ("tasks.json", written + b"\n")])
    return losses.report(len(claims))


def labeling_config(claims: list[Claim], codebook: Codebook) -> bytes:
    """Return the interface: a label for each tag, a choice for each verdict, three text areas."""
    names = [tag.name for tag in codebook.tags]
    names = list(dict.fromkeys(names + [tag for claim in claims for tag in claim.tags]))
    known = {tag.name: tag for tag in codebook.tags}
    verdicts = [value for scale in codebook.scales for value in scale.values]
    verdicts += [claim.verdict.value for claim in claims if claim.verdict]
    view = ET.Element("View")
    labels = ET.SubElement(view, "Labels", name="tags", toName="text", choice="multiple")
    colours = tag_colours(names, codebook)
    for name in names:
        label = ET.SubElement(labels, "Label", value=legal(name), background=colours[name])
        tag = known.get(name)
        if tag and tag.description:
            label.set("hint", legal(tag.description))
        if tag and tag.key:
            label.set("hotkey", legal(tag.key))
    ET.SubElement(view, "Header", value="$title")
    ET.SubElement(view, "Text", name="text", value="$text")
    if verdicts:
        asked = ET.SubElement(view, "View", visibleWhen="region-selected")
        ET.SubElement(asked, "Header", value="Verdict", size="5")
        choices = ET.SubElement(
            asked, "Choices", name="verdict", toName="text", perRegion="true", choice="single"
        )
        for value in dict.fromkeys(verdicts):
            ET.SubElement(choices, "Choice", value=legal(value))
    for name in ("claimant", "statement", "note"):
        area = ET.SubElement(view, "View", visibleWhen="region-selected")
        ET.SubElement(area, "Header", value=name.title(), size="5")
        ET.SubElement(
            area, "TextArea", name=name, toName="text", perRegion="true", placeholder=name.title()
        )
    ET.indent(view)
    return ET.tostring(view, encoding="unicode").encode() + b"\n"


def _region(text: str, placed: ClaimInText) -> Iterator[JSONValue]:
    claim = placed.claim
    parts: list[tuple[str, str, list[str]]] = [("tags", "labels", list(claim.tags))]
    if claim.verdict:
        parts.append(("verdict", "choices", [claim.verdict.value]))
    for name in ("claimant", "statement", "note"):
        words = getattr(claim, name)
        if words:
            parts.append((name, "textarea", [words]))
    for name, kind, values in parts:
        place: dict[str, JSONValue] = {
            "start": placed.span.start,
            "end": placed.span.end,
            "text": placed.span.of(text),
        }
        place["text" if kind == "textarea" else kind] = list(values)
        yield {
            "id": claim.id,
            "from_name": name,
            "to_name": "text",
            "type": kind,
            "origin": "manual",
            "value": place,
        }
