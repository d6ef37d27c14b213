"""Claims in words, the same on screens, in answers and in reports: one of them, and many."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numbers of things are told before any claim is
    from annotations.claim import Claim

_LONGEST = 300
"""Code points of the words kept; longer ones end in “…”. Chosen by trying on a screen."""

_MARKS = {"“": "”", "„": "“", "«": "»", '"': '"', "”": "”", "״": "״", "「": "」", "‘": "’"}

RELATIONS = {
    "=": "exactly",
    "~": "about",
    "<": "at most",
    ">": "at least",
    "up": "up by",
    "down": "down by",
}
"""What is said of a figure's relation where its own words (“more than”) are not given."""


def many(number: int, thing: str) -> str:
    """Return a number with what it counts.

    >>> many(1, "claim"), many(1200, "claim"), many(0, "library")
    ('1 claim', '1,200 claims', '0 libraries')
    """
    if number == 1:
        return f"1 {thing}"
    things = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number:,} {things}"


def named_tags(claim: "Claim") -> str:
    """Return the tags of a claim in one line; where it has none, what it says instead."""
    if claim.tags:
        return ", ".join(claim.tags)
    return "put right" if claim.guess else "no tag"


def citation(claim: "Claim") -> str:
    """Return “words” — Claimant. In: Title, Source, date, address.

    Line breaks become spaces; what is not known is left out. The words keep quotation marks
    they already have, else get “ ”.
    """
    article = claim.article
    said = _quoted(_shortened(_one_line(claim.anchor.exact)))
    if claim.claimant:
        said += f" — {_one_line(claim.claimant)}"
    published = article.published.isoformat() if article.published else ""
    origin = (article.title or article.path, article.source, published, article.url)
    return f"{said}. In: {', '.join(_one_line(part) for part in origin if part)}"


def _quoted(words: str) -> str:
    return words if _MARKS.get(words[:1]) == words[-1:] else f"“{words}”"


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    kept = words[:_LONGEST]
    return re.sub(r"\s+\S*$", "", kept) + "…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
