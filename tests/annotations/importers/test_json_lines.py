"""JSON Lines as a script writes them."""

import json

import pytest


@pytest.fixture
def people(copydesk, tmp_path):
    """Give who said what of the words “11,000 people”, in the order of their names."""
    (tmp_path / "a.txt").write_text("At least 11,000 people were hurt.\n", encoding="utf-8")

    def said() -> list[tuple[str, list[str], str]]:
        claims = json.loads(copydesk("claims", "--json", ".").stdout)
        return sorted(
            (claim["annotator"], claim["tags"], claim.get("note", "")) for claim in claims
        )

    return said


def line(**fields: object) -> str:
    return json.dumps({"article": "a.txt", "words": "11,000 people", **fields}) + "\n"


def test_lines_of_several_people_on_the_same_words_are_a_claim_each(copydesk, tmp_path, people):
    lines = line(tags=["toll"], annotator="ada") + line(tags=["toll"], annotator="bo")
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")

    copydesk("import", "claims.jsonl", ".")
    copydesk("import", "--update", "claims.jsonl", ".")

    assert people() == [("ada", ["toll"], ""), ("bo", ["toll"], "")]


def test_lines_that_say_several_things_of_the_same_words_lose_none(copydesk, tmp_path, people):
    lines = line(tags=["toll"], annotator="ada") + line(tags=["count"], annotator="ada")
    lines += line(tags=["toll"], annotator="ada", note="Another source says 900.")
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")

    copydesk("import", "claims.jsonl", ".")
    copydesk("import", "--update", "claims.jsonl", ".")

    assert people() == [
        ("ada", ["toll"], "Another source says 900."),
        ("ada", ["toll", "count"], ""),
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("jsonl", line(tags=["toll"])),
        ("csv", 'article,words,tags\na.txt,"11,000 people",toll\n'),
        ("doccano", '{"text": "At least 11,000 people were hurt.", "label": [[9, 22, "toll"]]}'),
    ],
)
def test_files_of_several_people_on_the_same_words_are_a_claim_each(
    name, written, copydesk, tmp_path, people
):
    (tmp_path / "theirs").write_text(written, encoding="utf-8")

    for who in ("ada", "bo", "bo"):
        copydesk("import", "--format", name, "--annotator", who, "theirs", ".")

    assert people() == [("ada", ["toll"], ""), ("bo", ["toll"], "")]


def test_the_least_line_a_script_can_write_is_a_claim(copydesk, tmp_path):
    (tmp_path / "a.txt").write_text("At least 11,000 people were hurt.\n", encoding="utf-8")
    line = '{"article": "a.txt", "words": "11,000 people", "tags": ["toll"]}\n'
    (tmp_path / "claims.jsonl").write_text(line, encoding="utf-8")

    first = copydesk("import", "claims.jsonl", ".")
    second = copydesk("import", "claims.jsonl", ".")

    assert (first.returncode, first.stderr) == (
        0,
        f"copydesk: Saved in {tmp_path}/copydesk.json.\n",
    )
    assert "1 claim had been imported before." in second.stderr
    assert "11,000 people" in copydesk("claims", ".").stdout


def test_what_a_line_lacks_is_named_with_the_line(copydesk, tmp_path):
    (tmp_path / "a.txt").write_text("At least 11,000 people were hurt.\n", encoding="utf-8")
    lines = '\n{"article": "a.txt", "words": "hurt", "tags": ["t"]}\n{"article": "a.txt"}\n{}\n'
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")

    done = copydesk("import", "--format", "jsonl", "claims.jsonl", ".")

    assert "Line 3: “words” and “tags” are missing. The least is {" in done.stderr
    assert "Line 4: “article”, “words” and “tags” are missing. The least is {" in done.stderr
    assert done.returncode == 0
