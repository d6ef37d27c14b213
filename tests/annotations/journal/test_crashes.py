"""Killed, torn, flipped, full, crowded: every acknowledged claim is still there."""

import json
import os
import random
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from annotations.errors import StoreError
from annotations.journal.database import JournalStorage, open_database
from annotations.store.claim_store import ClaimStore
from annotations.store.doctor import repair

KILLS = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")


def journal_in(folder: Path) -> Path:
    """Return the only journal beside a store c.json."""
    (found,) = (folder / ".c.json.d").glob("*/journal")
    return found


def fork(work: Callable[[int], None]) -> tuple[int, int]:
    """Do `work` in a child, given what to write to; return the child and what to read."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    try:
        os.close(read)
        work(write)
    finally:
        os._exit(0)


def told_by(read: int) -> list[str]:
    """Return the whole lines that a child wrote before it ended."""
    data = b""
    while chunk := os.read(read, 1 << 16):
        data += chunk
    os.close(read)
    return data.decode().split("\n")[:-1]


def ids_in(path: Path) -> set[str]:
    """Return the ids that the store has, and prove that a stock TinyDB has the same."""
    with ClaimStore(path) as store:
        found = {claim.id for claim in store.claims()}
    with TinyDB(path, access_mode="r") as stock:
        assert {record["id"] for record in stock.table("claims")} == found
    return found


def test_a_kill_at_any_moment_loses_no_acknowledged_claim(tmp_path, claim_about):
    chance = random.Random(7)
    acknowledged: set[str] = set()
    number = 0

    def tag(write):
        with ClaimStore(path) as store:
            for more in range(1000):
                claim = claim_about(number * 1000 + more, tags=("damage", f"kill {number}"))
                store.save(claim)
                os.write(write, f"{claim.id}\n".encode())
                if more % 7 == 3:
                    store.checkpoint_when_idle()

    for number in range(KILLS):
        if number % 20 == 0:
            path, acknowledged = tmp_path / f"store-{number}.json", set()
        child, read = fork(tag)
        select.select([read], [], [])  # until a claim is acknowledged
        time.sleep(chance.random() * 0.03)  # to any moment: none of them may lose anything
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told = told_by(read)
        assert told
        acknowledged.update(told)
        found = ids_in(path)
        assert acknowledged <= found
        assert len(found - acknowledged) <= 1  # saved, and killed before it could be told
        acknowledged = found


@pytest.fixture
def killed(tmp_path, claim_about) -> tuple[Path, bytes]:
    """A folder whose store was left by a kill after five saves, and its journal."""
    folder = tmp_path / "killed"
    folder.mkdir()

    def work(write):
        store = ClaimStore(folder / "c.json")
        for number in range(5):
            store.save(claim_about(number))
        os.kill(os.getpid(), signal.SIGKILL)

    child, read = fork(work)
    os.waitpid(child, 0)
    os.close(read)
    return folder, journal_in(folder).read_bytes()


def opened(folder: Path, journal: bytes) -> tuple[set[str], tuple[str, ...]]:
    """Return the ids in a copy of the folder with this journal, and the problems told."""
    copy = folder.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    journal_in(copy).write_bytes(journal)
    with ClaimStore(copy / "c.json") as store:
        found, problems = {claim.id[-1] for claim in store.claims()}, store.problems()
    with TinyDB(copy / "c.json", access_mode="r") as stock:
        assert {record["id"][-1] for record in stock.table("claims")} == found
    return found, problems


@pytest.fixture
def quick(monkeypatch):
    """No waiting for the disk, where a test opens hundreds of stores one by one."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def test_a_journal_cut_anywhere_in_its_last_line_keeps_all_lines_before(killed, quick):
    folder, journal = killed
    last = journal.rstrip(b"\n").rfind(b"\n") + 1
    for length in range(last, len(journal)):
        found, problems = opened(folder, journal[:length])
        whole = length == len(journal) - 1  # only the newline is gone
        assert found == set("01234" if whole else "0123"), length
        assert bool(problems) == (last < length < len(journal) - 1), length


def test_a_flipped_bit_anywhere_in_the_journal_changes_nothing_and_is_told(killed, quick):
    folder, journal = killed
    for place in range(0, len(journal), 11):
        hurt = bytearray(journal)
        hurt[place] ^= 1 << place % 8
        found, problems = opened(folder, bytes(hurt))
        assert found == set("01234"), place
        assert "A damaged line of the journal was mended" in problems[0], place


def test_a_wrong_byte_in_the_journal_changes_nothing_and_is_told(killed, quick):
    folder, journal = killed
    for place in (len(journal) - 300, len(journal) - 1, len(journal) // 2):
        found, problems = opened(folder, journal[:place] + b"\x00" + journal[place + 1 :])
        assert found == set("01234"), place
        assert "mended" in problems[0], place


def test_a_hole_in_the_journal_loses_only_what_stood_there_and_names_what_is_kept(killed):
    folder, journal = killed
    lines = journal.split(b"\n")
    lines[3] = lines[3][:200] + b"#" * 40 + lines[3][240:]
    found, problems = opened(folder, b"\n".join(lines))
    assert found == set("0134")
    assert "unfinished or damaged save were set aside" in problems[0]
    kept = Path(problems[0].rpartition("kept as ")[2].rstrip("."))
    assert kept.read_bytes() == lines[3] + b"\n"


@pytest.fixture
def at_rest(tmp_path, claim_about) -> Path:
    """A store of two sessions, closed."""
    path = tmp_path / "rest" / "c.json"
    path.parent.mkdir()
    for numbers in (range(3), range(3, 6)):
        with ClaimStore(path) as store:
            store.save_all(map(claim_about, numbers))
    return path


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_shown_whole_and_written_again_by_the_doctor_alone(at_rest, part):
    whole = at_rest.read_bytes()
    broken = whole[: int(len(whole) * part)]
    at_rest.write_bytes(broken)
    for _ in range(2):
        with ClaimStore(at_rest) as store:
            assert len(store.claims()) == 6
            (problem,) = store.problems()
        assert problem.startswith(f"{at_rest} cannot be read: it is no JSON from line ")
        assert "6 claims" in problem
        assert "copydesk doctor --repair" in problem
        assert at_rest.read_bytes() == broken
    mended = repair(at_rest)
    assert [file.read_bytes() for file in mended.kept] == [broken]
    assert at_rest.read_bytes() == whole


def test_what_is_saved_while_the_file_is_broken_is_in_it_once_it_is_mended(at_rest, claim_about):
    whole = at_rest.read_bytes()
    at_rest.write_bytes(whole[:-9])
    with ClaimStore(at_rest) as store:
        store.save(claim_about(6))
    assert at_rest.read_bytes() == whole[:-9]
    with ClaimStore(at_rest) as store:
        assert len(store.claims()) == 7
    assert repair(at_rest).claims == 7
    assert len(ids_in(at_rest)) == 7


def test_an_empty_file_counts_as_none(at_rest):
    at_rest.write_bytes(b"")
    with ClaimStore(at_rest) as store:
        assert len(store.claims()) == 6
    assert at_rest.read_bytes() == b""


@pytest.fixture
def twice_broken(at_rest) -> Callable[[], None]:
    """Break the file of a store, and the one it could be rebuilt from."""

    def hurt():
        at_rest.write_bytes(at_rest.read_bytes()[:300])
        journal_in(at_rest.parent).with_name("previous.json").write_bytes(b"{broken")

    return hurt


def test_of_what_cannot_be_rebuilt_all_that_is_left_is_shown_and_saved(at_rest, twice_broken):
    twice_broken()
    with ClaimStore(at_rest) as store:
        assert len(store.claims()) == 6  # the journal still had every change
    assert repair(at_rest).claims == 6
    assert len(ids_in(at_rest)) == 6


def test_a_program_that_has_everything_in_memory_puts_it_on_disk_again(
    at_rest, claim_about, monkeypatch
):
    monkeypatch.setattr("annotations.journal.checkpoints.HISTORY", 0)
    with ClaimStore(at_rest) as store:
        store.save(claim_about(6))
    with ClaimStore(at_rest) as store:
        shutil.rmtree(at_rest.parent / ".c.json.d")
        at_rest.write_bytes(at_rest.read_bytes()[:300])
        store.save(claim_about(7))
        assert "cannot be read" in store.problems()[0]
    with ClaimStore(at_rest) as store:
        assert len(store.claims()) == 8
    assert repair(at_rest).claims == 8
    assert len(ids_in(at_rest)) == 8


def test_a_bit_flipped_by_the_disk_is_noticed_and_the_file_rebuilt_when_asked(at_rest):
    whole, stat = at_rest.read_bytes(), at_rest.stat()
    place = whole.rindex(b"houses")
    at_rest.write_bytes(whole[:place] + b"mouses" + whole[place + 6 :])
    os.utime(at_rest, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with ClaimStore(at_rest) as store:
        assert all(claim.anchor.exact.endswith("houses") for claim in store.claims())
        assert "does not count: the disk lost a part of it" in store.problems()[0]
    assert at_rest.read_bytes().count(b"mouses") == 1
    assert repair(at_rest).sound
    assert at_rest.read_bytes() == whole


def test_a_file_changed_by_hand_is_believed_and_the_former_one_kept(at_rest):
    at_rest.write_text(at_rest.read_text().replace("5 houses", "5 stables"))
    with ClaimStore(at_rest) as store:
        assert store.claims()[-1].anchor.exact == "5 stables"
        problems = store.problems()
    assert "Another program replaced the file of claims" in problems[0]
    kept = Path(problems[1].rpartition("kept as ")[2].rstrip("."))
    assert b"5 houses" in kept.read_bytes()


def test_a_file_that_was_deleted_is_shown_and_written_again_by_the_next_change(
    at_rest, claim_about
):
    at_rest.unlink()
    with ClaimStore(at_rest) as store:
        assert len(store.claims()) == 6
        assert "it is gone. What it held is shown, 6 claims" in store.problems()[0]
    assert not at_rest.exists()
    with ClaimStore(at_rest) as store:
        store.save(claim_about(6))
    assert len(ids_in(at_rest)) == 7


def test_both_versions_of_a_claim_that_git_merged_are_kept(tmp_path):
    path = tmp_path / "c.json"
    path.write_text('{\n"_default": {\n "1": {"a": 1}\n,"2": {"a": 2}\n,"2": {"a": 3}\n}\n}\n')
    with open_database(path) as database:
        assert sorted(document["a"] for document in database) == [1, 2, 3]
        storage = database.storage
        assert isinstance(storage, JournalStorage)
        assert "both were kept" in storage.problems[0]
    with TinyDB(path, access_mode="r") as stock:
        assert sorted(document["a"] for document in stock) == [1, 2, 3]


def test_a_checkout_of_an_older_file_is_shown_with_what_was_not_yet_in_it(at_rest, claim_about):
    older = at_rest.read_bytes()
    with ClaimStore(at_rest) as store:
        store.save(claim_about(6))
    with ClaimStore(at_rest) as store:
        store.save(claim_about(7))
        at_rest.unlink()
        at_rest.write_bytes(older)
        assert store.refresh()
        assert [claim.id[-1] for claim in store.claims()] == list("0123457")
        problems = store.problems()
        crashed = at_rest.parent.with_name("crashed")
        shutil.copytree(at_rest.parent, crashed)
        assert len(ids_in(crashed / "c.json")) == 7
    kept = [Path(text.rpartition("kept as ")[2].rstrip(".")) for text in problems[1:]]
    assert any(b"6 houses" in file.read_bytes() for file in kept)


@pytest.mark.parametrize("gone", ["file", "journal", "both"])
def test_what_is_deleted_under_an_open_store_is_written_again(at_rest, claim_about, gone):
    with ClaimStore(at_rest) as store:
        store.save(claim_about(6))
        if gone != "journal":
            at_rest.unlink()
        if gone != "file":
            shutil.rmtree(at_rest.parent / ".c.json.d")
        store.save(claim_about(7))
        assert len(store.claims()) == 8
    assert len(ids_in(at_rest)) == 8


def test_a_folder_that_is_gone_is_said_and_saving_works_when_it_is_back(at_rest, claim_about):
    with ClaimStore(at_rest) as store:
        away = at_rest.parent.with_name("away")
        at_rest.parent.rename(away)
        with pytest.raises(StoreError, match=r"c\.json could not be saved: its folder is gone"):
            store.save(claim_about(6))
        away.rename(at_rest.parent)
        store.save(claim_about(7))
    assert len(ids_in(at_rest)) == 7


def test_a_full_disk_refuses_the_save_and_keeps_what_was_there(tmp_path, claim_about):
    path = tmp_path / "c.json"
    limit = 60_000

    def work(write):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        with ClaimStore(path) as store:
            saved = []
            for number in range(1000):
                try:
                    store.save(claim_about(number))
                except StoreError as error:
                    os.write(write, f"{error}\n".encode())
                    break
                saved.append(claim_about(number).id)
            same = [claim.id for claim in store.claims()] == saved
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            store.save(claim_about(2000))
            told = {"same": same, "saved": [*saved, claim_about(2000).id]}
            os.write(write, json.dumps(told).encode() + b"\n")

    child, read = fork(work)
    sentence, told = told_by(read)
    os.waitpid(child, 0)
    assert sentence.endswith("the file may not grow any further here; make room and save again.")
    result = json.loads(told)
    assert result["same"]
    assert len(result["saved"]) > 50
    assert ids_in(path) == set(result["saved"])


def test_eight_programs_saving_at_once_lose_nothing(tmp_path, claim_about):
    path = tmp_path / "c.json"

    def saving(program):
        def work(write):
            with ClaimStore(path, annotator=f"p{program}") as store:
                for number in range(200):
                    store.save(claim_about(program * 200 + number))
            os.write(write, b"done\n")

        return work

    children = [fork(saving(program)) for program in range(8)]
    assert [told_by(read) for _, read in children] == [["done"]] * 8
    for child, _ in children:
        os.waitpid(child, 0)
    assert len(ids_in(path)) == 1600


def test_two_programs_inserting_by_tinydb_give_no_id_twice(tmp_path):
    path = tmp_path / "c.json"

    def inserting(write):
        with open_database(path) as database:
            ids = [database.insert({"n": number}) for number in range(100)]
        os.write(write, json.dumps(ids).encode() + b"\n")

    children = [fork(inserting) for _ in range(4)]
    ids = [doc_id for _, read in children for doc_id in json.loads(told_by(read)[0])]
    for child, _ in children:
        os.waitpid(child, 0)
    assert sorted(ids) == list(range(1, 401))


@pytest.fixture
def folder_for_all():
    """A folder that everyone may enter; pytest takes its own away from others at each start."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_reader_without_rights_reads_and_is_told(folder_for_all, claim_about):
    path = folder_for_all / "c.json"
    with ClaimStore(path) as store:
        store.save(claim_about(1))
    if os.geteuid() != 0:
        pytest.skip("only root can become nobody")
    folder_for_all.chmod(0o555)

    def work(write):
        os.setgid(65534)
        os.setuid(65534)
        with ClaimStore(path) as store:
            told = [len(store.claims()), store.read_only]
            try:
                store.save(claim_about(2))
            except StoreError as error:
                told.append(str(error))
        os.write(write, json.dumps(told).encode() + b"\n")

    child, read = fork(work)
    (told,) = told_by(read)
    os.waitpid(child, 0)
    count, why, refusal = json.loads(told)
    assert count == 1
    assert "can only be read" in why
    assert refusal == why


def test_two_documents_that_a_person_put_on_one_line_stay_two(tmp_path):
    path = tmp_path / "c.json"
    path.write_text('{\n"_default": {\n "1": {"a": 1}, "2": {"a": 2}\n}\n}\n')
    database = open_database(path)
    database.table("other").insert({"b": 1})
    crashed = tmp_path / "crashed"
    shutil.copytree(tmp_path, crashed)
    for folder in (crashed, tmp_path):
        with open_database(folder / "c.json") as again:
            assert [document["a"] for document in again] == [1, 2]
    database.close()
