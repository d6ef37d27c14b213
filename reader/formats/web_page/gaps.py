"""Runs that were left out although they stand among the paragraphs of an article.

What chooses the article does so element by element: a quoted tweet, a list of links, a
short line in bold can be lost between two paragraphs that were kept.
"""

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from reader.formats.web_page.runs import Run

_LEAST_IN_HOME = 3
"""Kept runs that make the element around them the article's own."""

_NEVER = frozenset(
    {
        "aside",
        "nav",
        "figure",
        "form",
        "footer",
        "button",
        "label",
        "noscript",
        "header",
        "details",
        "select",
        "iframe",
    }
)
_BOXES = re.compile(
    r"related|recirc|newsletter|subscri|sign-?up|promo|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|sponsor|social|share|sharing|comment|most-?(?:read|popular)|trending|"
    r"read-?(?:more|next|also)|see-?also|more-?(?:on|from|stories)|outbrain|taboola|author|byline|bio(?:$|[\s_-])|tags?(?:$|[\s_-])|topics|breadcrumb|credit|"
    r"timestamp|(?:^|[\s_-])date|meta(?:$|[\s_-])|pagination|pager|nav|menu|footer|disclaimer|paywall|consent|cookie|popup|modal|toolbar|hidden|sr-only|"
    r"screen-?reader|visually|print-?only|no-?print|teaser|widget|gallery|slide|video|player|caption|button|cta|shop|box|card|panel|reference|footnote|album|invisible|product|price|rating|poll|quiz",
    re.IGNORECASE,
)
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "h2", "h3", "h4"})
_IN_BETWEEN = frozenset({"p", "li", "ul", "ol", "blockquote"})
_MOST_LINKS = 2
_QUOTED = re.compile(r"twitter-tweet|instagram-media|fb-post|bluesky|mastodon", re.IGNORECASE)


def with_gaps_filled(kept: Sequence[Run], runs: Sequence[Run]) -> list[Run]:
    """Return the kept runs with those between them that stand in the same element."""
    if len(kept) < _LEAST_IN_HOME:
        return list(kept)
    numbers = {run.number for run in kept}
    homes = Counter(run.block.getparent() for run in kept)
    homes.update(run.block for run in kept)
    first, last = kept[0].number, kept[-1].number
    return [
        run
        for run in runs
        if run.number in numbers or (first < run.number < last and _belongs(run, homes))
    ]


def _belongs(run: Run, homes: "Counter[HtmlElement]") -> bool:
    """Tell whether a run is a paragraph, an item or a tweet right in an element that is the
    article's own.

    A list of many links leads elsewhere; one or two links are what is written of.
    """
    element = run.block
    if element.tag not in _PARAGRAPHS or (run.is_link and element.tag != "li"):
        return False
    quoted = False
    for _ in range(3):
        if element is None or element.tag in _NEVER:
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        quoted = quoted or _QUOTED.search(named) is not None
        if not quoted and _BOXES.search(named):
            return False
        if element.tag in ("ul", "ol") and run.is_link and len(element) > _MOST_LINKS:
            return False
        if homes[element.getparent()] >= _LEAST_IN_HOME:
            return True
        if element.tag not in _IN_BETWEEN:
            return False
        element = element.getparent()
    return False
