"""What a model predicted: imported, listed beside our own, decided, undone and given out."""

import json
from pathlib import Path

import pytest

TEXT = "𝐀 flood came. The dam lost 1,200 sheep, and the mayor wept. The dam held."
PREDICTIONS = [
    # UTF-16 units, as a browser counts: one more than code points behind the first letter.
    {"article": "dam.txt", "start": 15, "end": 22, "words": "The dam", "label": "site",
     "score": 0.93, "model": "m1"},
    # Offsets that are wrong: the words win.
    {"article": "dam.txt", "start": 30, "end": 33, "words": "mayor", "label": "person",
     "score": 0.4, "model": "m1"},
    {"text": TEXT, "start": 2, "end": 7, "label": "event", "model": "m2"},
]  # fmt: skip
BAD = [
    '{"article": "dam.txt", "words": "The dam", "label": "site"}',
    '{"article": "none.txt", "words": "mayor", "label": "person"}',
    '{"article": "dam.txt", "words": "mayor", "label": "person", "score": "high"}',
    '{"article": "dam.txt", "start": 5000, "end": 5003, "label": "person"}',
    '{"article": "dam.txt", "words": "mayor"}',
    "{",
    '"mayor"',
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "dam.txt").write_text(TEXT, "utf-8")
    return place


@pytest.fixture
def imported(copydesk, folder, tmp_path):
    """Import lines, and return what was told."""

    def do(lines: list[str], library: Path = folder):
        file = tmp_path / "predictions.jsonl"
        file.write_text("\n".join(lines), "utf-8")
        return copydesk("import", "--as", "suggestions", file, library)

    return do


@pytest.fixture
def listed(copydesk, folder):
    """Return the suggestions of models that a query finds, decided ones with `--all`."""

    def ask(query: str = "", *arguments: str, library: Path = folder) -> list[dict[str, object]]:
        done = copydesk("suggestions", library, "--json", "--query", query, *arguments)
        assert done.returncode == 0, done.stderr
        return [row for row in json.loads(done.stdout) if row["label"]]

    return ask


GOOD = [json.dumps(one) for one in PREDICTIONS]


def test_predictions_stand_beside_our_own_suggestions_with_their_score_and_model(
    copydesk, folder, imported
):
    assert imported(GOOD).returncode == 0
    rows = json.loads(copydesk("suggestions", folder, "--json").stdout)
    found = {(row["words"], row["start"], row["label"], row["score"], row["model"]) for row in rows}
    assert found >= {
        ("The dam", 14, "site", 0.93, "m1"),
        ("mayor", TEXT.index("mayor"), "person", 0.4, "m1"),
        ("flood", 2, "event", None, "m2"),
    }
    assert any(row["kind"] == "figure" and row["label"] is None for row in rows)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("label:site", ["The dam"]),
        ("model:m1", ["The dam", "mayor"]),
        ("model:m1 score>0.5", ["The dam"]),
        ("-model:m1 kind:statement", ["flood"]),
        ("score<0.5 OR label:event", ["flood", "mayor"]),
        ("label:site source:nobody", []),
    ],
)
def test_label_model_and_score_are_asked_for(imported, listed, query, wanted):
    imported(GOOD)
    assert [row["words"] for row in listed(query)] == wanted


def test_every_bad_line_is_told_and_stops_no_other(imported, listed):
    done = imported([*BAD, *GOOD])
    assert done.returncode == 0
    for number in range(1, len(BAD) + 1):
        assert f"Line {number}" in done.stderr
    assert len(listed("model:m")) == len(GOOD)


def test_a_file_without_any_prediction_is_told(imported):
    done = imported(BAD)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_what_comes_again_is_nothing_new_whatever_was_decided_on_it(
    copydesk, folder, imported, listed
):
    imported(GOOD)
    copydesk("suggestions", folder, "--query", "label:site", "--dismiss")
    before = listed("model:m", "--all")
    assert "3 suggestions had been imported before" in imported(GOOD).stderr
    assert listed("model:m", "--all") == before


def test_an_accepted_prediction_is_a_claim_that_knows_its_model(copydesk, folder, imported, listed):
    imported(GOOD)
    copydesk("suggestions", folder, "--query", "label:site", "--tag", "place")
    assert "The dam" not in [row["words"] for row in listed()]
    (row,) = listed("label:site", "--all")
    assert row["decided"] == "accepted"
    assert row["by"]
    assert row["at"]
    (claim,) = copydesk("export", folder, "--format", "jsonl").stdout.splitlines()
    assert json.loads(claim)["prediction"] == {"label": "site", "score": 0.93, "model": "m1"}
    asked = copydesk("claims", folder, "--query", "model:m1 score>0.9 label:site", "--json")
    assert [one["tags"] for one in json.loads(asked.stdout)] == [["place"]]
    assert json.loads(copydesk("claims", folder, "--query", "model:m2", "--json").stdout) == []


def test_dismissed_for_whoever_opens_the_library_and_known_by_whom(
    copydesk, folder, imported, listed
):
    imported(GOOD)
    copydesk("suggestions", folder, "--query", "label:site", "--dismiss")
    assert [row["words"] for row in listed("model:m1")] == ["mayor"]
    (row,) = listed("label:site", "--all")
    assert (row["decided"], bool(row["by"]), bool(row["at"])) == ("dismissed", True, True)


def test_merging_brings_what_others_decided(copydesk, folder, imported, listed, tmp_path):
    imported(GOOD)
    other = tmp_path / "other"
    other.mkdir()
    (other / "dam.txt").write_text(TEXT, "utf-8")
    imported(GOOD, other)
    copydesk("suggestions", other, "--query", "label:site", "--dismiss")
    done = copydesk("merge", other, folder)
    assert done.returncode == 0, done.stderr
    assert [row["decided"] for row in listed("label:site", "--all")] == ["dismissed"]
    assert [row["words"] for row in listed("model:m")] == ["flood", "mayor"]


def test_what_is_predicted_of_an_article_that_is_gone_waits_for_it(imported, listed, folder):
    imported([json.dumps(line) for line in PREDICTIONS])
    (folder / "dam.txt").rename(folder.parent / "dam.txt")
    (folder / "other.txt").write_text("Nothing at all.\n", "utf-8")
    assert listed() == []
    (folder.parent / "dam.txt").rename(folder / "dam.txt")
    assert len(listed()) == 3


def test_tagging_its_words_accepts_a_prediction_and_undo_takes_both_back(
    copydesk, folder, imported, listed
):
    imported(GOOD)
    done = copydesk("tag", folder / "dam.txt", "--words", "mayor", "--tag", "somebody")
    assert done.returncode == 0, done.stderr
    (one,) = [row for row in listed("", "--all") if row["label"] == "person"]
    assert one["decided"] == "accepted"
    (claim,) = json.loads(copydesk("claims", folder, "--json").stdout)
    assert claim["tags"] == ["somebody"]
    assert "person" not in [row["label"] for row in listed()]


def test_predictions_follow_an_article_that_was_renamed(copydesk, folder, imported, listed):
    imported(GOOD)
    (folder / "dam.txt").rename(folder / "wall.txt")
    assert {(row["article"], row["label"]) for row in listed()} == {
        ("wall.txt", "site"), ("wall.txt", "person"), ("wall.txt", "event")
    }  # fmt: skip
    done = copydesk("suggestions", folder, "--query", "label:person", "--tag", "kept")
    assert done.returncode == 0, done.stderr
    (claim,) = json.loads(copydesk("claims", folder, "--json").stdout)
    assert (claim["article"]["path"], claim["anchor"]["exact"]) == ("wall.txt", "mayor")
