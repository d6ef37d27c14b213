"""The day a page says it was published."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lxml.html import HtmlElement

from reader.formats.html_tree import words_of
from reader.formats.web_page.facts import Facts, texts_in

_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "date_published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date.created",
    "citation_publication_date", "citation_date", "article_date_original",
    "originalpublicationdate", "release_date", "rnews:datepublished", "dc.created",
    "bt:pubdate", "iso-8601-publish-date",
)  # fmt: skip
_META_OF_ANY_DATE = ("dc.date", "dcterms.date", "date", "displaydate", "ptime", "last-modified-at")
"""Meta elements with a date that may be that of the last change."""

_PUBLISHED = re.compile(
    r"(?:first |erst)?(?:published|posted|erschienen|veröffentlicht|publiziert|publié|paru|"
    r"publicado|pubblicato|gepubliceerd|publicerad|opublikowano|publikováno|опубликовано)\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|\s*(\d{4})(\d{2})(\d{2})(?:T|$|\s)")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_IN_WORDS = (
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,12})\.?,?"
        r"\s+(?:de[l]?\s+)?(?P<year>\d{4})(?!\d)"
    ),
    re.compile(
        r"(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)"
    ),
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen",
            "feb fév fev",
            "mar mär mrz maa",
            "apr avr abr",
            "may mai mei maj mag",
            "jun juin giu",
            "jul juil lug",
            "aug août ago aoû",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec dez déc dic",
        ),
        1,
    )
    for name in names.split()
}
"""How the names of months begin in English, German, French, Spanish, Italian, Portuguese, Dutch."""

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:date|datum|fecha|time(?:stamp)?|published|posted|pub-?date)(?:$|[\s_-])|date$|_date",
    re.IGNORECASE,
)
_IN_UTC = re.compile(r"T(\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)\s*$")
_FARTHEST_WEST, _FARTHEST_EAST = 12, 14
"""Hours from UTC. Source: the time zone database."""

_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})/")
_UPDATED = re.compile(r"updat|modif|aktualisiert|actuali[sz]", re.IGNORECASE)
_LONGEST = 80
_OLDEST = 1990
_NEWEST = 2100


def day_of(root: HtmlElement, facts: Facts, url: str) -> date | None:
    """Return the day of first publication, None where the page does not tell."""
    for said in _said(root, facts):
        if day := day_in(said) or day_in_words(said):
            return _at_home(day, said, root, url)
    of_any = [said for name in _META_OF_ANY_DATE for said in facts.meta.get(name, ())]
    for said in of_any:
        if day := day_in(said) or day_in_words(said):
            return _labelled(root, before=day) or _at_home(day, said, root, url)
    for said in texts_in(facts.said("dateCreated")):
        if day := day_in(said) or day_in_words(said):
            return _at_home(day, said, root, url)
    return _shown(root) or _searched(root, url)


def _labelled(root: HtmlElement, *, before: date) -> date | None:
    """Return the first day, before another one, that the page says it was published on."""
    for element in root.iter("time", "span", "div", "p", "li", "small", "dt", "strong", "b"):
        if element.text is None or not _PUBLISHED.match(element.text.strip()):
            continue
        beside = element.getnext()
        for each in (element, beside) if beside is not None else (element,):
            words = words_of(each)
            if len(words) <= _LONGEST and (day := day_in_words(words) or day_in(words)):
                return day if day < before else None
    return None


def _at_home(day: date, said: str, root: HtmlElement, url: str) -> date:
    """Return the day it was where the page is from, which its time in UTC need not tell.

    The address, or the date that is shown, is that day where it can be.
    """
    found = _IN_UTC.search(said)
    if not found:
        return day
    hour = int(found[1])
    possible = {day}
    if hour < _FARTHEST_WEST:
        possible.add(day - timedelta(days=1))
    if hour >= 24 - _FARTHEST_EAST:
        possible.add(day + timedelta(days=1))
    in_address = _IN_ADDRESS.search(url)
    if in_address and (named := _day(in_address[1], int(in_address[2]), in_address[3])):
        return named if named in possible else day
    shown = _shown(root, but=_UPDATED)
    return shown if shown in possible else day


def _said(root: HtmlElement, facts: Facts) -> Iterator[str]:
    yield from texts_in(facts.said("datePublished"))
    for name in _META:
        yield from facts.meta.get(name, ())
    for element in root.xpath("//*[@itemprop='datePublished' or @pubdate]")[:3]:
        yield element.get("datetime") or element.get("content") or element.text_content()


def day_in(said: str) -> date | None:
    """Return the day of a date that is written with the year first."""
    found = _ISO.match(said)
    if not found:
        return None
    year, month, day = (int(each) for each in found.groups() if each)
    try:
        return date(year, month, day) if _OLDEST <= year < _NEWEST else None
    except ValueError:
        return None


def _shown(root: HtmlElement, *, but: re.Pattern[str] | None = None) -> date | None:
    """Return the first day that stands under the headline in what is named a date.

    What has a word of `but` in its name or its words is passed over.
    """
    headline = next(root.iter("h1"), None)
    is_below = headline is None
    above = None
    for element in root.iter("h1", "time", "span", "div", "p", "li", "abbr", "small"):
        if element is headline:
            is_below = True
        elif element.tag == "time" or _NAMED.search(element.get("class") or ""):
            shown = words_of(element)
            if but and (but.search(element.get("class") or "") or but.search(shown[:_LONGEST])):
                continue
            said = element.get("datetime") or shown
            if len(said) <= _LONGEST and (day := day_in(said) or day_in_words(said)):
                if is_below:
                    return day
                above = above or day
    return above


def day_in_words(said: str) -> date | None:
    """Return the first day in words: “21.12.2022”, “May 19, 2020”, “3 de mayo de 2022”."""
    if found := _DAY_FIRST.search(said):
        return _day(found[3], int(found[2]), found[1])
    for form in _IN_WORDS:
        for found in form.finditer(said):
            month = _MONTHS.get(found["month"].lower()[:4]) or _MONTHS.get(
                found["month"].lower()[:3]
            )
            if month and (day := _day(found["year"], month, found["day"])):
                return day
    return None


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day)) if _OLDEST <= int(year) < _NEWEST else None
    except ValueError:
        return None


def _searched(root: HtmlElement, url: str) -> date | None:
    """Return the day that htmldate finds in markup and text."""
    from htmldate import find_date

    for element in [*root.iter("link", "style"), *root.xpath("//script[@src]")]:
        # A version of a script or a style may look like a day.
        for name in ("href", "src"):
            element.attrib.pop(name, None)
    found = find_date(root, original_date=True, extensive_search=True, url=url or None)
    return day_in(found) if found else None
