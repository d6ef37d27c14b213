"""The command line: what goes in, what comes out on which stream, with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.display import HARMFUL
from reader.settings import Settings
from reader.workspace import Workspace

REPORT = """ date 2031-05-02 The dam at Orlen held, mayor Ada Brandt said on Friday.

“We lost 1,200 sheep but no people,” Brandt said. At least 40 houses were flooded.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def test_a_tagged_claim_is_printed_by_its_id_and_stands_in_the_store(copydesk, report):
    done = copydesk(
        "tag", report, "--words", "no people", "--tag", "toll", "--tag", "checked", "--note", "ask"
    )
    assert done.returncode == 0, done.stderr
    (claim,) = TinyDB(report.parent / "copydesk.json").table("claims").all()
    assert claim["id"] == done.stdout.strip()
    assert claim["tags"] == ["toll", "checked"]
    assert claim["note"] == "ask"
    assert claim["anchor"]["exact"] == "no people"


def test_a_tagged_quote_keeps_its_speaker_and_a_tagged_figure_its_value(copydesk, report):
    copydesk("tag", report, "--words", "“We lost 1,200 sheep but no people,”", "--tag", "q")
    copydesk("tag", report, "--words", "At least 40 houses", "--tag", "f")
    claims = json.loads(copydesk("claims", report, "--json").stdout)
    assert [claim["kind"] for claim in claims] == ["quote", "figure"]
    assert claims[0]["claimant"].endswith("Brandt")


def test_words_are_found_as_a_keyboard_writes_them(copydesk, tmp_path):
    file = tmp_path / "plea.txt"
    file.write_text("Mayor’s plea\n\n“We don’t pay,” said Zoë Müller – of a well‑known café.\n")
    for query in ("mayor's", '"don\'t pay"', '"zoe muller - of"', '"well-known cafe"'):
        assert "plea.txt" in copydesk("list", "--query", query, ".").stdout, query
    assert not copydesk("list", "--query", '"dont pay"', ".").stdout.count("plea.txt")
    copydesk("tag", file, "--words", '"We don\'t pay," said Zoe', "--tag", "toll")
    (claim,) = json.loads(copydesk("claims", "--words", "zoe don't", "--json").stdout)
    assert claim["anchor"]["exact"] == "“We don’t pay,” said Zoë"


def test_words_that_stand_just_so_once_are_meant_though_others_are_like_them(copydesk, tmp_path):
    file = tmp_path / "names.txt"
    file.write_text("Names\n\nMuller met Müller, and MÜLLER left.\n")
    done = copydesk("tag", file, "--words", "Müller", "--tag", "toll")
    assert done.returncode == 0, done.stderr
    assert "3 times" in copydesk("tag", file, "--words", "muller", "--tag", "toll").stderr


def test_words_that_do_not_stand_once_in_the_article_are_refused_in_one_sentence(copydesk, report):
    absent = copydesk("tag", report, "--words", "no sheep", "--tag", "toll")
    twice = copydesk("tag", report, "--words", "Brandt", "--tag", "toll")
    for done in (absent, twice):
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
    assert "2 times" in twice.stderr
    assert not (report.parent / "copydesk.json").exists()


def test_words_can_be_tagged_by_the_offsets_that_marks_have(copydesk, report):
    mark = json.loads(copydesk("marks", "--json", report).stdout)[0]
    copydesk("tag", report, "--at", mark["start"], mark["end"], "--tag", "toll")
    (claim,) = json.loads(copydesk("claims", report, "--json").stdout)
    assert claim["anchor"]["exact"] == mark["text"]
    assert copydesk("tag", report, "--at", "5", "9999", "--tag", "toll").returncode == 1


def test_a_claim_needs_a_tag_that_is_not_empty(copydesk, report):
    done = copydesk("tag", report, "--words", "no people", "--tag", "  ")
    assert done.returncode == 1
    assert "at least one tag" in done.stderr


@pytest.mark.parametrize("command", ["read", "list", "claims", "export"])
def test_a_path_that_is_not_there_is_one_sentence_and_exit_code_1(copydesk, command):
    options = ["--format", "csv"] if command == "export" else []
    done = copydesk(command, "nowhere/", *options)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "copydesk: nowhere does not exist. Check the name, or open another folder.\n"
    )


def test_a_folder_without_articles_says_so_in_one_sentence(copydesk, tmp_path):
    (tmp_path / "empty").mkdir()
    done = copydesk("empty")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "copydesk: There is no article to read in empty. Articles are files that end in ."
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["marks"],
        ["export", "--format", "papyrus"],
        ["tag"],
        ["list", "--nonsense"],
    ],
)
def test_words_that_are_not_understood_end_with_exit_code_2(copydesk, words):
    done = copydesk(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("copydesk: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_claims_of_a_folder_take_in_the_stores_of_folders_below_it(copydesk, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(REPORT, encoding="utf-8")
    first = copydesk("tag", "one/report.txt", "--words", "no people", "--tag", "toll").stdout
    second = copydesk("tag", "two/report.txt", "--words", "no people", "--tag", "toll").stdout
    assert [row["id"] for row in json.loads(copydesk("claims", ".", "--json").stdout)] == [
        first.strip(),
        second.strip(),
    ]
    (only,) = json.loads(copydesk("claims", "two", "--json").stdout)
    assert only["id"] == second.strip()


def test_a_file_in_a_folder_below_belongs_to_the_library_whose_store_lies_above(copydesk, tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "other.txt").write_text(REPORT, encoding="utf-8")
    copydesk("tag", "other.txt", "--words", "no people", "--tag", "toll")
    copydesk("tag", "below/report.txt", "--words", "no people", "--tag", "toll")
    assert not (tmp_path / "below" / "copydesk.json").exists()
    paths = [row["article"]["path"] for row in json.loads(copydesk("claims", "--json").stdout)]
    assert paths == ["other.txt", "below/report.txt"]


def test_claims_are_listed_and_exported_by_filters(copydesk, report):
    copydesk("tag", report, "--words", "no people", "--tag", "toll", "--note", "ask the shepherd")
    copydesk("tag", report, "--words", "1,200 sheep", "--tag", "loss")

    def words(*filters):
        rows = json.loads(copydesk("claims", report, "--json", *filters).stdout)
        return [row["anchor"]["exact"] for row in rows]

    assert words("--tag", "toll") == ["no people"]
    assert words("--words", "shepherd") == ["no people"]
    assert words("--since", "2999-01-01") == []
    assert words("--until", "2999-01-01") == ["no people", "1,200 sheep"]
    exported = copydesk("export", "--format", "jsonl", "--tag", "loss", report).stdout
    assert [json.loads(line)["tags"] for line in exported.splitlines()] == [["loss"]]
    assert copydesk("claims", "--since", "May").returncode == 2


def test_another_store_can_be_named(copydesk, report, tmp_path):
    store = tmp_path / "mine.json"
    copydesk("tag", report, "--words", "no people", "--tag", "toll", "--store", store)
    assert not (tmp_path / "copydesk.json").exists()
    (claim,) = json.loads(copydesk("claims", report, "--store", store, "--json").stdout)
    assert claim["tags"] == ["toll"]


def test_an_article_can_come_through_standard_input(copydesk):
    (row,) = json.loads(copydesk("list", "-", "--json", given=REPORT).stdout)
    assert row["published"] == "2031-05-02"
    assert row["path"].startswith("piped-")


def test_the_samples_are_listed_when_nothing_was_opened_before(copydesk):
    rows = json.loads(copydesk("list", "--json").stdout)
    assert len(rows) >= 6


def test_an_export_does_not_replace_a_file_unless_told_to(copydesk, report, tmp_path):
    copydesk("tag", report, "--words", "no people", "--tag", "toll")
    out = tmp_path / "claims.csv"
    out.write_text("mine", encoding="utf-8")
    refused = copydesk("export", "--format", "csv", "-o", out, report)
    assert refused.returncode == 1
    assert out.read_text(encoding="utf-8") == "mine"
    assert copydesk("export", "--format", "csv", "-o", out, "--force", report).returncode == 0
    assert "no people" in out.read_text(encoding="utf-8-sig")


def test_an_export_never_replaces_the_store_it_is_made_from(copydesk, report, tmp_path):
    copydesk("tag", report, "--words", "no people", "--tag", "toll")
    (tmp_path / "link.csv").symlink_to("copydesk.json")
    for out in ("copydesk.json", "link.csv"):
        refused = copydesk("export", "--format", "csv", "-o", out, "--force", report)
        assert refused.returncode == 1
        assert "is where the claims are kept" in refused.stderr
    assert len(TinyDB(tmp_path / "copydesk.json").table("claims")) == 1


def test_an_export_replaces_no_article_and_no_journal(copydesk, report, tmp_path):
    copydesk("tag", report, "--words", "no people", "--tag", "toll")
    (journal,) = tmp_path.rglob("journal")
    for out in (report, journal, journal.with_name("other")):
        before = out.read_bytes() if out.exists() else b""
        refused = copydesk("export", "--format", "csv", "-o", out, "--force", tmp_path)
        assert refused.returncode == 1
        assert "Choose another name." in refused.stderr
        assert (out.read_bytes() if out.exists() else b"") == before


def test_a_list_finds_marks_only_in_what_its_query_finds(copydesk, tmp_path):
    for name in ("harbour", "storm"):
        (tmp_path / f"{name}.txt").write_text(f"{name.title()}\n\n“So,” he said.\n", "utf-8")
    (row,) = json.loads(copydesk("list", "--query", "title:harbour", "--json", tmp_path).stdout)
    assert row["quotes"] == 1
    with Workspace([tmp_path], settings=Settings(annotator="ada")) as workspace:
        articles = workspace.articles.list
        list(articles.update())
        rows = map(articles.row, articles.find())
        assert {it.listed.path: it.quotes for it in rows} == {"harbour.txt": 1, "storm.txt": None}


def test_a_strict_export_writes_nothing_that_would_be_incomplete(copydesk, report, tmp_path):
    copydesk("tag", report, "--words", "no people", "--tag", "toll", "--note", "ask")
    out = tmp_path / "review.json"
    refused = copydesk("export", "--format", "claimreview", "--strict", "-o", out, report)
    assert refused.returncode == 1
    assert "cannot hold claims without a verdict" in refused.stderr
    assert not out.exists()
    assert copydesk("export", "--format", "claimreview", "-o", out, report).returncode == 0
    assert copydesk("export", "--format", "jsonl", "--strict", report).returncode == 0


@pytest.mark.parametrize("format_name", ["jsonl", "csv", "webannotation", "brat", "labelstudio"])
def test_what_was_exported_comes_back_once_and_only_once(copydesk, report, tmp_path, format_name):
    copydesk("tag", report, "--words", "no people", "--tag", "toll", "--note", "ask")
    copydesk("tag", report, "--words", "Friday", "--tag", "day")
    out, there = tmp_path / "out", tmp_path / "there"
    copydesk("export", "--format", format_name, "-o", out, report)
    there.mkdir()
    (tmp_path / "copydesk.json").rename(tmp_path / "claims.json")
    report.rename(there / "report.txt")

    first = copydesk("import", "--format", format_name, out, there)
    assert first.returncode == 0, first.stderr
    back = json.loads(copydesk("claims", there, "--json").stdout)
    assert [claim["anchor"]["exact"] for claim in back] == ["no people", "Friday"]
    assert {claim["article"]["path"] for claim in back} == {"report.txt"}
    assert sorted(first.stdout.split()) == [claim["id"] for claim in back]

    again = copydesk("import", "--format", format_name, out, there)
    assert again.stdout == ""
    assert json.loads(copydesk("claims", there, "--json").stdout) == back


def test_an_import_that_is_not_of_the_format_is_one_sentence(copydesk, report, tmp_path):
    (tmp_path / "bad.jsonl").write_text("not a claim", encoding="utf-8")
    done = copydesk("import", "bad.jsonl", ".")
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.returncode == 1
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    nothing = copydesk("import", "empty.jsonl", ".")
    assert (nothing.returncode, nothing.stderr) == (1, "copydesk: There is no claim in the file.\n")
    assert copydesk("import", "gone.csv", ".").returncode == 1
    assert copydesk("import", "report.txt", ".").returncode == 2


def test_the_doctor_tells_what_is_in_a_store_and_mends_what_is_broken(copydesk, report):
    copydesk("tag", report, "--words", "no people", "--tag", "toll")
    copydesk("tag", report, "--words", "Friday", "--tag", "day")
    report.write_text(REPORT.replace("Friday", "Monday"), encoding="utf-8")
    sound = copydesk("doctor", ".")
    assert sound.returncode == 0
    assert "2 claims" in sound.stdout
    assert "“Friday” in report.txt" in sound.stdout
    store = report.parent / "copydesk.json"
    store.write_bytes(store.read_bytes()[:-40])
    assert copydesk("doctor", store).returncode == 1
    assert copydesk("doctor", store, "--repair").returncode == 0
    assert json.loads(copydesk("doctor", ".", "--json").stdout)[0]["claims"] == 2
    assert len(json.loads(copydesk("claims", ".", "--json").stdout)) == 2


def test_a_doctor_without_a_patient_says_so(copydesk, tmp_path):
    done = copydesk("doctor", tmp_path)
    assert done.returncode == 1
    assert "There is no store" in done.stderr


def test_a_codebook_goes_out_and_comes_in_and_its_tags_are_renamed_everywhere(
    copydesk, report, tmp_path
):
    copydesk("tag", report, "--words", "no people", "--tag", "toll")
    copydesk("tag", report, "--words", "Friday", "--tag", "wrong")
    book = {"tags": [{"name": "toll", "key": "t", "description": "Dead and hurt"}]}
    copydesk("codebook", ".", "--import", "-", given=json.dumps(book))
    rows = [line.split("\t") for line in copydesk("codebook", ".").stdout.splitlines()]
    assert ["toll", "t", "", "", "1", "Dead and hurt"] in rows
    assert sorted(row[0] for row in rows) == ["toll", "wrong"]
    assert copydesk("codebook", ".", "--rename", "toll", "casualties").returncode == 0
    assert copydesk("codebook", ".", "--merge", "wrong", "casualties").returncode == 0
    tags = [claim["tags"] for claim in json.loads(copydesk("claims", ".", "--json").stdout)]
    assert tags == [["casualties"], ["casualties"]]
    written = json.loads(copydesk("codebook", ".", "--export", "-").stdout)
    assert written["tags"] == [{"name": "casualties", "description": "Dead and hurt", "key": "t"}]
    assert copydesk("codebook", ".", "--rename", "gone", "x").returncode == 1
    refused = copydesk("codebook", ".", "--remove", "casualties")
    assert refused.returncode == 1
    assert "2 claims with the tag “casualties” would be left without one." in refused.stderr
    told = copydesk("codebook", ".", "--remove", "casualties", "--force").stderr
    assert "from 2 claims; 2 that said nothing else went with it." in told
    assert copydesk("codebook", ".", "--remove", "casualties").returncode == 1
    (tmp_path / "book.json").write_text("[]", encoding="utf-8")
    assert copydesk("codebook", ".", "--import", "book.json").returncode == 1


def test_a_sheet_from_elsewhere_is_shown_before_it_is_read(copydesk, report, tmp_path):
    (tmp_path / "sheet.csv").write_text(
        "Claim;Topic;Document\nno people;toll;report.txt\n", "utf-8"
    )
    done = copydesk("import", "sheet.csv", ".")
    assert done.returncode == 0, done.stderr
    assert "Read article from “Document”, words from “Claim”, tags from “Topic”." in done.stderr
    named = copydesk(
        "import", "--column", "words=Claim", "--column", "tags=Nowhere", "sheet.csv", "."
    )
    assert named.returncode == 1
    assert "The table has no column “Nowhere”." in named.stderr
    assert copydesk("import", "--column", "words", "sheet.csv", ".").returncode == 2
    (claim,) = json.loads(copydesk("claims", ".", "--json").stdout)
    assert (claim["anchor"]["exact"], claim["tags"]) == ("no people", ["toll"])


@pytest.mark.parametrize("suffix", ["csv", "qdc", "json"])
def test_a_codebook_comes_in_merged_and_takes_the_place_only_when_told(
    copydesk, report, tmp_path, suffix
):
    copydesk("tag", report, "--words", "no people", "--tag", "toll")
    copydesk("codebook", ".", "--export", f"book.{suffix}")
    other = tmp_path.with_name(f"{tmp_path.name}-other")
    other.mkdir()
    (other / "b.txt").write_text("Some words here.", "utf-8")
    copydesk("tag", other / "b.txt", "--words", "words", "--tag", "mine")
    done = copydesk("codebook", other, "--import", f"book.{suffix}")
    assert "1 new, 0 changed. The codebook has 2 tags now." in done.stderr
    done = copydesk("codebook", other, "--import", f"book.{suffix}", "--force")
    assert "1 tag dropped. The codebook has 1 tag now." in done.stderr
    names = [line.split("\t")[0] for line in copydesk("codebook", other).stdout.splitlines()]
    assert names[0] == "toll"


def test_hostile_words_reach_no_terminal_from_any_command(copydesk, tmp_path):
    (tmp_path / "bad\x1b[2J.txt").write_text("\x1b]0;owned\x07 It is “so\u202e”, he said.")
    for command in (["list", "."], ["marks", "."], ["claims", "."], ["list", "gone\x1b[2J"]):
        done = copydesk(*command)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\u202e" not in done.stdout + done.stderr


def test_hostile_words_reach_no_terminal_from_what_is_read_from_a_file(copydesk, report):
    harm = "\x1b]0;owned\x07 \x9b2J \u202e \U000e0041"
    line = json.dumps({"id": harm, "text": f"“So be it {harm},” she said."})
    done = copydesk("marks", "--jsonl", "-", given=line)
    assert json.loads(done.stdout)["id"] == harm
    assert not HARMFUL.search(done.stdout.replace("\n", ""))
    copydesk("tag", report, "--words", "no people", "--tag", "toll")
    claim = json.loads(copydesk("export", ".", "--format", "jsonl").stdout)
    (report.parent / "in.jsonl").write_text(json.dumps(claim | {"id": harm, "note": "other"}))
    done = copydesk("import", "in.jsonl", ".")
    assert not HARMFUL.search((done.stdout + done.stderr).replace("\n", ""))
    assert "owned" in done.stdout


def test_a_pipe_that_is_closed_early_makes_no_noise():
    child = subprocess.Popen(
        [sys.executable, "-m", "reader", "marks", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    child.stdout.close()
    line = json.dumps({"id": 1, "text": "It cost 5 euros. " * 500}).encode() + b"\n"
    _, complaint = child.communicate(line * 50)
    assert complaint == b""


def test_the_version_is_the_one_of_the_distribution(copydesk):
    assert copydesk("--version").stdout.startswith("copydesk, version ")


def test_the_readme_tells_of_every_command_as_it_is():
    from reader.cli.reference import with_reference

    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert with_reference(readme) == readme, "run: python -m reader.cli.reference README.md"


def test_the_settings_are_shown_with_where_they_are_kept(copydesk, home):
    place = json.loads(copydesk("config", "--json").stdout)["config.toml"]
    Path(place).parent.mkdir(parents=True)
    Path(place).write_text('annotator = "mira"', encoding="utf-8")
    shown = json.loads(copydesk("config", "--json").stdout)
    assert shown["annotator"] == "mira"
    assert (shown["measure"], shown["reported_speech"], shown["keys"]) == (66, "learned", {})
    rows = dict(line.split("\t") for line in copydesk("config").stdout.splitlines())
    assert rows["reported_speech"] == "learned"
    wrong = (
        'annotator = 5\nmeasure = "wide"\nfigures = "all"\ncolumns = 3\n[keys]\n"read.tag" = 5\n'
    )
    Path(place).write_text(wrong, encoding="utf-8")
    told = copydesk("config", "--json")
    assert told.returncode == 0
    assert json.loads(told.stdout)["figures"] == "all"
    assert [place in line for line in told.stderr.splitlines()] == [True] * 4
    lake = Path(place).parent / "lake.txt"
    lake.write_text("The lake rose by 4 metres.\n", encoding="utf-8")
    listed = copydesk("list", str(lake))
    assert listed.returncode == 0
    assert "lake.txt" in listed.stdout
    assert listed.stderr.count("It is left out.") == 4
    Path(place).write_text("annotator = ", encoding="utf-8")
    listed = copydesk("list", str(lake))
    assert listed.returncode == 0
    assert "All settings are the usual ones." in listed.stderr


def test_what_the_settings_say_in_vain_is_told_and_the_rest_holds(copydesk, home):
    place = Path(json.loads(copydesk("config", "--json").stdout)["config.toml"])
    place.parent.mkdir(parents=True)
    place.write_text(
        'anotator = "mira"\ntheme = "purple"\nmeasure = 70\n'
        '[keys]\n"read.remve" = "f5"\n"read.tag" = "x,F"\n"desk.back" = "escape,q"\n',
        encoding="utf-8",
    )
    shown = copydesk("config", "--json")
    assert shown.returncode == 0
    assert json.loads(shown.stdout)["measure"] == 70
    told = shown.stderr.splitlines()
    assert told[0] == "In config.toml, “anotator” is no setting."
    assert told[1].startswith("There is no theme “purple”, so the usual one is shown. Choose one")
    assert sorted(told[2:]) == [
        "In config.toml, [keys] names “read.remve”, which is no action. The help names all.",
        "“F” is a key of both read.tag and text.previous-figure; it can do only one of them.",
        "“escape” is a key of both desk.let-go and desk.back; it can do only one of them.",
        "“x” is a key of both read.dismiss and read.tag; it can do only one of them.",
    ]
    place.write_text('theme = "nord"\n[keys]\n"read.remove" = "delete"\n', encoding="utf-8")
    assert copydesk("config").stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_can_learn_to_complete_the_commands(copydesk, shell):
    assert "_COPYDESK_COMPLETE" in copydesk("completion", shell).stdout


def test_commands_and_options_are_completed(home):
    def completed(words, place):
        return subprocess.run(
            [sys.executable, "-m", "reader"],
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[3]),
                "_COPYDESK_COMPLETE": "fish_complete",
                "COMP_WORDS": words,
                "COMP_CWORD": place,
            },
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    assert "plain,export" in completed("copydesk ex", "ex")
    assert "--format" in completed("copydesk export --for", "--for")


def test_a_list_is_filtered_sorted_and_the_same_at_the_second_start(copydesk, report, home):
    (report.parent / "other.txt").write_text("Nothing is counted here.", encoding="utf-8")
    asked = ("list", ".", "--json", "--sort", "words", "--reverse")
    first = json.loads(copydesk(*asked).stdout)
    assert [row["path"] for row in first] == ["report.txt", "other.txt"]
    assert [row["quotes"] for row in first] == [1, 0]
    assert list((home / ".cache").rglob("*.db"))
    assert json.loads(copydesk(*asked).stdout) == first
    copydesk("tag", report, "--words", "no people", "--tag", "toll")
    for query in ("tag:toll", "quotes>0", '"1,200 sheep"', "-other"):
        (row,) = json.loads(copydesk("list", ".", "--json", "--query", query).stdout)
        assert (row["path"], row["claims"]) == ("report.txt", 1)


def test_a_list_of_several_libraries_tells_them_apart(copydesk, tmp_path):
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("It rained.\n", encoding="utf-8")
    both = copydesk("list", "north", "south", "--sort", "library", "--reverse")
    libraries = [str(tmp_path / name) for name in ("south", "north")]
    assert [line.split("\t")[0] for line in both.stdout.splitlines()] == libraries
    (row,) = json.loads(
        copydesk("list", "north", "south", "--query", "library:nor", "--json").stdout
    )
    assert row["library"] == libraries[1]
    assert not copydesk("list", "north").stdout.startswith(libraries[1])


def test_a_list_of_nothing_says_so_and_is_an_answer(copydesk, report):
    done = copydesk("list", ".", "--query", "tag:gone")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "copydesk: No article is like that.\n"
    assert copydesk("list", ".", "--json", "--query", "tag:gone").stdout == "[]\n"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("figurs>0", "There is no “figurs” to ask for. Is “figures” meant?"),
        ("figures>", "“figures” is compared with a number: figures>5, or figures:5..20."),
    ],
)
def test_a_list_that_is_asked_for_by_mistake_is_not_answered(copydesk, report, query, sentence):
    asked = copydesk("list", ".", "--query", query)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert sentence in asked.stderr


def test_a_list_is_right_without_a_cache(copydesk, report, home):
    (home / ".cache").touch()
    (home / ".local").touch()
    (row,) = json.loads(copydesk("list", ".", "--json").stdout)
    assert (row["path"], row["quotes"]) == ("report.txt", 1)


def test_a_picture_of_the_first_screen_is_drawn_without_a_terminal(copydesk, report, tmp_path):
    done = copydesk(report.parent, "--screenshot", "desk.svg")
    assert done.returncode == 0, done.stderr
    picture = (tmp_path / "desk.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "Orlen" in picture


def test_what_cannot_be_done_is_told_in_the_picture_alone(copydesk, report, tmp_path):
    done = copydesk(report.parent, "--screenshot", "desk.svg", "--keys", "Enter u")
    assert (done.returncode, done.stderr) == (0, "")
    picture = (tmp_path / "desk.svg").read_text(encoding="utf-8")
    assert "nothing&#160;to&#160;undo" in picture


@pytest.fixture
def deep_library(tmp_path):
    """A library with more folders in each other than Python calls functions."""
    library, depth, back = tmp_path / "deep", 1100, Path.cwd()
    library.mkdir()
    os.chdir(library)
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    os.chdir(back)
    yield library
    os.chdir(library)
    for _ in range(depth):
        os.chdir("d")
    for _ in range(depth):  # what cleans up after the tests calls itself for each folder
        os.chdir("..")
        Path("d").rmdir()
    os.chdir(back)


def test_claims_are_found_however_deep_folders_lie(copydesk, deep_library):
    lake = deep_library / "lake.txt"
    lake.write_text("The lake rose by 4 metres.\n", encoding="utf-8")
    assert copydesk("tag", str(lake), "--words", "lake", "--tag", "x").returncode == 0
    for command in ("claims", "doctor", "list"):
        shown = copydesk(command, str(deep_library))
        assert (shown.returncode, shown.stderr) == (0, "")
    assert "lake.txt" in copydesk("claims", str(deep_library)).stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_journal_that_is_a_pipe_ends_in_a_sentence(copydesk, tmp_path):
    lake = tmp_path / "lake.txt"
    lake.write_text("The lake rose by 4 metres.\n", encoding="utf-8")
    assert copydesk("tag", str(lake), "--words", "lake", "--tag", "x").returncode == 0
    (journal,) = tmp_path.rglob("journal")
    journal.unlink()
    os.mkfifo(journal)
    for command in (("claims",), ("tag", "--words", "rose", "--tag", "y"), ("doctor",)):
        told = copydesk(command[0], str(lake), *command[1:])
        assert told.returncode == 1
        assert told.stderr.strip().endswith("journal is not an ordinary file.")
