"""A wrong speaker or value is put right, before a mark is tagged or after."""

from dataclasses import replace

import pytest

from annotations.claim import FigureDetails
from annotations.codebook import Codebook, Tag
from annotations.span import Span
from reader.ui.dialogs.fields import Choices, Field
from reader.ui.widgets.inspector import Inspector


async def _put(session, field: str, words: str) -> None:
    box = session.app.screen.query_one(f"#field-{field}")
    box.value = words


async def _to_figure(session) -> None:
    """Put the caret on “At least 4,120 people”."""
    await session.press("g", "f")
    assert session.text.mark is not None
    while "4,120" not in session.text.mark.span.of(session.text.page.article.text):
        await session.press("f")


async def test_a_wrong_speaker_is_put_right_before_the_quote_is_tagged(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("n", "e")
        field = session.app.screen.query_one("#field-claimant")
        assert field.has_focus
        assert field.value == "Lena Osk"
        field.value = "Lena Oskarsson"
        await session.press("down")
        await session.type("promise")
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        (claim,) = workspace.claims.find()
        assert (claim.claimant, claim.tags, claim.kind) == ("Lena Oskarsson", ("promise",), "quote")
        assert claim.quote.speaker == "Mayor Lena Osk"
        await session.press("u")
        await session.until(lambda: workspace.claims.find() == ())


async def test_a_wrong_value_is_put_right_before_the_figure_is_tagged(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _to_figure(session)
        await session.press("e")
        values = {one.id: one.value for one in session.app.screen.query("Input")}
        assert values["field-value"] == "4,120"
        assert values["field-relation"] == "at least"
        await _put(session, "value", "4,000 to 5,000")
        await _put(session, "relation", "about")
        await _put(session, "unit", "worker")
        await _put(session, "counts", "people at the port")
        await _put(session, "tags", "jobs, port")
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        (claim,) = workspace.claims.find()
        assert claim.tags == ("jobs", "port")
        assert claim.figure == FigureDetails(
            form="number",
            low=4000,
            high=5000,
            approximator="At least",
            relation="~",
            unit="worker",
            counts="people at the port",
        )


async def test_the_value_of_a_claim_is_put_right(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _to_figure(session)
        await session.press("t", *"jobs", "enter")
        await session.until(lambda: session.text.claim is not None)
        await session.press("e")
        assert session.app.screen.query_one("#field-value").has_focus
        await _put(session, "value", "5000")
        await session.press("enter")
        await session.until(lambda: workspace.claims.find()[0].figure.value == 5000)
        assert workspace.claims.find()[0].figure.relation == ">"


async def test_a_mark_that_was_put_right_gets_the_tags_given_last_with_enter(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("n", "t", *"port,new", "enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        await session.press("greater_than_sign")
        await _to_figure(session)
        await session.press("e")
        await _put(session, "value", "5000")
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 2)
        assert (workspace.claims.find()[1].tags, workspace.claims.find()[1].guess) == (
            (),
            {"value": 4120},
        )
        await session.until(lambda: session.text.claim is not None)
        await session.press("enter")
        await session.until(lambda: bool(workspace.claims.find()[1].tags))
        assert workspace.claims.find()[1].tags == ("port", "new")


async def test_a_claim_is_not_made_of_nothing_or_with_a_number_that_is_none(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _to_figure(session)
        await session.press("e", "enter")
        assert "Nothing is put right" in session.shown
        await _put(session, "tags", "jobs")
        await _put(session, "value", "many")
        await session.press("enter")
        assert "“many” is no number" in session.shown
        assert session.app.screen.query_one("#field-value").has_focus
        await session.press("escape")
        assert workspace.claims.find() == ()


async def test_words_that_no_mark_covers_get_all_that_is_said_of_them_at_once(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("g", "v", "w", "e")
        await _put(session, "claimant", "Harbour Times")
        await _put(session, "tags", "place")
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        (claim,) = workspace.claims.find()
        assert (claim.anchor.exact, claim.claimant) == ("Norvale", "Harbour Times")


async def test_the_keyboard_goes_through_the_values_of_a_field(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await session.press("n", "e")
        await _put(session, "tags", "promise")
        session.app.screen.query_one("#field-verdict").focus()
        await session.press("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+p", "enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        assert workspace.claims.find()[0].verdict.value == "mostly false"


async def test_a_fact_under_the_text_is_corrected_by_clicking_it(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _to_figure(session)
        inspector = session.desk.query_one(Inspector)
        row = next(line for line in session.shown.split("\n") if "relation at least" in line)
        await session.pilot.click(inspector, offset=(row.index("at least") + 2, 1))
        assert session.app.screen.query_one("#field-relation").has_focus
        choices = session.app.screen.query_one(Choices)
        row = next(line for line in session.shown.split("\n") if "·exactly" in line)
        left = choices.region.x
        await session.pilot.click(choices, offset=(row.index("·about") - left + 1, 0))
        assert session.app.screen.query_one("#field-relation").value == "about"


async def test_speakers_around_the_caret_are_offered(opened):
    async with opened(100, 30) as session:
        await session.read()
        await session.press("n", "e")
        assert "✓Lena Osk" in session.shown
        assert "·Tom Reyes" in session.shown


def test_one_of_several_values_is_picked_and_let_go_of():
    field = Field("tags", "", ("toll", "promise", "tolls"), many=True)
    assert field.picked("", "toll") == "toll"
    assert field.picked("toll", "promise") == "toll, promise"
    assert field.picked("toll, pro", "promise") == "toll, promise"
    assert field.picked("toll, new", "promise") == "toll, new, promise"
    assert field.picked("toll, promise", "toll") == "promise"
    assert field.offered("promise, tolls") == ("toll", "promise", "tolls")
    assert field.offered("toll, pro") == ("promise",)


def test_the_only_value_of_a_field_is_picked_and_let_go_of():
    field = Field("verdict", "", ("true", "mostly true"))
    assert field.picked("tr", "true") == "true"
    assert field.picked("true", "true") == ""
    assert field.offered("mos") == ("mostly true",)
    assert field.offered("x") == ("true", "mostly true")


def test_a_value_with_characters_that_are_not_shown_is_given_back_as_it_is_kept():
    field = Field("tags", "", ("a\u202eb", "c"), many=True)
    (shown, _) = field.offered("")
    assert "\u202e" not in shown
    assert field.meant(field.picked("c", shown)) == "c\na\u202eb"


def test_a_value_with_a_comma_stays_one():
    field = Field("tags", "", ("a, b", "a", "c"), many=True)
    assert field.meant("a, b, c") == "a, b\nc"
    assert field.meant("a, c") == "a\nc"
    assert field.picked("a, b, c", "a, b") == "c"
    assert field.taken("c, a, b") == ("c", "a, b")


async def test_a_tag_with_a_comma_stays_one_when_another_is_added(opened, workspace):
    listed = next(row for row in workspace.articles.scan().articles if row.path == "harbour.txt")
    workspace.claims.tag(workspace.articles.open(listed), Span(0, 7), ["a, b"])
    async with opened(100, 30) as session:
        await session.read()
        await session.press("right_square_bracket", "e")
        field = session.app.screen.query_one("#field-tags")
        field.value += ", place"
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()[0].tags) > 1)
        assert workspace.claims.find()[0].tags == ("a, b", "place")


async def test_a_fact_that_is_too_long_for_a_narrow_screen_is_cut_with_a_sign(opened, folder):
    said = "“Yes,” Deputy Assistant Undersecretary Maria Fernandez de la Cruz said.\n"
    (folder / "storm.txt").write_text(said, encoding="utf-8")
    async with opened(40, 24) as session:
        await session.read("storm")
        await session.press("n")
        fact = next(line for line in session.shown.split("\n") if line.startswith(" speaker "))
        assert fact.rstrip().endswith("…")


async def _claim_with_note(session, workspace, note: str) -> None:
    listed = next(row for row in workspace.articles.scan().articles if row.path == "harbour.txt")
    claim = workspace.claims.tag(workspace.articles.open(listed), Span(0, 7), ["place"], note=note)
    workspace.claims.change(replace(claim, statement=note), was=claim)
    await session.read()
    await session.press("right_square_bracket")


async def test_the_lines_of_a_note_outlive_the_boxes(opened, workspace):
    async with opened(100, 40) as session:
        await _claim_with_note(session, workspace, "line one\nline two")
        await session.press("t", *"extra", "enter")
        await session.until(lambda: workspace.claims.find()[0].tags == ("place", "extra"))
        assert workspace.claims.find()[0].note == "line one\nline two"
        await session.press("t", "tab", "end", *", three", "enter")
        await session.until(lambda: "three" in workspace.claims.find()[0].note)
        assert workspace.claims.find()[0].note == "line one\nline two, three"
        await session.until(lambda: "two, three" in session.shown)
        await session.press("e")
        for field in ("note", "statement"):
            typed = session.app.screen.query_one(f"#field-{field}")
            typed.value += " more"
        await session.press("enter")
        await session.until(lambda: "more" in workspace.claims.find()[0].note)
        (claim,) = workspace.claims.find()
        assert claim.note == "line one\nline two, three more"
        assert claim.statement == "line one\nline two more"


async def test_a_digit_in_the_box_is_a_key_unless_more_is_typed(opened, workspace):
    workspace.tags.save_codebook(Codebook(tags=(Tag(name="true"), Tag(name="disputed"))))
    async with opened() as session:
        await session.read()
        await session.press("n", "t", *"2024", "enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        assert workspace.claims.find()[0].tags == ("2024",)
        await session.until(lambda: session.text.claim is not None)
        await session.press("t", *"1,2", "enter")
        await session.until(lambda: len(workspace.claims.find()[0].tags) == 3)
        assert workspace.claims.find()[0].tags == ("2024", "true", "disputed")
        await session.until(lambda: "disputed" in session.said)
        await session.press("t", "1", "enter")
        await session.until(lambda: len(workspace.claims.find()[0].tags) == 2)
        assert workspace.claims.find()[0].tags == ("2024", "disputed")


@pytest.mark.parametrize("typed", ["4,6", "1.234,5", "1234,567", "0,123", "12,34"])
async def test_a_comma_in_a_value_stands_only_between_groups_of_three(opened, workspace, typed):
    async with opened(100, 30) as session:
        await session.read()
        await _to_figure(session)
        await session.press("e")
        await _put(session, "tags", "jobs")
        await _put(session, "value", typed)
        await session.press("enter")
        assert f"“{typed}” is no number. Write it like 39,324 or 4.6." in session.shown
        await _put(session, "value", "1,234,567.5")
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        assert workspace.claims.find()[0].figure.value == 1234567.5
