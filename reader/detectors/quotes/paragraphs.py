"""The paragraphs of a text, whether each stands on one line or is wrapped over many.

In most articles a line is a paragraph. In mail and in typed books lines are broken by
hand every 60 to 80 characters and a blank line parts the paragraphs. Which of the two a
text is, its beginning tells.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from annotations.span import Span

_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_WRAPPED = range(35, 101)
"""Lengths of a line that was broken by hand; typewriters, mail and book scans keep to it."""
_LONGEST = 20_000
"""Characters of a paragraph; a longer one is read in parts, after a sentence where it can be."""
_SAMPLE = 20_000
"""Characters looked at to tell whether lines are broken by hand."""


def paragraphs(text: str) -> Iterator[Span]:
    r"""Yield each paragraph without the white space around it, left to right.

    ```
    "One.\\nTwo."                                  two paragraphs
    "Lines that were broken at\\nsome width."      one, when most lines are like that
    ```
    """
    pattern = _BLOCK if is_hard_wrapped(text[:_SAMPLE]) else _LINE
    place = 0
    while place < len(text):
        found = pattern.search(text, place, place + _LONGEST)
        if found is None:
            place += _LONGEST
            continue
        start, end = found.start(), _paragraph_end(text, found.start(), pattern)
        line = text[start:end]
        if words := line.strip():
            start += len(line) - len(line.lstrip())
            yield Span(start, start + len(words))
        place = end


def _paragraph_end(text: str, start: int, pattern: re.Pattern[str]) -> int:
    found = pattern.match(text, start, start + _LONGEST)
    end = found.end() if found else len(text)
    if end < start + _LONGEST or end == len(text):
        return end
    half = start + _LONGEST // 2
    return text.rfind(". ", half, end) + 1 or text.rfind(" ", half, end) + 1 or end


def is_hard_wrapped(sample: str) -> bool:
    """Tell whether the lines of `sample` are broken by hand inside paragraphs.

    True when more than half of the line ends that are followed by text come after a line
    of usual width that does not end like a sentence, and hardly any line is longer.
    """
    lines = [line.rstrip() for line in sample.split("\n")]
    followed = [line for line, following in pairwise(lines) if line and following.strip()]
    if len(followed) < 2 or sum(len(line) > _WRAPPED.stop for line in lines) * 20 > len(lines):
        return False
    broken = sum(len(line) in _WRAPPED and line[-1] not in ".!?:”\"’'" for line in followed)
    return broken * 2 > len(followed)
