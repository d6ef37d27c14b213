"""Web pages: from the HTML that a browser saved to the article on it.

| module | holds |
|---|---|
| `facts` | what the page says of itself |
| `titles`, `bylines`, `days` | what of that is to be believed |
| `runs` | the page as stretches of words |
| `body` | which of them are the article |
| `kinds` | what kind of paragraph each is |
| `captions` | captions: what is written under a picture that stands in the article |
| `furniture` | lines that stand among the paragraphs of an article but are none of its words |
| `gaps` | runs that were left out although they stand among the paragraphs of an article |
| `opening` | what stands between the headline and the first paragraph |
| `sources` | the outlet that a page belongs to |
| `tables` | tables of a page: which hold rows of cells, and which only lay things out |

Begin with `article_from`.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from reader.article import Article
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.decoding import refuse_other_files
from reader.formats.html_tree import decoded, parsed, without_unseen
from reader.formats.paragraphs import Paragraph, article_of
from reader.formats.web_page.body import chosen
from reader.formats.web_page.bylines import byline_of
from reader.formats.web_page.captions import captions_in, with_captions
from reader.formats.web_page.days import day_of
from reader.formats.web_page.facts import facts_of, language_of
from reader.formats.web_page.furniture import without_furniture
from reader.formats.web_page.gaps import leading_in, with_gaps_filled
from reader.formats.web_page.kinds import kind_of
from reader.formats.web_page.opening import Known, opened
from reader.formats.web_page.runs import TOKENS, Run, runs_in
from reader.formats.web_page.sources import source_of
from reader.formats.web_page.tables import rows_of
from reader.formats.web_page.titles import headlines_in, plain, site_names, title_of, titles_in

_SAVED = re.compile(rb"<!-- saved from url=\(\d{4,5}\)([^\s<>\"]{8,4000}) -->")
_FETCHED = re.compile(rb"<!-- fetched [\dT:Z-]{20} charset=([\w.:-]{2,40}) -->")
"""Where a page was: as browsers write it when they save one, and as this program does."""

_LOOKED_AT = 6_000


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article on a web page."""
    data = file.data()
    refuse_other_files(data, file.path)
    head = data[:_LOOKED_AT].replace(b"\0", b"")
    fetched, saved = _FETCHED.search(head), _SAVED.search(head)
    charset = fetched[1].decode("ascii") if fetched else ""
    url = saved[1].decode("utf-8", errors="replace") if saved else ""
    yield article_from(decoded(data, charset), file.path, url=url)


def article_from(written: str, path: str, *, url: str = "") -> Article:
    """Return the article on a page; `url` is where it was, if that is known.

    Raises:
        UnreadableArticleError: There is none on it.
    """
    root = parsed(TOKENS.sub("", written))
    if root is None:
        raise UnreadableArticleError(f"{path} is empty: there is nothing to read in it.")
    facts = facts_of(root)
    url = facts.canonical or facts.first("og:url") or url
    sites = set(site_names(facts, url))
    byline = byline_of(root, facts, sites)
    published = day_of(root, facts, url)
    without_unseen(root)
    headlines = headlines_in(root)
    title = title_of(facts, headlines, url)
    runs = runs_in(root)
    known = Known(
        titles=frozenset(plain(each) for each in (title, *titles_in(facts)) if each),
        names=frozenset(plain(name) for name in byline.split("; ") if plain(name)),
        descriptions=frozenset(
            plain(each)
            for name in ("description", "og:description", "twitter:description")
            for each in facts.meta.get(name, ())
            if plain(each)
        ),
    )
    return article_of(
        path,
        _paragraphs(root, runs, known) or _in_article(runs, known),
        title=title,
        published=published,
        byline=byline,
        source=source_of(facts, url),
        url=url,
        language=language_of(facts),
    )


def _paragraphs(root: HtmlElement, runs: list[Run], known: Known) -> list[Paragraph]:
    """Return the paragraphs of the article, without what stands around them."""
    captions = captions_in(runs)
    kept = [run for run in chosen(root, runs) if run.number not in captions]
    kept = [run for run in with_gaps_filled(kept, runs) if run.number not in captions]
    kept, standfirst = opened(kept, known)
    if not standfirst and (lead := leading_in(kept, runs)) and lead.number not in captions:
        kept.insert(0, lead)
        standfirst.add(lead.number)
    kept = with_captions(without_furniture(kept, known.names), runs, captions)
    return [_paragraph(row, captions, standfirst) for row in rows_of(kept, captions)]


def _in_article(runs: list[Run], known: Known) -> list[Paragraph]:
    """Return all words in what the page calls its article: for one that has only pictures."""
    return [
        Paragraph(run.words, kind_of(run))
        for run in runs
        if plain(run.words) not in known.titles
        and any(above.tag in ("article", "main") for above in run.block.iterancestors())
    ]


def _paragraph(row: list[Run], captions: dict[int, HtmlElement], standfirst: set[int]) -> Paragraph:
    if row[0].number in captions:
        return Paragraph(" ".join(run.words for run in row), "caption")
    if row[0].number in standfirst:
        return Paragraph(row[0].words, "standfirst")
    if len(row) > 1:
        return Paragraph(" | ".join(run.words for run in row), "table")
    return Paragraph(row[0].words, kind_of(row[0]))
