"""Captions: what is written under a picture that stands in the article."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from reader.formats.web_page.runs import Run

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:(?:img|image|photo|picture|media|fig(?:ure)?|wp)[_-]?)?(?:caption|cutline|bildunterschrift|legend)(?:$|[\s_-])"
    r"|caption[_-]?text|(?:image|photo|figure|media)-?__?-?caption|figcaption|imagecaption|captiontext",
    re.IGNORECASE,
)
_TOO_LONG = 700
_AROUND = frozenset({"nav", "footer", "aside"})


def caption_of(run: Run) -> HtmlElement | None:
    """Return what is marked, or named, as a caption and holds a run, None where nothing is."""
    if len(run.words) > _TOO_LONG:
        return None
    for above in (run.block, *run.block.iterancestors()):
        if above.tag == "figcaption":
            return above
        if above.tag in ("article", "main", "body", "figure"):
            break
    element: HtmlElement | None = run.block
    for _ in range(4):
        if element is None or element.tag in ("article", "main", "body"):
            return None
        if element.tag != "figure" and _NAMED.search(element.get("class") or ""):
            # A picture with its words is often named a caption as a whole; a text is not.
            return element if sum(1 for _ in element.iter("p")) <= 3 else None
        element = element.getparent()
    return None


def with_captions(
    kept: Sequence[Run], runs: Sequence[Run], captions: dict[int, HtmlElement]
) -> list[Run]:
    """Return the kept runs with the captions that stand among them.

    A picture may stand between the headline and the first paragraph.
    """
    if not kept or not captions:
        return list(kept)
    numbers = {run.number for run in kept}
    headline = next((run.number for run in runs if run.block.tag == "h1"), kept[0].number)
    first, last = min(headline, kept[0].number), kept[-1].number
    home = _home(kept)
    return [
        run
        for run in runs
        if run.number in numbers
        or (
            run.number in captions
            and (first < run.number < last or (home is not None and _is_in(run, home)))
        )
    ]


def _home(kept: Sequence[Run]) -> HtmlElement | None:
    """Return the innermost element that holds the first and the last run."""
    last = set(kept[-1].block.iterancestors()) | {kept[-1].block}
    return next((each for each in kept[0].block.iterancestors() if each in last), None)


def _is_in(run: Run, home: HtmlElement) -> bool:
    return any(each is home for each in run.block.iterancestors())
