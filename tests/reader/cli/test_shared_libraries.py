"""The commands in a library that others change as well: told, followed, named, never lost."""

import json
import re
import subprocess

import pytest

TEXT = (
    "Council votes\n\nThe council voted on Monday to close the old bridge, which carries "
    "12,000 cars a day.\n\n“We had no choice,” said Mayor Ines Corvale.\n"
)


@pytest.fixture
def library(tmp_path, copydesk):
    """A library of one article with a claim."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    copydesk("tag", "a.txt", "--words", "12,000 cars", "--tag", "toll")
    return tmp_path


def words(copydesk, *paths):
    return sorted(
        claim["anchor"]["exact"]
        for claim in json.loads(copydesk("claims", "--json", *paths).stdout)
    )


@pytest.mark.parametrize("way", ["merge", "rebase", "cherry-pick"])
def test_what_git_could_not_merge_is_told_by_every_command_and_kept(library, copydesk, way):
    def git(*arguments):
        who = ["-c", "user.name=n", "-c", "user.email=a@b"]
        subprocess.run(["git", *who, *arguments], cwd=library, capture_output=True, check=False)

    git("init", "-qb", "main")
    git("add", "-A")
    git("commit", "-qm", "began")
    for branch, said in (("other", "old bridge"), ("main", "Ines Corvale")):
        git("checkout", "-q", *["-b"] * (branch == "other"), branch)
        copydesk("tag", "a.txt", "--words", said, "--tag", branch)
        git("commit", "-qam", branch)
    git(way, "other")
    marked = (library / "copydesk.json").read_text(encoding="utf-8")
    assert "<<<<<<<" in marked
    commands = [["list", "."], ["doctor", "."]]
    if way == "merge":
        commands += [
            ["claims", "."],
            ["codebook", "."],
            ["marks", "."],
            ["export", "--format", "jsonl", "."],
        ]
        commands += [["read", "--screenshot", str(library / "x.svg"), "."]]
    for command in commands:
        done = copydesk(*command)
        assert "has the marks of a merge that git could not finish" in done.stdout + done.stderr
        assert (library / "copydesk.json").read_text(encoding="utf-8") == marked
    assert copydesk("tag", "a.txt", "--words", "Council votes", "--tag", "later").returncode == 0
    mended = copydesk("doctor", "--repair", ".")
    assert mended.returncode == 0
    assert mended.stdout.rstrip().endswith("is mended: nothing in it is damaged any more.")
    assert words(copydesk) == ["12,000 cars", "Council votes", "Ines Corvale", "old bridge"]


@pytest.mark.parametrize("name", ["b.txt", "done/a.txt", "A.TXT"])
@pytest.mark.parametrize("command", ["list", "claims", "doctor", "export"])
def test_a_moved_article_is_followed_from_the_command_line(library, copydesk, name, command):
    (library / name).parent.mkdir(exist_ok=True)
    (library / "a.txt").rename(library / name)
    more = ["--format", "doccano"] if command == "export" else []
    done = copydesk(command, *more, ".")
    assert f"1 claim followed “a.txt” to “{name}”." in done.stderr
    assert "gone" not in done.stdout
    if command == "export":
        assert json.loads(done.stdout)["label"]
    assert copydesk("doctor", ".").stderr == ""


def test_what_writes_without_a_path_takes_this_library_or_asks(library, copydesk, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    copydesk("list", ".")
    before = (library / "copydesk.json").read_bytes()
    for command in (["codebook", "--rename", "toll", "cost"], ["doctor", "--repair"]):
        refused = copydesk(*command, cwd=elsewhere)
        assert refused.returncode == 1
        assert f"There is no library in {elsewhere}. Name the folder" in refused.stderr
    assert (library / "copydesk.json").read_bytes() == before
    (library / "deep").mkdir()
    done = copydesk("codebook", "--rename", "toll", "cost", cwd=library / "deep")
    assert f"It is kept in {library / 'copydesk.json'}." in done.stderr
    assert words(copydesk, str(library)) == ["12,000 cars"]


def test_what_was_kept_aside_is_listed_and_brought_back(library, copydesk):
    backup = (library / "copydesk.json").read_bytes()
    copydesk("tag", "a.txt", "--words", "old bridge", "--tag", "toll")
    (library / "copydesk.json").write_bytes(backup)
    assert words(copydesk) == ["12,000 cars"]
    (line,) = (it for it in copydesk("doctor", ".").stdout.splitlines() if "Kept from" in it)
    assert line.endswith(", 1 claim.")
    name = line.rpartition("/")[2].partition(",")[0]
    assert "1 new" in copydesk("doctor", "--bring-back", name, ".").stderr
    assert words(copydesk) == ["12,000 cars", "old bridge"]
    assert copydesk("doctor", "--bring-back", "nothing", ".").returncode == 1


def test_a_copy_beside_the_store_is_told_until_it_is_merged(library, copydesk):
    copy = library / "copydesk (Ann's conflicted copy).json"
    copy.write_bytes((library / "copydesk.json").read_bytes().replace(b'"toll"', b'"cost"'))
    for command in ("list", "claims", "codebook"):
        assert "is a copy of copydesk.json with 1 claim" in copydesk(command, ".").stderr
    copydesk("merge", copy)
    assert not copy.exists()
    (claim,) = json.loads(copydesk("claims", "--json", ".").stdout)
    assert set(claim["tags"]) & {"cost"}
    assert copydesk("claims", ".").stderr == ""


@pytest.fixture
def rebased(library, copydesk, tmp_path_factory):
    """A library of which a rebase dropped the merge by hand, and one claim with it."""

    def git(*arguments, folder=library):
        who = ["-c", "user.name=n", "-c", "user.email=a@b", "-c", "core.editor=true"]
        return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True)

    def tag(folder, words):
        copydesk("tag", "a.txt", "--words", words, "--tag", "seen", cwd=folder)
        git("add", "-A", folder=folder)

    git("init", "-qb", "main")
    git("add", "-A")
    git("commit", "-qm", "began")
    other = tmp_path_factory.mktemp("other") / "clone"
    git("clone", "-q", str(library), str(other))
    tag(other, "old bridge")
    git("commit", "-qm", "other", folder=other)
    tag(library, "Ines Corvale")
    git("commit", "-qm", "here")
    git("pull", "--no-rebase", str(other), "main")
    copydesk("merge")
    tag(library, "Council votes")
    git("commit", "-qm", "merged by hand, with one more")
    tag(other, "on Monday")
    git("commit", "-qm", "later", folder=other)
    git("pull", "--rebase", str(other), "main")
    while (library / ".git" / "rebase-merge").exists():
        copydesk("merge")
        git("add", "-A")
        git("rebase", "--continue")
    return git


@pytest.mark.usefixtures("rebased")
def test_what_a_rebase_dropped_is_told_by_every_command_and_comes_back(copydesk):
    assert "Council votes" not in words(copydesk)
    for command in ("list", "claims", "codebook", "marks", "export"):
        told = copydesk(command, *["--format", "jsonl"] * (command == "export"), ".").stderr
        assert "1 claim that was here is not so in" in told
    name = re.search(r"doctor --bring-back (\S+-replaced\.json)”", told)[1]
    copydesk("doctor", "--bring-back", name)
    everything = ["12,000 cars", "Council votes", "Ines Corvale", "old bridge", "on Monday"]
    assert words(copydesk) == everything
    assert copydesk("list", ".").stderr == ""


@pytest.mark.usefixtures("rebased")
def test_what_is_out_of_sight_is_told_until_it_is_looked_at(copydesk):
    assert "1 claim that was here" in copydesk("doctor", ".").stderr
    assert copydesk("list", ".").stderr == ""
    assert "-replaced.json, " in copydesk("doctor", ".").stdout


def test_another_branch_puts_nothing_out_of_sight(copydesk, rebased):
    git = rebased
    copydesk("doctor", ".")
    git("checkout", "-q", "-b", "older", "HEAD~1")
    for _ in range(2):
        assert "that was here" not in copydesk("list", ".").stderr
    assert "Ines Corvale" not in words(copydesk)
    git("checkout", "-q", "main")
    copydesk("list", ".")
    git("reset", "-q", "--hard", "HEAD~1")
    for _ in range(2):
        assert "1 claim that was here is not so in" in copydesk("list", ".").stderr
