"""Finding figures in a text."""

import re
from collections.abc import Iterator
from datetime import date

from annotations.span import Span
from reader.detectors.marks import Figure

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def find(text: str, published: date | None) -> Iterator[Figure]:  # noqa: ARG001
    """Yield each plain number written in digits."""
    for found in _DIGITS.finditer(text):
        value = float(found.group().replace(",", ""))
        span = Span(*found.span())
        yield Figure(span, "number", value, None, None, None, "=", None, None, None, "digits")
