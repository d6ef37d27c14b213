"""Programs that people take claims to, as far as a file that comes back shows them.

Each reads what we exported into `Mark`s, and writes them down in its own form: with the
ids, the names and the fields that it keeps, and without those that it drops.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from xml.etree import ElementTree as ET

Q = {"q": "urn:QDA-XML:project:1.0"}


@dataclass
class Mark:
    """Words that are marked in the other program; `own` is what it knows them by.

    `kept` is what it keeps beside them, `memo` the text that holds the note and more.
    """

    start: int
    end: int
    tags: list[str]
    verdict: str = ""
    note: str = ""
    own: object = None
    kept: list = field(default_factory=list)
    memo: str = ""

    def edited_memo(self) -> str:
        """Return the memo with the note and the verdict as they are now."""
        was_note, was_verdict = note_and_verdict(self.memo)
        memo = self.memo
        if self.note != was_note:
            memo = self.note + memo.removeprefix(was_note)
        if self.verdict != was_verdict:
            line = f"Verdict: {self.verdict}"
            known = f"Verdict: {was_verdict}"
            memo = memo.replace(known, line) if was_verdict else f"{memo}\n\n{line}".lstrip()
        return memo


POINTS = ("Statement: ", "Claimant: ", "Verdict: ", "Evidence: ")


def note_and_verdict(memo: str) -> tuple[str, str]:
    lines = memo.split("\n")
    points = []
    while lines and lines[-1].startswith(POINTS):
        points.append(lines.pop())
    note = "\n".join(lines)
    verdicts = [point.removeprefix("Verdict: ") for point in points if point[:8] == "Verdict:"]
    return (note.rstrip("\n") if points else note), "".join(verdicts)


@dataclass
class Program:
    """`holds` are the things besides tags and places that a person can change in it."""

    format_name: str
    read: Callable[[bytes], tuple[str, list[Mark], object]]
    write: Callable[[str, list[Mark], object], bytes]
    holds: frozenset[str] = field(default_factory=frozenset)


def members(written: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def by_place(pieces: Iterable[tuple[int, int, str]]) -> list[Mark]:
    marks: dict[tuple[int, int], Mark] = {}
    for start, end, tag in pieces:
        marks.setdefault((start, end), Mark(start, end, [])).tags.append(tag)
    return list(marks.values())


def pieces(marks: Iterable[Mark]) -> list[tuple[int, int, str]]:
    return [(mark.start, mark.end, tag) for mark in marks for tag in mark.tags]


# doccano: a line a text, spans without ids, no record of ours


def read_doccano(written: bytes):
    (line,) = map(json.loads, written.splitlines())
    return line["text"], by_place(line["label"]), None


def write_doccano(text, marks, _):
    line = {"id": 7, "text": text, "label": sorted(map(list, pieces(marks))), "Comments": []}
    return json.dumps(line).encode() + b"\n"


# Prodigy: db-out, with its own hashes, tokens and session


def read_prodigy(written: bytes):
    (line,) = map(json.loads, written.splitlines())
    spans = [(span["start"], span["end"], span["label"]) for span in line["spans"]]
    return line["text"], by_place(spans), line["meta"]


def write_prodigy(text, marks, meta):
    line = {
        "text": text,
        "meta": meta,
        "_input_hash": 1,
        "_task_hash": 2,
        "_view_id": "spans_manual",
        "spans": [
            {"start": start, "end": end, "label": tag, "token_start": 0, "token_end": 1}
            for start, end, tag in pieces(marks)
        ],
        "answer": "accept",
        "_annotator_id": "claims-lo",
        "_session_id": "claims-lo",
    }
    return json.dumps(line).encode() + b"\n"


# spaCy: a pipeline that makes new Docs of the text, with groups and no ids


def read_spacy(written: bytes):
    import spacy
    from spacy.tokens import DocBin

    (doc,) = DocBin().from_bytes(written).get_docs(spacy.blank("xx").vocab)
    spans = [(one.start_char, one.end_char, one.label_) for one in doc.spans["sc"]]
    return doc.text, by_place(spans), None


def write_spacy(text, marks, _):
    import spacy
    from spacy.tokens import DocBin

    doc = spacy.blank("en").make_doc(text)
    doc.spans["sc"] = [
        doc.char_span(start, end, label=tag, alignment_mode="expand")
        for start, end, tag in pieces(marks)
    ]
    return DocBin(store_user_data=True, docs=[doc]).to_bytes()


# Label Studio: JSON keeps region ids and who annotated; JSON-MIN keeps neither


def read_label_studio(written: bytes):
    (task,) = json.loads(members(written)["tasks.json"])
    marks: dict[str, Mark] = {}
    for result in task["annotations"][0]["result"]:
        value = result["value"]
        mark = marks.setdefault(
            result["id"], Mark(value["start"], value["end"], [], own=result["id"])
        )
        if result["type"] == "labels":
            mark.tags = value["labels"]
        elif result["from_name"] == "verdict":
            (mark.verdict,) = value["choices"]
        elif result["from_name"] == "note":
            (mark.note,) = value["text"]
        else:
            mark.kept.append((result["from_name"], result["type"], value["text"]))
    return task["data"]["text"], list(marks.values()), task["data"]


def write_label_studio(text, marks, data):
    result = []
    for number, mark in enumerate(marks):
        place = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
        common = {"id": mark.own or f"new{number}", "to_name": "text", "origin": "manual"}
        parts = [("tags", "labels", mark.tags)]
        parts += [("verdict", "choices", [mark.verdict])] if mark.verdict else []
        parts += [("note", "textarea", [mark.note])] if mark.note else []
        parts += mark.kept
        for name, kind, values in parts:
            value = place | {"text" if kind == "textarea" else kind: values}
            result.append(common | {"from_name": name, "type": kind, "value": value})
    annotation = {
        "id": 3,
        "completed_by": {"id": 1, "email": "lo@example.org", "first_name": "", "last_name": ""},
        "result": result,
        "was_cancelled": False,
        "lead_time": 4.2,
    }
    task = {"id": 11, "data": data, "annotations": [annotation], "predictions": [], "meta": {}}
    return json.dumps([task]).encode()


def write_label_studio_min(text, marks, data):
    task = {
        "id": 11,
        **{name: value for name, value in data.items() if name not in ("claims", "article")},
        "tags": [
            {
                "start": mark.start,
                "end": mark.end,
                "text": text[mark.start : mark.end],
                "labels": mark.tags,
            }
            for mark in marks
        ],
        "annotator": "lo@example.org",
        "annotation_id": 3,
        "created_at": "2026-12-01T10:00:00Z",
        "updated_at": "2026-12-01T10:00:00Z",
        "lead_time": 4.2,
    }
    return json.dumps([task]).encode()


# brat: the server keeps notes and attributes, numbers lines anew, and has no files of ours


def read_brat(written: bytes):
    files = members(written)
    (name,) = (name[:-4] for name in files if name.endswith(".ann"))
    labels = {}
    for line in files["visual.conf"].decode().splitlines():
        kind, bar, label = line.partition(" | ")
        if bar:
            labels[kind] = label
    marks: dict[str, Mark] = {}
    for line in files[f"{name}.ann"].decode().splitlines():
        number, about, *rest = line.split("\t")
        words = about.split()
        if number[0] == "T":
            places = about.partition(" ")[2].split(";")
            begin, end = places[0].split()[0], places[-1].split()[1]
            tag = labels.get(words[0], words[0])
            marks[number] = Mark(int(begin), int(end), [tag], own=places, memo=rest[0])
        elif number[0] == "A" and words[0] == "Verdict":
            marks[words[1]].verdict = words[2]
        elif number[0] == "A":
            marks[words[1]].kept.append(words[2])
        elif words[0] == "AnnotatorNotes":
            marks[words[1]].note = rest[0]
    return files[f"{name}.txt"].decode(), list(marks.values()), (name, labels)


def write_brat(text, marks, about):
    name, labels = about
    types = {label: kind for kind, label in labels.items()}
    lines = []
    for number, mark in enumerate(marks, 1):
        (tag,) = mark.tags
        words, place = text[mark.start : mark.end], f"{mark.start} {mark.end}"
        if mark.own and len(mark.own) > 1:
            words, place = mark.memo, ";".join(mark.own)
        lines.append(f"T{number}\t{types.get(tag, tag)} {place}\t{words}")
        if mark.verdict:
            lines.append(f"A{number}\tVerdict T{number} {mark.verdict}")
        kind = mark.kept[0] if mark.kept else "statement"
        lines.append(f"A{number + 100}\tKind T{number} {kind}")
        if mark.note:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{mark.note}")
    visual = "[labels]\n" + "".join(f"{kind} | {label}\n" for kind, label in labels.items())
    return packed(
        {
            f"{name}.txt": text.encode(),
            f"{name}.ann": "".join(f"{line}\n" for line in lines).encode(),
            "visual.conf": visual.encode(),
        }
    )


# QualCoder: a selection for each coding, ids of its own, memos and coders, no notes, no cases


def read_refi(written: bytes):
    files = members(written)
    root = ET.fromstring(files["project.qde"])
    codes = {code.get("guid"): code.get("name") for code in root.iterfind(".//q:Code", Q)}
    users = {user.get("guid"): user.get("name") for user in root.iterfind(".//q:User", Q)}
    (source,) = root.iterfind(".//q:TextSource", Q)
    text = files["sources/" + source.get("plainTextPath").rpartition("/")[2]].decode()
    marks = []
    for selection in source.iterfind("q:PlainTextSelection", Q):
        memo = selection.findtext("q:Description", "", Q)
        tags = [codes[ref.get("targetGUID")] for ref in selection.iterfind("q:Coding/q:CodeRef", Q)]
        coder = users.get(selection.get("creatingUser"), "default")
        place = int(selection.get("startPosition")), int(selection.get("endPosition"))
        note, verdict = note_and_verdict(memo)
        marks.append(Mark(*place, tags, verdict, note, own=coder, memo=memo))
    return text, marks, source.get("name")


def write_refi(text, marks, name):
    tags = list(dict.fromkeys(tag for mark in marks for tag in mark.tags))
    coders = list(dict.fromkeys(mark.own or "lo" for mark in marks))
    guids = iter(f"{number:08x}-0000-4000-8000-000000000000" for number in range(1, 1000))
    code_ids = {tag: next(guids) for tag in tags}
    coder_ids = {coder: next(guids) for coder in coders}
    root = ET.Element("Project", xmlns=Q["q"], name="claims", origin="QualCoder 3.5")
    users = ET.SubElement(root, "Users")
    for coder, guid in coder_ids.items():
        ET.SubElement(users, "User", guid=guid, name=coder)
    codes = ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes")
    for tag, guid in code_ids.items():
        ET.SubElement(codes, "Code", guid=guid, name=tag, isCodable="true")
    file = next(guids)
    source = ET.SubElement(
        ET.SubElement(root, "Sources"),
        "TextSource",
        guid=next(guids),
        name=name,
        plainTextPath=f"internal://{file}.txt",
    )
    for mark in marks:
        for tag in mark.tags:
            coder = coder_ids[mark.own or "lo"]
            selection = ET.SubElement(
                source,
                "PlainTextSelection",
                guid=next(guids),
                startPosition=str(mark.start),
                endPosition=str(mark.end),
                name=text[mark.start : mark.end],
                creatingUser=coder,
            )
            ET.SubElement(selection, "Description").text = mark.edited_memo()
            coding = ET.SubElement(selection, "Coding", guid=next(guids), creatingUser=coder)
            ET.SubElement(coding, "CodeRef", targetGUID=code_ids[tag])
    return packed({"project.qde": ET.tostring(root), f"sources/{file}.txt": text.encode()})


# Hypothesis: ids and accounts of its own


def read_hypothesis(written: bytes):
    listed = json.loads(written)["annotations"]
    marks = []
    for row in listed:
        place = row["target"][0]["selector"][1]
        note, verdict = note_and_verdict(row["text"])
        marks.append(
            Mark(place["start"], place["end"], row["tags"], verdict, note, row, memo=row["text"])
        )
    return "", marks, None


def write_hypothesis(text, marks, _):
    rows = []
    for number, mark in enumerate(marks):
        words = text[mark.start : mark.end]
        selectors = [
            {"type": "RangeSelector", "startOffset": mark.start, "endOffset": mark.end},
            {"type": "TextPositionSelector", "start": mark.start, "end": mark.end},
            {
                "type": "TextQuoteSelector",
                "exact": words,
                "prefix": text[max(0, mark.start - 32) : mark.start],
                "suffix": text[mark.end : mark.end + 32],
            },
        ]
        kept = mark.own or {
            "uri": marks[0].own["uri"],
            "document": {},
            "created": "2026-12-01T09:00:00Z",
        }
        rows.append(
            {
                "id": f"aHyp{number}",
                "created": kept["created"],
                "updated": "2026-12-01T10:00:00.123456+00:00",
                "user": "acct:lo@hypothes.is",
                "uri": kept["uri"],
                "text": mark.edited_memo(),
                "tags": mark.tags,
                "group": "__world__",
                "target": [{"source": kept["uri"], "selector": selectors}],
                "document": kept["document"],
                "user_info": {"display_name": "Lo"},
                "links": {},
            }
        )
    return json.dumps({"total": len(rows), "rows": rows}).encode()


# Web Annotation: a server that keeps what it was given, under the same ids


def read_web_annotation(written: bytes):
    page = json.loads(written)
    marks = []
    for item in page["first"]["items"]:
        bodies = {}
        for body in item["body"]:
            bodies.setdefault(body.get("purpose"), []).append(body.get("value"))
        place = item["target"]["selector"][1]
        marks.append(
            Mark(
                place["start"],
                place["end"],
                bodies.get("tagging", []),
                *(bodies.get(name, [""])[0] for name in ("assessing", "commenting")),
                own=item,
                kept=[
                    body
                    for body in item["body"]
                    if body.get("purpose") not in ("tagging", "assessing", "commenting")
                ],
            )
        )
    return "", marks, page


def write_web_annotation(text, marks, page):
    items = []
    for mark in marks:
        bodies = [("tagging", tag) for tag in mark.tags]
        bodies += [("commenting", mark.note), ("assessing", mark.verdict)]
        words = {"type": "TextQuoteSelector", "exact": text[mark.start : mark.end]}
        place = {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}
        known = mark.own or {
            "id": "https://annotations.example/9",
            "type": "Annotation",
            "created": "2026-12-01T09:00:00Z",
            "creator": "https://people.example/lo",
        }
        source = (mark.own or marks[0].own)["target"]["source"]
        items.append(
            known
            | {
                "body": [
                    {"type": "TextualBody", "value": value, "purpose": purpose}
                    for purpose, value in bodies
                    if value
                ]
                + mark.kept,
                "target": {"source": source, "selector": [words, place]},
            }
        )
    return json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld", "items": items}).encode()


def write_with_own_ids(text, marks, page):
    listed = json.loads(write_web_annotation(text, marks, page))
    for number, item in enumerate(listed["items"]):
        item["id"] = f"https://annotations.example/{number}"
        item["creator"] = "https://people.example/lo"
        item.pop("copydesk:claim", None)
    return json.dumps(listed).encode()


# Spreadsheets: verdicts that look like truth values become them, dates are local and to the minute


def read_rows(rows):
    header, *rows = rows
    marks = []
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        place = int(cells["start"]), int(cells["end"])
        tags = str(cells["tags"]).split("; ")
        said = str(cells["verdict"] or ""), str(cells["note"] or "")
        marks.append(Mark(*place, tags, *said, own=cells))
    return "", marks, header


def rows_of(text, marks, header):
    for mark in marks:
        cells = dict(mark.own) if mark.own else {"article": marks[0].own["article"]}
        if (mark.start, mark.end) != (cells.get("start"), cells.get("end")):
            cells.update(words=text[mark.start : mark.end], start=mark.start, end=mark.end)
        cells.update(tags="; ".join(mark.tags), verdict=mark.verdict, note=mark.note)
        yield [cells.get(name, "") for name in header]


def read_csv(written: bytes):
    return read_rows(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def write_csv(text, marks, header, truth=("TRUE", "FALSE")):
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=";")
    rows.writerow(header)
    for row in rows_of(text, marks, header):
        cells = dict(zip(header, row, strict=True))
        for name in ("created", "modified"):
            if cells[name]:
                day, time = cells[name].rstrip("Z").split("T")
                cells[name] = ".".join(reversed(day.split("-"))) + " " + time[:5]
        if cells["verdict"] in ("true", "false"):
            cells["verdict"] = truth[cells["verdict"] == "false"]
        rows.writerow(cells.values())
    return written.getvalue().encode("utf-8-sig")


def read_xlsx(written: bytes):
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(written))["Claims"]
    return read_rows(sheet.iter_rows(values_only=True))


def write_xlsx(text, marks, header):
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(header)
    for number, row in enumerate(rows_of(text, marks, header), 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = {"true": True, "false": False}.get(value, value)
            if isinstance(cell.value, str):
                cell.data_type = "s"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


# A script over JSON Lines


def read_jsonl(written: bytes):
    marks = []
    for record in map(json.loads, written.splitlines()):
        place = record["anchor"]["start"], record["anchor"]["end"]
        said = record.get("verdict", {}).get("value", ""), record.get("note", "")
        marks.append(Mark(*place, record["tags"], *said, own=record))
    return "", marks, None


def write_jsonl(text, marks, _):
    lines = []
    for mark in marks:
        record = dict(mark.own or marks[0].own | {"id": "a-new-one"})
        record["tags"] = mark.tags
        record["anchor"] = {
            "exact": text[mark.start : mark.end],
            "start": mark.start,
            "end": mark.end,
        }
        record.pop("verdict", None)
        record.pop("note", None)
        if mark.verdict:
            record["verdict"] = {"value": mark.verdict, "scale": "truth"}
        if mark.note:
            record["note"] = mark.note
        lines.append(json.dumps(record))
    return "\n".join(lines).encode()


# CoNLL: a tagger's lines, the first tag of claims that do not overlap


def read_conll(written: bytes):
    import re

    lines = [line.split(" ") for line in written.decode().splitlines()]
    words = [(cells[0], cells[-1]) for cells in lines if len(cells) == 4 and cells[1] == "-X-"]
    words = [(word, tag) for word, tag in words if word != "-DOCSTART-"]
    from .test_coming_back import TEXT

    marks, end = [], 0
    for word, tag in words:
        start = TEXT.index(word, end)
        end = start + len(word)
        if tag.startswith("B-"):
            marks.append(Mark(start, end, [tag[2:]]))
        elif tag.startswith("I-"):
            marks[-1].end = end
    assert re.sub(r"\s", "", TEXT) == "".join(word for word, _ in words)
    return TEXT, marks, None


def write_conll(text, marks, _):
    import re

    lines = ["-DOCSTART- O", ""]
    for match in re.finditer(r"\w+|[^\w\s]", text):
        inside = [mark for mark in marks if mark.start <= match.start() < mark.end]
        tag = "O"
        if inside:
            tag = f"{'B' if match.start() == inside[0].start else 'I'}-{inside[0].tags[0]}"
        lines.append(f"{match[0]} {tag}")
    return "\n".join(lines).encode()


SAID = frozenset({"verdict", "note"})

PROGRAMS = {
    "a script": Program("jsonl", read_jsonl, write_jsonl, SAID),
    "a spreadsheet": Program("csv", read_csv, write_csv, SAID),
    "a spreadsheet in German": Program(
        "csv", read_csv, partial(write_csv, truth=("WAHR", "FALSCH")), SAID
    ),
    "Excel": Program("xlsx", read_xlsx, write_xlsx, SAID),
    "a Web Annotation server": Program(
        "webannotation", read_web_annotation, write_web_annotation, SAID
    ),
    "a server with ids of its own": Program(
        "webannotation", read_web_annotation, write_with_own_ids, SAID
    ),
    "brat": Program("brat", read_brat, write_brat, SAID),
    "Label Studio": Program("labelstudio", read_label_studio, write_label_studio, SAID),
    "Label Studio's JSON-MIN": Program("labelstudio", read_label_studio, write_label_studio_min),
    "Hypothesis": Program("hypothesis", read_hypothesis, write_hypothesis, SAID),
    "doccano": Program("doccano", read_doccano, write_doccano),
    "Prodigy": Program("prodigy", read_prodigy, write_prodigy),
    "spaCy": Program("spacy", read_spacy, write_spacy),
    "a tagger": Program("conll", read_conll, write_conll),
    "QualCoder": Program("refi", read_refi, write_refi, SAID),
}
