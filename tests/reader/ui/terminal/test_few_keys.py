"""How many keys a day's work takes, each task counted in a real terminal."""

import json

import pytest

ARTICLE = """date 2031-05-04 By Harbour Times Staff

Norvale builds a harbour for grain.

“The harbour will open in spring,” Mayor Lena Osk said on Monday.

“We waited eleven years,” said Tom Reyes, who owns the shop at the gate.

At least 4,120 people work there, the port authority said.
"""
SIGN = "“ “The harbour"
"""Stands where the marks of the article are known, and keys go to them."""

ENTER, NEXT_VALUE = "\r", "\x0e"


@pytest.fixture
def session(terminal, tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    screen = terminal(folder, columns=100, rows=40)
    screen.wait_for("1 of 1", "X export")
    screen.settle()
    return screen


def opened(session) -> None:
    session.press(ENTER)
    session.wait_for("Mayor Lena Osk", SIGN)


def presses(session, *keys: str) -> int:
    """Press these keys one after the other, each once the one before is shown."""
    for key in keys:
        session.press(key)
        session.settle()
    return len(keys)


def claims(copydesk):
    return json.loads(copydesk("claims", "library", "--json").stdout)


def test_three_words_in_the_middle_of_a_sentence_take_three_keys(session, copydesk):
    opened(session)
    presses(session, "n", "t")
    session.wait_for("another tag")
    presses(session, *"port", ENTER)
    session.wait_for("Saved as port")
    presses(session, "g", "w")
    assert presses(session, "3", "W", "1") == 3
    session.wait_for("2 claims")
    made = claims(copydesk)[-1]
    assert made["tags"] == ["port"]
    assert made["anchor"]["exact"] == "builds a harbour"


def test_a_wrong_speaker_is_put_right_with_three_keys_and_no_tag(session, copydesk):
    opened(session)
    presses(session, "n")
    session.wait_for("speaker Lena Osk")
    assert presses(session, "e", NEXT_VALUE, ENTER) == 3
    session.wait_for("Saved: put right", "claimant Tom Reyes", "guessed claimant “Lena Osk”")
    (claim,) = claims(copydesk)
    assert (claim["claimant"], claim.get("tags", [])) == ("Tom Reyes", [])
    assert claim["guess"] == {"claimant": "Lena Osk"}
    presses(session, "u")
    session.wait_for("Undone: put right")
    assert claims(copydesk) == []


def test_a_verdict_and_evidence_on_a_figure_take_three_keys_and_the_address(session, copydesk):
    opened(session)
    presses(session, "G", "F")
    session.wait_for("4,120", "at least")
    address = "https://norvale.example/register"
    assert presses(session, "V", "1") == 2
    session.wait_for("At least 4,120 people work there")  # the words stay in sight
    session.press(f"\x1b[200~{address}\x1b[201~")
    session.settle()
    assert presses(session, ENTER) == 1
    session.wait_for("Saved: verdict false, with evidence")
    (claim,) = claims(copydesk)
    assert (claim["kind"], claim["verdict"]["value"]) == ("figure", "false")
    assert claim["evidence"][0]["url"] == address


@pytest.fixture
def many_claims(session, copydesk, tmp_path):
    """Thirty claims on one article, as they come from elsewhere."""
    words = " ".join(f"The port counted {number} ships." for number in range(100, 130))
    (tmp_path / "library" / "ships.txt").write_text(words, encoding="utf-8")
    rows = ["article,words,tags"]
    rows += [f"ships.txt,{number} ships,toll" for number in range(100, 130)]
    (tmp_path / "ships.csv").write_text("\n".join(rows), encoding="utf-8")
    done = copydesk("import", "ships.csv", "library")
    assert done.returncode == 0, done.stderr
    session.press("c")
    session.wait_for("30 claims by article")
    return session


def test_thirty_claims_get_another_tag_with_five_keys_and_the_names(many_claims, copydesk):
    assert presses(many_claims, "*", "t") == 2
    many_claims.wait_for("30 claims", "toll")
    many_claims.press("toll")
    assert presses(many_claims, ",") == 1
    many_claims.press("freight")
    assert presses(many_claims, ENTER) == 1
    many_claims.wait_for("Saved: tagged 30 claims as freight instead of toll")
    assert {tuple(claim["tags"]) for claim in claims(copydesk)} == {("freight",)}
    presses(many_claims, "u")
    many_claims.wait_for("Undone")
    assert {tuple(claim["tags"]) for claim in claims(copydesk)} == {("toll",)}


def test_five_claims_are_chosen_with_five_keys(many_claims):
    assert presses(many_claims, *"vvvvv") == 5
    many_claims.wait_for("5 chosen")
