"""Captions: what is written under a picture that stands in the article."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from lxml.html import HtmlElement

from reader.formats.web_page.furniture import is_offer
from reader.formats.web_page.runs import TOKENS, Run

_NAMED = re.compile(
    r"(?:caption|cutline|bildunterschrift)s?(?!-?_?(?:link|close|toggle|button))"
    r"|(?:^|[\s_-])(?:img|image|photo|picture|media|fig(?:ure)?)?[_-]?legend(?:$|[\s_-])",
    re.IGNORECASE,
)
_WITH_OR_WITHOUT = re.compile(
    r"(?<![a-z])(?:no|has|with|hide|show|is)-?_?captions?(?![a-z])", re.IGNORECASE
)
"""Names of what holds a caption, or none."""

_TOO_LONG = 700
_AROUND = frozenset({"nav", "footer", "aside", "li", "form"})
_INLINE = ("span", "small", "em", "i", "cite", "font")
_PICTURES = ("img", "picture", "video", "amp-img", "noscript")
_NO_CAPTION = ("blockquote", "table", "pre", "ul", "ol", "h1", "h2", "h3")
_LONGEST_IN_FIGURE = 300
"""Characters; a figure may hold a quotation, a table or a text instead of a picture."""


def captions_in(runs: Iterable[Run]) -> dict[int, HtmlElement]:
    """Return what is marked, or named, as a caption and holds a run, by the run's number.

    Each element is looked through once, however many runs it holds.
    """
    seen = _Seen(cache(_is_few_paragraphs), cache(_is_picture_alone), cache(_named_in))
    found = ((run.number, _caption_of(run, seen)) for run in runs)
    return {number: element for number, element in found if element is not None}


class _Seen(NamedTuple):
    is_few_paragraphs: Callable[[HtmlElement], bool]
    is_picture_alone: Callable[[HtmlElement], bool]
    named_in: Callable[[HtmlElement], dict[str, HtmlElement]]


def _caption_of(run: Run, seen: _Seen) -> HtmlElement | None:
    if len(run.words) > _TOO_LONG:
        return None
    figure: HtmlElement | None = None
    for above in (run.block, *run.block.iterancestors()):
        if above.tag == "figcaption":
            return above
        if above.tag == "figure":
            figure = above
        if above.tag in ("article", "main", "body", "figure"):
            break
    element: HtmlElement | None = run.block
    for _ in range(4):
        if element is None or element.tag in ("article", "main", "body"):
            break
        if _is_named(element) and (element.tag != "figure" or not _has_picture(element)):
            # A picture with its words is often named a caption as a whole; a text is not.
            return element if seen.is_few_paragraphs(element) else None
        element = element.getparent()
    is_short = not run.links and " " in run.words and len(run.words) <= _LONGEST_IN_FIGURE
    if figure is not None and is_short and seen.is_picture_alone(figure):
        return figure
    return seen.named_in(run.block).get("".join(run.words.split()))


def _is_named(element: HtmlElement) -> bool:
    named = element.get("class")
    return bool(named) and _NAMED.search(_WITH_OR_WITHOUT.sub("", named)) is not None


def _has_picture(element: HtmlElement) -> bool:
    return next(element.iter(*_PICTURES), None) is not None


def _is_few_paragraphs(element: HtmlElement) -> bool:
    return sum(1 for _ in element.iter("p")) <= 3


def _is_picture_alone(figure: HtmlElement) -> bool:
    return _has_picture(figure) and next(figure.iter(*_NO_CAPTION), None) is None


def _named_in(block: HtmlElement) -> dict[str, HtmlElement]:
    """Return the elements in a line that are named captions, by all letters in them."""
    found: dict[str, HtmlElement] = {}
    for element in filter(_is_named, block.iter(*_INLINE)):
        within = TOKENS.sub("", "".join(element.itertext()))
        found.setdefault("".join(within.split()), element)
    return found


def with_captions(
    kept: Sequence[Run], runs: Sequence[Run], captions: dict[int, HtmlElement]
) -> list[Run]:
    """Return the kept runs with the captions that stand among them.

    A picture may stand between the headline and the first paragraph, and above the headline
    where one element holds all three.
    """
    if not kept or not captions:
        return list(kept)
    numbers = {run.number for run in kept}
    headline = next((run for run in runs if run.block.tag == "h1"), kept[0])
    first, last = min(headline.number, kept[0].number), kept[-1].number
    home, whole = _home(kept[0], kept[-1]), _home(headline, kept[0])
    return [
        run
        for run in runs
        if run.number in numbers
        or (
            run.number in captions
            and (captions[run.number].tag == "figcaption" or not is_offer(run))
            and (
                first < run.number < last
                or (home is not None and _is_in(run, home))
                or (whole is not None and run.number < last and _leads(run, whole))
            )
        )
    ]


def _home(first: Run, last: Run) -> HtmlElement | None:
    """Return the innermost element that holds two runs."""
    above = set(last.block.iterancestors()) | {last.block}
    return next((each for each in first.block.iterancestors() if each in above), None)


def _leads(run: Run, whole: HtmlElement) -> bool:
    """Tell whether a caption is that of the picture at the head of the article."""
    if whole.tag in ("body", "html") or run.is_link:
        return False
    for above in run.block.iterancestors():
        if above is whole:
            return True
        if above.tag in _AROUND or above.tag == "a":
            return False
    return False


def _is_in(run: Run, home: HtmlElement) -> bool:
    return any(each is home for each in run.block.iterancestors())
