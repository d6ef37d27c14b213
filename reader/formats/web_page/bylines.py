"""Who wrote what is on a page: the names alone, all of them.

Asked in this order: linked data, microdata and links to an author, meta elements, what is
named a byline. The first that gives names is believed; names of the site itself, and those that
people log in with, only when nothing else is said.
"""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from reader.formats.web_page.facts import Facts, names_in
from reader.formats.web_page.titles import plain

_META = (
    "dc:creator", "author", "article:author", "article:author_name", "dc.creator",
    "dcterms.creator", "creator", "parsely-author", "sailthru.author", "citation_author", "byl",
    "cxenseparse:author", "shareaholic:article_author_name", "authors", "og:article:author",
    "article_author",
)  # fmt: skip
_LED_IN = re.compile(
    r"^[\W_]*(?:(?:(?:post(?:ed)?|publish(?:ed)?|written|reported|words|text|story|review(?:ed)?|"
    r"interview|article|created|submitted|contributed|geschrieben|verfasst|veröffentlicht|erstellt|"
    r"eingestellt|gepostet|pressemitteilung|(?:ein )?(?:artikel|beitrag|gastbeitrag|kommentar)|"
    r"publicado|escrito|publié|écrit)\s+)?(?:by|von|par|por|door)\b\s*[:|]?\s*(?=\S)"
    r"|\w+\s*:\s+(?=\S)|(?:authors?|autor(?:in|en|es)?|auteur|verfasser(?:in)?)\s+(?=\S))",
    re.IGNORECASE,
)
_ENDED_BY = re.compile(
    r"\s+(?:[|·•–—-]|//?)\s+.*|\s*[|•·]\s*.*|,?\s+(?:on|am|at|le|el|vom|updated?|published|posted|"
    r"veröffentlicht|aktualisiert)\b[\s:]+.*\d.*|\s*,?\s*\(?\d{1,2}[.:/ ].*|\s+\d{4}\b.*"
    r"|,?\s+(?:Mo|Di|Mi|Do|Fr|Sa|So|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[.,]?\s+\d.*"
    r"|\s+(?:hace|vor|il y a)\s+\d.*"
    r"|\s*,?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d.*"
    r"|\s+(?:is|was|has|ist|schreibt|writes|covers)\s.*|\s+(?:@\w+|\S+@\S+\.\S+).*|\s*<.*"
    r"|\s+(?:Follow|Email|View|See|More|Contact|Published|Updated|Folgen|Kommentare?)\b.*",
    re.DOTALL | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|\||,?\s+(?:and|And|AND|und|et|y|e|og|och|&)\s+)\s*")
_FOR_WHOM = re.compile(r"(?<=\w)\s+(?:for|For|FOR|für|pour)\s+(?:[Tt]he |THE |[Dd]ie )?[A-Z].*")
"""The outlet behind a name: “Ada Brandt for The Post”."""

_OUTLET = re.compile(r"(?:the|der|die|das|la|le|el|il)\s+[A-ZÄÖÜ]", re.IGNORECASE)
"""How the names of newspapers begin, and no names of people."""

_COMMAS = re.compile(r",\s*")
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|staff|journalist|author|contributor|chief|columnist|"
    r"redakteur|redakteurin|korrespondent|korrespondentin|autor|freelancer?|senior|deputy|director|"
    r"producer|associate|specialist|professor|blogger|ph\.?d|m\.?d|rdn?|inc|ltd|llc|gmbh|jr|sr)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "admin administrator author autor editor editors staff user webmaster guest unknown "
    "posted published updated written veröffentlicht by von comments kommentare "
    "anonymous root none null undefined on at am".split()
)
_LABEL = re.compile(
    r"(?:written|posted|published|author|verfasst|geschrieben|écrit|escrito)\b.*", re.IGNORECASE
)
_BY = re.compile(
    r"[\W_]*(?:(?:written|posted|published|verfasst|geschrieben)\s+)?(?:by|von|par|por)\b[:\s]+"
    r"(?:[A-ZÄÖÜÁÉ][\w.’'-]*|(?:de|la|von|van|der|den)\b)(?:\s|$)",
    re.IGNORECASE,
)
_ONLY_BY = re.compile(
    r"[\W_]*(?:(?:written|posted|published)\s+)?(?:by|von|par|por)\W*", re.IGNORECASE
)
_NEAR = 150
_LINES_BELOW = 25
_LONGEST_LINE = 90
_LONGEST_BYLINE = 200
_LONGEST_NAME = 60
_MOST_NAMES = 12
_NAMING = (
    "p",
    "div",
    "span",
    "a",
    "address",
    "li",
    "cite",
    "h3",
    "h4",
    "h5",
    "strong",
    "meta",
    "em",
    "b",
    "small",
)
_CLASSED = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?:s|-?name|-?link)?|post-?author|entry-?author|writer|"
    r"contributor|verfasser|autor(?:in|en)?|signature)(?:$|[\s_-])|byline|author-?name|vcard"
    r"|article-?author|author-?byline",
    re.IGNORECASE,
)


def byline_of(root: HtmlElement, facts: Facts, sites: set[str]) -> str:
    """Return the names of those who wrote an article, parted by “; ”."""
    at_least: list[str] = []
    for names in _sources(root, facts):
        kept = _kept(names, sites)
        people = [name for name in kept if plain(name) not in sites and not _is_login(name)]
        if people:
            return "; ".join(_with_others(people, facts, root)[:_MOST_NAMES])
        at_least = at_least or kept
    return "; ".join(at_least)


def _is_login(name: str) -> bool:
    """Tell whether a name is what somebody types to enter a site, as programs give it."""
    return " " not in name and name.islower()


def _sources(root: HtmlElement, facts: Facts) -> Iterator[list[str]]:
    yield [name for author in facts.said("author") for name in names_in(author, facts.by_id)]
    for name in _META:
        yield facts.meta.get(name, [])[:_MOST_NAMES]
    for number in "12":
        if _LABEL.fullmatch(facts.first(f"twitter:label{number}")):
            yield [facts.first(f"twitter:data{number}")]
    yield _named(root)
    yield _led_in(root)
    yield _only_person(facts)


def _only_person(facts: Facts) -> list[str]:
    """Return the name of the person in linked data, where there is one alone."""
    people = [each for each in facts.others if each.get("@type") == "Person"]
    names = {name for each in people for name in names_in(each) if " " in name}
    return list(names) if len(names) == 1 else []


def _with_others(people: list[str], facts: Facts, root: HtmlElement) -> list[str]:
    """Return the names, with those that a meta element or the line “By …” has besides them.

    A first name alone is made whole by them too.
    """
    for said in (facts.meta.get("author", [])[:_MOST_NAMES], _led_in(root)):
        shown = [name for name in _kept(said) if not name[:1].islower() and " " in name]
        known, all_shown = set(map(plain, people)), set(map(plain, shown))
        first = f"{plain(people[0])} "
        is_first_name = len(people) == len(shown) == 1 and " " not in people[0]
        if known < all_shown or (is_first_name and plain(shown[0]).startswith(first)):
            people = shown
    return people


def _named(root: HtmlElement) -> list[str]:
    """Return what is marked or named as the author, where that stands first under the headline."""
    names: list[str] = []
    place: HtmlElement | None = None
    for element in _below_headline(root, _candidates(root)):
        named = element.xpath(".//*[@itemprop='name']") if element.get("itemprop") else []
        said = [_apart(each) for each in named] or [element.get("content") or _apart(element)]
        if any(len(words) > _LONGEST_BYLINE for words in said) or not _kept(said):
            continue
        if place is None:
            place = _container(element)
        elif place not in list(element.iterancestors()):
            break
        names += said
        if not _is_marked(element):
            break
    return names[:_MOST_NAMES]


def _candidates(root: HtmlElement) -> list[HtmlElement]:
    return [element for element in root.iter(*_NAMING) if _is_marked(element) or _is_named(element)]


def _is_marked(element: HtmlElement) -> bool:
    said = element.get("rel") == "author" or element.get("itemprop") in ("author", "creator")
    return said and not any(
        "comment" in (above.get("class") or "") or above.get("itemprop") == "comment"
        for above in element.iterancestors()
    )


def _is_named(element: HtmlElement) -> bool:
    said = element.get("class") or element.get("id")
    return bool(said and _CLASSED.search(said) and "comment" not in said.lower())


def _container(element: HtmlElement) -> HtmlElement:
    """Return the element around a name in which the other names would stand too."""
    for above in element.iterancestors("p", "div", "ul", "address", "header", "section"):
        if above.getparent() is not None and above.tag != "p":
            return above
    return element


def _below_headline(root: HtmlElement, found: list[HtmlElement]) -> list[HtmlElement]:
    """Return elements as they are asked for a name: those after the headline first."""
    headline = next(root.iter("h1"), None)
    if headline is None or len(found) < 2:
        return found
    order = {element: place for place, element in enumerate(root.iter())}
    at = order[headline]

    def rank(element: HtmlElement) -> tuple[bool, bool, int]:
        place = order[element] - at
        is_near = 0 <= place < _NEAR
        return (
            not is_near,
            not (is_near and _is_marked(element)),
            place if place >= 0 else _NEAR - place,
        )

    return sorted(found, key=rank)


def _led_in(root: HtmlElement) -> list[str]:
    """Return the name in a line “By …” among the lines around the headline, or the last."""
    headline = next(root.iter("h1"), None)
    is_below = headline is None
    lines = 0
    for element in root.iter(
        "h1", "p", "div", "span", "address", "h2", "h3", "h4", "h5", "h6", "em"
    ):
        if element is headline:
            is_below = True
            continue
        if not is_below:
            continue
        words = _apart(element)
        if not words:
            continue
        lines += 1
        if lines > _LINES_BELOW:
            break
        if _BY.match(words) and len(words) <= _LONGEST_LINE:
            return [words]
        if _ONLY_BY.fullmatch(words):
            name = next((said for each in element.itersiblings() if (said := _apart(each))), "")
            if not name and (around := element.getparent()) is not None:
                name = next((said for each in around.itersiblings() if (said := _apart(each))), "")
            return [name]
    return []


def _apart(element: HtmlElement) -> str:
    """Return the words of an element, those of elements in it apart from each other."""
    return " ".join(" ".join(element.itertext()).split())


def _kept(names: Iterable[str], sites: frozenset[str] | set[str] = frozenset()) -> list[str]:
    """Return the names in what was said of authors, each once."""
    found: dict[str, str] = {}
    for said in names:
        for name in [said] if plain(said) in sites else _names(said):
            found.setdefault(plain(name), name)
    keys = [key for key in found if key and not _NOBODY.issuperset(key.split())]
    return [found[key] for key in keys if not any(_goes_on(key, other) for other in keys)]


def _goes_on(longer: str, name: str) -> bool:
    """Tell whether words begin with a whole name, and say more than a person is called."""
    return " " in name and longer.startswith(f"{name} ") and longer.count(" ") > 3


def _parts(said: str) -> list[str]:
    """Return what stands between “and” or “;”; “Mac & Co” is one."""
    parts = _BETWEEN.split(said)
    if ";" in said or "|" in said or any(" " in part.strip() for part in parts[:2]):
        return parts
    return [said]


def _names(said: str) -> Iterator[str]:
    said = " ".join(said.split())
    if "://" in said or said.startswith("@"):
        return
    said = _LED_IN.sub("", said)
    said = _FOR_WHOM.sub("", _ENDED_BY.sub("", said))
    for part in _parts(said):
        pieces = [piece for piece in _COMMAS.split(part) if not _OUTLET.match(piece)] or [part]
        # “Lena Osk, Ada Brandt” are two; “Lena Osk, chief reporter” is one with what she is.
        many = len(pieces) > 1 and all(
            " " in piece and not _ROLE.search(piece) and len(piece) <= 40 for piece in pieces
        )
        for name in pieces if many else pieces[:1]:
            name = _LED_IN.sub("", name).strip(" .,:;-–—|")
            if 1 < len(name) <= _LONGEST_NAME and any(map(str.isalpha, name)):
                yield name
