"""Laws that hold for every text and every file, however odd."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import normal_text
from reader.errors import UnreadableArticleError
from reader.formats.contract import NEVER
from reader.formats.front_matter import simple_fields
from reader.formats.plain_text import article_from
from reader.formats.registry import FORMATS, format_of

MARKDOWN = format_of("x.md")
TEXT_FORMATS = [kind for kind in FORMATS if kind.long_from != NEVER]
"""The formats whose files are an article from their first sign to the last."""

SIGNS = '()“”"—.?é\t\n#>|[]<&*`'
LINES = ["date 2024-07-28", "date 2024-99-99", "By Ada Brandt", "Key Role", "(PC, TASS)", "\n\n"]
MARKS = ["---\n", "+++\n", "title: x\n", "# ", "> ", "- ", "1. ", "| a | b |\n|-|-|\n", "```\n"]
WORDS = ["“We go.” – Mayor Ada Brandt", "28 July 2024", "word " * 30, "<p>", "<!--", "&#x1b;"]
NOTES = ["[^1]", "[^1]: note\n", "[a](b)", "    ", "\r\n"]
PIECES = st.sampled_from([*SIGNS, *LINES, *MARKS, *WORDS, *NOTES])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join))
FILES = st.one_of(
    st.binary(),
    TEXTS.map(lambda text: text.encode(errors="surrogatepass")),
    TEXTS.map(lambda text: text.encode("utf-16", errors="surrogatepass")),
    TEXTS.map(lambda text: text.encode("cp1252", errors="ignore")),
)


@given(TEXTS)
def test_any_text_is_an_article_or_said_to_be_empty(text):
    try:
        article = article_from(normal_text(text), "x.txt")
    except UnreadableArticleError:
        return
    assert article.text == normal_text(article.text).strip()
    assert article.title


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
@given(data=FILES)
def test_the_parts_of_any_article_lie_in_order_within_its_normal_text(kind, data):
    try:
        article = kind.parse(data, "x")
    except UnreadableArticleError:
        return
    end = 0
    for part in article.parts:
        assert end <= part.span.start < part.span.end <= len(article.text)
        end = part.span.end
    assert normal_text(article.text) == article.text
    assert article.text.strip()


SCRAPS = [
    ": ",
    ":",
    " #",
    "#",
    "- ",
    "'",
    '"',
    "\\",
    "\n",
    "\n\n",
    " ",
    "  ",
    "[",
    "{",
    ",",
    "? ",
    "& ",
]
VALUES = [
    "2031-05-04",
    "12:30",
    "https://a.org/x#y",
    "Lena Osk",
    "~",
    "null",
    "...",
    "---",
    "é",
    "x",
]
LINE = st.tuples(
    st.sampled_from(["title", "a-b", "date", "B_1", "a"]),
    st.sampled_from([": ", ":  ", ":", " : "]),
    st.lists(st.sampled_from([*SCRAPS, *VALUES]), max_size=4).map("".join),
).map("".join)


@given(st.lists(LINE, min_size=1, max_size=4).map("\n".join))
def test_fields_that_are_read_without_yaml_are_those_that_yaml_reads(written):
    if fields := simple_fields(written):
        assert fields == yaml.load(written, Loader=yaml.BaseLoader)


def test_the_usual_front_matter_is_read_without_yaml():
    written = 'title: "A: b"\ndate: 2031-05-04\n\nurl: https://a.org/x#y\nby: Lena O. Osk \n'
    assert simple_fields(written) == {
        "title": "A: b",
        "date": "2031-05-04",
        "url": "https://a.org/x#y",
        "by": "Lena O. Osk",
    }


@pytest.mark.parametrize("kind", TEXT_FORMATS, ids=lambda kind: kind.name)
@settings(max_examples=25)
@given(text=TEXTS, between=st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\n---\n", ""]))
def test_the_beginning_of_a_long_article_is_how_its_text_begins(kind, text, between):
    body = "“We go on,” said Ada Brandt, and so they did for years.\n\n* One\n* Two\n\n" * 4500
    data = (text + between + body).encode(errors="replace")
    whole = kind.parse(data, "x")
    assert len(whole.text) > 300_000
    begun = kind.beginning(data[: data.rfind(b"\n", 0, 20_000) + 1], "x")
    if begun is not None:
        assert whole.text.startswith(begun.text)
        assert (whole.title, whole.byline, whole.published) == (
            begun.title,
            begun.byline,
            begun.published,
        )


@pytest.mark.parametrize("kind", TEXT_FORMATS, ids=lambda kind: kind.name)
def test_a_long_article_without_odd_characters_has_a_beginning(kind):
    begun = kind.beginning(b"A title\n\nBy Ada Brandt\n\nA sentence.\n\n" * 500, "x")
    assert begun is not None
    assert len(begun.text) > 15_000


def test_front_matter_that_does_not_end_at_the_beginning_of_a_file_is_no_beginning():
    assert MARKDOWN.beginning(b"---\ntitle: A\n\nnote: |\n" + b"    words\n\n" * 900, "x") is None


@pytest.mark.parametrize("kind", TEXT_FORMATS, ids=lambda kind: kind.name)
@pytest.mark.parametrize(
    "unit",
    [
        "\n",
        " \n",
        "a\n\n",
        "“",
        '"',
        "—",
        "[",
        "![",
        "(A & ",
        ". ",
        ".",
        "> ",
        "<a ",
        "<!-- ",
        "&#",
    ],
)
def test_a_megabyte_of_one_sign_is_read_or_refused_like_any_file(kind, unit):
    data = b"A title\n\n" + unit.encode() * (1_000_000 // len(unit)) + b"the end"
    assert kind.parse(data, "x").text.endswith("the end")


@pytest.mark.parametrize("kind", TEXT_FORMATS, ids=lambda kind: kind.name)
def test_a_line_of_a_megabyte_is_kept_whole(kind):
    line = "word " * 200_000 + "end."
    article = kind.parse(line.encode(), "x")
    assert article.text == line
    assert len(article.title) <= 90


@pytest.mark.parametrize("fence", ["---", "+++"])
@pytest.mark.parametrize("opening", ["[", "{a: ", "? ", "- ", "&a [*a, "])
@pytest.mark.parametrize("times", [150, 4_000, 100_000])
def test_lists_within_lists_in_front_matter_never_end_the_program(fence, opening, times):
    field = f"list {'=' if fence == '+++' else ':'} {opening * times}"
    article = MARKDOWN.parse(f"{fence}\ntitle: Kept\n{field}\n{fence}\nText.".encode(), "x")
    assert article.text == "Text."
    assert article.title == "Kept"
    assert len(article.remarks) == 1
