"""The screens of several people with the mouse alone: what it clicks is what stands there."""

import json

import pytest
from textual.widgets import TextArea

from annotations.codebook import Tag
from reader.settings import Settings
from reader.ui.dialogs.memo import MemoBox
from reader.ui.screens.agreement import AgreementScreen
from reader.ui.screens.codebook import CodebookScreen
from reader.ui.screens.comparison import ComparisonScreen
from reader.ui.screens.review import QueueList, ReviewScreen
from reader.workspace import Workspace

WORDS = {"bo": ("4,120 people", "35 ships"), "cy": ("4,120 people", "35 ships")}
TAGS = {"bo": ("jobs", "trade"), "cy": ("people", "trade")}


@pytest.fixture
def over(folder):
    """The library as bo and cy tagged it: they differ once, and agree once."""
    text = (folder / "harbour.txt").read_text("utf-8").partition("\n\n")[2]
    claims = [
        {
            "id": f"{who}{number}",
            "article": {"path": "harbour.txt"},
            "anchor": {"exact": words, "start": text.index(words), "end": text.index(words) + 8},
            "kind": "statement",
            "tags": [tag],
            "annotator": who,
            "created": "2031-05-05T09:00:00Z",
            "modified": "2031-05-05T09:00:00Z",
        }
        for who in WORDS
        for number, (words, tag) in enumerate(zip(WORDS[who], TAGS[who], strict=True))
    ]
    store = {
        "about": {"1": {"format": "copydesk claims", "version": 1}},
        "claims": {str(number): it for number, it in enumerate(claims, 1)},
    }
    (folder / "copydesk.json").write_text(json.dumps(store), encoding="utf-8")
    with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
        yield workspace


async def click(session, words: str) -> None:
    """Click words once they are shown."""
    await session.until(lambda: words in session.shown)
    rows = session.shown.split("\n")
    row = max(number for number, line in enumerate(rows) if words in line)
    await session.pilot.click(offset=(rows[row].index(words), row))
    await session.settle()


async def command(session, words: str) -> None:
    """Choose an action by its name in the list of all commands."""
    await click(session, "≡")
    await session.until(lambda: "Search for commands" in session.shown)
    await session.type(words)
    await click(session, words)


async def on(session, screen: type) -> None:
    await session.until(lambda: isinstance(session.app.screen, screen))


def decided(workspace) -> list[tuple[str, ...]]:
    return [it.tags for it in workspace.claims.find() if it.decides]


async def test_differences_are_decided(opened, over):
    async with opened(100, 30, over) as session:
        await command(session, "What sides say differently")
        await on(session, ComparisonScreen)
        await click(session, "cy: 4,120 people")
        await click(session, "→ right")
        await session.until(lambda: decided(over) == [("people",)])
        await click(session, "u undo")
        await session.until(lambda: decided(over) == [])
        await click(session, "= both")
        await session.until(lambda: decided(over) == [("jobs", "people")])
        await click(session, "A all agreed")
        await session.until(lambda: len(decided(over)) == 2)
        await click(session, "u undo")
        await session.until(lambda: len(decided(over)) == 1)
        await click(session, "u undo")
        await command(session, "Hide who is who")
        await session.until(lambda: "A: 4,120 people" in session.shown)
        await click(session, "0 none")
        await session.until(
            lambda: any(it.comparison.rejected for it in over.reviewing.comparisons())
        )
        await click(session, "q back")
        await session.until(lambda: session.app.screen is session.desk)


async def test_agreement_is_looked_through(opened, over):
    async with opened(100, 30, over) as session:
        await command(session, "Agreement of annotators")
        await on(session, AgreementScreen)
        await session.until(lambda: "Who with whom" in session.shown)
        await click(session, "s by …")
        await session.until(lambda: "Who with whom" not in session.shown)
        await click(session, "m more")
        for _ in range(3):
            await click(session, "s by …")
        await session.until(lambda: "words alpha_u" in session.shown)
        await click(session, "q back")
        await session.until(lambda: session.app.screen is session.desk)


async def test_the_queue_is_worked_through(opened, over):
    async with opened(100, 30, over) as session:
        await command(session, "Review queue")
        await on(session, ReviewScreen)
        queue = session.app.screen.query_one(QueueList)
        await session.until(lambda: len(queue.items) == 1)
        await click(session, "a assign")
        await session.type("dan")  # a name is typed with any screen's keyboard
        await session.pilot.click("#ask-enter")
        await session.until(lambda: "dan" in queue.items[0].people)
        await click(session, "D done")
        await session.until(lambda: queue.items[0].people.get("ada") == "done")
        await click(session, "r send back")
        await session.type("why?")
        await session.pilot.click("#ask-enter")
        await session.until(lambda: queue.items[0].state == "back")
        await command(session, "Undo")
        await session.until(lambda: queue.items[0].state != "back")
        await click(session, "Norvale builds")
        await on(session, ComparisonScreen)
        await click(session, "q back")
        await on(session, ReviewScreen)


async def test_a_memo_is_written_and_left(opened, over):
    async with opened(100, 30, over) as session:
        for button, kept in (("Save", ["ask"]), ("Cancel", ["ask"])):
            await command(session, "Review queue")
            await on(session, ReviewScreen)
            await session.until(lambda: "begun" in session.shown)
            await command(session, "Memo on the article")
            await on(session, MemoBox)
            session.app.screen.query_one(TextArea).text = "ask" if button == "Save" else "other"
            await click(session, button)
            await session.until(lambda: [it.text for it in over.reviewing.memos()] == kept)  # noqa: B023
            await click(session, "q back")
            await session.until(lambda: session.app.screen is session.desk)


async def test_the_codebook_is_put_in_order(opened, over):
    over.tags.add(Tag(name="aside"))
    async with opened(100, 30, over) as session:
        await command(session, "Codebook")
        await on(session, CodebookScreen)
        names = lambda: [tag.name for tag in over.tags.codebook().tags]  # noqa: E731
        await click(session, "aside")
        await click(session, "Cancel")  # a click on a tag opens it
        await click(session, "d remove")
        await session.until(lambda: "aside" not in names())
        await click(session, "u undo")
        await session.until(lambda: "aside" in names())
        await click(session, "q back")
        await session.until(lambda: session.app.screen is session.desk)
