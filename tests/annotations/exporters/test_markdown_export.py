import re

import pytest

from annotations.exporters.markdown_report import escaped

markdown_it = pytest.importorskip("markdown_it")  # comes with rich


def html(markdown: str) -> str:
    parser = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return parser.render(markdown)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "&copy; &#60;",
        "![picture](javascript:alert(1))",
        "[link](https://example.org)",
        "<https://example.org>",
        "[reference]: https://example.org",
        "`code` ``code``",
        "*a* _b_ **c** __d__ ~~e~~",
        "# heading",
        "- point",
        "+ point",
        "* point",
        "1. point",
        "12) point",
        "> quote",
        "| a | b |",
        "---",
        "***",
        "===",
        "~~~",
        "a\\",
        "\\*a*",
        "Setext\n===",
        "    indented",
    ],
)
def test_text_is_never_markup(text):
    shown = html(escaped(text))
    inside = shown.removeprefix("<p>").removesuffix("</p>\n")
    import html as entities

    assert "<" not in inside
    assert entities.unescape(inside) == " ".join(text.split())


@pytest.mark.parametrize("text", ["https://example.org", "www.example.org", "me@example.org"])
def test_an_address_does_not_become_a_link(text):
    parser = markdown_it.MarkdownIt("gfm-like", {"linkify": False})
    assert parser.render(escaped(text)) == f"<p>{text}</p>\n"
    assert text not in escaped(text)


def test_a_hostile_article_stays_inside_its_block_quote(export):
    shown = html(export("markdown")[0].decode())
    assert "<script" not in shown
    assert "<img" not in shown
    assert re.findall('<a href="([^"]*)"', shown) == ["https://audit.example/report.pdf"]


def test_an_orphan_says_why_it_has_no_place(export):
    report = export("markdown")[0].decode()
    assert "- **Place:** The words no longer stand in the article." in report
    assert "- **Place:** The article's file is gone." in report
