"""Runs that were left out although they stand among the paragraphs of an article.

What chooses the article does so element by element: a quoted tweet, a list of links, a
short line in bold can be lost between two paragraphs that were kept.
"""

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from reader.formats.web_page.kinds import kind_of
from reader.formats.web_page.runs import Run

_LEAST_IN_HOME = 3
"""Kept runs that make the element around them the article's own."""

_NEVER = frozenset(
    "aside nav figure form footer button label noscript header details select iframe".split()
)
_BOXES = re.compile(
    r"related|recirc|newsletter|subscri|sign-?up|promo|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|sponsor"
    r"|social|shar(?:e|ing)|comment|most-?(?:read|popular)|trending|read-?(?:more|next|also)"
    r"|see-?also|more-?(?:on|from|stories)|outbrain|taboola|author|byline|bio(?:$|[\s_-])"
    r"|tags?(?:$|[\s_-])|topics|breadcrumb|credit|timestamp|(?:^|[\s_-])date|meta(?:$|[\s_-])"
    r"|pag(?:ination|er)|nav|menu|footer|disclaimer|paywall|consent|cookie|popup|modal|toolbar"
    r"|hidden|invisible|sr-only|screen-?reader|visually|print-?only|no-?print|teaser|widget|gallery"
    r"|slide|video|player|caption|button|cta|shop|product|price|rating|poll|quiz|box|card|panel"
    r"|reference|footnote|album",
    re.IGNORECASE,
)
"""Names that makers of pages give to what is not the article; ours, from pages looked at."""

_PARAGRAPHS = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4"})
_IN_BETWEEN = frozenset({"p", "li", "ul", "ol", "blockquote"})
_MOST_LINKS = 2
_PROSE = 70
"""Characters that make a run a paragraph."""

_AROUND = 5
"""Runs before the first kept one that are looked at."""

_SENTENCE_END = re.compile(r"[.!?…][”\"’»)]*$")
_LEADS = re.compile(r"teaser|header|box|(?<![a-z])no-?_?captions?", re.IGNORECASE)
"""Names that are also those of what leads into an article."""

_QUOTED = re.compile(r"twitter-tweet|instagram-media|fb-post|bluesky|mastodon", re.IGNORECASE)


def with_gaps_filled(kept: Sequence[Run], runs: Sequence[Run]) -> list[Run]:
    """Return the kept runs with those between them that stand in the same element."""
    if len(kept) < _LEAST_IN_HOME:
        return list(kept)
    numbers = {run.number for run in kept}
    homes = Counter(run.block.getparent() for run in kept)
    homes.update(run.block for run in kept)
    first, last = kept[0].number, kept[-1].number
    alike = {_standing(run) for run in kept if len(run.words) >= _PROSE}
    return [
        run
        for run in runs
        if run.number in numbers
        or (first < run.number < last and _belongs(run, homes))
        or (len(run.words) >= _PROSE and not run.linked and _standing(run) in alike - {None})
    ]


def leading_in(kept: Sequence[Run], runs: Sequence[Run]) -> Run | None:
    """Return the paragraph between the headline and the first kept run, if one was left out."""
    if not kept:
        return None
    headline = next((run.number for run in runs if run.block.tag == "h1"), -1)
    for run in reversed(runs[max(headline + 1, kept[0].number - _AROUND) : kept[0].number]):
        is_prose = len(run.words) >= _PROSE and _SENTENCE_END.search(run.words)
        if is_prose and not run.linked and headline >= 0 and not _is_boxed(run):
            return run
    return None


def _is_boxed(run: Run) -> bool:
    element = run.block
    for _ in range(3):
        if element is None or element.tag in ("article", "main", "body"):
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _NEVER - {"header"} or _BOXES.search(_LEADS.sub("", named)):
            return True
        element = element.getparent()
    return False


def _standing(run: Run) -> tuple[object, ...] | None:
    """Return how the elements around a run are named, None where they have no names.

    Paragraphs of an article that is built of modules stand in elements of the same names.
    """
    around = run.block.getparent()
    if around is None or not around.get("class"):
        return None
    above = around.getparent()
    if above is None or above.tag in ("body", "html"):
        return None
    named = (run.block.tag, run.block.get("class") or "", around.get("class"))
    return *named, above.get("class") or "", above.getparent()


def _is_pull_quote(run: Run) -> bool:
    return kind_of(run) == "pull quote" and not run.is_link


def _belongs(run: Run, homes: "Counter[HtmlElement]") -> bool:
    """Tell whether a run is a paragraph, an item or a tweet in an element of the article's own.

    A list of many links leads elsewhere; one or two links are what is written of.
    """
    element = run.block
    if _is_pull_quote(run):
        return True
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
