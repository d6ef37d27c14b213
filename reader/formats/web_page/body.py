"""Which runs of a page are its article: trafilatura chooses, and our rules before and after."""

import logging
from collections import defaultdict
from collections.abc import Iterable

from lxml.html import HtmlElement

from reader.formats.web_page.runs import Run, numbers_in

_MOST_RUNS, _MOST_ELEMENTS = 20_000, 100_000
"""What a page may have at most to be read by trafilatura, whose time does not go with the size
of a page. Chosen by measuring; no article looked at has a tenth of it."""
_MOST_TABLES = 30
"""Tables within each other; pages that are laid out with them have some ten."""

_LEAST_PROSE = 40
"""Characters that make a run prose rather than a label."""

_AROUND = frozenset({"nav", "footer", "aside", "form", "button", "select", "label", "menu"})


def chosen(root: HtmlElement, runs: list[Run]) -> list[Run]:
    """Return the runs that are the article, in reading order."""
    if _is_monstrous(root, runs):
        return _by_weight(runs)
    found, length = _by_trafilatura(root, runs)
    # Where little of what it found stands in runs, it took the words from somewhere else.
    if 3 * _letters(run.words for run in found) >= length > 0:
        return found
    weighed = _by_weight(runs)
    return weighed if len(weighed) > len(found) else found


def _is_monstrous(root: HtmlElement, runs: list[Run]) -> bool:
    """Tell whether a page is too large, or has too many tables within tables."""
    if len(runs) > _MOST_RUNS or sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return True
    return any(
        sum(1 for _ in table.iterancestors("table")) > _MOST_TABLES for table in root.iter("table")
    )


def _letters(texts: Iterable[str]) -> int:
    return sum(len(piece) for text in texts for piece in text.split())


def _by_trafilatura(root: HtmlElement, runs: list[Run]) -> tuple[list[Run], int]:
    """Return the runs in what trafilatura takes for the article, and the length of that."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    try:
        found = trafilatura.bare_extraction(
            root, fast=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except RecursionError:  # it goes down lists within lists
        found = None
    if found is None or found.body is None:
        return [], 0
    text = "".join(found.body.itertext())
    numbers = set(numbers_in(text))
    return [run for run in runs if run.number in numbers], _letters([text])


def _by_weight(runs: list[Run]) -> list[Run]:
    """Return the runs in the element that has most prose in it or in its elements.

    Source of the idea: Readability, which gives half a paragraph's weight to what is around
    the element around it.
    """
    weights: dict[HtmlElement, float] = defaultdict(float)
    outside: dict[HtmlElement, bool] = {}
    kept = [run for run in runs if not _is_outside(run.block, outside)]
    for run in kept:
        if run.is_link or len(run.words) < _LEAST_PROSE:
            continue
        weight = float(len(run.words))
        for above in (run.block, *run.block.iterancestors()):
            weights[above] += weight
            weight /= 2
            if weight < 1:
                break
    if not weights:
        return kept
    # What is around a paragraph has half of each of its paragraphs, and so wins with three.
    best = max(weights, key=weights.__getitem__)
    within: dict[HtmlElement, bool] = {}
    return [run for run in kept if _is_within(run.block, best, within)]


def _is_outside(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Tell whether an element belongs to what is around an article; steps are remembered."""
    path = []
    answer = False
    place: HtmlElement | None = element
    while place is not None:
        if place in known:
            answer = known[place]
            break
        path.append(place)
        if place.tag in _AROUND:
            answer = True
            break
        place = place.getparent()
    for each in path:
        known[each] = answer
    return answer


def _is_within(element: HtmlElement, best: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    path = []
    answer = False
    place: HtmlElement | None = element
    while place is not None:
        if place in known:
            answer = known[place]
            break
        path.append(place)
        if place is best:
            answer = True
            break
        place = place.getparent()
    for each in path:
        known[each] = answer
    return answer
