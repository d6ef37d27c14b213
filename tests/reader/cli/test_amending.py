"""Claims changed, removed and suggestions dismissed from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

TEXT = """Toll rises

At least 11,000 people were hurt, officials said.

“We had no choice,” said Mayor Ines Corvale.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def claims(copydesk) -> list[dict[str, Any]]:
    found = json.loads(copydesk("claims", "--json").stdout)
    assert isinstance(found, list)
    return found


def tagged(copydesk, words: str, *tags: str) -> str:
    options = [part for tag in tags for part in ("--tag", tag)]
    return copydesk("tag", "a.txt", "--words", words, *options).stdout.strip()


@pytest.mark.usefixtures("article")
def test_a_claim_is_given_a_verdict_evidence_a_claimant_a_note_and_other_tags(copydesk):
    claim = tagged(copydesk, "11,000 people", "tol", "hurt")

    done = copydesk(
        *("set", claim, "--verdict", "MOSTLY F", "--evidence", "https://example.org/toll"),
        *("--claimant", "officials", "--note", "ask", "--tag", "toll", "--untag", "tol"),
    )

    assert (done.returncode, done.stdout) == (0, "")
    assert "Changed 1 claim." in done.stderr
    (found,) = claims(copydesk)
    assert found["verdict"] == {"value": "mostly false", "scale": "truth"}
    assert found["evidence"] == [{"url": "https://example.org/toll"}]
    assert (found["claimant"], found["note"]) == ("officials", "ask")
    assert found["tags"] == ["hurt", "toll"]


@pytest.mark.usefixtures("article")
def test_an_empty_value_takes_away_what_was_said(copydesk):
    claim = tagged(copydesk, "11,000 people", "toll")
    copydesk("set", claim, "--verdict", "true", "--evidence", "https://example.org", "--note", "n")

    copydesk("set", claim, "--verdict", "", "--evidence", "", "--note", "")

    (found,) = claims(copydesk)
    assert not found.keys() & {"verdict", "evidence", "note"}


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("command", [("set", "--tag", "x"), ("rm",)])
def test_an_unknown_id_changes_nothing(copydesk, command):
    claim = tagged(copydesk, "11,000 people", "toll")
    before = claims(copydesk)

    done = copydesk(*command, claim, "nobody")

    assert done.returncode == 1
    assert "There is no claim nobody" in done.stderr
    assert "Traceback" not in done.stderr
    assert claims(copydesk) == before


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--verdict", "maybe"), "“maybe” is no verdict. Choose one of: false,"),
        (("--untag", "other"), "has no tag “other”."),
        (("--untag", "toll"), "would have no tag left."),
    ],
)
def test_what_cannot_be_said_is_told_and_changes_nothing(copydesk, options, sentence):
    claims_of_both = tagged(copydesk, "11,000 people", "toll"), tagged(copydesk, "hurt", "toll")
    before = claims(copydesk)

    done = copydesk("set", *claims_of_both, "--claimant", "", *options)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert claims(copydesk) == before


@pytest.mark.usefixtures("article")
def test_what_the_mark_said_is_kept_beside_another_claimant(copydesk):
    claim = tagged(copydesk, "“We had no choice,”", "toll")
    (before,) = claims(copydesk)

    copydesk("set", claim, "--claimant", "The mayor")

    (found,) = claims(copydesk)
    assert before["claimant"] == "Ines Corvale"
    assert (found["claimant"], found["guess"]) == ("The mayor", {"claimant": "Ines Corvale"})


@pytest.mark.usefixtures("article")
def test_a_claim_that_is_judged_needs_no_tag(copydesk):
    claim = tagged(copydesk, "11,000 people", "toll")

    done = copydesk("set", claim, "--verdict", "true", "--untag", "toll")

    assert done.returncode == 0
    (found,) = claims(copydesk)
    assert (found.get("tags"), found["verdict"]["value"]) == (None, "true")


@pytest.mark.usefixtures("article")
def test_claims_are_removed_by_their_ids(copydesk):
    gone, kept = tagged(copydesk, "11,000 people", "toll"), tagged(copydesk, "hurt", "toll")

    done = copydesk("rm", gone)

    assert done.returncode == 0
    assert [claim["id"] for claim in claims(copydesk)] == [kept]


def test_without_a_library_here_a_store_is_named(copydesk, tmp_path, article):
    claim = tagged(copydesk, "11,000 people", "toll")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    store = tmp_path / "copydesk.json"
    store.rename(store := elsewhere / "kept.json")
    article.unlink()

    without = copydesk("set", claim, "--note", "n")
    named = copydesk("set", claim, "--note", "n", "--store", store)

    assert (without.returncode, named.returncode) == (1, 0)
    assert "no library" in without.stderr
    assert json.loads(copydesk("claims", "--store", store, "--json").stdout)[0]["note"] == "n"


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    "place", [("--words", "We had no choice,"), ("--words", "choice"), ("--at", "63", "82")]
)
def test_a_suggestion_is_dismissed_once(copydesk, place):
    first, second = copydesk("dismiss", "a.txt", *place), copydesk("dismiss", "a.txt", *place)

    assert first.returncode == 0, first.stderr
    assert first.stderr.startswith("copydesk: Dismissed the suggestion.")
    assert second.returncode == 1
    assert "Nothing is suggested at" in second.stderr


@pytest.mark.usefixtures("article")
def test_words_without_a_suggestion_are_told(copydesk):
    done = copydesk("dismiss", "a.txt", "--words", "Toll rises")

    assert done.returncode == 1
    assert "Nothing is suggested at “Toll rises” in a.txt." in done.stderr
