"""Spans as brat's standoff files hold them: in parts that stay on one line each."""

import re

from annotations.span import Span


def fragments(text: str, span: Span) -> list[tuple[int, int]]:
    """Return the parts of a span that stand on lines of their own, without blank ends."""
    parts = []
    for match in re.finditer(r"[^\n]+", span.of(text)):
        words = match[0].strip()
        if words:
            start = span.start + match.start() + match[0].index(words)
            parts.append((start, start + len(words)))
    return parts or [(span.start, span.end)]


def plain_value(value: str) -> str:
    """Return the value of an attribute as brat can hold it, without blanks."""
    return re.sub(r"[\s|,<>:]+", "_", value)


def drawn_label(tag: str) -> str:
    """Return a tag as visual.conf can hold it: on one line, without what begins a macro."""
    return re.sub(r"[|\s]+", " ", tag).strip().replace("<", "‹").replace(">", "›")
