"""Two annotators of one library: compared, decided, agreed, reviewed, from the command line."""

import csv
import io
import json
from pathlib import Path

import pytest
from tinydb import TinyDB

TEXT = """Council votes to close the bridge

The council voted on Monday to close the old bridge, which carries 12,000 cars a day.

“We had no choice,” said Mayor Ines Corvale. “The steel is rotten.”
"""


def claim(number: int, who: str, words: str, *tags: str, verdict: str = "") -> dict[str, object]:
    start = TEXT.index(words)
    record: dict[str, object] = {
        "id": f"{who}{number}",
        "article": {"path": "a.txt"},
        "anchor": {"exact": words, "start": start, "end": start + len(words)},
        "kind": "statement",
        "tags": list(tags),
        "annotator": who,
        "created": "2026-11-20T09:00:00Z",
        "modified": "2026-11-20T09:00:00Z",
    }
    return record | ({"verdict": {"value": verdict, "scale": "truth"}} if verdict else {})


CLAIMS = [
    claim(1, "ada", "old bridge", "place"),
    claim(1, "bo", "the old bridge", "place"),
    claim(2, "ada", "12,000 cars a day", "number", verdict="true"),
    claim(2, "bo", "12,000 cars a day", "traffic", verdict="mixed"),
    claim(3, "ada", "We had no choice", "excuse"),
    claim(4, "ada", "The steel is rotten.", "reason"),
    claim(4, "bo", "The steel is rotten.", "reason"),
]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library that ada and bo tagged, and let cy look at it."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    store = {
        "about": {"1": {"format": "copydesk claims", "version": 1}},
        "claims": {str(number): it for number, it in enumerate(CLAIMS, 1)},
    }
    (folder / "copydesk.json").write_text(json.dumps(store), encoding="utf-8")
    settings = tmp_path / "config"
    settings.mkdir(exist_ok=True)
    monkeypatch.setenv("USER", "cy")
    monkeypatch.setenv("LOGNAME", "cy")
    return folder


def decisions(folder: Path) -> list[dict[str, object]]:
    found = TinyDB(folder / "copydesk.json").table("claims").all()
    return [dict(it) for it in found if it.get("decides")]


def originals(folder: Path) -> list[dict[str, object]]:
    found = TinyDB(folder / "copydesk.json").table("claims").all()
    return sorted((dict(it) for it in found if not it.get("decides")), key=lambda it: str(it["id"]))


def test_what_differs_is_listed_side_by_side(copydesk, library):
    found = json.loads(copydesk("adjudicate", "--json", library).stdout)
    assert [one["differs"] for one in found] == [["words"], ["tags", "verdict"], ["missing"]]
    assert found[1]["claims"]["ada"]["tags"] == ["number"]
    assert found[1]["claims"]["bo"]["tags"] == ["traffic"]


def test_a_blind_list_names_nobody(copydesk, library):
    done = copydesk("adjudicate", "--blind", "--json", library)
    assert '"annotator"' not in done.stdout
    assert {name for one in json.loads(done.stdout) for name in one["claims"]} <= {"A", "B"}


def test_a_decision_is_a_claim_of_its_own_and_changes_nobodys(copydesk, library):
    before = originals(library)
    done = copydesk("adjudicate", "--claim", "bo2", "--take", "ada", library)
    assert done.returncode == 0, done.stderr
    (decision,) = decisions(library)
    assert decision["decides"] == ["ada2", "bo2"]
    assert decision["tags"] == ["number"]
    assert decision["annotator"] == "cy"
    assert originals(library) == before
    listed = json.loads(copydesk("claims", "--decided", "--json", library).stdout)
    assert [it["id"] for it in listed] == [decision["id"]]
    assert len(json.loads(copydesk("adjudicate", "--json", library).stdout)) == 2


def test_all_that_everyone_agrees_on_is_decided_in_one_step(copydesk, library):
    done = copydesk("adjudicate", "--agreed", library)
    assert done.returncode == 0, done.stderr
    assert [it["decides"] for it in decisions(library)] == [["ada4", "bo4"]]


def test_both_unite_the_tags_and_none_is_recorded(copydesk, library):
    copydesk("adjudicate", "--claim", "ada2", "--both", library)
    copydesk("adjudicate", "--claim", "ada3", "--none", library)
    assert [it["tags"] for it in decisions(library)] == [["number", "traffic"]]
    (rejected,) = TinyDB(library / "copydesk.json").table("decisions").all()
    assert rejected["decides"] == ["ada3"]
    assert rejected["holds"] == "none"
    assert [
        one["differs"] for one in json.loads(copydesk("adjudicate", "--json", library).stdout)
    ] == [["words"]]


def test_agreement_tells_words_tags_and_verdicts(copydesk, library):
    found = json.loads(copydesk("agreement", "--json", "--resamples", "0", library).stdout)
    words = {it["measure"]: it["value"] for it in found["words"]}
    assert words == pytest.approx({"exact F1": 2 * 2 / 7, "overlapping F1": 2 * 3 / 7}, abs=1e-5)
    assert found["units"] == 3
    assert found["by_tag"][0] == {"tag": "place", "both": 1, "only_one": 0, "f1": 1.0}
    assert {it["measure"]: it["value"] for it in found["verdict"]} == pytest.approx(
        {"truth: alpha, ordered": 0.0, "truth: quadratic kappa": 0.0}
    )


def test_what_cannot_be_computed_says_why(copydesk, library):
    found = json.loads(copydesk("agreement", "--json", "--annotator", "bo", library).stdout)
    assert found["words"][0]["value"] is None
    assert found["words"][0]["why"]


def test_the_same_seed_gives_the_same_intervals(copydesk, library):
    first, second = (copydesk("agreement", "--json", library).stdout for _ in range(2))
    assert first == second


def test_agreement_is_written_as_a_table_and_for_gamma(copydesk, library):
    table = list(
        csv.DictReader(io.StringIO(copydesk("agreement", "--export", "csv", library).stdout))
    )
    assert table[0]["measure"] == "exact F1"
    gamma = list(
        csv.reader(io.StringIO(copydesk("agreement", "--export", "gamma", library).stdout))
    )
    assert ["ada", "place", "76", "86"] in gamma
    assert len(gamma) == len(CLAIMS)


def test_the_queue_goes_from_assigned_to_checked(copydesk, library):
    def states() -> list[str]:
        return [one["state"] for one in json.loads(copydesk("review", "--json", library).stdout)]

    assert states() == ["begun"]
    for who in ("ada", "bo"):
        assert copydesk("review", "--mark", "done", "--annotator", who, library).returncode == 0
    assert states() == ["differ"]
    assert copydesk("review", "--mark", "back", "--word", "sources?", library).returncode == 0
    assert states() == ["back"]
    assert copydesk("review", "--mark", "checked", library).returncode == 0
    assert states() == ["checked"]


def test_nobody_checks_what_they_did_alone_unless_they_say_so(copydesk, tmp_path):
    folder = tmp_path / "alone"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    copydesk("tag", folder / "a.txt", "--words", "old bridge", "--tag", "place")
    refused = copydesk("review", "--mark", "checked", folder)
    assert refused.returncode == 1
    assert "a.txt" in refused.stderr
    assert copydesk("review", "--mark", "checked", "--alone", folder).returncode == 0


def test_who_found_nothing_is_told_from_who_did_not_read(copydesk, library):
    copydesk("review", "--mark", "done", "--annotator", "dan", library)
    found = json.loads(copydesk("agreement", "--json", "--resamples", "0", library).stdout)
    of_dan = [it for it in found["by_pair"] if "dan" in it["annotators"]]
    assert [it["exact_f1"] for it in of_dan] == [0.0, 0.0]


def test_a_locked_codebook_makes_no_tag_by_a_typo(copydesk, library):
    assert copydesk("codebook", "--lock", library).returncode == 0
    words = ["--words", "old bridge"]
    refused = copydesk("tag", library / "a.txt", *words, "--tag", "plaec")
    assert refused.returncode == 1
    assert "plaec" in refused.stderr
    assert copydesk("tag", library / "a.txt", *words, "--tag", "place").returncode == 0
    assert copydesk("codebook", "--unlock", library).returncode == 0
    assert copydesk("tag", library / "a.txt", *words, "--tag", "plaec").returncode == 0


def test_notes_of_several_lines_are_kept_on_an_article_and_on_a_tag(copydesk, library):
    kept = copydesk("memo", "--text", "-", library / "a.txt", given="first line\nsecond line\n")
    assert kept.returncode == 0, kept.stderr
    assert copydesk("memo", "--tag", "place", "--text", "where it is", library).returncode == 0
    found = json.loads(copydesk("memo", "--json", library).stdout)
    assert [(it["about"], it[it["about"]], it["text"]) for it in found] == [
        ("article", "a.txt", "first line\nsecond line"),
        ("tag", "place", "where it is"),
    ]
    copydesk("memo", "--tag", "place", "--text", "", library)
    assert len(json.loads(copydesk("memo", "--json", library).stdout)) == 1


def test_who_tagged_is_a_column_of_the_claims(copydesk, library):
    rows = [row.split("\t") for row in copydesk("claims", library).stdout.splitlines()]
    assert {row[-1] for row in rows} == {"ada", "bo"}


def test_a_part_can_be_taken_from_another_annotator(copydesk, library):
    chosen = ["--claim", "ada2", "--take", "ada", "--part", "tags", "bo"]
    done = copydesk("adjudicate", *chosen, library)
    assert done.returncode == 0, done.stderr
    (decision,) = decisions(library)
    assert decision["tags"] == ["traffic"]
    assert decision["verdict"] == {"value": "true", "scale": "truth"}
    refused = copydesk("adjudicate", "--take", "ada", "--part", "tags", "nobody", library)
    assert refused.returncode == 1
    assert "nobody" in refused.stderr


def test_alpha_u_is_there_when_more_is_asked_for(copydesk, library):
    usual = json.loads(copydesk("agreement", "--resamples", "0", "--json", library).stdout)
    more = json.loads(copydesk("agreement", "--more", "--resamples", "0", "--json", library).stdout)

    assert [it["measure"] for it in usual["words"]] == ["exact F1", "overlapping F1"]
    assert more["words"][:2] == usual["words"]
    assert more["words"][2] == {
        "measure": "alpha_u", "value": 0.470801, "interval": None, "why": "",
    }  # fmt: skip


def test_agreement_on_a_tag_takes_in_the_tags_below_it(copydesk, library):
    book = {"tags": [{"name": "size"}, {"name": "number", "parent": "size"}]}
    book["tags"].append({"name": "traffic", "parent": "size"})
    copydesk("codebook", library, "--import", "-", given=json.dumps(book))
    asked = ("agreement", "--json", "--resamples", "0", "--tag", "size", library)
    found = json.loads(copydesk(*asked).stdout)
    assert (found["units"], [it["tag"] for it in found["by_tag"]]) == (1, ["number", "traffic"])
