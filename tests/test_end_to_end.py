"""The whole path in a real terminal: open, read, tag, quit, come back, find it, export it."""

import csv
import json
from pathlib import Path

import pytest
from tinydb import TinyDB

LEDGER = """ date 2031-05-02 By Orlen Ledger Staff

The dam at Orlen held through the night, mayor Ada Brandt said on Friday.

“We lost 1,200 sheep but no people,” Brandt told reporters.

At least 40 houses were flooded.

(OL, NORWIRE)
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "dam.txt").write_text(LEDGER, encoding="utf-8")
    (folder / "hill.txt").write_text("The hill stands. It is 300 metres high.", encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def test_a_claim_tagged_in_the_app_is_kept_found_again_and_exported(
    terminal, copydesk, articles, tmp_path
):
    first = terminal(articles)
    first.wait_for("The dam at Orlen held", "The hill stands")
    first.press("\r")
    first.wait_for("2 May 2031", "“ “We lost 1,200 sheep but no people,”")  # with its sign
    assert not any("NORWIRE)" in line or "date 2031" in line for line in first.lines)
    first.press("n")
    first.press("t")
    first.wait_for("Tag")
    first.press("no deaths\r")
    first.wait_for("Saved as no deaths.")
    first.press("q")
    first.wait_for("The hill stands")
    first.press("q")
    assert first.wait_for_end() == 0

    (kept,) = TinyDB(articles / "copydesk.json").table("claims").all()
    assert kept["tags"] == ["no deaths"]
    words = kept["anchor"]["exact"]
    assert words in LEDGER

    again = terminal(articles)
    again.wait_for("The dam at Orlen held")
    again.press("c")
    again.wait_for("no deaths", words)
    again.press("\r")
    again.wait_for("claim no deaths")
    assert again.leave() == 0

    for format_name in ("csv", "jsonl", "markdown"):
        out = tmp_path / f"claims.{format_name}"
        done = copydesk("export", "--format", format_name, "-o", out, articles)
        assert done.returncode == 0, done.stderr
    (row,) = csv.DictReader((tmp_path / "claims.csv").open(encoding="utf-8-sig", newline=""))
    assert (row["id"], row["words"], row["tags"]) == (kept["id"], words, "no deaths")
    (line,) = (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == kept["id"]
    report = (tmp_path / "claims.markdown").read_text(encoding="utf-8")
    assert "no deaths" in report
    assert "1,200 sheep" in report or "40 houses" in report or "Friday" in report


def test_an_article_from_standard_input_is_read_with_the_keyboard(terminal, tmp_path):
    (tmp_path / "dam.txt").write_text(LEDGER, encoding="utf-8")
    screen = terminal("-", piped=tmp_path / "dam.txt")
    screen.wait_for("The dam at Orlen held")
    assert screen.leave() == 0
