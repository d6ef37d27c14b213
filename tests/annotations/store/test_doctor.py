"""The doctor: says what is in a store and what is wrong with it, and mends what can be."""

import shutil
from dataclasses import replace

import pytest

from annotations.errors import NewerStoreError, StoreError, UnreadableStoreError
from annotations.store.claim_store import ClaimStore
from annotations.store.doctor import examine, repair


@pytest.fixture
def filled(path, claim_about):
    with ClaimStore(path) as store:
        store.save_all(map(claim_about, range(3)))
        store.save(claim_about(3))
    return path


def everything_in(folder):
    return {
        file: (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_sound_store_is_told_in_three_sentences(filled):
    before = everything_in(filled.parent)
    findings = examine(filled)
    assert findings.sound
    assert findings.sentences() == (
        f"{filled} holds 4 claims on 1 article with 1 tag.",
        "The last 2 changes can be undone.",
        "Nothing is damaged.",
    )
    assert everything_in(filled.parent) == before


def test_claims_whose_words_are_gone_are_named_with_the_reason(filled):
    findings = examine(filled, {"flood.txt": "0 houses, 1 houses and 2 houses"}.get)
    assert [orphan.claim.anchor.exact for orphan in findings.orphans] == ["3 houses"]
    assert (
        "Orphaned: “3 houses” in flood.txt. The words no longer stand in the article."
        in findings.sentences()
    )
    assert len(examine(filled, {}.get).orphans) == 4


def test_looking_at_a_damaged_store_changes_nothing_and_mending_keeps_the_damage(filled):
    whole = filled.read_bytes()
    filled.write_bytes(whole[:200])
    before = everything_in(filled.parent)
    findings = examine(filled)
    assert not findings.sound
    assert "cannot be read: it is no JSON from line" in findings.damages[0]
    assert "Run “copydesk doctor --repair”" in findings.sentences()[-1]
    assert everything_in(filled.parent) == before
    mended = repair(filled)
    assert mended.sound
    assert mended.claims == 4
    assert [file.read_bytes() for file in mended.kept] == [whole[:200]]
    assert filled.read_bytes() == whole
    told = mended.sentences()
    assert not [sentence for sentence in told if "cannot be read" in sentence or "run" in sentence]
    assert mended.repaired[0].startswith(f"{filled} could not be read; it was written anew with")
    assert "4 claims" in mended.repaired[0]


def test_an_unfinished_save_is_told_and_put_aside(filled):
    (journal,) = (filled.parent / ".copydesk.json.d").glob("*/journal")
    with journal.open("ab") as file:
        file.write(b"0123456789abcdef {half")
    assert examine(filled).damages == (
        "22 bytes of the journal are an unfinished save, or were damaged.",
    )
    mended = repair(filled)
    assert mended.sound
    assert "22 bytes of an unfinished or damaged save were set aside" in mended.repaired[0]


def test_a_file_with_the_marks_of_a_git_conflict_is_mended_with_both_sides(filled):
    lines = filled.read_text().splitlines()
    place = next(n for n, line in enumerate(lines) if "3 houses" in line)
    theirs = lines[place].replace("3 houses", "9 houses").replace(f"{3:026d}", f"{9:026d}")
    lines[place:place] = ["<<<<<<< HEAD", theirs, "======="]
    lines.insert(place + 4, ">>>>>>> branch")
    filled.write_text("\n".join(lines))
    shutil.rmtree(filled.parent / ".copydesk.json.d")
    marked = filled.read_bytes()
    with ClaimStore(filled) as store:
        assert len(store.claims()) == 5
        assert "has the marks of a merge that git could not finish (line" in store.problems()[0]
    assert filled.read_bytes() == marked
    assert not examine(filled).sound
    mended = repair(filled)
    assert [file.read_bytes() for file in mended.kept] == [marked]
    assert mended.sound
    with ClaimStore(filled) as store:
        exact = sorted(claim.anchor.exact for claim in store.claims())
    assert exact == ["0 houses", "1 houses", "2 houses", "3 houses", "9 houses"]


def test_changes_that_are_only_in_the_journal_are_counted(filled, claim_about):
    with ClaimStore(filled) as store:
        store.save(claim_about(4))
        assert examine(filled).waiting == 1
    assert examine(filled).waiting == 0


def stopped_elsewhere(path, machine, claims, monkeypatch):
    """Let another machine save these claims in the folder, and stop before they are in the file."""
    with monkeypatch.context() as there:
        there.setattr("annotations.journal.place.machine", lambda: machine)
        store = ClaimStore(path, annotator="bob")
        for claim in claims:
            store.save(claim)
        store._file._storage.abandon()


def test_what_waits_in_the_journal_of_another_machine_is_told_and_brought_back(
    filled, claim_about, monkeypatch
):
    claims = [claim_about(7), replace(claim_about(1), note="Bob's")]
    stopped_elsewhere(filled, "another machine", claims, monkeypatch)
    with ClaimStore(filled, annotator="ann") as store:
        assert len(store.claims()) == 4
        (waiting,) = store.elsewhere()
        told = [it for it in examine(filled).sentences() if "another machine" in it]
        assert len(told) == 1
        assert f"{waiting.journal}, has changes of 2 claims that are not in a file" in told[0]
        assert f"“copydesk doctor --bring-back {waiting.name}”" in told[0]
        assert store.bring_back(waiting).conflicts == ()
        assert [claim.note for claim in store.claims()] == ["", "Bob's", "", "", ""]
        assert not any("another machine" in it for it in examine(filled).sentences())
        assert store.undo().startswith("Undone: merged with")
        assert len(store.claims()) == 4


def test_nothing_waits_elsewhere_once_its_changes_are_here(filled, claim_about, monkeypatch):
    stopped_elsewhere(filled, "another machine", [claim_about(7)], monkeypatch)
    with ClaimStore(filled) as store:
        store.save(claim_about(7))
    assert examine(filled).elsewhere == ()


def test_a_file_that_is_gone_is_written_again(filled):
    filled.unlink()
    assert not examine(filled).sound
    assert repair(filled).claims == 4


def test_what_is_no_store_is_left_alone(path, filled):
    with pytest.raises(StoreError, match="no store at"):
        examine(path.with_name("none.json"))
    with pytest.raises(StoreError, match="no store at"):
        repair(path.with_name("none.json"))
    other = path.with_name("photo.json")
    other.write_bytes(b"\x89PNG")
    with pytest.raises(UnreadableStoreError, match=r"Nothing in .* can be read"):
        repair(other)
    assert other.read_bytes() == b"\x89PNG"


def test_a_store_of_a_newer_program_is_not_touched(path):
    path.write_text('{"about": {"1": {"version": 99}}}')
    for look in (examine, repair):
        with pytest.raises(NewerStoreError):
            look(path)
    assert path.read_text() == '{"about": {"1": {"version": 99}}}'
