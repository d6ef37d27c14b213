"""Two outlets on one event: what they have in common is found exactly, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[4] / "shared" / "comparison"


@pytest.mark.skipif(not SHARED.exists(), reason="the judged pairs are not there")
def test_two_outlets_share_three_quotes_and_two_figures():
    done = subprocess.run(
        [sys.executable, "-m", "reader", "compare", "--jsonl", SHARED / "seeds.articles.jsonl"],
        capture_output=True,
        text=True,
        check=True,
    )
    groups = json.loads(done.stdout)["groups"]
    quotes = [group for group in groups if group["kind"] == "quote"]
    figures = [group["members"] for group in groups if group["kind"] == "figure"]
    assert sorted(len(group["members"]) for group in quotes) == [2, 3]
    assert {group["relation"] for group in quotes} == {"changed"}
    assert sorted({member["text"] for members in figures for member in members}) == [
        "39,324",
        "90,830",
        "at least 39,324",
    ]
    assert [len(members) for members in figures] == [2, 2]
    assert not [group for group in groups if group["kind"] == "article"]
