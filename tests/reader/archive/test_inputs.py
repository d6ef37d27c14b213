"""Files are cut into parts that together hold what the formats read in them."""

import gzip
from pathlib import Path

import pytest

from reader.archive.inputs import Input, cuts_of
from reader.archive.records import Problem, Record, records_of
from reader.article import Article
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.registry import format_of_file

CASES = Path(__file__).parents[2] / "cases" / "articles"
FILES = [
    "table.csv", "table-bad-lines.csv", "table-open-quotation-mark.csv",
    "table-semicolons-1252.csv",
    "table-without-header.csv", "table.parquet", "records.jsonl", "records.jsonl.gz", "texts.warc",
    "texts-packed-as-one.warc.gz",
]  # fmt: skip


def read(file: Path, size: int) -> list[Record | Problem]:
    return [found for cut in cuts_of(Input(1, str(file), {}), size) for found in records_of(cut)]


@pytest.mark.parametrize("size", [1, 2, 1000])
@pytest.mark.parametrize("name", FILES)
def test_parts_of_any_size_hold_the_articles_that_the_format_reads(name, size):
    if ".warc" in name:
        pytest.importorskip("warcio")
    data = (CASES / name).read_bytes()
    file = ArticleFile.of_bytes(data, name)
    by_format = [each for each in format_of_file(file).read(file) if isinstance(each, Article)]
    by_parts = [each.article for each in read(CASES / name, size) if isinstance(each, Record)]
    assert by_parts == by_format


def test_a_record_with_an_id_and_a_text_is_read_as_it_is_given(tmp_path):
    file = tmp_path / "given.jsonl"
    file.write_text(
        '{"id": 7, "text": "One.\\nTwo  three.", "title": "Two", "published": "2024-07-28"}'
    )
    (found,) = read(file, 10)
    assert isinstance(found, Record)
    assert (found.known_by, found.article.text) == ("7", "One.\nTwo  three.")
    assert found.article.title == "Two"
    assert str(found.article.published) == "2024-07-28"


def test_a_named_column_wins_over_the_usual_names(tmp_path):
    file = tmp_path / "given.jsonl"
    file.write_text('{"id": 7, "text": "not this", "story": "But this one it is."}')
    (cut,) = cuts_of(Input(1, str(file), {"text": "story"}), 10)
    (found,) = records_of(cut)
    assert isinstance(found, Record)
    assert found.article.text == "But this one it is."


def test_a_bad_record_is_a_problem_and_the_others_are_read(tmp_path):
    file = tmp_path / "news.jsonl"
    one, broken, number, empty = (
        '{"id": 1, "text": "One."}',
        '{"id": 2, "te',
        "[3]",
        '{"text": " "}',
    )
    file.write_text("\n".join([one, broken, number, empty, one]))
    found = read(file, 2)
    assert [each.place for each in found] == [1, 2, 3, 4, 5]
    assert [type(each) for each in found] == [Record, Problem, Problem, Problem, Record]


def test_a_packed_file_that_is_cut_off_keeps_what_stands_before_and_tells_why(tmp_path):
    lines = "".join(f'{{"id": {n}, "text": "This is report {n * n}."}}\n' for n in range(5000))
    file = tmp_path / "news.jsonl.gz"
    file.write_bytes(gzip.compress(lines.encode())[:-2000])
    cuts = list(cuts_of(Input(1, str(file), {}), 100))
    assert all(cut.count == 100 for cut in cuts[:-1])
    assert "news.jsonl.gz is damaged or cut off behind record" in cuts[-1].broken
    assert isinstance(list(records_of(cuts[-1]))[-1], Problem)


def test_zstandard_is_unpacked(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    packed = tmp_path / "records.jsonl.zst"
    packed.write_bytes(zstandard.compress((CASES / "records.jsonl").read_bytes()))
    plain = [each for each in read(CASES / "records.jsonl", 2) if isinstance(each, Record)]
    assert [
        (each.place, each.article.text) for each in read(packed, 2) if isinstance(each, Record)
    ] == [(each.place, each.article.text) for each in plain]
    assert plain


def test_an_address_of_fsspec_is_read(tmp_path):
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://news/one.jsonl", "w") as file:
        file.write('{"id": 1, "text": "One."}\n')
    (found,) = read_at("memory://news/one.jsonl")
    assert isinstance(found, Record)
    assert found.article.text == "One."


def read_at(address: str) -> list[Record | Problem]:
    return [found for cut in cuts_of(Input(1, address, {}), 10) for found in records_of(cut)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("news.txt", "One.", "archives are made of files that end in"),
        ("news.jsonl", "", "is empty"),
        ("news.jsonl", '{"a": 1}\n', "has no field with the text of articles. There are “a”."),
        ("news.jsonl.gz", "no gzip", "is damaged"),
        ("news.parquet", "no parquet", "damaged, or no Parquet file"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, name, content, said):
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(UnreadableArticleError, match=said):
        read(file, 10)
