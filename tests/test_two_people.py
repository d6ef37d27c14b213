"""A team's way in one test: two clones, git's merge, comparing, deciding, exporting."""

import csv
import json
import os
import subprocess
from pathlib import Path

from tinydb import TinyDB

ROOT = Path(__file__).parents[1]
ARTICLE = """Council votes to close the bridge

The council voted on Monday to close the old bridge.

“We had no choice,” said Mayor Ines Corvale.

It carries 12,000 cars a day.
"""


def git(folder: Path, *words: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr


def tag_in_the_app(terminal, folder: Path, tag: str) -> None:
    """Open the only article, tag its first mark, mark the article as done, and leave."""
    app = terminal(folder)
    app.wait_for("Council votes")
    app.press("\r")
    app.wait_for("“ “We had no choice,”")
    app.press("nt")
    app.wait_for("Tag")
    app.press(f"{tag}\r")
    app.wait_for(f"Saved as {tag}.")
    app.press("D")
    app.wait_for("Marked as done.")
    assert app.leave() == 0


def person(folder: Path, name: str) -> None:
    git(folder, "config", "user.email", f"{name}@example.org")
    git(folder, "config", "user.name", name)


def settings_of(name: str, monkeypatch, tmp_path: Path) -> None:
    """Let the programs that start from now on be this person's."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "homes" / name / variable))
    config = tmp_path / "homes" / name / "XDG_CONFIG_HOME" / "copydesk"
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text(f'annotator = "{name}"\n', encoding="utf-8")


def test_two_clones_are_tagged_merged_compared_decided_and_exported(
    terminal, copydesk, tmp_path, monkeypatch
):
    ada, bo = tmp_path / "ada", tmp_path / "bo"
    ada.mkdir()
    (ada / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    git(ada, "init", "-q", "-b", "main", ".")
    person(ada, "ada")
    settings_of("ada", monkeypatch, tmp_path)
    assert copydesk("merge", "--install", cwd=ada).returncode == 0
    git(ada, "add", "-A")
    git(ada, "commit", "-qm", "article")
    git(tmp_path, "clone", "-q", str(ada), str(bo))
    person(bo, "bo")

    tag_in_the_app(terminal, ada, "excuse")
    git(ada, "add", "-A")
    git(ada, "commit", "-qm", "ada’s")
    settings_of("bo", monkeypatch, tmp_path)
    assert copydesk("merge", "--install", cwd=bo).returncode == 0
    tag_in_the_app(terminal, bo, "reason")
    git(bo, "add", "-A")
    git(bo, "commit", "-qm", "bo’s")

    settings_of("ada", monkeypatch, tmp_path)
    git(ada, "pull", "-q", "--no-rebase", "--no-edit", str(bo), "main")
    claims = TinyDB(ada / "copydesk.json").table("claims").all()
    assert sorted((it["annotator"], it["tags"]) for it in claims) == [
        ("ada", ["excuse"]),
        ("bo", ["reason"]),
    ]

    agreement = json.loads(copydesk("agreement", "--json", ada).stdout)
    assert agreement["articles"] == 1
    assert agreement["words"][0] == {
        "measure": "exact F1",
        "value": 1.0,
        "interval": None,
        "why": "",
    }

    app = terminal(ada)
    app.wait_for("Council votes")
    app.press("M")
    app.wait_for("ada: Monday", "bo: Monday", "≠ tags")
    app.press("=")
    app.wait_for("Decided 1 claim for both.")
    assert app.leave() == 0

    exported = copydesk("export", "--decided", "--format", "csv", "-o", "-", ada)
    assert exported.returncode == 0, exported.stderr
    (row,) = csv.DictReader(exported.stdout.lstrip("\ufeff").splitlines())
    assert row["tags"] == "excuse; reason"
    assert row["annotator"] == "ada"
