"""Words of texts: found exactly, folded, broken at a line's end, and never stale."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.folding import Sought
from reader.detectors.registry import iter_marks
from reader.index import Index
from reader.index.article_list import ArticleList
from reader.index.full_text import indexed, sought
from reader.index.marks import pack, unpack
from reader.index.query import parse_query
from reader.index.summary import of_article
from reader.library import scan
from reader.query import Words
from reader.state.progress import ReadingLog

TEXT = """Mayor’s plea

“We don’t have the infor-
mation,” said Zoë Müller – the well‑known ghost. It cost $3.5bn on 3,5 days. 日本語のテキスト
"""


@pytest.fixture
def found(tmp_path: Path):
    """Return whether a query finds a file with the text."""
    place = tmp_path / "a.txt"

    def ask(written: str, text: str = TEXT) -> bool:
        place.write_text(text, encoding="utf-8")
        index = Index(None)
        try:
            (article,) = [one for one in scan.iter_scan([tmp_path]) if not hasattr(one, "sentence")]
            read = scan.parse_file(place, "a.txt")
            with index.together():
                index.put(article, of_article(read, tmp_path, place), "state")
            return bool(index.find(parse_query(written)))
        finally:
            index.close()

    return ask


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('"don\'t have"', True),
        ("“don’t have”", True),
        ('"have the information"', True),
        ('"zoe muller"', True),
        ('"well-known ghost"', True),
        ('"well known"', False),
        ('"don\'t ha"', False),
        ('"don\'t ha*"', True),
        ("\"don't ha", True),
        ('"$3.5bn"', True),
        ('"$3,5"', False),
        ('"本語の"', True),
        ("text:ghost", True),
        ("text:ghos", False),
        ("text:ghos*", True),
        ('"ghost zoe"~6', True),
        ('"ghost zoe"~2', False),
        ('-"ghost"', False),
        ('"ghost" OR "host"', True),
        ('"ghost" -"zoe"', False),
        ('"  "', True),
    ],
)
def test_words_are_found_as_they_stand(found, written, wanted):
    assert found(written) == wanted


WORDS = st.text(alphabet="abé’-.\n 日", max_size=30)


@given(WORDS, st.data())
def test_whole_words_of_any_text_are_found_in_it(text, data):
    words = text.split()
    start = data.draw(st.integers(0, len(words)))
    piece = " ".join(words[start : data.draw(st.integers(start, len(words)))])
    asked = sought(Words("text", piece.rstrip("*"), exact=True)) if piece else None
    index = Index(None)
    try:
        rows = index._table.writing.rows
        rows("INSERT INTO full_text (rowid, words) VALUES (1, ?)", (indexed(text),))
        if asked is not None and Sought(piece).is_in(text):
            found = rows("SELECT rowid FROM full_text WHERE full_text MATCH ?", (asked,))
            assert found == [(1,)]
    finally:
        index.close()


@given(st.text(max_size=200) | st.lists(st.sampled_from(
    ["“We lost 9 sheep,” Ada Brandt said. ", "At least 1,200 left", "\n\n", "x" * 300, ". The ",
     "$3 million ", "\ud800", "€"])).map("".join))  # fmt: skip
def test_packed_marks_have_the_words_and_their_sentence(text):
    marks = list(iter_marks(text, every=True))
    packed = pack(marks, text)
    places = unpack(packed.places) if packed.places else ()
    assert [place.words for place in places] == [mark.span.of(text) for mark in marks]
    for place in places:
        start = place.span.start - len(place.before)
        assert text[start : start + len(place.sentence)] == place.sentence


def test_texts_that_are_gone_are_taken_out_in_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("reader.index.telling._FEW_TEXTS", 3)
    (tmp_path / "a.txt").write_text("First words.\n", "utf-8")
    articles = opened(tmp_path, tmp_path / "t.db")
    try:
        for number in range(8):
            (tmp_path / "a.txt").write_text(f"Words of day {number}.\n", "utf-8")
            for _ in articles.update():
                pass
            assert len(articles.find(parse_query(f'"day {number}"'))) == 1
            assert len(articles.find(parse_query(f'"day {number - 1}"'))) == 0
        ((given,),) = articles._index._table.ask("SELECT id FROM last_text")
        assert given <= 4
    finally:
        articles.close()


def opened(folder: Path, table: Path) -> ArticleList:
    return ArticleList([folder], table=table, log=ReadingLog(None), claims_in=lambda _: {})


def killed_after(steps: int, folder: Path, table: Path) -> None:
    """Bring an index up to date in a process that is killed after some steps of the work."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        articles = opened(folder, table)
        for work in (articles.update(alone=True), articles.count()):
            for _ in work:
                if steps == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                steps -= 1
    finally:
        os._exit(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed that was forked")
def test_an_index_that_is_killed_fifty_times_goes_on_where_it_was(tmp_path):
    folder, table = tmp_path / "articles", tmp_path / "t.db"
    folder.mkdir()
    known = 0
    for kill in range(50):
        said = f"“We pay {kill + 2} euros,” said Ada Brandt of number{kill}."
        (folder / f"{kill:02}.txt").write_text(f"date 2031-05-02 {said}\n", "utf-8")
        killed_after(kill % 5, folder, table)
        articles = opened(folder, table)
        counted = len(articles.find()) - len(articles.uncounted())
        articles.close()
        assert counted >= known
        known = counted
    assert known > 0
    articles = opened(folder, table)
    try:
        for work in (articles.update(), articles.count()):
            for _ in work:
                pass
        assert len(articles.uncounted()) == 0
        for kill in range(50):
            (number,) = articles.find(parse_query(f'"number{kill}" figure={kill + 2}'))
            assert articles.row(number).listed.path == f"{kill:02}.txt"
    finally:
        articles.close()
