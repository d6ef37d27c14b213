"""Article files of `tests/cases/articles`, each beside a JSON file that says what it holds."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from reader.article import Article
from reader.errors import UnreadableArticleError
from reader.formats.registry import FORMATS, SUFFIXES, format_of

CASES = Path(__file__).parents[2] / "cases" / "articles"
FILES = sorted(file for file in CASES.iterdir() if file.suffix in SUFFIXES)
LEFT_OUT = {"path", "text", "parts", "published"}


def record(article: Article) -> dict[str, object]:
    """Return what an expected file says of an article; what is not known is left out."""
    known = {each.name: getattr(article, each.name) for each in fields(Article)}
    said = {name: value for name, value in known.items() if value and name not in LEFT_OUT}
    if article.published:
        said["published"] = article.published.isoformat()
    if article.parts:
        said["parts"] = [f"{part.kind}: {part.span.of(article.text)}" for part in article.parts]
    return {**said, "text": article.text.split("\n")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_becomes_the_article_that_is_written_beside_it(file):
    expected = json.loads(file.with_name(f"{file.name}.json").read_text(encoding="utf-8"))
    try:
        found = record(format_of(file.name).parse(file.read_bytes(), file.name))
    except UnreadableArticleError as error:
        found = {"unreadable": str(error)}
    assert json.loads(json.dumps(found)) == expected


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_every_format_has_files_that_show_what_it_reads(kind):
    assert [file for file in FILES if file.suffix in kind.suffixes]


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_every_ending_of_a_format_leads_to_it(kind):
    assert {format_of(f"article{suffix.upper()}") for suffix in kind.suffixes} == {kind}


def test_no_two_formats_claim_the_same_ending():
    assert len(SUFFIXES) == sum(len(kind.suffixes) for kind in FORMATS)


def test_a_file_of_an_unknown_ending_is_read_as_plain_text():
    assert format_of("notes").name == "plain text"
