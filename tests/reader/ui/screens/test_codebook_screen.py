"""The codebook on the screen: what is said of each tag, and changes on every claim."""

import pytest

from annotations.codebook import Codebook, Tag
from annotations.span import Span
from reader.ui.dialogs.asking import QuestionDialog
from reader.ui.dialogs.fields import Choices
from reader.ui.screens.codebook import CodebookScreen
from reader.ui.widgets.tag_table import TagTable


@pytest.fixture
def tagged(workspace):
    """Claims tagged “damage” and “damage, houses”; a tag “promise” that none carries."""
    tags = (
        Tag(name="damage", description="What was destroyed", key="1", colour="red"),
        Tag(name="houses", parent="damage"),
        Tag(name="promise"),
    )
    workspace.tags.save_codebook(Codebook(tags=tags))
    for listed, names in zip(
        workspace.articles.scan().articles, (["damage"], ["damage", "houses"]), strict=True
    ):
        workspace.claims.tag(workspace.articles.open(listed), Span(0, 9), names)
    return workspace


async def _open(session) -> TagTable:
    await session.press("T")
    assert isinstance(session.app.screen, CodebookScreen)
    table = session.app.screen.query_one(TagTable)
    await session.until(lambda: len(table.items) > 0)
    return table


def names(workspace) -> list[str]:
    return [tag.name for tag in workspace.tags.codebook().tags]


async def test_every_tag_is_shown_with_its_key_its_claims_and_what_it_means(opened, tagged):
    async with opened(100, 24) as session:
        await _open(session)
        rows = [line.split() for line in session.shown.split("\n")[:3]]
        assert rows == [
            ["▶1", "■", "damage", "2", "claims", "red", "·", "What", "was", "destroyed"],
            ["houses", "1", "claim"],
            ["promise", "·"],
        ]


@pytest.mark.parametrize("width", [40, 200])
async def test_narrow_and_wide_screens_show_what_a_tag_means(opened, tagged, width):
    async with opened(width, 24) as session:
        await _open(session)
        assert "What was destroyed" in session.shown
        assert "2 claims" in session.shown


@pytest.mark.parametrize("way", [(), ("enter",), ("c",)])
async def test_it_is_reached_from_the_list_the_text_and_the_claims(opened, tagged, way):
    async with opened() as session:
        await session.press(*way)
        here = session.app.screen
        await _open(session)
        await session.press("q")
        assert session.app.screen is here


async def test_it_is_reached_from_the_palette(opened, tagged):
    async with opened() as session:
        await session.press("ctrl+p", *"codebook")
        await session.until(lambda: "key T" in session.shown)
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, CodebookScreen))


async def test_a_tag_is_added_with_all_that_is_said_of_it(opened, tagged):
    async with opened() as session:
        await _open(session)
        await session.press("a", *"quarrel", "down", *"Two sides", "down", "2", "down")
        await session.press(*"teal", "down", *"prom", "ctrl+n", "enter")
        await session.until(lambda: "Added the tag “quarrel”" in session.shown)
        assert tagged.tags.codebook().tag("quarrel") == Tag(
            name="quarrel", description="Two sides", key="2", colour="teal", parent="promise"
        )


async def test_a_tag_is_renamed_on_its_claims_and_undo_takes_it_back(opened, tagged):
    async with opened() as session:
        await _open(session)
        await session.press("enter", *"loss", "enter")
        await session.until(
            lambda: "Renamed the tag “damage” to “loss” on 2 claims" in session.shown
        )
        assert tagged.tags.codebook().tag("houses").parent == "loss"
        assert {claim.tags[0] for claim in tagged.claims.find()} == {"loss"}
        await session.press("u")
        await session.until(lambda: names(tagged) == ["damage", "houses", "promise"])
        await session.press("ctrl+r")
        await session.until(lambda: names(tagged) == ["loss", "houses", "promise"])


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("name", "houses", "There is a tag “houses” already."),
        ("name", "", "A tag needs a name."),
        ("key", "12", "A key is one character, not “12”."),
        ("colour", "greenish", "“greenish” is no colour."),
        ("parent", "houses", "is below itself"),
    ],
)
async def test_what_cannot_be_is_said_in_the_box(opened, tagged, field, words, sentence):
    async with opened() as session:
        await _open(session)
        await session.press("enter")
        session.app.screen.query_one(f"#field-{field}").value = words
        await session.press("enter")
        assert sentence in session.shown
        assert names(tagged) == ["damage", "houses", "promise"]


async def test_a_digit_gives_a_tag_its_key_and_takes_it_back(opened, tagged):
    async with opened() as session:
        await _open(session)
        await session.press("j", "j", "2")
        await session.until(lambda: tagged.tags.codebook().tag("promise").key == "2")
        await session.press("1")
        assert "The key 1 gives “damage”" in session.shown
        await session.press("2")
        await session.until(lambda: tagged.tags.codebook().tag("promise").key == "")


async def test_a_tag_is_moved_among_those_beside_it_and_undo_takes_it_back(opened, tagged):
    async with opened() as session:
        table = await _open(session)
        assert "K up  J down" in session.shown
        await session.press("J")
        await session.until(lambda: names(tagged) == ["houses", "promise", "damage"])
        await session.until(lambda: [row.depth for row in table.items] == [0, 0, 1])
        assert table.current.tag.name == "damage"
        await session.press("J")
        await session.until(lambda: "“damage” is the last of those beside it" in session.shown)
        await session.press("K")
        await session.until(lambda: names(tagged) == ["houses", "damage", "promise"])
        assert "Moved the tag “damage” before “promise”." in session.shown
        await session.press("u")
        await session.until(lambda: names(tagged) == ["houses", "promise", "damage"])


async def test_it_is_said_where_digits_and_where_letters_give_a_tag(opened, tagged):
    async with opened() as session:
        await _open(session)
        await session.press("enter")
        assert "As key, a digit tags at once; a letter finds the tag in the box." in session.shown
        await session.press("escape", "q")
        await session.read()
        await session.press("question_mark")
        rows = [" ".join(line.strip("█│").split()) for line in session.shown.splitlines()]
        assert "1 tag at once; so do all digits that are keys in the codebook" in rows
        assert "t … ⏎ tag; type a name, or the letter that is the tag's key" in rows


async def test_at_forty_columns_the_box_says_what_keys_do_and_how_to_leave_it(opened, tagged):
    async with opened(40, 20) as session:
        await _open(session)
        await session.press("enter")
        shown = " ".join(session.shown.replace("│", " ").split())
        assert "As key, a digit tags at once; a letter finds the tag in the box." in shown
        assert "Enter save Esc cancel" in shown


async def test_a_tag_is_merged_into_another_on_every_claim(opened, tagged):
    async with opened() as session:
        await _open(session)
        await session.press("m", *"promise", "enter")
        await session.until(lambda: names(tagged) == ["houses", "promise"])
        assert sorted(claim.tags for claim in tagged.claims.find()) == [
            ("promise",),
            ("promise", "houses"),
        ]
        await session.press("u")
        await session.until(lambda: names(tagged) == ["damage", "houses", "promise"])


async def test_a_tag_that_no_claim_carries_is_removed_at_once(opened, tagged):
    async with opened() as session:
        await _open(session)
        await session.press("G", "d")
        await session.until(lambda: names(tagged) == ["damage", "houses"])


async def test_before_a_tag_of_claims_is_removed_it_is_asked_what_becomes_of_them(opened, tagged):
    async with opened() as session:
        await _open(session)
        await session.press("d")
        assert isinstance(session.app.screen, QuestionDialog)
        assert "“damage” is on 2 claims. 1 claim would then say nothing." in session.shown
        await session.press("enter")  # the answer that changes nothing
        assert len(tagged.claims.find()) == 2
        await session.press("d", "left", "enter")
        await session.until(lambda: [claim.tags for claim in tagged.claims.find()] == [("houses",)])
        await session.press("u")
        await session.until(lambda: len(tagged.claims.find()) == 2)


async def test_a_filter_leaves_the_tags_that_fit(opened, tagged):
    async with opened() as session:
        table = await _open(session)
        await session.press("slash", *"destroyed", "enter")
        assert [row.tag.name for row in table.items] == ["damage"]
        assert "1 of 3 tags" in session.shown
        assert "Tags with “destroyed”" in session.shown
        await session.press("escape")
        assert len(table.items) == 3


async def test_the_mouse_alone_changes_merges_and_removes(opened, tagged):
    async with opened(100, 30) as session:
        table = await _open(session)
        await session.pilot.click(table, offset=(8, 2))
        box = session.app.screen
        await session.pilot.click("#field-colour")
        choices = box.query_one(Choices)
        row = next(line for line in session.shown.split("\n") if "·blue" in line)
        await session.pilot.click(choices, offset=(row.index("·blue") - choices.region.x, 0))
        await session.pilot.click("#save")
        await session.until(lambda: tagged.tags.codebook().tag("promise").colour == "blue")
        await session.pilot.click(table, offset=(8, 0))
        await session.pilot.click("#merge")
        choices = session.app.screen.query_one(Choices)
        await session.pilot.click(choices, offset=(2, 0))
        await session.pilot.click("#save")
        await session.until(lambda: names(tagged) == ["houses", "promise"])
        await session.pilot.click(table, offset=(8, 0))
        await session.pilot.click("#remove")
        await session.until(lambda: isinstance(session.app.screen, QuestionDialog))
        await session.pilot.click("#take")
        await session.until(lambda: names(tagged) == ["promise"])
        assert tagged.claims.find() == ()
