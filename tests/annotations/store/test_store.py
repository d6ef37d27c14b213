"""The store of claims: what is saved is there, for this program, the next, and TinyDB."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from annotations.claim import Evidence, FigureDetails, QuoteDetails, Verdict
from annotations.errors import (
    ChangedMeanwhileError,
    ClaimNotFoundError,
    InvalidClaimError,
    NewerStoreError,
    ReadOnlyStoreError,
    UnreadableStoreError,
)
from annotations.store.claim_store import ClaimStore

CASES = Path(__file__).parents[2] / "cases" / "store"


def test_a_saved_claim_is_there_when_the_store_is_opened_again(path, claim_about):
    claim = claim_about(
        claimant="Mayor Lund",
        statement="Three houses were lost.",
        verdict=Verdict(value="true", scale="truth"),
        evidence=(Evidence(url="https://example.org", looked_up=date(2026, 11, 23)),),
        note="Called the mayor.",
        quote=QuoteDetails(form="direct", speaker="she", cue="said"),
        figure=FigureDetails(value=3, unit="house", counts="houses"),
        unknown={"colour": "red", "nothing": None, "empty": ""},
    )
    with ClaimStore(path) as store:
        store.save(claim)
    with ClaimStore(path) as store:
        assert store.claims() == (claim,)
        assert store.get(claim.id) == claim


def test_nothing_is_written_before_the_first_save(path):
    with ClaimStore(path) as store:
        assert store.claims() == ()
    assert list(path.parent.iterdir()) == []


def test_a_stock_tinydb_reads_the_claims_of_a_closed_store(path, claim_about):
    with ClaimStore(path) as store:
        store.save_all([claim_about(1), claim_about(2)])
    with TinyDB(path, access_mode="r") as database:
        records = database.table("claims").all()
    assert [record["anchor"]["exact"] for record in records] == ["1 houses", "2 houses"]


def test_a_claim_stands_on_one_line_with_its_keys_sorted(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
        before = None
    with ClaimStore(path) as store:
        before = path.read_text(encoding="utf-8").splitlines()
        store.save(claim_about(2))
    after = path.read_text(encoding="utf-8").splitlines()
    new = [line for line in after if line not in before]
    assert len(new) == 1
    record = json.loads(new[0].partition(": ")[2])
    assert list(record) == sorted(record)


def test_claims_of_an_article_come_in_reading_order(path, claim_about):
    with ClaimStore(path) as store:
        store.save_all(map(claim_about, (3, 1, 2)))
        assert [claim.anchor.start for claim in store.of_article("flood.txt")] == [10, 20, 30]
        assert store.of_article("fire.txt") == ()
        assert store.counts() == {"flood.txt": 3}


def test_a_claim_that_is_not_there_is_named(path):
    with ClaimStore(path) as store, pytest.raises(ClaimNotFoundError, match="no claim 7 in"):
        store.get("7")


def test_a_claim_without_a_tag_is_refused(path, claim_about):
    with ClaimStore(path) as store:
        with pytest.raises(InvalidClaimError, match="needs a tag"):
            store.save(claim_about(tags=()))
        assert store.claims() == ()


def test_fields_of_other_programs_survive_a_change_also_inside_a_part(path, claim_about):
    claim = claim_about(evidence=(Evidence(url="https://a.example"),))
    with ClaimStore(path) as store:
        store.save(claim)
    with TinyDB(path) as database:

        def add(record):
            record["score"] = 7
            record["article"]["page"] = 3
            record["anchor"]["selector"] = None
            record["evidence"][0]["archived"] = True

        database.table("claims").update(add)
        database.table("theirs").insert({"kept": "too"})
    with ClaimStore(path) as store:
        read = store.get(claim.id)
        more = (Evidence(url="https://b.example"), *read.evidence)
        store.save(replace(read, note="changed", evidence=more))
    with TinyDB(path, access_mode="r") as database:
        record = database.table("claims").all()[0]
        assert record["score"] == 7
        assert record["article"]["page"] == 3
        assert record["anchor"]["selector"] is None
        assert [part.get("archived") for part in record["evidence"]] == [None, True]
        assert record["note"] == "changed"
        assert database.table("theirs").all() == [{"kept": "too"}]


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about())
    with TinyDB(path) as database:
        database.table("about").update({"version": 99})
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    with pytest.raises(NewerStoreError, match=r"newer copydesk \(form 99"):
        ClaimStore(path)
    assert before == {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}


def test_a_file_without_a_version_is_read_and_told_its_version_at_the_first_save(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
    with TinyDB(path) as database:
        database.drop_table("about")
        database.table("claims").update(lambda record: record.pop("modified"))
    with ClaimStore(path) as store:
        assert store.claims()[0].modified == store.claims()[0].created
        store.save(claim_about(2))
    with TinyDB(path, access_mode="r") as database:
        assert database.table("about").all()[0]["version"] == 1
        assert all("modified" in record for record in database.table("claims"))


def test_a_file_of_the_first_version_is_read_whole(path):
    shutil.copy(CASES / "version-0.json", path)
    with ClaimStore(path) as store:
        (claim,) = store.claims()
        assert (claim.article.title, claim.article.published) == ("Flood", date(2026, 11, 20))
        assert (claim.anchor.exact, claim.anchor.start) == ("1,200 homes", 6)
        assert claim.tags == ("damage", "checked")
        assert claim.verdict == Verdict(value="true", scale="truth")
        assert claim.figure == FigureDetails(form="count", value=1200, counts="homes")
        assert claim.created == claim.modified == datetime(2026, 11, 23, 8, 10, 54, tzinfo=UTC)
        assert store.problems() == ()
        store.save(replace(claim, note="Checked."))
    with ClaimStore(path) as store:
        assert (store.claims()[0].note, store.claims()[0].modified) == ("Checked.", claim.modified)


def test_a_record_that_is_no_claim_does_not_hide_the_others(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
    with TinyDB(path) as database:
        database.table("claims").insert({"id": "broken"})
    with ClaimStore(path) as store:
        store.problems()
        assert len(store.claims()) == 1
        assert "The claim broken cannot be read" in store.problems()[0]
        store.save(claim_about(2))
    with TinyDB(path, access_mode="r") as database:
        assert {"id": "broken"} in database.table("claims").all()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"[1, 2]", b'{"claims": ', b"\xff\xfe\x00"])
def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(path, content):
    path.write_bytes(content)
    with pytest.raises(UnreadableStoreError, match="cannot be read"):
        ClaimStore(path)
    assert path.read_bytes() == content


def test_two_windows_changing_different_fields_of_a_claim_lose_neither(path, claim_about):
    with ClaimStore(path, annotator="ann") as ann, ClaimStore(path, annotator="bob") as bob:
        ann.save(claim_about())
        bob.refresh()
        was = bob.claims()[0]
        ann.save(replace(was, tags=("damage", "checked")))
        bob.save(replace(was, note="seen"), was=was)
        assert (bob.claims()[0].tags, bob.claims()[0].note) == (("damage", "checked"), "seen")


def test_two_windows_changing_the_same_field_are_told_and_lose_neither(path, claim_about):
    with ClaimStore(path) as ann, ClaimStore(path) as bob:
        ann.save(claim_about())
        bob.refresh()
        was = bob.claims()[0]
        ann.save(replace(was, note="Ann's"))
        with pytest.raises(ChangedMeanwhileError, match="changed the note of the claim “1 houses”"):
            bob.save(replace(was, note="Bob's"), was=was)
        assert bob.claims()[0].note == "Ann's"


def test_the_other_window_hears_of_a_change_once_and_not_of_its_own(path, claim_about):
    with ClaimStore(path) as ann, ClaimStore(path) as bob:
        ann.save(claim_about(1))
        assert bob.refresh()
        assert not bob.refresh()
        assert not ann.refresh()
        assert bob.claims() == ann.claims()


def test_a_store_in_a_file_that_can_only_be_read_says_so(path, claim_about, monkeypatch):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
    monkeypatch.setattr("os.access", lambda place, mode: False)
    with ClaimStore(path) as store:
        assert len(store.claims()) == 1
        assert "can only be read" in store.read_only
        with pytest.raises(ReadOnlyStoreError, match="nothing can be saved"):
            store.save(claim_about(2))
        assert len(store.claims()) == 1


def test_a_symlink_to_a_store_stays_one(tmp_path: Path, path, claim_about):
    link = tmp_path / "link.json"
    link.symlink_to(path)
    with ClaimStore(link) as store:
        store.save(claim_about())
    assert link.is_symlink()
    with ClaimStore(path) as store:
        assert len(store.claims()) == 1
