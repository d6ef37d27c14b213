"""Merging a library with a colleague's, by hand and by git."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

ROOT = Path(__file__).parents[3]
TEXT = """Council votes to close the bridge

The council voted on Monday to close the old bridge, which carries 12,000 cars a day.

“We had no choice,” said Mayor Ines Corvale. “The steel is rotten.”
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def words(folder: Path) -> list[str]:
    found = TinyDB(folder / "copydesk.json").table("claims").all()
    return sorted(claim["anchor"]["exact"] for claim in found)


def tag(copydesk: Run, folder: Path, exact: str, name: str, *more: str) -> str:
    done = copydesk("tag", folder / "a.txt", "--words", exact, "--tag", name, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def stored(folder: Path, **tables: object) -> Path:
    """Write a store by hand, its claims with what all of them have."""
    folder.mkdir(exist_ok=True)
    for claim in tables["claims"].values():
        claim |= {
            "article": {"path": "a.txt"},
            "anchor": {"exact": "old bridge", "start": 66, "end": 76},
            "kind": "statement",
            "created": "2026-11-20T09:00:00Z",
        }
        claim.setdefault("tags", ["bridge"])
        claim.setdefault("modified", "2026-11-20T09:00:00Z")
    about = {"1": {"format": "copydesk claims", "version": 1}}
    file = folder / "copydesk.json"
    file.write_text(json.dumps({"about": about, **tables}), encoding="utf-8")
    return file


@pytest.fixture
def three(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Make a base, my folder and their folder, which disagree about one note."""
    base = stored(tmp_path / "base", claims={"1": {"id": "one", "note": "ask"}})
    mine = stored(tmp_path / "mine", claims={"1": {"id": "one", "note": "asked"}})
    theirs = stored(
        tmp_path / "theirs", claims={"1": {"id": "one", "note": "denied"}, "2": {"id": "two"}}
    )
    return base, mine.parent, theirs


def test_a_conflict_is_kept_in_the_file_and_listed_until_it_is_decided(copydesk, three):
    base, mine, theirs = three
    done = copydesk("merge", theirs, mine, "--base", base, "--json")
    assert done.returncode == 3, done.stderr
    conflict = {"claim": "one", "field": "note", "base": "ask", "mine": "asked"}
    conflict |= {"theirs": "denied", "kept": "mine"}
    assert json.loads(done.stdout)["conflicts"] == [{**conflict, "kind": "both edited"}]
    assert TinyDB(mine / "copydesk.json").table("conflicts").all() == [conflict]
    again = copydesk("merge", cwd=mine)
    assert again.returncode == 3
    assert "asked" in again.stdout
    assert "denied" in again.stdout
    decided = copydesk("merge", "--prefer", "theirs", cwd=mine)
    assert decided.returncode == 0, decided.stderr
    notes = {it["id"]: it.get("note") for it in TinyDB(mine / "copydesk.json").table("claims")}
    assert notes == {"one": "denied", "two": None}
    assert TinyDB(mine / "copydesk.json").table("conflicts").all() == []


@pytest.mark.parametrize(("side", "note"), [("mine", "asked"), ("theirs", "denied")])
def test_a_preferred_side_leaves_no_conflict_open(copydesk, three, side, note):
    base, mine, theirs = three
    done = copydesk("merge", theirs, mine, "--base", base, "--prefer", side)
    assert done.returncode == 0, done.stderr
    assert TinyDB(mine / "copydesk.json").table("claims").all()[0]["note"] == note
    assert TinyDB(mine / "copydesk.json").table("conflicts").all() == []


def test_a_dry_run_changes_nothing(copydesk, three):
    base, mine, theirs = three
    before = (mine / "copydesk.json").read_bytes()
    done = copydesk("merge", theirs, mine, "--base", base, "--dry-run", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["new"] == 1
    assert (mine / "copydesk.json").read_bytes() == before


def test_what_is_missing_in_a_copy_that_was_cut_off_is_not_removed_here(copydesk, tmp_path):
    claims = {str(number): {"id": f"claim {number}"} for number in range(1, 5)}
    base = stored(tmp_path / "base", claims=claims)
    mine = stored(tmp_path / "mine", claims=claims)
    copy = mine.with_name("copydesk-LAPTOP.json")
    copy.write_bytes(base.read_bytes()[:-300])
    done = copydesk("merge", copy, mine.parent, "--base", base)
    assert " 0 removed." in done.stderr
    assert f"A part of {copy} cannot be read." in done.stderr
    assert len(words(mine.parent)) == 4
    copy.write_text(base.read_text().replace(', "2": {"id": "claim 2"', ', "9": {"id": "claim 9"'))
    assert (
        "1 new, 0 changed, 1 removed."
        in copydesk("merge", copy, mine.parent, "--base", base).stderr
    )


def test_a_folder_and_json_lines_can_be_merged(copydesk, three, tmp_path):
    _, mine, theirs = three
    lines = tmp_path / "claims.jsonl"
    exported = copydesk("export", theirs.parent, "--format", "jsonl", "-o", lines)
    assert exported.returncode == 0, exported.stderr
    assert copydesk("merge", lines, mine, "--prefer", "mine").returncode == 0
    assert len(TinyDB(mine / "copydesk.json").table("claims")) == 2
    again = copydesk("merge", theirs.parent, mine, "--prefer", "mine")
    assert again.returncode == 0
    assert "0 new, 0 changed, 0 removed" in again.stderr


def test_a_claim_that_stood_twice_in_a_file_is_told(copydesk, three):
    base, mine, theirs = three
    content = json.loads((mine / "copydesk.json").read_text("utf-8"))
    content["claims"]["7"] = {**content["claims"]["1"], "claimant": "Mayor Corvale"}
    (mine / "copydesk.json").write_text(json.dumps(content), encoding="utf-8")
    done = copydesk("merge", theirs, mine, "--base", base, "--json")
    assert {"kind": "twice", "claims": ["one"]} in json.loads(done.stdout)["told"]
    kept = {it["id"]: it for it in TinyDB(mine / "copydesk.json").table("claims")}
    assert kept["one"]["claimant"] == "Mayor Corvale"


@pytest.mark.parametrize("text", ["not a store\n", '{"a": 1}\n', ""])
def test_what_holds_no_claims_is_refused_with_a_sentence(copydesk, three, tmp_path, text):
    _, mine, _ = three
    other = tmp_path / "other.json"
    other.write_text(text, encoding="utf-8")
    before = (mine / "copydesk.json").read_bytes()
    done = copydesk("merge", other, mine)
    assert done.returncode == 1
    assert "other.json" in done.stderr
    assert "Traceback" not in done.stderr
    assert (mine / "copydesk.json").read_bytes() == before


def test_a_newer_form_is_refused_and_nothing_is_written(copydesk, three):
    base, mine, theirs = three
    content = json.loads(theirs.read_text("utf-8"))
    content["about"]["1"]["version"] = 99
    theirs.write_text(json.dumps(content), encoding="utf-8")
    before = (mine / "copydesk.json").read_bytes()
    done = copydesk("merge", theirs, mine, "--base", base)
    assert done.returncode == 1
    assert "newer" in done.stderr
    assert (mine / "copydesk.json").read_bytes() == before


# git


class Repository:
    """A repository with the library in it, and two branches that both tagged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self("init", "-q", "-b", "main", ".")
        self("config", "user.email", "ann@example.org")
        self("config", "user.name", "Ann")

    def __call__(self, *words: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )
        assert (done.returncode != 0) == fails, done.stderr + done.stdout
        return done.stdout.strip()

    def commit(self, what: str) -> None:
        self("add", "-A")
        self("commit", "-qm", what)


@pytest.fixture
def repository(library: Path, copydesk: Run) -> Repository:
    """Make a repository whose branches `main` and `other` each tagged words of their own."""
    git = Repository(library)
    tag(copydesk, library, "old bridge", "base")
    git.commit("base")
    git("checkout", "-qb", "other")
    tag(copydesk, library, "12,000 cars a day", "theirs")
    git.commit("theirs")
    tag(copydesk, library, "Ines Corvale", "theirs")
    git.commit("theirs again")
    git("checkout", "-q", "main")
    tag(copydesk, library, "The steel is rotten.", "mine")
    git.commit("mine")
    return git


ALL = ["12,000 cars a day", "Ines Corvale", "The steel is rotten.", "old bridge"]


def install(copydesk: Run, folder: Path) -> None:
    done = copydesk("merge", "--install", cwd=folder)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "act",
    [
        ["merge", "-q", "--no-edit", "other"],
        ["rebase", "-q", "other"],
        ["cherry-pick", "other~1", "other"],
    ],
    ids=lambda words: words[0],
)
def test_git_merges_by_claim_once_the_driver_is_installed(copydesk, repository, act):
    install(copydesk, repository.folder)
    repository.commit("attributes")
    repository(*act)
    assert words(repository.folder) == ALL
    assert repository("status", "--porcelain") == ""


def test_a_rebase_of_several_commits_goes_on_over_conflicts(copydesk, repository):
    install(copydesk, repository.folder)
    repository.commit("attributes")
    repository("checkout", "-q", "other")
    repository("rebase", "-q", "main")
    assert words(repository.folder) == ALL


def test_a_stash_comes_back_over_what_was_tagged_meanwhile(copydesk, repository):
    install(copydesk, repository.folder)
    repository.commit("attributes")
    tag(copydesk, repository.folder, "no choice", "stashed")
    repository("stash", "-q")
    repository("merge", "-q", "--no-edit", "other")
    repository("stash", "pop", "-q")
    assert words(repository.folder) == sorted([*ALL, "no choice"])


def test_libraries_without_a_common_base_are_merged(copydesk, repository, tmp_path):
    install(copydesk, repository.folder)
    repository.commit("attributes")
    apart = tmp_path / "apart"
    apart.mkdir()
    (apart / "a.txt").write_text(TEXT, encoding="utf-8")
    stranger = Repository(apart)
    tag(copydesk, apart, "no choice", "apart")
    stranger.commit("apart")
    repository("fetch", "-q", str(apart), "main")
    repository("merge", "-q", "--no-edit", "--allow-unrelated-histories", "FETCH_HEAD")
    assert words(repository.folder) == ["The steel is rotten.", "no choice", "old bridge"]


def test_what_git_could_not_merge_is_merged_from_its_index(copydesk, repository):
    repository("merge", "other", fails=True)
    assert "<<<<<<<" in (repository.folder / "copydesk.json").read_text("utf-8")
    done = copydesk("merge", cwd=repository.folder)
    assert done.returncode == 0, done.stderr
    assert words(repository.folder) == ALL
    again = copydesk("merge", cwd=repository.folder)
    assert again.returncode == 0, again.stderr
    assert words(repository.folder) == ALL


def test_a_marked_file_outside_a_repository_is_merged_from_its_markers(
    copydesk, repository, tmp_path
):
    repository("merge", "other", fails=True)
    apart = tmp_path / "apart"
    apart.mkdir()
    marked = (repository.folder / "copydesk.json").read_bytes()
    (apart / "copydesk.json").write_bytes(marked)
    done = copydesk("merge", cwd=apart)
    assert done.returncode == 0, done.stderr
    assert words(apart) == ALL


def test_a_driver_that_fails_leaves_both_sides(copydesk, tmp_path):
    files = []
    for name, line in (("base", "one\n"), ("mine", "two\n"), ("theirs", "three\n")):
        files.append(tmp_path / name)
        files[-1].write_text(line, encoding="utf-8")
    done = copydesk("merge", "--driver", *files, "copydesk.json")
    assert done.returncode == 1
    assert "copydesk.json" in done.stderr
    left = (tmp_path / "mine").read_text("utf-8")
    assert "<<<<<<< mine" in left
    assert "two" in left
    assert "three" in left


def test_what_was_installed_can_be_taken_back(copydesk, repository):
    (repository.folder / ".gitattributes").write_text("*.txt text\n", encoding="utf-8")
    install(copydesk, repository.folder)
    install(copydesk, repository.folder)
    attributes = repository.folder / ".gitattributes"
    assert attributes.read_text("utf-8") == "*.txt text\ncopydesk.json merge=copydesk\n"
    done = copydesk("merge", "--uninstall", cwd=repository.folder)
    assert done.returncode == 0, done.stderr
    assert attributes.read_text("utf-8") == "*.txt text\n"
    assert "copydesk" not in (repository.folder / ".git" / "config").read_text("utf-8")
