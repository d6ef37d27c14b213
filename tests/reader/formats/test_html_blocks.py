"""HTML as paragraphs: which there are, in which order, and what kind each is."""

import codecs

import pytest

pytest.importorskip("lxml")

from reader.formats.html_blocks import paragraphs_in_html
from reader.formats.html_tree import decoded


def blocks(written: str) -> list[str]:
    return [f"{each.kind or 'text'}: {each.words}" for each in paragraphs_in_html(written)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<h1>T</h1><h2>H</h2><p>1 <b>2</b>\n 3", ["title: T", "heading: H", "text: 1 2 3"]),
        ("<p>a<br>b<br><br>c</p>after", ["text: a b", "text: c", "text: after"]),
        ("<ul><li>a<li><p>b</p></ul><dl><dt>c</dl>", ["list: a", "list: b", "list: c"]),
        ("<blockquote><p>q</p><ul><li>r</ul></blockquote>", ["block quote: q", "block quote: r"]),
        ("<aside class='pull-quote'><p>q</p></aside>", ["pull quote: q"]),
        ("<table><tr><td>1<td><p>2</p></table>", ["table: 1 | 2"]),
        ("<table><tr><td><p>a<p>b</table>", ["text: a", "text: b"]),
        ("<figure><img><figcaption>c</figcaption></figure>", ["caption: c"]),
        ("<p hidden>a</p><p style='DISPLAY: none'>b</p>c<script>d</script>", ["text: c"]),
        ("a<!-- b -->c&#27;[2Jd&#146;&#0;", ["text: acd’"]),
        ("", []),
    ],
)  # fmt: skip
def test_html_becomes_the_paragraphs_that_a_reader_sees(written, expected):
    assert blocks(written) == expected


def test_a_hundred_thousand_elements_within_each_other_do_no_harm():
    assert blocks("<p>before</p>" + "<div>" * 100_000 + "deep")[0] == "text: before"


@pytest.mark.parametrize(
    "data",
    [
        '<meta charset="iso-8859-1">£ “a”'.encode(),
        '<meta charset="utf-8">£ “a”'.encode("cp1252"),
        "£ “a”".encode(),
        "£ “a”".encode("cp1252"),
        codecs.BOM_UTF16_LE + "£ “a”".encode("utf-16-le"),
        '<?xml version="1.0" encoding="windows-1252"?><p>£ “a”'.encode("cp1252"),
        '<meta charset="no-such-thing">£ “a”'.encode("cp1252"),
    ],
)
def test_what_a_page_says_of_its_encoding_is_believed_only_where_it_holds(data):
    assert decoded(data).endswith("£ “a”")
