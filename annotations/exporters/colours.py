"""Tag colours as "#rrggbb", for formats that know no colour names."""

import re

from annotations.codebook import Codebook

_NAMED = {
    "aqua": "#00ffff",
    "black": "#000000",
    "blue": "#0000ff",
    "cyan": "#00ffff",
    "fuchsia": "#ff00ff",
    "gray": "#808080",
    "green": "#008000",
    "grey": "#808080",
    "lime": "#00ff00",
    "magenta": "#ff00ff",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#ffa500",
    "purple": "#800080",
    "red": "#ff0000",
    "silver": "#c0c0c0",
    "teal": "#008080",
    "white": "#ffffff",
    "yellow": "#ffff00",
}
"""Source: CSS Color Module Level 3, basic colour keywords and three of the extended."""

NAMES = tuple(_NAMED)
"""The colour names that are known."""

_SPARE = ("#f2d06b", "#9fc5e8", "#b6d7a8", "#ea9999", "#d5a6bd", "#b4a7d6", "#f9cb9c", "#a2c4c9")
"""For tags without a colour: light, told apart in print; chosen by trying."""


def hex_colour(colour: str) -> str:
    """Return "#rrggbb" for a CSS colour, or nothing where it is not one that is known."""
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        return colour.lower()
    if re.fullmatch(r"#[0-9A-Fa-f]{3}", colour):
        return "#" + "".join(letter * 2 for letter in colour[1:].lower())
    return _NAMED.get(colour.lower(), "")


def tag_colours(names: list[str], codebook: Codebook) -> dict[str, str]:
    """Return a colour for each tag: the codebook's, else one of a few in turn."""
    colours = {}
    for number, name in enumerate(names):
        tag = codebook.tag(name)
        colours[name] = (tag and hex_colour(tag.colour)) or _SPARE[number % len(_SPARE)]
    return colours
