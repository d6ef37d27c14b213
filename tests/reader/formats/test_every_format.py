"""Article files of `tests/cases/articles`, each beside a JSON file that says what it holds."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from reader.article import Article
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.registry import FORMATS, SUFFIXES, format_of, format_of_file

CASES = Path(__file__).parents[2] / "cases" / "articles"
EXPECTED = {f"{file.name}.json" for file in CASES.iterdir()}
FILES = sorted(
    file for file in CASES.iterdir() if file.suffix in SUFFIXES and file.name not in EXPECTED
)
MARKDOWN = format_of("x.md")
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
    assert json.loads(json.dumps(found_in(file))) == expected


def found_in(file: Path) -> dict[str, object]:
    """Return what a file holds; one that can hold several articles has a list of them."""
    source = ArticleFile.of_bytes(file.read_bytes(), file.name)
    kind = format_of_file(source)
    try:
        found = list(kind.read(source))
    except UnreadableArticleError as error:
        if "needs a library that is not installed" in str(error):
            pytest.skip(str(error))
        return {"unreadable": str(error)}
    if kind.is_lone:
        return record(found[0])
    return {
        "articles": [
            {"path": each.path, **record(each)} for each in found if isinstance(each, Article)
        ],
        "problems": [str(each) for each in found if isinstance(each, UnreadableArticleError)],
    }


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_every_format_has_files_that_show_what_it_reads(kind):
    assert [file for file in FILES if file.suffix in kind.suffixes]


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_every_ending_of_a_format_leads_to_it(kind):
    for suffix in kind.suffixes:
        name = f"article{suffix.upper()}"
        assert any(format_of(name, head) == kind for head in (b"", *map(head_of, FILES)))


def head_of(file: Path) -> bytes:
    return file.read_bytes()[:4096]


def test_of_formats_with_the_same_ending_all_but_one_are_known_by_their_first_bytes():
    for suffix in SUFFIXES:
        claiming = [kind for kind in FORMATS if suffix in kind.suffixes]
        assert sum(kind.begins is None for kind in claiming) <= 1, suffix


def test_what_a_library_raises_is_one_sentence_with_the_name_of_the_file():
    kind = replace(MARKDOWN, module=__name__)
    with pytest.raises(UnreadableArticleError) as told:
        kind.parse(b"x", "odd.md")
    assert str(told.value) == (
        "odd.md cannot be read as Markdown: it is damaged, or not what its name says (KeyError)."
    )


def test_a_missing_library_is_one_sentence_with_the_command_that_installs_it():
    kind = replace(MARKDOWN, module="reader.formats.not_there", extra="heavy")
    with pytest.raises(UnreadableArticleError) as told:
        kind.parse(b"x", "odd.md")
    assert str(told.value) == (
        "odd.md needs a library that is not installed (reader.formats.not_there). "
        "Install it with: pip install 'copydesk[heavy]'"
    )


def read(file: ArticleFile, place: str = ""):
    """Fail as the library of a format may."""
    raise KeyError(place)
    yield


def test_a_file_of_an_unknown_ending_is_read_as_plain_text():
    assert format_of("notes").name == "plain text"
