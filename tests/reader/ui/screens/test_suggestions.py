"""The suggestions of all articles on one screen: found, grouped, decided in place, left again."""

import io
import json

import pytest

from annotations.codebook import Tag


async def suggestions(session) -> None:
    await session.press("C")
    await session.until(lambda: "Suggestions of all articles" in session.shown)
    await session.until(
        lambda: "not looked" not in session.shown and "suggestions" in head(session)
    )


def head(session) -> str:
    return session.shown.rstrip("\n").split("\n")[-2]


def lines(session) -> list[str]:
    return [line.rstrip("│█ ") for line in session.shown.rstrip("\n").split("\n")[:-2]]


@pytest.fixture
def counted(workspace):
    """Find the marks of both articles before."""
    for work in (workspace.articles.list.update(), workspace.articles.list.count()):
        for _ in work:
            pass
    return workspace


async def test_every_suggestion_stands_in_its_sentence(opened, counted):
    async with opened(100, 40) as session:
        await suggestions(session)
        shown = "\n".join(lines(session))
        assert "#  At least 4,120 people work there" in shown.replace("# At", "#  At")
        assert "A storm cut power to 9,000 homes, the grid operator said." in shown
        assert "4,120 people" in shown


async def test_a_filter_finds_while_it_is_typed_and_tells_what_it_does_not_know(opened, counted):
    async with opened(100, 30) as session:
        await suggestions(session)
        await session.press("slash")
        await session.type("figure>5000 -unit:usd")
        await session.until(lambda: "1 suggestion" in head(session))
        assert "9,000 homes" in session.shown
        await session.type(" zz>3")
        await session.until(lambda: "There is no “zz” to ask for" in session.shown)
        await session.press("escape")
        await session.until(lambda: "$12 million" in session.shown)


async def test_a_digit_tags_in_place_and_undo_brings_the_suggestion_back(opened, counted):
    counted.tags.add(Tag(name="toll"))
    async with opened(100, 30) as session:
        await suggestions(session)
        await session.press("slash")
        await session.type("counts:homes")
        await session.press("enter", "1")
        await session.until(lambda: "No suggestion fits" in session.shown)
        await session.until(lambda: len(counted.claims.find()) == 1)
        (claim,) = counted.claims.find()
        assert (claim.anchor.exact, claim.tags, claim.figure.value) == (
            "9,000",
            ("toll",),
            9000,
        )
        await session.press("u")
        await session.until(lambda: "1 suggestion" in head(session))
        assert counted.claims.find() == ()


async def test_many_are_dismissed_at_once(opened, counted):
    async with opened(100, 30) as session:
        await suggestions(session)
        await session.press("slash")
        await session.type("harbour kind:figure")
        await session.press("enter", "asterisk", "x")
        await session.until(lambda: "No suggestion fits" in session.shown)
        await session.until(lambda: "Dismissed" in session.shown)
        kept = counted.suggested
        assert len(kept.find(kept.query("harbour kind:figure"), decided=kept.decided())) == 0


async def test_groups_are_opened_and_closed(opened, counted):
    async with opened(100, 30) as session:
        await suggestions(session)
        await session.press("s", "s")
        await session.until(lambda: "by speakers" in session.shown)
        assert any(line.split()[-3:] == ["Lena", "Osk", "1"] for line in lines(session))
        await session.press("enter")
        await session.until(lambda: "1 suggestion" in head(session))
        await session.press("escape")
        await session.until(lambda: "by speakers" in session.shown)


async def test_enter_opens_the_article_at_the_words(opened, counted):
    async with opened(100, 30) as session:
        await suggestions(session)
        await session.press("slash")
        await session.type("unit:usd")
        await session.press("enter")
        await session.until(lambda: "1 suggestion" in head(session))
        await session.press("enter")
        await session.until(lambda: session.text.page is not None)
        text = session.text.page.article.text
        await session.until(lambda: session.text.selection.caret == text.index("$12 million"))


async def test_the_next_suggestion_may_be_in_the_next_article(opened, counted):
    async with opened(100, 30) as session:
        await session.read("harbour")
        await session.until(lambda: "of 2 done" in session.shown)
        text = session.text.page.article.text
        await session.press("G", ">")
        await session.until(lambda: session.text.page.article.text != text)
        await session.until(lambda: session.text.marks.percent == 100)
        storm = session.text.page.article.text
        await session.until(lambda: session.text.mark is not None)
        assert session.text.selection.caret == storm.index(session.text.mark.span.of(storm))
        await session.press("G", ">")
        await session.until(lambda: "No article after this one" in session.shown)


async def test_the_last_line_says_how_far_the_review_is(opened, counted):
    counted.tags.add(Tag(name="toll"))
    async with opened(120, 30) as session:
        await session.read("storm")
        await session.until(lambda: "0 of 3 reviewed" in head(session))
        await session.press("n", "x")
        await session.until(lambda: "1 of 3 reviewed · 0 of 2 done" in head(session))
        await session.press("u")
        await session.until(lambda: "0 of 3 reviewed" in head(session))


async def test_a_filter_is_completed_with_what_the_library_has(opened, counted):
    async with opened(100, 30) as session:
        await suggestions(session)
        await session.press("slash")
        await session.type('speaker:"len')
        field = session.app.screen.query_one("#ask-field")
        await session.until(lambda: field._suggestion == 'speaker:"lena Osk"')
        await session.press("right")
        await session.until(lambda: "1 suggestion" in head(session))
        assert field.value == 'speaker:"lena Osk"'


@pytest.fixture
def predicted(counted):
    """Import what a model predicted of the article on the storm."""
    lines = [
        {"article": "storm.txt", "words": words, "label": label, "score": 0.875, "model": "m1"}
        for words, label in (("the grid operator", "body"), ("A storm", "event"))
    ]
    file = io.BytesIO("\n".join(map(json.dumps, lines)).encode())
    assert counted.predicted.import_from(file, counted.exchange.text_of).found == 2
    return counted


async def test_what_a_model_predicted_is_shown_as_its_own_and_accepted_by_the_same_keys(
    opened, predicted
):
    predicted.tags.add(Tag(name="toll"))
    async with opened(100, 30) as session:
        await suggestions(session)
        await session.press("slash")
        await session.type("label:body")
        await session.until(lambda: "body 0.88 · m1" in session.shown)
        await session.press("enter", "1")
        await session.until(lambda: "No suggestion fits" in session.shown)
        await session.until(lambda: len(predicted.claims.find()) == 1)
        assert [one.prediction.decided for one in predicted.predicted.every()] == ["", "accepted"]
        await session.press("u")
        await session.until(lambda: "body 0.88 · m1" in session.shown)
        assert predicted.claims.find() == ()
        assert [one.prediction.decided for one in predicted.predicted.every()] == ["", ""]


async def test_what_a_model_predicted_is_dismissed_and_comes_back_by_undo(opened, predicted):
    async with opened(100, 30) as session:
        await suggestions(session)
        await session.press("slash")
        await session.type("label:event")
        await session.until(lambda: "event 0.88 · m1" in session.shown)
        await session.press("enter", "x")
        await session.until(lambda: "No suggestion fits" in session.shown)
        await session.until(lambda: "Dismissed" in session.shown)
        (one,) = [one.prediction for one in predicted.predicted.every() if one.prediction.decided]
        assert (one.decided, one.by, bool(one.at)) == ("dismissed", "ada", True)
        await session.press("u")
        await session.until(lambda: "event 0.88 · m1" in session.shown)
