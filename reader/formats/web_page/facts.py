"""What a page says of itself: its meta elements, its linked data, its microdata.

Everything here is a claim of the page's makers, often wrong; other modules choose.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import TypeAlias

from lxml.html import HtmlElement

from reader.formats.html_tree import words_of
from reader.formats.paragraphs import NO_WEB_ADDRESS

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Record: TypeAlias = "dict[str, Json]"

_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|LiveBlog|Obituary)$")
_NOT_THE_PAGE = frozenset({"BreadcrumbList", "ItemList", "ImageObject", "VideoObject", "Comment"})
_BEGINNING = re.compile(r"\s*(?:/\*.*?\*/|//[^\n]*\n|<!--|<!\[CDATA\[)\s*")
_END = re.compile(r"\s*(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?|\n\s*//[^\n]*|;)\Z")
_LONGEST_END = 200
"""Characters in which what is wrapped around linked data ends; more are never looked through,
as to find an end among blanks takes long."""

_CONTROLS = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_NAMING = ("property", "name", "itemprop", "http-equiv")
_MOST_RECORDS = 2_000
"""Objects of linked data that are looked through; chosen far above what any page has."""


@dataclass(slots=True)
class Facts:
    """What a page says of itself.

    `meta` has the first content of each name, in lower case. `records` are the objects of
    linked data that describe an article, those of its headline first; `others` the rest.
    """

    title: str = ""
    meta: dict[str, list[str]] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)
    canonical: str = ""
    language: str = ""
    by_id: dict[str, Record] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """Return the first content of any of these names of meta elements."""
        for name in names:
            for content in self.meta.get(name, ()):
                return content
        return ""

    def said(self, name: str) -> Iterator[Json]:
        """Yield what the records of the article say under a name."""
        for record in self.records:
            if (value := record.get(name)) not in (None, "", []):
                yield value


def facts_of(root: HtmlElement) -> Facts:
    """Return what a page says of itself."""
    facts = Facts(language=_language_of(root))
    for element in root.iter("meta", "link", "title"):
        if element.tag == "title":
            # A drawing in the page may have a title too.
            if not facts.title and _is_in(element, "head"):
                facts.title = _line(element.text_content())
        elif element.tag == "link":
            if element.get("rel") == "canonical" and not facts.canonical:
                href = (element.get("href") or "").strip()
                facts.canonical = "" if NO_WEB_ADDRESS.match(href) else href
        elif content := _line(element.get("content") or ""):
            # In the body, microdata may be about anything.
            for attribute in _NAMING if _is_in(element, "head") else _NAMING[:2]:
                # In RDFa, one element may name several properties.
                for name in (element.get(attribute) or "").lower().split():
                    facts.meta.setdefault(name, []).append(content)
    if not facts.title:
        facts.title = next((words_of(title) for title in root.iter("title")), "")
    _take_linked_data(root, facts)
    return facts


def language_of(facts: Facts) -> str:
    """Return the language that a page says it is in, empty where it says nothing of sense."""
    said = [
        facts.language,
        *texts_in(facts.said("inLanguage")),
        facts.first("og:locale", "content-language", "dc.language", "dcterms.language", "language"),
    ]
    return next((each for each in said if _LANGUAGE.fullmatch(each)), "")


def _is_in(element: HtmlElement, tag: str) -> bool:
    return any(above.tag == tag for above in element.iterancestors())


def _language_of(root: HtmlElement) -> str:
    for name in ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        if said := root.get(name):
            return str(said)
    body = root.find("body")
    return str(body.get("lang") or "") if body is not None else ""


def _take_linked_data(root: HtmlElement, facts: Facts) -> None:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        for record in _records(_loaded(script.text or "")):
            kinds = _kinds(record)
            if isinstance(named := record.get("@id"), str) and record.get("name"):
                facts.by_id[named] = record
            if any(map(_ARTICLE_TYPES.search, kinds)):
                facts.records.append(record)
            elif not kinds & _NOT_THE_PAGE:
                facts.others.append(record)
    # Related stories come as articles too, mostly without a text of their own.
    main = [record for record in facts.records if record.get("headline")]
    if len(main) > 1:
        facts.records = _of_this_page(main, facts)
    elif main:
        facts.records = [main[0], *(each for each in facts.records if each is not main[0])][:1]


def _of_this_page(records: list[Record], facts: Facts) -> list[Record]:
    """Return the records with the headline that the page's title has, or the first."""
    title = _plain(facts.title)
    same = [
        record for record in records if _plain(str(record["headline"]))[:40] in title
    ]  # cut headlines are usual
    return same or records[:1]


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", unescape(words).casefold()))


def _loaded(written: str) -> Json:
    bare = written.rstrip()
    bare = bare[:-_LONGEST_END] + _END.sub("", bare[-_LONGEST_END:])
    if wrapping := _BEGINNING.match(bare):
        bare = bare[wrapping.end() :]
    for attempt in (written, bare, _TRAILING_COMMA.sub(r"\1", _CONTROLS.sub(" ", bare))):
        try:
            loaded: Json = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return loaded
    return None


def _records(loaded: Json) -> Iterator[Record]:
    """Yield the objects that stand at the top, in a graph, or as what the page is about."""
    waiting = [loaded]
    seen = 0
    while waiting and seen < _MOST_RECORDS:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value
        elif isinstance(value, dict):
            seen += 1
            yield value
            inner = (value.get(name) for name in _INNER)
            waiting.extend(each for each in inner if isinstance(each, dict | list))


def _kinds(record: Record) -> set[str]:
    kinds = record.get("@type")
    return {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}


def names_in(value: Json, by_id: dict[str, Record] | None = None) -> Iterator[str]:
    """Yield the names in an author or publisher of linked data, as they are written.

    One that is only pointed at is looked up in `by_id`.
    """
    if isinstance(value, str):
        yield _line(value)
    elif isinstance(value, list):
        for each in value[:50]:
            yield from names_in(each, by_id)
    elif isinstance(value, dict):
        name = value.get("name")
        if not name and by_id and (meant := by_id.get(str(value.get("@id")))):
            name = meant.get("name")
        yield from names_in(name)


def texts_in(values: Iterable[Json]) -> Iterator[str]:
    """Yield those values that are texts."""
    return (_line(value) for value in values if isinstance(value, str) and value.strip())


def _line(words: str) -> str:
    """Return words on one line; makers often escape twice."""
    for _ in range(2):
        if "&" not in words:
            break
        words = unescape(words)
    return " ".join(words.split())
