"""Web pages: the headline, who wrote it and when, and which of the words are the article."""

from datetime import date

import pytest

pytest.importorskip("trafilatura")

from reader.errors import UnreadableArticleError
from reader.formats.web_page import article_from

PROSE = (
    "<p>The quay of Sundhaven opened on Sunday, nine years after it sank by 40 centimetres in one"
    " night and took two cranes with it.</p>"
    "<p>“We have paid for it twice,” said the mayor, who had promised to have it open within a year"
    " of the night on which it sank.</p>"
    "<p>The market will move back in June, the harbour master said, if the fishermen agree to share"
    " the cost of the new ice house.</p>"
)


def page(head: str = "", above: str = "", between: str = "", below: str = "") -> str:
    first, second, third = PROSE.replace("</p><p>", "</p>\n<p>").split("\n")
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><a href=/>Home</a></nav><article>"
        f"<h1>Quay reopens</h1>{above}{first}{second}{between}{third}{below}</article>"
        "</body></html>"
    )


def read(written: str):
    return article_from(written, "page.html")


def parts(written: str) -> list[tuple[str, str]]:
    article = read(written)
    return [(part.kind, part.span.of(article.text)) for part in article.parts[1:]]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Quay reopens | The Post</title>", "Quay reopens"),
        ("<title>Quay reopens after nine long years - Post</title>", "Quay reopens"),
        ('<meta property="og:title" content="Sundhaven: Quay reopens (video)">', "Quay reopens"),
    ],
)
def test_the_headline_is_the_heading_that_the_titles_of_the_page_hold(head, title):
    assert read(page(head)).title == title


def test_what_is_published_is_not_taken_for_its_publisher():
    long = "Quay reopens after nine years in the mud"
    head = (
        f'<meta property="og:title" content="{long}">'
        f'<meta property="og:site_name" content="{long}">'
    )
    written = page(head).replace("<nav>", "<nav><h1>Post back to home</h1>")
    assert read(written.replace("<h1>Quay reopens", f"<h1>{long}")).title == long


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Quay reopens | The Post", "Quay reopens"),
        ("The Post – Quay reopens", "Quay reopens"),
        ("Quay reopens &amp;amp; sinks » The Post", "Quay reopens & sinks"),
        ("Half-open: a quay - and its makers", "Half-open: a quay - and its makers"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(written, title):
    head = f'<title>{written}</title><meta property="og:site_name" content="The Post">'
    assert read(page(head).replace("<h1>Quay reopens</h1>", "")).title == title


@pytest.mark.parametrize(
    ("head", "above", "byline"),
    [
        ("", "<p class=byline>By Lena Osk and Ada Brandt, The Post</p>", "Lena Osk; Ada Brandt"),
        ("", "<a rel=author href=/osk>Lena Osk</a>", "Lena Osk"),
        ("", "<div class=author-name>Von Lena Osk | 4. Mai 2031</div>", "Lena Osk"),
        ("", "<p>By Lena Osk</p>", "Lena Osk"),
        ("", "<span>By</span> <span>Lena Osk</span>", "Lena Osk"),
        ('<meta name=author content="Lena Osk; Ada Brandt">', "", "Lena Osk; Ada Brandt"),
        (
            '<meta name=author content="Lena Osk">',
            "<p>By <a href=/osk>Lena Osk</a> and Ada Brandt</p>",
            "Lena Osk; Ada Brandt",
        ),
        (
            '<meta name=author content="Lena Osk">',
            "<p>By Lena Osk and other people</p>",
            "Lena Osk",
        ),
        ('<meta name=author content="https://post.example/osk">', "", ""),
        ('<meta name=author content=admin><meta name=byl content="By Lena Osk">', "", "Lena Osk"),
        (
            '<meta name="twitter:label1" content="Written by">'
            '<meta name="twitter:data1" content="Lena Osk">',
            "",
            "Lena Osk",
        ),
        (
            '<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "Quay",'
            ' "author": [{"name": "Lena Osk"}, {"name": "Ada Brandt"}, "Mac &amp; Co"]}</script>',
            "<p class=byline>By Somebody Else</p>",
            "Lena Osk; Ada Brandt; Mac & Co",
        ),
        (  # on one line, with addresses
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": '
            '"NewsArticle", "headline": "Quay reopens", "url": "https://post.example/quay", '
            '"author": {"name": "Lena Osk"}}</script>',
            "<p class=byline>By Somebody Else</p>",
            "Lena Osk",
        ),
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": '
            '[{"@type": "WebSite", "name": "Quay notes"}, {"@type": "Person", "name": "Lena Osk"}]}'
            "</script>",
            "",
            "Lena Osk",
        ),
        ('<meta name=author content="lenaosk">', "<p class=byline>By Lena Osk</p>", "Lena Osk"),
        ('<meta name=author content="lenaosk">', "", "lenaosk"),
        ('<meta name=author content="Lena">', "<p class=byline>By Lena Osk</p>", "Lena Osk"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Quay '
            'reopens", "author": "Lena Osk"}</script>'
            '<meta name=author content="Lena Osk, Ada Brandt">',
            "",
            "Lena Osk; Ada Brandt",
        ),
        ("", "<p class=byline>By Lena Osk And Ada Brandt For The Post</p>", "Lena Osk; Ada Brandt"),
        (
            "",
            "<p><a rel=author>Lena Osk</a> <a rel=author>Lena Osk – all of her stories</a></p>",
            "Lena Osk",
        ),
        ("", "<p>von <small itemprop=author>Lena Osk</small></p>", "Lena Osk"),
        ('<meta property="dc:creator x:name" content="Lena Osk">', "", "Lena Osk"),
    ],
)
def test_all_who_wrote_it_are_named_and_nobody_else(head, above, byline):
    assert read(page(head, above)).byline == byline


@pytest.mark.parametrize(
    ("head", "above", "day"),
    [
        ('<meta property="article:published_time" content="2031-05-04T23:30:00-05:00">', "", 4),
        ("", "<time datetime=2031-05-04>today</time>", 4),
        ("", "<p class=date>4. Mai 2031, 10:15 Uhr</p>", 4),
        ("", "<p class=published>May 4th, 2031</p>", 4),
        ("", "<span class=fecha>4 de mayo de 2031</span>", 4),
        (
            '<script type="application/ld+json">//<![CDATA[\n{"@graph": [{"@type": "NewsArticle",'
            ' "headline": "Quay", "datePublished": "2031-05-04",}]}\n//]]></script>',
            "<time datetime=2031-05-09>updated</time>",
            4,
        ),
        (
            '<meta name=date content="2031-05-09">',
            "<div><span>Erschienen am:</span><h2>4.5.2031</h2></div>",
            4,
        ),
        ('<meta name=date content="2031-05-04">', "<p>Published May 9, 2031</p>", 4),
    ],
)
def test_the_day_is_that_of_first_publication(head, above, day):
    assert read(page(head, above)).published == date(2031, 5, day)


@pytest.mark.parametrize(
    ("moment", "address", "above", "day"),
    [
        ("2031-05-05T02:25:54Z", "/2031/05/04/quay", "", 4),
        ("2031-05-05T22:25:54+00:00", "/2031/05/04/quay", "", 5),
        ("2031-05-04T23:00Z", "/quay", "<span class=date>5. Mai 2031</span>", 5),
        ("2031-05-04T23:00Z", "/quay", "<span class=date>Updated May 5, 2031</span>", 4),
        ("2031-05-04T23:00Z", "/quay", "<span class=date>9. Mai 2031</span>", 4),
        ("2031-05-04T23:00+02:00", "/quay", "<span class=date>5. Mai 2031</span>", 4),
    ],
)
def test_a_time_in_utc_is_the_day_that_it_was_where_the_page_is_from(moment, address, above, day):
    head = (
        f'<meta property="article:published_time" content="{moment}">'
        f'<link rel=canonical href="https://post.example{address}">'
    )
    assert read(page(head, above)).published == date(2031, 5, day)


@pytest.mark.parametrize(
    "between",
    [
        "<p><a href=/x>Read more: How the cranes were lifted</a></p>",
        "<p>Related: <a href=/x>How the cranes were lifted</a></p>",
        "<p><strong>Lesen Sie auch: <a href=/x>Wie die Kräne sanken</a></strong></p>",
        "<p>Sign up for our newsletter and get the news in your inbox.</p>",
        "<p>Follow Lena Osk on Twitter.</p>",
        "<p>Advertisement</p>",
        "<p hidden>Nobody sees this sentence at all.</p>",
        "<p style='display:none'>Nobody sees this sentence at all.</p>",
        "<script>document.write('<p>x</p>')</script><template><p>x</p></template>",
        "<h1>Quay reopens</h1>",
    ],
)
def test_what_is_none_of_the_articles_words_is_left_out(between):
    assert read(page(between=between)).text == read(page()).text


@pytest.mark.parametrize(
    "below",
    [
        "<h2>More on this</h2>",
        "<p>© 2031 The Post. All rights reserved.</p>",
        "<p>Tags: quay, cranes</p>",
        "<p><a href=/x>Cranes for sale</a></p>",
        "<section class=comments><h2>Comments</h2><p>I was there and saw it sink.</p></section>",
    ],
)
def test_what_stands_below_an_article_is_left_out(below):
    assert read(page(below=below)).text == read(page()).text


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("<h2>What it cost</h2>", [("heading", "What it cost")]),
        ("<blockquote><p>Nobody asked.</p></blockquote>", [("block quote", "Nobody asked.")]),
        ("<ul><li>mud</li><li>money</li></ul>", [("list", "mud"), ("list", "money")]),
        (
            "<table><tr><th>Year<th>Paid</tr><tr><td>2029<td>€2</tr></table>",
            [("table", "Year | Paid"), ("table", "2029 | €2")],
        ),
        (
            "<figure><img><figcaption>The quay. <span>Photo: M. Vell</span></figcaption></figure>",
            [("caption", "The quay. Photo: M. Vell")],
        ),
        ("<p>Foto: M. Vell/dpa</p>", [("caption", "Foto: M. Vell/dpa")]),
        (
            "<div class=imageCaption>The quay.</div><div class=adCaption>Advertisement</div>",
            [("caption", "The quay.")],
        ),
        (
            "<figure><img>The quay. <span>M. Vell</span></figure>",
            [("caption", "The quay. M. Vell")],
        ),
        (
            "<div><img><span class=photo__caption>The quay.</span></div>",
            [("caption", "The quay.")],
        ),
        (
            "<aside class=pull-quote><p>“We have paid for it twice”</p></aside>",
            [("pull quote", "“We have paid for it twice”")],
        ),
        (
            "<blockquote class=twitter-tweet><p>It is open!</p>— Ada (@ada)</blockquote>",
            [("block quote", "It is open!"), ("block quote", "— Ada (@ada)")],
        ),
    ],
)
def test_paragraphs_that_are_set_apart_keep_their_kind(between, expected):
    assert parts(page(between=between)) == expected


def test_a_heading_about_an_offer_stays_and_one_that_makes_it_goes():
    told = "<h2>The quay is open, and whoever wants can sign up for a berth</h2>"
    made = "<h2>Sign up for our newsletter</h2>"
    prose = "<p>The list was full by noon on Monday, the harbour office said, and closed.</p>"
    assert "sign up for a berth" in read(page(between=told + prose)).text
    assert "newsletter" not in read(page(between=made + prose)).text


def test_a_standfirst_is_apart_from_the_text():
    above = "<p class=standfirst>The council paid twice and asked nobody</p>"
    assert parts(page(above=above)) == [("standfirst", "The council paid twice and asked nobody")]


def test_a_page_saved_by_a_browser_has_the_address_it_was_saved_from():
    from reader.formats.article_file import ArticleFile
    from reader.formats.registry import format_of_file

    mark = "<!-- saved from url=(0026)https://post.example/quay/ -->\n"
    file = ArticleFile.of_bytes((mark + page()).encode(), "quay.html")
    assert format_of_file(file).article(file).url == "https://post.example/quay/"


@pytest.mark.parametrize(
    "unit", ["<table>", "<p>", "<br>x", "<ul><li>", "<a>", "<div>", "<", "&#", "<!--", "<b>x"]
)
def test_a_page_of_one_sign_a_hundred_thousand_times_is_read_or_refused(unit):
    assert "nine years" in read(page(below=unit * 100_000)).text


def test_an_element_of_a_hundred_thousand_attributes_costs_no_more_than_its_length():
    attributes = " ".join(f"a{number}=1" for number in range(100_000))
    assert "nine years" in read(page().replace("<article>", f"<article {attributes}>")).text


@pytest.mark.parametrize("written", ["", "<", "<html>", "<p></p>", "\x00", "<script>x</script>"])
def test_a_page_without_words_is_said_to_be_empty(written):
    with pytest.raises(UnreadableArticleError, match="is empty: there is nothing to read in it"):
        read(written)
