"""The headline of a page: alone, without the site's name or a section."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from reader.formats.html_tree import words_of
from reader.formats.web_page.facts import Facts, names_in, texts_in

_BETWEEN = re.compile(r"\s+(?:[|–—·»•:›/\\~*]|::|-{1,2}|<|>)\s+|\s*\|\s*|\s+»|\s*::\s*")
_LEAST_LETTERS = 4
_SITE_LENGTH = 30
_MOST_SPACES = 6
"""Spaces in a title that is no site's name."""


def plain(words: str) -> str:
    """Return the letters and digits of words alone: what titles are compared by."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"\w+", folded))


def headlines_in(root: HtmlElement) -> list[str]:
    """Return the words of each `h1`, in their order."""
    return [words for heading in root.iter("h1") if (words := words_of(heading))]


def titles_in(facts: Facts) -> list[str]:
    """Return what the page says is its title, most believed first."""
    said = [*texts_in(facts.said("headline"))]
    shared = facts.first(
        "dc:title", "og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"
    )
    return [each for each in (*said, shared, facts.title) if each]


def title_of(facts: Facts, headlines: list[str], url: str) -> str:
    """Return the headline of a page, empty where it has none."""
    written = titles_in(facts)
    sites = set(site_names(facts, url))
    # The heading that the page's other titles begin with, or hold, is the headline.
    agreeing = [
        heading
        for heading in headlines
        if len(plain(heading)) >= _LEAST_LETTERS
        and plain(heading) not in sites
        and any(plain(heading) in plain(other) for other in written)
    ]
    if agreeing:
        return max(agreeing, key=len)
    for candidate in written:
        bare = without_site(candidate, sites)
        if plain(bare) and plain(bare) not in sites:
            return _longer_heading(bare, headlines) or bare
    return next(iter(headlines), "")


def _longer_heading(title: str, headlines: Iterable[str]) -> str:
    """Return the heading that says the same as a title that was cut or shortened."""
    begins = plain(title)[:20]
    return next(
        (each for each in headlines if len(begins) > 10 and plain(each).startswith(begins)), ""
    )


def site_names(facts: Facts, url: str) -> Iterator[str]:
    """Yield the names of the site, as titles are compared."""
    names = [
        facts.first("og:site_name"),
        facts.first("application-name"),
        facts.first("al:ios:app_name"),
    ]
    for publisher in facts.said("publisher"):
        names.extend(names_in(publisher))
    # Some pages give the site, or the publisher, the name of what it published.
    headlines = set(texts_in(facts.said("headline")))
    titles = {title for title in titles_in(facts) if title.count(" ") >= _MOST_SPACES}
    names = [name for name in names if name not in headlines | titles]
    for place in (url, facts.canonical, facts.first("og:url")):
        host = host_of(place)
        names += [host, host.partition(".")[0], ".".join(host.split(".")[-2:])]
    for name in names:
        if plain(name):
            yield plain(name)
            yield plain(name.partition(".")[0])


def host_of(url: str) -> str:
    """Return the host of an address without “www.”, empty where there is none."""
    try:
        host = urlsplit(url).hostname if "//" in url else ""
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")


def without_site(title: str, sites: set[str]) -> str:
    """Return a title without the site's name, and sections, before or after it."""
    cuts = list(_BETWEEN.finditer(title))
    if not cuts:
        return title
    joined = {name.replace(" ", "") for name in sites}
    for cut in reversed(cuts):
        after = title[cut.end() :]
        if plain(after).replace(" ", "") in joined:
            return without_site(title[: cut.start()], sites)
    first = title[: cuts[0].start()]
    if plain(first).replace(" ", "") in joined:
        return without_site(title[cuts[0].end() :], sites)
    last = title[cuts[-1].end() :]
    if (
        len(last) <= _SITE_LENGTH
        and len(title[: cuts[-1].start()]) >= 15
        and "|" in cuts[-1].group()
    ):
        return without_site(title[: cuts[-1].start()], sites)
    return title
