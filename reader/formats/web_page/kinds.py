"""What kind of paragraph a run is, from where it stands in the page."""

import re

from lxml.html import HtmlElement

from reader.article import PartKind
from reader.formats.web_page.runs import Run

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NAMED_PULL_QUOTE = re.compile(r"pull-?_?quote", re.IGNORECASE)
_OPENED = re.compile(r"[“„«\"]\w")
_LONGEST = 400
"""Characters; words that are lifted out of an article are fewer."""
_CREDIT = re.compile(
    r"\W*(?:foto|photo|image|bild|titelbild|picture|illustration|credit|photograph|fotografie)s?"
    r"(?: (?:by|credits?|von|courtesy(?: of)?|source))? ?[:©]\s*\S",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 160
"""Characters of a line that says whose a picture is."""


def kind_of(run: Run) -> PartKind | None:
    """Return what a run is, None for running text."""
    if len(run.words) <= _LONGEST_CREDIT and _CREDIT.match(run.words):
        return "caption"
    kind: PartKind | None = None
    element: HtmlElement | None = run.block
    while element is not None and element.tag != "body":
        tag = element.tag
        named = element.get("class")
        if named and _NAMED_PULL_QUOTE.search(named):
            return "pull quote"
        if tag == "aside" and _OPENED.match(run.words) and len(run.words) <= _LONGEST:
            return "pull quote"
        if tag == "blockquote":
            return kind if kind == "heading" else "block quote"
        if kind is None:
            if tag in _HEADINGS:
                kind = "heading"
            elif tag in ("li", "dt", "dd"):
                kind = "list"
        element = element.getparent()
    return kind
