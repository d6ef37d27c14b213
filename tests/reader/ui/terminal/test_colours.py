"""Every kind of words is told from the others and can be read, with colours and without."""

from itertools import combinations

import pytest
from rich.color import ColorType
from textual.color import Color
from textual.widgets import Input

from reader.ui.terminal.colours import LEGIBLE, WELL_LEGIBLE, contrast
from reader.view.text.highlighting import LAYERED

KINDS = ("quote", "reported", "figure", "date", "claim")
CHOSEN = ("current", "hit", "selection", "caret")


def layered(*looks: str) -> tuple[str, ...]:
    return tuple(look for look in LAYERED if look in looks)


def every_overlap(kinds=KINDS) -> list[tuple[str, ...]]:
    return [layered(*few) for count in range(5) for few in combinations(kinds, count)]


def weight(style) -> tuple[bool, ...]:
    """What is left of a style without colour."""
    return tuple(
        map(
            bool,
            (style.bold, style.dim, style.italic, style.underline, style.strike, style.reverse),
        )
    )


async def in_theme(session, name: str):
    session.app.theme = name
    await session.pilot.pause()
    return session.text


async def test_words_can_be_read_in_every_theme_that_sets_its_own_colours(opened):
    async with opened() as session:
        names = [name for name, theme in session.app.available_themes.items() if not theme.ansi]
        assert len(names) > 10
        for name in names:
            text = await in_theme(session, name)
            plain = text.look()
            own = contrast(Color.from_rich_color(plain.color), Color.from_rich_color(plain.bgcolor))
            for looks in [*every_overlap(), *(layered(*few, "current") for few in every_overlap())]:
                style = text.look(*looks)
                found = contrast(
                    Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                )
                # Text without a look of its own is the theme's, however faint that is.
                assert found >= min(LEGIBLE, 0.8 * own), (name, looks)


@pytest.mark.parametrize("looks", [("facts",), ("gutter",), ("margin",), ("hit",), ("selection",)])
async def test_what_stands_beside_the_text_can_be_read_in_light_and_dark(opened, looks):
    async with opened() as session:
        for name, wanted in [
            ("textual-dark", LEGIBLE), ("textual-light", LEGIBLE), ("high-contrast", WELL_LEGIBLE),
        ]:  # fmt: skip
            style = (await in_theme(session, name)).look(*looks)
            colours = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            assert contrast(*colours) >= wanted - 0.01, (name, looks)


async def test_words_that_are_selected_in_a_field_can_be_read(opened):
    async with opened() as session:
        await session.press("T", "a")
        field = session.app.screen.query(Input).first()
        for name, wanted in [
            ("textual-dark", LEGIBLE), ("textual-light", LEGIBLE), ("high-contrast", WELL_LEGIBLE),
        ]:  # fmt: skip
            await in_theme(session, name)
            style = field.get_component_rich_style("input--selection")
            ground = field.background_colors[1] + Color.from_rich_color(style.bgcolor)
            ink = Color.from_rich_color(field.rich_style.color)
            assert contrast(ink, ground) >= wanted, (name, ink, ground)


async def test_kinds_and_their_overlaps_differ_without_colour(opened, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as session:
        assert session.app.theme == "monochrome"
        weights = [weight(session.text.look(*looks)) for looks in every_overlap()]
        assert len(set(weights)) == len(weights)


async def test_the_caret_and_the_selection_are_seen_in_a_claim_without_colour(opened, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as session:
        text = session.text
        for under in every_overlap():
            for above in ("caret", "hit", "selection"):
                assert weight(text.look(*under)) != weight(text.look(*under, above)), (under, above)
            chosen = text.look(*under, "selection")
            assert weight(chosen) != weight(text.look(*under, "selection", "caret"))


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_sixteen_colours_are_the_terminals_own_and_never_one_on_itself(opened, theme):
    async with opened() as session:
        text = await in_theme(session, theme)
        for looks in [layered(*few, one) for few in every_overlap() for one in CHOSEN]:
            style = text.look(*looks)
            for colour in (style.color, style.bgcolor):
                assert colour.type in {ColorType.STANDARD, ColorType.DEFAULT}, looks
            same = style.color == style.bgcolor and style.color.type == ColorType.STANDARD
            assert not same, looks


async def test_the_command_that_enter_takes_is_seen_without_colour(opened, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as session:
        await session.pilot.press("ctrl+p")
        await session.until(lambda: "Back" in session.shown)
        await session.pilot.press("down")
        await session.settle()
        words = [
            [segment for segment in row if segment.text.strip(" ▁▂▃▄▅▆▇█▔")]
            for row in session.app.screen._compositor.render_strips()
        ]
        turned = [row for row in words if row and all(part.style.reverse for part in row)]
        begun = [row[0].text.strip() for row in turned]
        assert len([word for word in begun if not word.startswith("▶")]) == 2
