"""Finding claims by what is known of them; claims that follow their article."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tinydb import TinyDB

from annotations.claim import ArticleReference, Verdict
from annotations.span import Span
from annotations.store.claim_store import ClaimStore
from annotations.store.question import Question


@pytest.fixture
def store(path, claim_about):
    with ClaimStore(path) as store:
        store.save_all(
            [
                claim_about(1, tags=("damage", "houses"), claimant="Mayor Lund"),
                claim_about(
                    2,
                    verdict=Verdict(value="False", scale="truth"),
                    annotator="bob",
                    note="Überprüft am Fluss",
                ),
                claim_about(
                    3,
                    article=ArticleReference(path="fire.txt", title="Fire in Vale"),
                    created=datetime(2026, 12, 1, 23, 59, tzinfo=UTC),
                    statement="Ten barns burnt down.",
                ),
            ]
        )
        yield store


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ({}, "123"),
        ({"article": "flood.txt"}, "12"),
        ({"article": "none.txt"}, ""),
        ({"tag": "houses"}, "1"),
        ({"tag": "house"}, ""),
        ({"tag": "damage", "annotator": "bob"}, "2"),
        ({"verdict": "false"}, "2"),
        ({"claimant": "mayor lund"}, "1"),
        ({"annotator": "ann"}, "13"),
        ({"since": date(2026, 11, 24)}, "3"),
        ({"until": date(2026, 11, 23)}, "12"),
        ({"since": date(2026, 11, 23), "until": date(2026, 12, 1)}, "123"),
        ({"words": "houses"}, "123"),
        ({"words": "barn BURNT"}, "3"),
        ({"words": "barn houses"}, "3"),
        ({"words": "vale"}, "3"),
        ({"words": "überprüft"}, "2"),
        ({"words": "uberpruft"}, "2"),
        ({"claimant": "Mäyor Lund"}, "1"),
        ({"words": "arn"}, ""),
        ({"words": "  "}, "123"),
        ({"words": "houses", "article": "fire.txt"}, "3"),
    ],
)
def test_claims_are_found_by_everything_that_is_asked(store, question, numbers):
    assert "".join(claim.id[-1] for claim in store.find(Question(**question))) == numbers


def test_a_change_is_found_at_once_also_one_of_another_window(store, path):
    assert store.find(Question(tag="houses", words="lund"))
    with ClaimStore(path) as other:
        other.save(replace(other.claims()[0], tags=("streets",), claimant="Mr Holm"))
        other.remove(other.claims()[1].id)
    assert store.refresh()
    assert store.find(Question(tag="houses")) == ()
    assert store.find(Question(words="lund")) == ()
    assert [claim.id[-1] for claim in store.find(Question(tag="streets", words="holm"))] == ["1"]
    assert [claim.id[-1] for claim in store.claims()] == ["1", "3"]


def test_a_change_by_a_stock_tinydb_is_found_too(store, path):
    assert len(store.find(Question(words="houses"))) == 3
    store.close()
    with TinyDB(path) as database:
        database.table("claims").update({"note": "seen by night"}, doc_ids=None)
    with ClaimStore(path) as again:
        assert len(again.find(Question(words="night"))) == 3


def test_claims_follow_an_article_that_was_renamed(store):
    assert store.follow([("2026/flood.txt", "ab" * 32), ("fire.txt", "cd" * 32)]) == (
        "2 claims followed “flood.txt” to “2026/flood.txt”.",
    )
    assert len(store.of_article("2026/flood.txt")) == 2
    assert store.of_article("flood.txt") == ()
    assert store.follow([("2026/flood.txt", "ab" * 32), ("fire.txt", "cd" * 32)]) == ()


def test_claims_stay_with_an_article_that_was_changed(store):
    assert store.follow([("flood.txt", "new"), ("copy.txt", "ab" * 32), ("fire.txt", "")]) == ()


def test_claims_do_not_follow_when_two_articles_have_their_text(store):
    listed = [("a.txt", "ab" * 32), ("b.txt", "ab" * 32), ("fire.txt", "")]
    assert store.follow(listed) == ()
    assert len(store.of_article("flood.txt")) == 2


def test_an_orphan_is_attached_again_by_hand(store):
    text = "In all, some 1 hous burnt."
    claim = store.reattach(store.claims()[0].id, text, Span(13, 19))
    assert (claim.anchor.exact, claim.anchor.prefix) == ("1 hous", "In all, some ")
    assert store.get(claim.id) == claim
    assert store.undo() == "Undone: attached the claim “1 hous” again."
    assert store.claims()[0].anchor.exact == "1 houses"


def test_saving_goes_on_while_the_file_is_written_in_the_background(path, claim_about):
    with ClaimStore(path) as store:
        for number in range(60):
            store.save(claim_about(number))
            store.checkpoint_when_idle()
        assert store.problems() == ()
        assert len(store.claims()) == 60
    with TinyDB(path, access_mode="r") as database:
        assert len(database.table("claims")) == 60


def test_threads_can_share_a_store(path, claim_about):
    with ClaimStore(path) as store:

        def save(first):
            for number in range(first, first + 20):
                store.save(claim_about(number))
                assert store.find(Question(words=f"{number}"))
                store.refresh()

        threads = [threading.Thread(target=save, args=(first,)) for first in range(0, 80, 20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(store.claims()) == 80
