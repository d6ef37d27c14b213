"""The colours of text and of what lies under it, made legible in any theme.

A theme gives hues. An *ink* is a hue moved towards black or white until it can be read on
every *ground* that may lie under it: the paper, a claim, the mark at the caret, the
cursor of a list. A theme that sets one of these names itself keeps its own colour. Where
only sixteen colours are known, and not what the terminal makes of them, a ground comes
with black or white letters, and underline and weight tell kinds apart on it.
"""

from collections.abc import Mapping, Sequence

from textual.color import Color

LEGIBLE, WELL_LEGIBLE = 4.5, 7.0
"""The least contrast of text, and the enhanced one: WCAG 2.2, success criteria 1.4.3, 1.4.6."""

_STARK = 20.0
"""The contrast of a theme's own text from which the enhanced one is meant throughout."""

_TINT, _FAINTEST_TINT, _STEP = 0.20, 0.12, 0.02
"""How much of a hue a ground takes; chosen by trying, on all of Textual's themes."""

_INKS = {
    "key": "primary",
    "quote": "success",
    "figure": "warning",
    "date": "secondary",
    "speaker": "primary",
    "claim": "accent",
    "good": "success",
    "bad": "error",
}
_GROUNDS = {"claim": "accent", "current": "primary", "cursor": "primary", "resting": "foreground"}
_SOLID = {"hit": "warning", "selection": "primary"}

_SIXTEEN = {
    "ink-faint": "ansi_default",
    "ink-good": "ansi_green",
    "ink-bad": "ansi_red",
    "ground-claim": "ansi_yellow",
    "ground-current": "ansi_cyan",
    "ground-cursor": "ansi_default",
    "ground-resting": "ansi_default",
    "ground-hit": "ansi_red",
    "ink-on-hit": "ansi_bright_white",
    "ground-selection": "ansi_default",
    "ink-on-selection": "ansi_default",
}
_ON_DARK = {
    "ink-key": "ansi_cyan",
    "ink-quote": "ansi_green",
    "ink-figure": "ansi_yellow",
    "ink-date": "ansi_cyan",
    "ink-speaker": "ansi_magenta",
    "ink-claim": "ansi_yellow",
}
_ON_LIGHT = {
    "ink-key": "ansi_blue",
    "ink-quote": "ansi_blue",
    "ink-figure": "ansi_red",
    "ink-date": "ansi_magenta",
    "ink-speaker": "ansi_default",
    "ink-claim": "ansi_magenta",
}


def page_colours(theme: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """Return the inks and grounds that go with a theme's own colours, by their names."""
    if "ansi" in theme["background"]:
        return {**_SIXTEEN, **(_ON_DARK if dark else _ON_LIGHT)}
    paper, words = Color.parse(theme["background"]), Color.parse(theme["foreground"])
    wanted = WELL_LEGIBLE if contrast(words, paper) >= _STARK else LEGIBLE
    grounds = {
        name: Color.parse(theme.get(f"ground-{name}") or _tinted(paper, theme[hue], words).hex)
        for name, hue in _GROUNDS.items()
    }
    under = [paper, Color.parse(theme["surface"]), *grounds.values()]
    colours = {f"ground-{name}": colour.hex for name, colour in grounds.items()}
    for name, hue in _INKS.items():
        colours[f"ink-{name}"] = _legible(Color.parse(theme[hue]), under, wanted).hex
    colours["ink-faint"] = _legible(words.blend(paper, 0.4), under, wanted).hex
    for name, hue in _SOLID.items():
        solid = Color.parse(theme[hue])
        colours[f"ground-{name}"] = solid.hex
        colours[f"ink-on-{name}"] = _end(solid).hex
    return colours


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Source: WCAG 2.2, the definition of contrast ratio.
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    """Return the relative luminance; source: WCAG 2.2, its definition."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _end(ground: Color) -> Color:
    """Return black or white, whichever is read better on a ground."""
    return max(Color(0, 0, 0), Color(255, 255, 255), key=lambda end: contrast(end, ground))


def _tinted(paper: Color, hue: str, words: Color) -> Color:
    """Return paper with some of a hue, less of it where words would be hard to read."""
    colour, tint = Color.parse(hue), _TINT
    while tint > _FAINTEST_TINT and contrast(words, paper.blend(colour, tint)) < LEGIBLE:
        tint -= _STEP
    return paper.blend(colour, tint)


def _legible(hue: Color, grounds: Sequence[Color], wanted: float) -> Color:
    """Return the hue, moved towards black or white until it is read on every ground."""
    end = _end(min(grounds, key=lambda ground: contrast(hue, ground)))
    inks = (hue.blend(end, step / 20) for step in range(21))
    return next(
        (ink for ink in inks if all(contrast(ink, ground) >= wanted for ground in grounds)), end
    )
