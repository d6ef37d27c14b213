"""What a row on the screen is made of."""

from typing import NamedTuple


class Run(NamedTuple):
    """Words that are drawn alike."""

    words: str
    looks: tuple[str, ...]
