"""What a person changed in the other tool wins; the rest is as it was exported."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import pytest

from annotations.claim import Claim

CITED = "01k9m4tz000000000000000001"
"""Two tags, a claimant, a verdict, evidence and a note."""


def unpacked(written: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


@pytest.fixture
def one(claims) -> Claim:
    return next(claim for claim in claims if claim.id == CITED)


@pytest.fixture
def only(take):
    """Give the one claim of an import without problems."""

    def run(name: str, written: bytes) -> Claim:
        imported = take(name, written)
        assert imported.problems == ()
        (claim,) = imported.claims
        return claim

    return run


def same_but(claim: Claim, imported: Claim, **changes: object) -> bool:
    """Tell whether only these fields, and the time of the change, are others."""
    return replace(claim, modified=imported.modified, **changes) == imported


def test_a_label_taken_away_in_doccano_is_a_tag_taken_away(one, give, only):
    line = json.loads(give("doccano", [one]))
    line["label"] = [item for item in line["label"] if item[2] != "money; public"]
    imported = only("doccano", json.dumps(line).encode())
    assert same_but(one, imported, tags=("cost",))
    assert imported.modified > one.modified


def test_a_label_added_in_doccano_is_a_tag_added(one, give, only):
    line = json.loads(give("doccano", [one]))
    line["label"].append([58, 85, "checked"])
    imported = only("doccano", json.dumps(line).encode())
    assert same_but(one, imported, tags=("cost", "money; public", "checked"))


def test_a_span_deleted_in_doccano_is_a_claim_deleted(one, give, take):
    line = json.loads(give("doccano", [one]))
    line["label"] = []
    assert take("doccano", json.dumps(line).encode()).claims == ()


def test_a_span_made_in_doccano_is_a_new_claim(one, give, take):
    line = json.loads(give("doccano", [one]))
    line["label"].append([0, 14, "place"])
    once = take("doccano", json.dumps(line).encode()).claims
    assert once[0] == one
    assert (once[1].anchor.exact, once[1].tags, once[1].annotator) == (
        "Harbour tunnel",
        ("place",),
        "me",
    )
    assert take("doccano", json.dumps(line).encode()).claims == once


def test_entities_of_a_doccano_relation_project_are_read(one, give, only):
    line = json.loads(give("doccano", [one]))
    line["entities"] = [
        {"id": number, "label": label, "start_offset": start, "end_offset": end}
        for number, (start, end, label) in enumerate(line.pop("label"))
    ]
    assert only("doccano", json.dumps(line).encode()) == one


def test_a_span_moved_in_prodigy_moves_the_claim(one, give, only):
    line = json.loads(give("prodigy", [one]))
    for span in line["spans"]:
        span["start"] = 59
    imported = only("prodigy", json.dumps(line).encode())
    assert imported.anchor.exact == "will cost at least £1.2bn”"
    assert same_but(one, imported, anchor=imported.anchor)


def test_a_text_rejected_in_prodigy_has_no_claims(one, give, take):
    line = json.loads(give("prodigy", [one]))
    line["answer"] = "reject"
    assert take("prodigy", json.dumps(line).encode()).claims == ()


def test_label_studio_s_own_export_is_read_with_its_changes(one, give, only):
    (task,) = json.loads(unpacked(give("labelstudio", [one]))["tasks.json"])
    for result in task["annotations"][0]["result"]:
        if result["from_name"] == "verdict":
            result["value"]["choices"] = ["true"]
        if result["from_name"] == "note":
            result["value"]["text"] = ["The press office answered."]
    imported = only("labelstudio", json.dumps([task | {"id": 7, "predictions": []}]).encode())
    assert same_but(
        one,
        imported,
        note="The press office answered.",
        verdict=replace(one.verdict, value="true"),
    )


def test_a_cancelled_annotation_of_label_studio_is_passed_over(one, give, take):
    (task,) = json.loads(unpacked(give("labelstudio", [one]))["tasks.json"])
    task["annotations"][0]["was_cancelled"] = True
    assert take("labelstudio", json.dumps([task]).encode()).claims == ()


def test_types_and_notes_changed_in_brat_are_tags_and_notes(one, give, only):
    files = unpacked(give("brat", [one]))
    lines = files["harbour.ann"].decode().splitlines()
    lines = [line for line in lines if " T2" not in line and line[:3] not in ("T2\t", "#2\t")]
    lines += ["T9\tChecked 58 85\t“will cost at least £1.2bn”", "#9\tClaimId T9\t" + one.id]
    lines += ["#8\tAnnotatorNotes T9\tThey answered."]
    files["harbour.ann"] = "\n".join(lines).encode()
    imported = only("brat", packed(files))
    assert same_but(one, imported, tags=("cost", "Checked"), note="They answered.")


def test_a_folder_of_another_brat_is_read(take):
    text = "Köln 🎉 pays\n12 million euros."
    annotations = (
        "T1\tMoney 12 14;15 22\t12 million\n"
        "T2\tEvent 7 11;12 29\tpays 12 million euros.\n"
        "R1\tPays Arg1:T1 Arg2:T2\n"
        "#1\tAnnotatorNotes T2\tcheck\n"
        "T3 no tab\n"
    )
    files = {
        "report.txt": text.encode(),
        "report.ann": annotations.encode(),
        "visual.conf": b"[labels]\nMoney | Sum of money | Money\n",
    }
    imported = take("brat", packed(files), {"report.txt": text})
    assert [(one.anchor.exact, one.tags, one.note) for one in imported.claims] == [
        ("12 million", ("Sum of money",), ""),
        ("pays\n12 million euros.", ("Event",), "check"),
    ]
    assert imported.problems == ("Line 5 of report.ann cannot be read.",)


def test_codes_and_notes_changed_in_a_refi_qda_tool_are_tags_and_notes(one, give, only):
    files = unpacked(give("refi", [one]))
    project = files["project.qde"].decode()
    project = project.replace('name="cost"', 'name="price"')
    project = project.replace("Asked the press office twice.\nNo answer yet.</Pl", "Answered.</Pl")
    imported = only("refi", packed(files | {"project.qde": project.encode()}))
    assert set(imported.tags) == {"price", "money; public"}
    assert same_but(one, imported, tags=imported.tags, note="Answered.")


def test_a_refi_qda_project_with_windows_line_ends_is_read(take):
    project = """<Project xmlns="urn:QDA-XML:project:1.0" name="Theirs">
      <Users><User guid="{11111111-1111-1111-1111-111111111111}" name="Lo"/></Users>
      <CodeBook><Codes>
        <Code guid="22222222-2222-2222-2222-22222222222A" name="cost" isCodable="true"/>
      </Codes></CodeBook>
      <Sources>
        <TextSource guid="33333333-3333-3333-3333-333333333333" name="report"
            plainTextPath="internal://33333333-3333-3333-3333-333333333333.txt">
          <PlainTextSelection guid="44444444-4444-4444-4444-444444444444" startPosition="7"
              endPosition="18" creatingUser="11111111-1111-1111-1111-111111111111">
            <Coding guid="55555555-5555-5555-5555-555555555555">
              <CodeRef targetGUID="{22222222-2222-2222-2222-22222222222a}"/>
            </Coding>
          </PlainTextSelection>
        </TextSource>
        <PDFSource guid="66666666-6666-6666-6666-666666666666" name="scan" path="internal://a.pdf"/>
      </Sources></Project>"""
    written = "\ufeffIt\r\n🎉\r\ncosts\r\n£2bn."
    files = {
        "project.qde": project.encode(),
        "Sources/33333333-3333-3333-3333-333333333333.txt": written.encode(),
    }
    imported = take("refi", packed(files), {"report": "It\n🎉\ncosts\n£2bn."})
    (claim,) = imported.claims
    assert (claim.anchor.exact, claim.tags, claim.annotator) == ("costs\n£2bn", ("cost",), "Lo")
    assert imported.orphans == ()
    assert imported.problems == ("The source “scan” has no plain text here.",)


def test_bodies_changed_in_a_web_annotation_are_tags_note_and_verdict(one, give, only):
    page = json.loads(give("webannotation", [one]))
    item = page["first"]["items"][0]
    for body in item["body"]:
        if body.get("value") == "cost":
            body["value"] = "price"
        if body.get("purpose") == "assessing":
            body["value"] = "true"
    imported = only("webannotation", json.dumps(page).encode())
    assert same_but(
        one,
        imported,
        tags=("price", "money; public"),
        verdict=replace(one.verdict, value="true"),
    )


def test_another_s_web_annotation_needs_one_selector_only(take):
    theirs = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://example.org/a/1",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": "acct:lo@example.org",
        "created": "2026-03-02T10:00:00+01:00",
        "body": [
            {"type": "TextualBody", "value": "cost", "purpose": "tagging"},
            {"type": "TextualBody", "value": "really?"},
        ],
        "target": [
            {
                "source": "rival.txt",
                "selector": {"type": "TextPositionSelector", "start": 71, "end": 98},
            }
        ],
    }
    quote = {"type": "TextQuoteSelector", "exact": "harbour tunnel", "prefix": "said the "}
    simple = {
        "type": "Annotation",
        "bodyValue": "note",
        "target": {"source": "rival.txt", "selector": quote},
    }
    gone = {"type": "Annotation", "target": "rival.txt"}
    imported = take("webannotation", json.dumps([theirs, simple, gone]).encode())
    first, second = imported.claims
    assert first.anchor.exact == "“will cost at least £1.2bn”"
    assert (first.tags, first.note, first.annotator) == (
        ("cost",),
        "really?",
        "acct:lo@example.org",
    )
    assert (second.anchor.start, second.note) == (56, "note")
    assert imported.orphans == ()
    assert imported.problems == ("Annotation 3 cannot be read: it selects no words.",)


def test_a_table_from_elsewhere_needs_three_columns(take):
    table = (
        "article;words;tags\r\nrival.txt;£1.2bn;money\r\nrival.txt;harbour tunnel;place; thing\r\n"
    )
    table += 'rival.txt;harbour tunnel;"place; thing"\r\nrival.txt;no tags;\r\n'
    imported = take("csv", table.encode())
    assert [claim.anchor.exact for claim in imported.claims] == ["£1.2bn", "harbour tunnel"]
    assert [orphan.claim.anchor.exact for orphan in imported.orphans] == ["£1.2bn"]
    assert imported.claims[1].tags == ("place", "thing")
    assert imported.problems == (
        "The row that ends in line 5 cannot be read: it has no words or no tags.",
    )


def test_a_table_saved_by_excel_keeps_the_claims(claims, give, take):
    text = give("csv", claims).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    saved = io.StringIO(newline="")
    csv.writer(saved, delimiter=";").writerows(rows)
    imported = take("csv", b"\xef\xbb\xbf" + saved.getvalue().encode())
    assert {claim.id: claim for claim in imported.claims} == {claim.id: claim for claim in claims}


def test_sources_changed_in_the_evidence_column_are_taken(one, give, only):
    text = give("csv", [one]).decode("utf-8-sig")
    text = text.replace(
        "https://audit.example/report.pdf\nInterview", "https://new.example/\nInterview"
    )
    imported = only("csv", text.encode())
    assert [source.url or source.title for source in imported.evidence] == [
        "https://new.example/",
        "Interview notes, page 3",
    ]


def test_a_table_that_is_not_utf_8_says_how_to_save_it(take):
    from annotations.errors import ClaimImportError

    with pytest.raises(ClaimImportError, match="Save it as “CSV UTF-8”"):
        take("csv", "article,words,tags\nä,ö,ü\n".encode("cp1252"))
