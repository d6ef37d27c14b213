"""What stands between the headline and the first paragraph.

Kickers, bylines and dates, a standfirst, the headline once more.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.formats.web_page.days import day_in, day_in_words
from reader.formats.web_page.runs import Run
from reader.formats.web_page.titles import plain

_AMONG = 8
"""Runs at the beginning that are looked at."""

_LEAST = 25
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_LABEL = 100
_PROSE = 140
"""Characters from which a run is a paragraph of the article."""

_STANDFIRST = re.compile(
    r"stand-?first|sub-?(?:title|headline|header|heading|deck)|(?:^|[\s_-])(?:dek|deck|strap-?line|tagline|"
    r"chapeau|sapo|entradilla|bajada|vorspann)(?:$|[\s_-])|article-?(?:summary|intro|description|excerpt|sub)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"(?:^|[\s_-])(?:lede?|lead|teaser|intro|abstract|excerpt|summary|description)(?:$|[\s_-]|text)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^\W*(?:by|von|par|por|text|autor|author|written by|words)\b\s*:?", re.IGNORECASE
)
_TIME = re.compile(
    r"^\W*(?:(?:updated|published|posted|last updated|veröffentlicht|aktualisiert|stand|erstellt"
    r"|publicado|publié)\b|\d{1,2}:\d{2}|(?:vor|hace|il y a) \d+"
    r"|\d+ (?:min(?:ute)?s?|minuten|hours?|days?|stunden|tage)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][”\"’»)]*$")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the article: all forms of its title, its authors and descriptions."""

    titles: frozenset[str]
    names: frozenset[str]
    descriptions: frozenset[str]


def opened(runs: Sequence[Run], known: Known) -> tuple[list[Run], set[int]]:
    """Return the runs without what stands above an article, and the numbers of its standfirst."""
    kept: list[Run] = []
    standfirst: set[int] = set()
    prose = 0
    for place, run in enumerate(runs):
        key = plain(run.words)
        if key in known.titles and (place < _AMONG or run.block.tag == "h1"):
            continue
        if not prose and place < _AMONG:
            if _is_label(run, key, known):
                continue
            following = runs[place + 1] if place + 1 < len(runs) else None
            if not standfirst and _is_standfirst(run, following, key, known):
                standfirst.add(run.number)
                kept.append(run)
                continue
        prose += len(run.words) >= _PROSE
        kept.append(run)
    # An article that would be its standfirst alone has none.
    if len(kept) - len(standfirst) < 2:
        standfirst.clear()
    return kept, standfirst


def _is_label(run: Run, key: str, known: Known) -> bool:
    words = run.words
    if len(words) > _LONGEST_LABEL:
        return False
    if not key or key in known.names:
        return True
    if _TIME.match(words) or (
        len(words) <= 60
        and (day_in(words) or day_in_words(words))
        and not _SENTENCE_END.search(words)
    ):
        return True
    named = any(name in key for name in known.names)
    if named and len(words) <= 80 and not _SENTENCE_END.search(words):
        return True
    return bool(_BYLINE.match(words)) and len(words) <= 60 and not _SENTENCE_END.search(words)


def _is_standfirst(run: Run, following: Run | None, key: str, known: Known) -> bool:
    """Tell whether a run sums the article up, rather than begins it.

    Many pages give their first paragraph as their description, and name it.
    """
    if len(run.words) < _LEAST or following is None or run.words.endswith("?"):
        return False
    block = run.block
    named = " ".join(
        element.get("class") or element.get("itemprop") or ""
        for element in (block, block.getparent())
        if element is not None
    )
    if _STANDFIRST.search(named):
        return True
    if following.block is block or following.block.getparent() is block.getparent():
        return block.tag in _HEADINGS and len(run.words) > 2 * _LEAST
    if block.tag in _HEADINGS and len(run.words) > 2 * _LEAST:
        return True
    return _PERHAPS.search(named) is not None or any(
        key == each or (len(each) > 60 and key.startswith(each[:-8])) for each in known.descriptions
    )
