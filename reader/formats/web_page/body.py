"""Which runs of a page are its article: trafilatura chooses, and our rules before and after."""

import logging
from collections import defaultdict

from lxml.html import HtmlElement

from reader.formats.web_page.runs import Run, numbers_in

_MOST_RUNS = 20_000
"""Runs of a page above which it is read in one pass: trafilatura's time does not go with the
size of a page. Chosen by measuring."""

_LEAST_PROSE = 40
"""Characters that make a run prose rather than a label."""

_AROUND = frozenset({"nav", "footer", "aside", "form", "button", "select", "label", "menu"})


def chosen(root: HtmlElement, runs: list[Run]) -> list[Run]:
    """Return the runs that are the article, in reading order."""
    found = _by_trafilatura(root, runs) if len(runs) <= _MOST_RUNS else []
    return found or _by_weight(runs)


def _by_trafilatura(root: HtmlElement, runs: list[Run]) -> list[Run]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    found = trafilatura.bare_extraction(
        root, fast=True, include_comments=False, include_tables=True, with_metadata=False
    )
    if found is None or found.body is None:
        return []
    numbers = set(numbers_in("".join(found.body.itertext())))
    return [run for run in runs if run.number in numbers]


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
