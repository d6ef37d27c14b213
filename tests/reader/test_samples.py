"""The built-in library: what a person reads before they open a folder of their own."""

import json

import pytest

from reader.article import word_count
from reader.library.scan import iter_scan, listing, parse_file
from reader.samples import SAMPLES

FILES = sorted(SAMPLES.iterdir())
INVENTED = "This article is invented: its people, places and events do not exist."
ABOUT = "about-these-articles.md"


def test_every_sample_is_listed_and_none_is_a_problem():
    found = listing(iter_scan([SAMPLES]))
    assert found.problems == ()
    assert [row.path for row in found.articles] == [file.name for file in FILES]
    assert len(found.articles) >= 9


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.name != ABOUT], ids=lambda f: f.name
)
def test_every_sample_says_in_its_last_line_that_it_is_invented_and_when_it_appeared(file):
    article = parse_file(file, file.name)
    assert article.text.endswith(f"\n\n{INVENTED}")
    assert file.name.startswith(str(article.published))


def test_the_library_says_of_itself_that_it_is_invented():
    about = parse_file(SAMPLES / ABOUT, ABOUT)
    assert "Every article in this library is invented" in about.text


def test_two_newspapers_report_one_event_in_different_words_and_figures():
    one, two = (
        parse_file(SAMPLES / name, name).text
        for name in (
            "2025-03-18-harrowmere-flood-ledger.txt",
            "2025-03-18-harrowmere-flood-meridian.md",
        )
    )
    assert "3,200 homes" in one
    assert "3,200 homes" in two
    assert "At least 11,000 people" in one
    assert "About 9,500 people" in two
    assert "There is no wall in the world that would have held back this water" in one
    assert "No wall anywhere on earth would have stopped that much water" in two


def test_there_is_a_short_brief_and_a_long_feature():
    lengths = [word_count(parse_file(file, file.name).text) for file in FILES]
    assert min(lengths) < 120
    assert max(lengths) >= 1200


def test_there_are_paragraphs_of_every_kind_that_text_files_have():
    kinds = {part.kind for file in FILES for part in parse_file(file, file.name).parts}
    assert kinds == {"title", "heading", "pull quote", "block quote", "list", "table"}


def test_the_list_begins_with_an_article_that_has_a_headline():
    first = parse_file(FILES[0], FILES[0].name)
    assert first.title
    assert not first.text.startswith(first.title.removesuffix("…"))


def test_in_the_first_steps_n_leads_to_what_they_speak_of(copydesk):
    told = copydesk("marks", SAMPLES / "2025-03-01-first-steps.md", "--json").stdout
    words = [mark["text"] for mark in json.loads(told)]
    assert words[:4] == [
        "“You have found a quote,”",
        "“Most of a day is spent on sentences like this one,”",
        "At least 40",
        "“I never said that,”",
    ]
