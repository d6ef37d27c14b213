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
    for found in pattern.finditer(text):
        line = found.group()
        start = found.start() + len(line) - len(line.lstrip())
        end = found.start() + len(line.rstrip())
        if start < end:
            yield Span(start, end)


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
