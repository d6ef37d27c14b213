"""Undo and redo: any change, many steps, across restarts, each person's own."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB

from annotations.claim import Anchor, ArticleReference, Claim, now
from annotations.codebook import Codebook, Tag
from annotations.errors import HistoryError
from annotations.store.claim_store import ClaimStore
from annotations.store.question import Question


def test_each_change_is_taken_back_with_a_sentence_that_names_it(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(3))
        store.save(replace(claim_about(3), note="seen", tags=("damage", "checked")))
        store.remove(claim_about(3).id)
        assert store.undo() == "Undone: removed the claim “3 houses”."
        assert store.undo() == "Undone: changed the tags and note of the claim “3 houses”."
        assert store.claims() == (claim_about(3),)
        assert store.undo() == "Undone: tagged “3 houses” as damage."
        assert store.claims() == ()
        with pytest.raises(HistoryError, match=r"^There is nothing to undo\.$"):
            store.undo()


def test_undo_and_redo_reach_across_restarts(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
        store.save(claim_about(2))
    with ClaimStore(path) as store:
        store.undo()
    with ClaimStore(path) as store:
        assert store.claims() == (claim_about(1),)
        assert store.redo() == "Done again: tagged “2 houses” as damage."
        assert store.claims() == (claim_about(1), claim_about(2))
        with pytest.raises(HistoryError, match=r"^There is nothing to do again\.$"):
            store.redo()


def test_redo_after_another_change_is_refused(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1))
        store.undo()
        store.save(claim_about(2))
        with pytest.raises(HistoryError, match="because another change came after it"):
            store.redo()
        assert store.claims() == (claim_about(2),)


def test_each_annotator_undoes_their_own_changes(path, claim_about):
    with ClaimStore(path, annotator="ann") as ann, ClaimStore(path, annotator="bob") as bob:
        ann.save(claim_about(1))
        bob.save(claim_about(2))
        assert ann.undo() == "Undone: tagged “1 houses” as damage."
        bob.refresh()
        assert bob.claims() == (claim_about(2),)
        with pytest.raises(HistoryError, match="nothing to undo"):
            ann.undo()


def test_two_people_of_one_name_undo_their_own_changes(path, claim_about):
    with (
        ClaimStore(path, annotator="user", annotator_id="aaaa11") as one,
        ClaimStore(path, annotator="user", annotator_id="bbbb22") as other,
    ):
        one.save(claim_about(1))
        other.save(claim_about(2))
        assert one.undo() == "Undone: tagged “1 houses” as damage."
        assert other.undo() == "Undone: tagged “2 houses” as damage."
        with pytest.raises(HistoryError, match="nothing to undo"):
            other.undo()
        with pytest.raises(HistoryError, match="nothing to do again"):
            ClaimStore(path, annotator="user", annotator_id="cccc33").redo()
        assert one.redo() == "Done again: tagged “1 houses” as damage."


def test_what_was_changed_before_people_had_an_id_is_undone_by_name(path, claim_about):
    with ClaimStore(path, annotator="user") as earlier:
        earlier.save(claim_about(1))
    with ClaimStore(path, annotator="user", annotator_id="aaaa11") as now:
        assert now.undo() == "Undone: tagged “1 houses” as damage."


def test_undo_keeps_what_someone_else_changed_in_the_same_claim(path, claim_about):
    with ClaimStore(path, annotator="ann") as ann, ClaimStore(path, annotator="bob") as bob:
        ann.save(claim_about(1))
        ann.save(replace(claim_about(1), tags=("checked",)))
        bob.refresh()
        bob.save(replace(bob.claims()[0], note="Bob's"))
        ann.undo()
        assert (ann.claims()[0].tags, ann.claims()[0].note) == (("damage",), "Bob's")


def test_undo_that_would_lose_anothers_change_is_refused(path, claim_about):
    with ClaimStore(path, annotator="ann") as ann, ClaimStore(path, annotator="bob") as bob:
        ann.save(claim_about(1))
        bob.refresh()
        bob.save(replace(bob.claims()[0], note="Bob's"))
        with pytest.raises(HistoryError, match="Someone changed the same since"):
            ann.undo()
        assert ann.claims()[0].note == "Bob's"


def test_many_claims_saved_together_are_one_step(path, claim_about):
    with ClaimStore(path) as store:
        store.save_all(map(claim_about, range(5)), what="imported 5 claims from other.jsonl")
        assert store.undo() == "Undone: imported 5 claims from other.jsonl."
        assert store.claims() == ()
        store.redo()
        store.remove_all([claim_about(1).id, claim_about(2).id])
        assert store.undo() == "Undone: removed 2 claims."
        assert len(store.claims()) == 5


def test_following_a_moved_article_is_no_step_and_hinders_none(path, claim_about):
    with ClaimStore(path, annotator="ann") as store:
        store.save(claim_about(1))
        store.save(replace(claim_about(1), note="seen"))
        store.follow([("news/flood.txt", "ab" * 32)])
        store.undo()
        assert (store.claims()[0].note, store.claims()[0].article.path) == ("", "news/flood.txt")
        store.undo()
        assert store.claims() == ()


def test_undo_still_works_when_the_journal_was_shortened(path, claim_about, monkeypatch):
    monkeypatch.setattr("annotations.journal.checkpoints.HISTORY", 3000)
    with ClaimStore(path) as store:
        for number in range(40):
            store.save(claim_about(number))
            if number % 5 == 0:
                store.close()
                store = ClaimStore(path)
        taken_back = 0
        with suppress(HistoryError):
            while taken_back < 40:
                store.undo()
                taken_back += 1
        assert 4 <= taken_back < 40
        assert len(store.claims()) == 40 - taken_back
        store.close()
    (journal,) = (path.parent / ".copydesk.json.d").glob("*/journal")
    assert journal.stat().st_size < 30_000


def claim(number: int, tags: tuple[str, ...], note: str) -> Claim:
    return Claim(
        id=f"{number:026d}",
        article=ArticleReference(path="a.txt"),
        anchor=Anchor(exact="words", start=number, end=number + 5),
        kind="statement",
        tags=tags,
        note=note,
        created=now(),
        modified=now(),
    )


CLAIMS = st.builds(
    claim,
    st.integers(0, 5),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True).map(tuple),
    st.sampled_from(["", "x", "y"]),
)


class AsADictionary(RuleBasedStateMachine):
    """A store beside a dictionary and the list of its former states."""

    @initialize()
    def begin(self):
        self.path = Path(tempfile.mkdtemp()) / "c.json"
        self.store = ClaimStore(self.path, annotator="ann")
        self.now: dict[str, Claim] = {}
        self.before: list[dict[str, Claim]] = []
        self.after: list[dict[str, Claim]] = []

    def changed(self, now):
        if now != self.now:
            self.before.append(self.now)
            self.after = []
            self.now = now

    @rule(claim=CLAIMS)
    def save(self, claim):
        self.store.save(claim)
        self.changed({**self.now, claim.id: claim})

    @rule(claims=st.lists(CLAIMS, max_size=3, unique_by=lambda claim: claim.id))
    def save_many(self, claims):
        self.store.save_all(claims)
        self.changed({**self.now, **{claim.id: claim for claim in claims}})

    @rule(number=st.integers(0, 5))
    def remove(self, number):
        if f"{number:026d}" in self.now:
            self.store.remove(f"{number:026d}")
            self.changed({key: it for key, it in self.now.items() if key != f"{number:026d}"})

    @rule()
    def undo(self):
        if self.before:
            self.store.undo()
            self.after.append(self.now)
            self.now = self.before.pop()
        else:
            with pytest.raises(HistoryError):
                self.store.undo()

    @rule()
    def redo(self):
        if self.after:
            self.store.redo()
            self.before.append(self.now)
            self.now = self.after.pop()
        else:
            with pytest.raises(HistoryError):
                self.store.redo()

    @rule()
    def open_again(self):
        self.store.close()
        with (
            TinyDB(self.path, access_mode="r")
            if self.path.exists()
            else TinyDB(self.path.with_name("none.json")) as stock
        ):
            assert {record["id"] for record in stock.table("claims")} == set(self.now)
        self.store = ClaimStore(self.path, annotator="ann")

    @rule(torn=st.binary(max_size=40))
    def crash(self, torn):
        """What is on disk now is all there is, and half a line may follow it."""
        after = Path(tempfile.mkdtemp())
        shutil.copytree(self.path.parent, after, dirs_exist_ok=True)
        self.store.close()
        shutil.rmtree(self.path.parent)
        self.path = after / "c.json"
        for journal in (after / ".c.json.d").glob("*/journal"):
            with journal.open("ab") as file:
                file.write(torn.replace(b"\n", b""))
        self.store = ClaimStore(self.path, annotator="ann")

    @rule(claim=CLAIMS)
    def another_person_saves(self, claim):
        with ClaimStore(self.path, annotator="bob") as other:
            theirs = replace(claim, id="z" + claim.id[1:])
            other.save(theirs)
            self.store.refresh()
            other.undo()
        self.store.refresh()

    @invariant()
    def same(self):
        assert {claim.id: claim for claim in self.store.claims()} == self.now
        by_tag = {claim.id for claim in self.store.find(Question(tag="a"))}
        assert by_tag == {key for key, claim in self.now.items() if "a" in claim.tags}
        by_word = {claim.id for claim in self.store.find(Question(words="x"))}
        assert by_word == {key for key, claim in self.now.items() if claim.note == "x"}

    def teardown(self):
        while self.before:
            self.store.undo()
            self.before.pop()
        assert self.store.claims() == ()
        self.store.close()
        shutil.rmtree(self.path.parent)


TestAsADictionary = AsADictionary.TestCase
TestAsADictionary.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_the_codebook_is_undone_too(path):
    with ClaimStore(path) as store:
        store.save_codebook(Codebook(tags=(Tag(name="damage", key="d"),)))
        store.save_codebook(Codebook(tags=(Tag(name="loss"),)))
        assert store.undo() == "Undone: changed the codebook."
        assert store.codebook().tags == (Tag(name="damage", key="d"),)
