"""The file is believed first: what other programs, people and machines do to it is kept."""

import json
import shutil
import stat
import sys
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from annotations.codebook import Codebook, Tag
from annotations.errors import ReadOnlyStoreError
from annotations.journal.json_text import tables_in, text_of
from annotations.journal.place import KEPT
from annotations.store.beside import copies_of
from annotations.store.claim_store import ClaimStore
from annotations.store.doctor import examine, repair
from annotations.store.joining import state_at
from annotations.store.salvage import content_of


@pytest.fixture
def sides(path, claim_about) -> tuple[str, str, str]:
    """What a file was, and what two people made of it; the store has the second."""
    with ClaimStore(path) as store:
        store.save_all(map(claim_about, range(3)))
    began = path.read_text()
    with ClaimStore(path) as store:
        store.save(claim_about(3, note="mine"))
    mine = path.read_text()
    other = path.parent / "other" / path.name
    other.parent.mkdir()
    other.write_text(began)
    with ClaimStore(other) as store:
        store.save(claim_about(4, note="theirs"))
    theirs = other.read_text()
    shutil.rmtree(other.parent)
    return began, mine, theirs


def marked(began: str, mine: str, theirs: str, *, with_base: bool = False) -> str:
    """Return the text that git leaves where it cannot merge."""
    lines = zip(*(text.splitlines(keepends=True) for text in (began, mine, theirs)), strict=False)
    common = "".join(first for first, *_ in takewhile(lambda same: len({*same}) == 1, lines))
    end = "}\n}\n"
    base = ["||||||| began\n", began.removeprefix(common).removesuffix(end)] if with_base else []
    parts = [mine.removeprefix(common).removesuffix(end), *base, "=======\n"]
    parts.append(theirs.removeprefix(common).removesuffix(end))
    return "".join([common, "<<<<<<< HEAD\n", *parts, ">>>>>>> other\n", end])


def numbers_in(path: Path) -> str:
    with ClaimStore(path) as store:
        return "".join(claim.id[-1] for claim in store.claims())


BROKEN = {
    "marks": lambda began, mine, theirs: marked(began, mine, theirs).encode(),
    "marks of three": lambda *sides: marked(*sides, with_base=True).encode(),
    "a comma too many": lambda began, mine, theirs: theirs.replace("}\n}\n}", "},\n}\n}").encode(),
    "laid out anew, with a comma": lambda began, mine, theirs: (
        json.dumps(json.loads(theirs), indent=2)[:-1] + ",\n}"
    ).encode(),
    "UTF-16": lambda began, mine, theirs: theirs.encode("utf-16"),
    "cut off": lambda began, mine, theirs: theirs.encode()[:-3],
    "a comma too few, after a union merge": lambda began, mine, theirs: theirs.replace(
        '\n,"', '\n "'
    ).encode(),
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("window", [False, True])
def test_a_file_that_is_broken_shows_both_sides_and_is_left_as_it_is(path, sides, kind, window):
    broken = BROKEN[kind](*sides)
    if window:
        with ClaimStore(path) as store:
            path.write_bytes(broken)
            assert store.refresh()
            assert "".join(claim.id[-1] for claim in store.claims()) == "01234"
    else:
        path.write_bytes(broken)
    for _ in range(2):  # told each time, until it is looked at
        with ClaimStore(path) as store:
            assert "".join(claim.id[-1] for claim in store.claims()) == "01234"
            told = store.problems()
        assert told[0].startswith(f"{path} cannot be read: ")
        assert "5 claims" in told[0]
        assert ("copydesk merge" if "marks" in kind else "copydesk doctor --repair") in told[0]
        assert path.read_bytes() == broken
    assert not examine(path).sound
    mended = repair(path)
    assert mended.sound
    assert [file.read_bytes() for file in mended.kept] == [broken]
    assert numbers_in(path) == "01234"
    assert json.loads(path.read_text()).keys() == {"about", "claims"}


def test_what_a_pull_brought_outlives_a_file_that_breaks_later(path, sides):
    _, _, theirs = sides
    path.unlink()
    path.write_text(theirs)
    assert numbers_in(path) == "0124"
    path.write_bytes(path.read_bytes()[:60])
    assert numbers_in(path) == "0124"


def test_a_restored_file_is_believed_also_with_the_time_it_had(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
    backup = path.with_name("backup")
    shutil.copy2(path, backup)
    with ClaimStore(path) as store:
        store.save(claim_about(2))
    shutil.copy2(backup, path)
    restored = path.read_bytes()
    assert numbers_in(path) == "1"
    assert path.read_bytes() == restored
    (kept,) = examine(path).kept
    assert len(content_of(kept.read_bytes())["claims"]) == 1


def test_a_state_that_nobody_has_looked_at_outlives_the_limit_of_what_is_kept(path, claim_about):
    with ClaimStore(path) as store:
        store.save_all([claim_about(1), claim_about(2)])
    path.unlink()
    path.write_text("{}")
    with ClaimStore(path) as store:
        (told,) = store.told_out_of_sight()
        assert told.startswith("2 claims that were here are not so in ")
        place = store._file._storage.place
        for number in range(KEPT + 5):
            place.keep("damaged.json", b"%d" % number)
        assert store.told_out_of_sight() == (told,)
        store.look_at()
        assert not store.told_out_of_sight()


def test_a_claim_that_is_there_again_is_out_of_sight_no_more(path, sides):
    _, mine, theirs = sides
    for text, gone in ((theirs, "3"), (mine, "4"), (theirs, "3")):
        path.unlink()
        path.write_text(text)
        for _ in range(2):
            with ClaimStore(path) as store:
                assert [claim[-1] for claim in store.out_of_sight()] == [gone]
                assert len(store.told_out_of_sight()) == 1


def test_what_is_brought_back_is_undone_with_one_undo(path, sides):
    path.unlink()
    path.write_text(sides[2])
    with ClaimStore(path, annotator="ann") as store:
        (kept,) = store.kept()
        shown = []
        for change in (
            lambda: None,
            lambda: store.merge(None, content_of(kept.read_bytes()), what=kept.name),
            store.undo,
            store.redo,
        ):
            change()
            shown.append("".join(claim.id[-1] for claim in store.claims()))
    assert shown == ["0124", "01234", "0124", "01234"]


@pytest.mark.parametrize("make", ["write", "link"])
def test_a_file_where_the_journal_should_be_is_told_and_reading_goes_on(path, claim_about, make):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
    beside = path.with_name(f".{path.name}.d")
    shutil.rmtree(beside)
    if make == "write":
        beside.write_text("mine")
    else:
        beside.symlink_to(path.with_name("nowhere"))
    for reading in (True, False):
        with ClaimStore(path, reading=reading) as store:
            assert len(store.claims()) == 1
            (told,) = store.problems()
            assert told.startswith(f"{beside} is a file where a folder for the journal")
    assert str(beside) in examine(path).damages[0]
    with ClaimStore(path) as store, pytest.raises(ReadOnlyStoreError, match="move it away"):
        store.save(claim_about(2))
    beside.unlink()
    with ClaimStore(path) as store:
        store.save(claim_about(2))


def test_checkouts_to_and_fro_keep_each_state_once(path, sides):
    _, mine, theirs = sides
    for text in (theirs, mine, theirs, mine, theirs):
        path.unlink()
        path.write_text(text)
        numbers_in(path)
    assert len(examine(path).kept) == 2


def test_a_branch_without_a_store_gets_none_made_by_looking(path, sides):
    path.unlink()
    with ClaimStore(path) as store:
        assert len(store.claims()) == 4
        assert "it is gone" in store.problems()[0]
    assert not path.exists()


def test_a_journal_of_another_machine_is_never_believed(path, sides, claim_about):
    _, mine, _ = sides
    other = path.parent / "other machine" / path.name
    other.parent.mkdir()
    other.write_text(mine)
    store = ClaimStore(other)
    store.save(claim_about(7))
    beside = path.with_name(f".{path.name}.d")
    for window in (False, True):
        shutil.copytree(other.with_name(beside.name), beside, dirs_exist_ok=True)
        with ClaimStore(path) as own:
            if window:
                shutil.copytree(other.with_name(beside.name), beside, dirs_exist_ok=True)
            own.refresh()
            assert "".join(claim.id[-1] for claim in own.claims()) == "0123"
    store.close()


def test_what_is_saved_outlives_an_older_journal_put_in_its_place(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
        (journal,) = path.with_name(f".{path.name}.d").glob("*/journal")
        older = journal.read_bytes()
        store.save(claim_about(2))
        journal.write_bytes(older)
        store.save(claim_about(3))
        store._file._storage.abandon()  # as a crash does
    assert numbers_in(path) == "123"


def test_a_library_that_was_moved_takes_its_journal_along(path, claim_about):
    store = ClaimStore(path)
    store.save(claim_about(1))
    store._file._storage.abandon()
    moved = path.parent.with_name("moved")
    path.parent.rename(moved)
    assert numbers_in(moved / path.name) == "1"
    with ClaimStore(moved / path.name) as store:
        assert store.undo().startswith("Undone: tagged")


def test_a_claim_that_stands_twice_is_one_with_what_both_say(path, claim_about):
    claim = claim_about(1, note="first", statement="said")
    with ClaimStore(path) as store:
        store.save(claim)
    tables, _ = tables_in(path.read_bytes())
    (raw,) = tables["claims"].values()
    tables["claims"]["77"] = raw.replace(b'"first"', b'"second"')
    path.unlink()
    path.write_bytes(b"".join(text_of(tables)))
    with ClaimStore(path) as store:
        (found,) = store.claims()
        store.save(replace(found, claimant="Ann"), was=found)
        (conflict,) = store.conflicts().values()
    assert {conflict.mine, conflict.theirs} == {"first", "second"}
    with ClaimStore(path) as store:
        assert [(one.claimant, one.statement) for one in store.claims()] == [("Ann", "said")]


def test_a_pull_under_an_open_window_leaves_fields_that_do_not_collide(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
        store.save(claim_about(2))
    with ClaimStore(path, annotator="ann") as store:
        one = store.get(f"{1:026d}")
        store.save(replace(one, note="mine"), was=one)
        pulled = path.read_text().replace('"tags": ["damage"]', '"tags": ["damage", "theirs"]', 1)
        path.unlink()
        path.write_text(pulled)
        assert store.refresh()
        found = {claim.id[-1]: (claim.note, claim.tags) for claim in store.claims()}
        assert found["1"][0] == "mine"
        assert ("damage", "theirs") in {tags for _, tags in found.values()}


def test_a_renamed_tag_does_not_come_back_with_a_pull(path, claim_about):
    with ClaimStore(path) as store:
        store.save_codebook(Codebook(tags=(Tag(name="damage"),)))
        store.save(claim_about(1))
    pulled = path.read_text()
    other = path.parent / "other" / path.name
    other.parent.mkdir()
    other.write_text(pulled)
    with ClaimStore(other) as store:
        store.save(claim_about(2))
    with ClaimStore(path) as store:
        store.rename_tag("damage", "losses")
        path.unlink()
        path.write_text(other.read_text())
        store.refresh()
        assert [claim.tags for claim in store.claims()] == [("losses",), ("losses",)]
        assert [tag.name for tag in store.codebook().tags] == ["losses"]


def test_two_people_of_one_name_undo_only_their_own(path, sides, claim_about):
    _, mine, _ = sides
    other = path.parent / "bo" / path.name
    other.parent.mkdir()
    other.write_text(mine)
    with ClaimStore(other, annotator="editor") as store:
        store.save(claim_about(8))
    with ClaimStore(path, annotator="editor") as store:
        store.save(claim_about(9))
        path.unlink()
        path.write_text(other.read_text())
        shutil.copytree(
            other.with_name(f".{path.name}.d"),
            path.with_name(f".{path.name}.d"),
            dirs_exist_ok=True,
        )
        store.refresh()
        store.undo()
        assert "8" in {claim.id[-1] for claim in store.claims()}


def test_a_copy_beside_the_store_is_told_and_merged_with_what_both_began_as(path, sides):
    _, _, theirs = sides
    for name in ("copydesk (Kopie).json", "copydesk.sync-conflict-1.json", "bo.json"):
        copy = path.with_name(name)
        copy.write_text(theirs)
        assert copies_of(path) == (copy,)
        with ClaimStore(path) as store:
            (told,) = store.copies_told()
            assert "with 1 claim that" in told or "nothing new" in told
            assert "copydesk merge" in told or "remove it" in told
            tables, _ = tables_in(copy.read_bytes())
            store.merge(store.common_with(tables), tables, what=name)
            kept = store.put_away(copy)
        assert kept.read_text() == theirs
        assert not copy.exists()
        assert numbers_in(path) == "01234"
    path.with_name("notes.json").write_text('{"a": 1}')
    assert copies_of(path) == ()


COPIES = {
    "in UTF-16": lambda text: text.encode("utf-16"),
    "in UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "in UTF-32": lambda text: text.encode("utf-32"),
    "with a mark in front": lambda text: text.encode("utf-8-sig"),
    "with other line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "laid out": lambda text: json.dumps(json.loads(text), indent=2).encode(),
    "with another table first": lambda text: json.dumps({"x": {}, **json.loads(text)}).encode(),
    "with git's markers": lambda text: f"<<<<<<< HEAD\n{text}=======\n>>>>>>> b\n".encode(),
}


@pytest.mark.parametrize("form", COPIES)
def test_a_copy_is_known_and_read_however_a_program_wrote_it(path, sides, form):
    _, _, theirs = sides
    copy = path.with_name("copydesk-LAPTOP.json")
    copy.write_bytes(COPIES[form](theirs))
    with ClaimStore(path) as store:
        (told,) = store.copies_told()
        assert "with 1 claim that" in told
        store.merge(store.common_with(state_at(copy)), state_at(copy), what=copy.name)
    assert numbers_in(path) == "01234"


def test_a_folder_of_many_articles_in_json_is_not_looked_through_for_copies(path, sides):
    _, _, theirs = sides
    for number in range(600):
        path.with_name(f"{number}.json").write_text("[]")
    path.with_name("elsewhere.json").write_text(theirs)
    path.with_name("copydesk 2.json").write_text(theirs)
    assert [copy.name for copy in copies_of(path)] == ["copydesk 2.json"]


def test_what_was_removed_here_stays_so_when_an_older_copy_is_merged(path, sides):
    began, _, _ = sides
    with ClaimStore(path) as store:
        store.remove(f"{1:026d}")
        tables, _ = tables_in(began.encode())
        store.merge(store.common_with(tables), tables, what="an older copy")
    assert numbers_in(path) == "023"


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_what_is_private_stays_so_with_all_that_lies_beside_it(path, sides, claim_about):
    path.chmod(0o600)
    with ClaimStore(path) as store:
        store.save(claim_about(5))
    path.write_bytes(path.read_bytes()[:100])
    repair(path)
    beside = path.with_name(f".{path.name}.d")
    found = [beside, *beside.rglob("*")]
    assert len(found) > 6
    assert [file.name for file in found if stat.S_IMODE(file.stat().st_mode) & 0o077] == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
