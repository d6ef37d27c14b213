from dataclasses import replace
from datetime import UTC, date, datetime

from annotations.claim import Anchor, ArticleReference, Claim
from annotations.wording import citation

CLAIM = Claim(
    id="1",
    article=ArticleReference(
        path="harbour.txt",
        title="Harbour tunnel will cost £1.2bn",
        source="The Invented Courier",
        published=date(2026, 3, 2),
        url="https://courier.example/harbour",
    ),
    anchor=Anchor(exact="“It pays\nfor itself.”", start=0, end=21),
    kind="quote",
    tags=("promise",),
    claimant="Ana Ruiz",
    created=datetime(2026, 11, 23, tzinfo=UTC),
    modified=datetime(2026, 11, 23, tzinfo=UTC),
)


def test_a_citation_names_words_claimant_title_source_date_and_address():
    assert citation(CLAIM) == (
        "“It pays for itself.” — Ana Ruiz. In: Harbour tunnel will cost £1.2bn, "
        "The Invented Courier, 2026-03-02, https://courier.example/harbour"
    )


def test_what_is_not_known_is_left_out():
    bare = replace(CLAIM, article=ArticleReference(path="notes/a.txt"), claimant="")
    assert citation(bare) == "“It pays for itself.”. In: notes/a.txt"


def test_words_without_quotation_marks_get_them():
    plain = replace(CLAIM, anchor=Anchor(exact="at least £1.2bn", start=0, end=15))
    assert citation(plain).startswith("“at least £1.2bn” — Ana Ruiz.")


def test_long_words_end_at_a_word():
    long = replace(CLAIM, anchor=Anchor(exact="word " * 100, start=0, end=500))
    assert citation(long).startswith("“" + ("word " * 59) + "word…” — Ana Ruiz")
