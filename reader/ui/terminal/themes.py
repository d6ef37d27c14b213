"""The themes of our own, beside Textual's: more contrast, and none but black and white.

For a terminal with sixteen colours Textual's `ansi-dark` and `ansi-light` take the
terminal's own. NO_COLOR in the environment chooses the theme without colours.
"""

import os
from collections.abc import Container
from dataclasses import replace

from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import NoColor
from textual.theme import BUILTIN_THEMES, Theme

USUAL = "textual-dark"
MONOCHROME = "monochrome"
HIGH_CONTRAST = "high-contrast"

THEMES = (
    Theme(
        name=HIGH_CONTRAST,
        primary="#ffff00",
        secondary="#00ffff",
        accent="#ff80ff",
        success="#00ff66",
        warning="#ffcc00",
        error="#ff5555",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        boost="#202020",
        dark=True,
        variables={
            "text-muted": "#e0e0e0",
            "ground-claim": "#5f005f",
            "ground-current": "#003a5f",
            "ground-cursor": "#003a5f",
            "ground-resting": "#303030",
            "input-selection-background": "#0000af",
        },
    ),
    replace(
        BUILTIN_THEMES["ansi-dark"],
        name=MONOCHROME,
        primary="ansi_default",
        secondary="ansi_default",
        accent="ansi_default",
        success="ansi_default",
        warning="ansi_default",
        error="ansi_default",
    ),
)


class WithoutColours(NoColor):
    """Take colours out; what only its ground set apart is turned round instead.

    Textual's palette marks the command that Enter takes by its ground alone.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        return super().apply([_turned(segment) for segment in segments], background)


def _turned(segment: Segment) -> Segment:
    style = segment.style
    if style is None or style.bgcolor is None or style.bgcolor.type != ColorType.STANDARD:
        return segment
    return Segment(segment.text, style + Style(reverse=not style.reverse), segment.control)


def theme_named(name: str, known: Container[str]) -> str:
    """Return the theme to begin with: the person's own, or what the terminal asks for."""
    if os.environ.get("NO_COLOR"):
        return MONOCHROME
    return name if name in known else USUAL
