"""Where in some articles a quote or a figure stands."""

from typing import NamedTuple


class Place(NamedTuple):
    """A quote or a figure of an article, by both numbers."""

    article: int
    number: int
