"""What lies under a box is drawn as Textual would draw it."""

import pytest
from textual.renderables.background_screen import BackgroundScreen
from textual.style import Style
from textual.visual import RenderOptions, RichVisual

from reader.ui.dialogs.tagging import TagDialog
from reader.ui.widgets.veil import Veil


def cells(strips):
    """Return each cell with its style, however the rows are cut into pieces."""
    return [[(letter, piece.style) for piece in strip for letter in piece.text] for strip in strips]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-light"])
async def test_a_screen_under_a_box_is_drawn_as_textual_would_draw_it(opened, theme):
    async with opened() as session:
        session.app.theme = theme
        await session.press("enter", "n", "t")
        await session.until(lambda: isinstance(session.app.screen, TagDialog))
        box, under = session.app.screen, session.desk
        color, (width, height) = box.styles.background, box.size
        options = RenderOptions(box._get_style, box.styles)
        ours = Veil(under, color).render_strips(width, height, Style(), options)
        theirs = RichVisual(box, BackgroundScreen(under, color)).render_strips(
            width, height, Style(), options
        )
        assert cells(ours) == cells(theirs)
        assert any("Mayor" in strip.text for strip in ours)


async def test_what_changes_under_a_box_is_seen_around_it(opened):
    async with opened() as session:
        await session.press("enter", "n", "t")
        await session.until(lambda: isinstance(session.app.screen, TagDialog))
        session.desk.say("something new")
        await session.until(lambda: "something new" in session.shown)
