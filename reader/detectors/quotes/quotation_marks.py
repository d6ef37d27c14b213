"""Quotation marks told from apostrophes, feet and inches, and what each can do.

A mark may open a quote, close one, or both; what stands beside it shows which.
"""

import re
from typing import NamedTuple

from annotations.span import Span

_MARK = re.compile(
    r"<[^<>\n]{0,300}>"  # a tag, to be passed over with the marks in it
    r"|''|``|[\"“”„‟«»‹›「」『』‘‚]"
    r"|(?<!\w)['’`]|['’](?!\w)"
)
CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”",),
    "‟": ("”",),
    "„": ("“", "”"),
    '"': ('"',),
    "''": ("''",),
    "``": ("''",),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "「": ("」",),
    "『": ("』",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "'": ("'",),
    "`": ("'",),
    "”": ("”",),
}
"""Each opening mark with the marks that close it as they should."""
MIXED: dict[str, tuple[str, ...]] = {
    "“": ('"',),
    '"': ("”", "“"),
    "''": ('"', "”"),
    "``": ('"', "”"),
    "”": ('"',),
    "„": ('"',),
    "‘": ("'",),
    "'": ("’",),
}
"""Each opening mark with the marks that close it by mistake."""
_CORNERS = frozenset("「」『』")
"""Marks of scripts that set no spaces; each can do one thing only."""
SINGLE = frozenset("‘‚'’`")
_ELISION = re.compile(
    r"(?:tis|twas|twere|twill|til|till|em|n|cause|bout|round|cos|tain|t|s|im|er|ere|un|ud"
    r"|nother|stead|neath|tween|gainst|fraid|nuff|nough|\d0s|\d\ds?)(?![\w])",
    re.IGNORECASE,
)
_INCHES = re.compile(r"\d+['’′]\s?\d*$")


class Mark(NamedTuple):
    """One quotation mark: where it stands, its characters, and what it can do there."""

    start: int
    end: int
    kind: str
    opens: bool
    closes: bool


def marks_in(text: str, paragraph: Span) -> list[Mark]:
    """List the quotation marks of a paragraph; apostrophes and inches are left out."""
    marks: list[Mark] = []
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        kind = found.group()
        start, end = found.span()
        if kind[0] == "<":
            continue
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        after_space = before.isspace() or before in "([{<—–-/|~>"
        opens = not after.isspace() and (
            after_space or before in ":;,.!?“‘\"'" or (not before.isalnum() and after.isalnum())
        )
        closes = not before.isspace() and not after.isalnum()
        if kind in SINGLE:
            opens = opens and (after_space or before in '“"«„')
            if opens and _ELISION.match(text, end):
                continue
            closes = closes and kind in "’'‘"
            opens = opens and kind != "’"
        elif kind in _CORNERS:
            opens, closes = kind in "「『", kind in "」』"
        elif kind in ('"', "''"):
            if before.isdigit() and not after.isalpha() and _is_measure(text, start, kind):
                continue
            if not opens and not closes:
                free = before.isspace() and after.isspace()
                opens = free or (after.isalnum() and not before.isalnum())
                closes = free or not opens
        elif kind in "“«„‹「『‟``":
            opens = opens or not closes
        if opens or closes:
            marks.append(Mark(start, end, kind, opens, closes))
    return marks


def _is_measure(text: str, start: int, kind: str) -> bool:
    """Tell whether the mark at `start` stands for inches: 6'2", 5’ 11"."""
    return bool(_INCHES.search(text, max(0, start - 7), start)) or (
        kind == '"'
        and text[max(0, start - 3) : start].strip().replace(".", "").isdigit()
        and '"' not in text[max(0, start - 40) : start]
    )
