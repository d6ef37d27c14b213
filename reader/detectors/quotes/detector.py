"""Finding quotes in a text."""

import re
from collections.abc import Iterator
from datetime import date

from annotations.span import Span
from reader.detectors.marks import Quote

_QUOTED = re.compile("“[^“”\n]+”")


def find(text: str, published: date | None) -> Iterator[Quote]:  # noqa: ARG001
    """Yield each stretch of text between “ and ” on one line."""
    for found in _QUOTED.finditer(text):
        start, end = found.span()
        yield Quote(Span(start, end), "direct", Span(start + 1, end - 1), None, None, "curly marks")
