"""What is asked of claims, to find some of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What claims must fulfil; a part left empty asks for nothing.

    `article` is a path in the library. A claim has the `tag` also where it has one of
    `tags_below`, which are those that the codebook puts under it. Verdict and claimant are found
    in upper and lower case, with and without accents, and so are `words`, each of which must begin
    a word of the claim. `since` and `until` are days of tagging in UTC, both included. `decided`
    ones are what an adjudicator decided.
    """

    article: str = ""
    tag: str = ""
    tags_below: tuple[str, ...] = ()
    verdict: str = ""
    claimant: str = ""
    annotator: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""
    decided: bool = False


ANY = Question()
"""The question that every claim fulfils."""
