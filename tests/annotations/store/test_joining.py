"""Another state of the library merged into the file: one change, one undo."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.claim import Verdict
from annotations.errors import HistoryError
from annotations.journal.json_text import text_of
from annotations.store.claim_store import ClaimStore
from annotations.store.joining import state_at
from annotations.together.merge import merge


def state(path: Path) -> dict[str, dict[str, bytes]]:
    with ClaimStore(path) as store:
        return {name: dict(table) for name, table in store.tables().items()}


@pytest.fixture
def base(tmp_path, claim_about):
    """A library with one claim, as both sides begin with it."""
    path = tmp_path / "base" / "copydesk.json"
    path.parent.mkdir()
    with ClaimStore(path, annotator="ada") as store:
        store.save(claim_about(1))
    return state(path)


def side(folder: Path, base, annotator: str) -> ClaimStore:
    folder.mkdir()
    path = folder / "copydesk.json"
    path.write_bytes(b"".join(text_of(base)))
    return ClaimStore(path, annotator=annotator)


def test_one_undo_takes_a_merge_back_and_what_was_done_before_stays(tmp_path, base, claim_about):
    with side(tmp_path / "bo", base, "bo") as theirs:
        theirs.save(replace(claim_about(1), note="asked"))
        theirs.save(claim_about(2))
        other = {name: dict(table) for name, table in theirs.tables().items()}
    with side(tmp_path / "ada", base, "ada") as mine:
        mine.save(replace(claim_about(1), note="ask"))
        merged = mine.merge(base, other, what="bo’s copy")
        assert len(merged.conflicts) == 1
        assert len(mine.conflicts()) == 1
        assert len(mine.claims()) == 2
        assert mine.undo() == "Undone: merged with bo’s copy."
        assert [it.note for it in mine.claims()] == ["ask"]
        assert mine.conflicts() == {}
        mine.redo()
        assert len(mine.conflicts()) == 1
        mine.undo()
        mine.undo()
        assert [it.note for it in mine.claims()] == [""]


def test_after_a_merge_by_git_each_person_undoes_their_own_alone(tmp_path, base, claim_about):
    with side(tmp_path / "bo", base, "bo") as theirs:
        theirs.save(replace(claim_about(1), note="ask the ministry"))
        other = {name: dict(table) for name, table in theirs.tables().items()}
    path = tmp_path / "ada" / "copydesk.json"
    with side(path.parent, base, "ada") as mine:
        mine.save(replace(claim_about(1), verdict=Verdict(value="true", scale="truth")))
    merged = merge(base, state(path), other)
    path.write_bytes(b"".join(text_of(merged.tables)))
    with ClaimStore(path, annotator="ada") as store:
        (both,) = store.claims()
        assert (both.note, both.verdict) == (
            "ask the ministry",
            Verdict(value="true", scale="truth"),
        )
        store.undo()
        (left,) = store.claims()
        assert (left.note, left.verdict) == ("ask the ministry", None)
        with pytest.raises(HistoryError):
            store.undo()


def test_a_decision_takes_the_value_of_the_side_and_can_be_undone(tmp_path, base, claim_about):
    with side(tmp_path / "bo", base, "bo") as theirs:
        theirs.save(replace(claim_about(1), note="asked"))
        other = {name: dict(table) for name, table in theirs.tables().items()}
    with side(tmp_path / "ada", base, "ada") as mine:
        mine.save(replace(claim_about(1), note="ask"))
        mine.merge(base, other, what="bo’s copy")
        (number,) = mine.conflicts()
        assert mine.decide({number: "theirs"}) == "Decided 1 conflict."
        assert [it.note for it in mine.claims()] == ["asked"]
        assert mine.conflicts() == {}
        assert mine.decide({number: "mine"}) == "Decided 0 conflicts."
        mine.undo()
        assert len(mine.conflicts()) == 1
        assert [it.note for it in mine.claims()] == ["ask"]


def test_a_preferred_side_leaves_nothing_open(tmp_path, base, claim_about):
    with side(tmp_path / "bo", base, "bo") as theirs:
        theirs.remove(claim_about(1).id)
        other = {name: dict(table) for name, table in theirs.tables().items()}
    with side(tmp_path / "ada", base, "ada") as mine:
        mine.save(replace(claim_about(1), note="ask"))
        mine.merge(base, other, what="bo’s copy", prefer="theirs")
        assert mine.claims() == ()
        assert mine.conflicts() == {}


def test_json_lines_are_read_as_a_library(tmp_path):
    file = tmp_path / "claims.jsonl"
    record = '{"id": "one", "anchor": {"exact": "x", "start": 0, "end": 1}, "tags": ["t"]}'
    file.write_text(f"{record}\n\n{record.replace('one', 'two')}\n", encoding="utf-8")
    assert len(state_at(file)["claims"]) == 2
