"""One claim in one line, for the clipboard: who says what, and where it stands."""

import re

from annotations.claim import Claim

_LONGEST = 300
"""Code points of the words kept; longer ones end in “…”. Chosen by trying on a screen."""

_MARKS = {"“": "”", "„": "“", "«": "»", '"': '"', "”": "”", "״": "״", "「": "」", "‘": "’"}


def citation(claim: Claim) -> str:
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
