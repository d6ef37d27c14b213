"""What several people said, on the screen: side by side, agreement, the review queue."""

import json

import pytest

from annotations.errors import StoreError
from annotations.store.claim_store import ClaimStore
from reader.settings import Settings
from reader.ui.screens.agreement import AgreementScreen
from reader.ui.screens.comparison import BesideList, ComparisonScreen
from reader.ui.screens.review import QueueList, ReviewScreen
from reader.workspace import Workspace

HARBOUR = """Norvale builds a harbour.

“The harbour will open in spring,” Mayor Lena Osk said on Monday.

At least 4,120 people work there, the port authority said. They load 35 ships a week.

Key Dates

“We waited eleven years,” said Tom Reyes, who owns the shop at the gate. It cost $12 million.
"""


def claim(number: int, who: str, words: str, tags: list[str], **more: object) -> dict[str, object]:
    start = HARBOUR.index(words)
    return {
        "id": f"{who}{number}",
        "article": {"path": "harbour.txt"},
        "anchor": {"exact": words, "start": start, "end": start + len(words)},
        "kind": "statement",
        "tags": tags,
        "annotator": who,
        "created": "2031-05-05T09:00:00Z",
        "modified": "2031-05-05T09:00:00Z",
    } | more


CLAIMS = [
    claim(1, "bo", "4,120 people", ["jobs"]),
    claim(1, "cy", "4,120 people", ["people"]),
    claim(2, "bo", "35 ships a week", ["trade"]),
    claim(2, "cy", "35 ships a week", ["trade"]),
    claim(3, "bo", "Tom Reyes", ["person"]),
]


@pytest.fixture
def shared(folder):
    """The library as bo and cy tagged it, with a conflict of a merge."""
    conflict = {"claim": "bo1", "field": "note", "base": None, "mine": "ask", "theirs": "asked"}
    store = {
        "about": {"1": {"format": "copydesk claims", "version": 1}},
        "claims": {str(number): it for number, it in enumerate(CLAIMS, 1)},
        "conflicts": {"7": conflict | {"kept": "mine"}},
    }
    store["claims"]["1"]["note"] = "ask"
    (folder / "copydesk.json").write_text(json.dumps(store), encoding="utf-8")
    return folder


@pytest.fixture
def over(shared):
    with Workspace([shared], settings=Settings(annotator="ada")) as workspace:
        yield workspace


async def compare(session) -> BesideList:
    await session.press("M")
    assert isinstance(session.app.screen, ComparisonScreen)
    beside = session.app.screen.query_one(BesideList)
    await session.until(lambda: len(beside.items) == 3)
    return beside


def decisions(workspace) -> list[tuple[str, ...]]:
    return [it.decides for it in workspace.claims.find() if it.decides]


async def test_conflicts_come_first_then_what_annotators_say_side_by_side(opened, over):
    async with opened(80, 24, over) as session:
        await compare(session)
        assert "note" in session.shown
        assert "mine ✓: ask" in session.shown
        assert "theirs: asked" in session.shown
        assert "bo: 4,120 people" in session.shown
        assert "cy: 4,120 people" in session.shown
        assert "3 differences" in session.shown


@pytest.mark.parametrize(("key", "note"), [("left", "ask"), ("right", "asked")])
async def test_a_conflict_is_decided_with_one_key(opened, over, key, note):
    async with opened(80, 24, over) as session:
        beside = await compare(session)
        await session.press(key)
        await session.until(lambda: len(beside.items) == 2)
        assert over.together.conflicts() == ()
        assert next(it.note for it in over.claims.find() if it.id == "bo1") == note


@pytest.mark.parametrize(
    ("key", "tags"),
    [("left", ("jobs",)), ("right", ("people",)), ("equals_sign", ("jobs", "people"))],
)
async def test_a_difference_is_decided_with_one_key_and_undone_with_another(
    opened, over, key, tags
):
    async with opened(80, 24, over) as session:
        beside = await compare(session)
        await session.press("j", key)
        await session.until(lambda: len(beside.items) == 2)
        (decision,) = [it for it in over.claims.find() if it.decides]
        assert decision.decides == ("bo1", "cy1")
        assert decision.tags == tags
        assert decision.annotator == "ada"
        await session.press("u")
        await session.until(lambda: len(beside.items) == 3)
        assert decisions(over) == []


async def test_that_none_holds_is_recorded(opened, over):
    async with opened(80, 24, over) as session:
        beside = await compare(session)
        await session.press("j", "0")
        await session.until(lambda: len(beside.items) == 2)
        assert decisions(over) == []
        assert next(it for it in over.reviewing.comparisons() if it.comparison.rejected)


async def test_all_that_everyone_agrees_on_is_decided_in_one_step(opened, over):
    async with opened(80, 24, over) as session:
        await compare(session)
        await session.press("A")
        await session.until(lambda: decisions(over) == [("bo2", "cy2")])


async def test_who_is_who_is_hidden_on_request(opened, over):
    async with opened(80, 24, over) as session:
        await compare(session)
        await session.press("b")
        assert "bo:" not in session.shown
        assert "A: 4,120 people" in session.shown


async def test_enter_opens_the_claim_in_its_article(opened, over):
    async with opened(80, 24, over) as session:
        await compare(session)
        await session.press("j", "enter")
        await session.until(lambda: session.text.has_focus)


async def test_agreement_is_shown_with_bars_by_figure_tag_and_pair(opened, over):
    async with opened(80, 24, over) as session:
        await session.press("A")
        assert isinstance(session.app.screen, AgreementScreen)
        await session.until(lambda: "words exact F1" in session.shown)
        assert "0.80" in session.shown
        assert "█" in session.shown
        await session.press("s")
        assert "trade" in session.shown
        await session.press("s")
        assert "bo · cy" in session.shown
        await session.press("s", "s", "m")
        await session.until(lambda: "words alpha_u" in session.shown)


async def test_the_queue_is_worked_through_by_keys(opened, over):
    async with opened(80, 24, over) as session:
        await session.press("R")
        assert isinstance(session.app.screen, ReviewScreen)
        queue = session.app.screen.query_one(QueueList)
        await session.until(lambda: len(queue.items) == 1)
        assert session.shown.split("\n")[0].split() == [
            "article",
            "who",
            "state",
            "claims",
            "since",
        ]
        assert "begun" in session.shown
        await session.press("a")
        await session.type("dan")
        await session.press("enter")
        await session.until(lambda: "dan" in queue.items[0].people)
        await session.press("r")
        await session.type("sources?")
        await session.press("enter")
        await session.until(lambda: "sources?" in session.shown)
        await session.press("c")
        await session.until(lambda: "checked ada" in session.shown)
        await session.press("enter")
        assert isinstance(session.app.screen, ComparisonScreen)


async def test_narrow_screens_show_both_sides(opened, over):
    async with opened(40, 24, over) as session:
        await compare(session)
        assert "bo: 4,120" in session.shown
        assert "cy: 4,120" in session.shown


async def test_a_line_tells_of_conflicts_until_they_are_decided(opened, over):
    async with opened(130, 24, over) as session:
        await session.until(lambda: "1 conflict (M)" in session.shown)
        beside = await compare(session)
        await session.press("right")
        await session.until(lambda: len(beside.items) == 2)
        await session.press("q")
        await session.until(lambda: "conflict (M)" not in session.shown)


async def test_a_line_tells_of_a_file_that_cannot_be_read_as_long_as_it_cannot(opened, over):
    async with opened(150, 24, over) as session:
        await session.until(lambda: "conflict (M)" in session.shown)
        file = over.paths[0] / "copydesk.json"
        whole = file.read_bytes()
        file.write_bytes(whole[:-4])
        await session.until(lambda: "copydesk.json cannot be read (!)" in session.shown)
        assert file.read_bytes() == whole[:-4]
        file.write_bytes(whole)
        await session.until(lambda: "cannot be read (!)" not in session.shown)


async def test_a_line_tells_of_claims_out_of_sight_until_they_are_looked_at(opened, over):
    file = over.paths[0] / "copydesk.json"
    with ClaimStore(file) as store:
        store.remove("cy2")
    before = json.loads(file.read_bytes())
    del before["claims"]["5"]
    async with opened(150, 24, over) as session:
        await session.until(lambda: "conflict (M)" in session.shown)
        file.unlink()
        file.write_text(json.dumps(before), encoding="utf-8")
        await session.until(lambda: "1 claim out of sight (!)" in session.shown)
        await session.press("exclamation_mark")
        await session.until(lambda: "doctor --bring-back" in session.shown)
        await session.press("q")
        await session.until(lambda: "conflict (M)" in session.shown)
        assert "out of sight" not in session.shown


async def test_done_is_kept_for_all_who_have_the_library(opened, over):
    async with opened(80, 24, over) as session:
        await session.read()
        await session.press("D")
        done = lambda: [it for it in over.reviewing.queue() if it.people.get("ada") == "done"]  # noqa: E731
        await session.until(lambda: bool(done()))


async def test_a_part_is_taken_from_the_other_side(opened, over):
    async with opened(80, 24, over) as session:
        beside = await compare(session)
        await session.press("j", "t")
        assert "From the other side: the tags." in session.shown
        await session.press("left")
        await session.until(lambda: len(beside.items) == 2)
        (decision,) = [it for it in over.claims.find() if it.decides]
        assert decision.tags == ("people",)


def memos(workspace) -> list[tuple[str, str, str]]:
    return [(it.about, it.name, it.text) for it in workspace.reviewing.memos()]


@pytest.mark.parametrize("screen", ["R", "", "enter"])
async def test_a_memo_on_an_article_has_lines_and_is_kept(opened, over, screen):
    written = [("article", "harbour.txt", "sources are thin\nask the council")]
    async with opened(80, 24, over) as session:
        if screen:
            await session.press(screen)
        if screen == "R":
            await session.until(lambda: "begun" in session.shown)
        await session.press("m")
        await session.until(lambda: "Memo on" in session.shown)
        await session.type("sources are thin")
        await session.press("enter")
        await session.type("ask the council")
        await session.press("ctrl+s")
        await session.until(lambda: memos(over) == written)
        await session.press("m")
        await session.until(lambda: "ask the council" in session.shown)
        await session.type("!")
        await session.press("escape")
        assert memos(over) == written


async def test_a_memo_on_a_tag_is_written_and_emptied_from_the_codebook(opened, over):
    async with opened(80, 24, over) as session:
        await session.press("T")
        await session.until(lambda: "jobs" in session.shown)
        await session.press("n")
        await session.type("work, paid")
        await session.press("ctrl+s")
        await session.until(lambda: [it[::2] for it in memos(over)] == [("tag", "work, paid")])
        await session.press("n", "ctrl+u", "ctrl+s")
        await session.until(lambda: memos(over) == [])


async def test_a_decision_that_cannot_be_kept_brings_the_difference_back(opened, over, monkeypatch):
    def refuse(*_: object) -> str:
        raise StoreError("The disk is full.")

    async with opened(80, 24, over) as session:
        beside = await compare(session)
        monkeypatch.setattr(over.reviewing, "take_both", refuse)
        await session.press("j", "equals_sign")
        await session.until(lambda: "The disk is full." in session.shown)
        await session.until(lambda: len(beside.items) == 3)
        assert decisions(over) == []


@pytest.fixture
def of_five(shared):
    store = json.loads((shared / "copydesk.json").read_text("utf-8"))
    for number, who in enumerate(("dan", "eve", "fay"), 8):
        store["claims"][str(number)] = claim(1, who, "4,120 people", [f"of {who}"])
    (shared / "copydesk.json").write_text(json.dumps(store), encoding="utf-8")
    return shared


@pytest.mark.parametrize(
    ("keys", "tags"),
    [("2", ("people",)), ("4", ("of eve",)), ("5", ("of fay",)), ("t4", ("jobs",)), ("9", None)],
)
async def test_the_number_of_an_annotator_decides_for_that_one(opened, of_five, keys, tags):
    with Workspace([of_five], settings=Settings(annotator="ada")) as over:
        async with opened(80, 24, over) as session:
            await session.press("M")
            beside = session.app.screen.query_one(BesideList)
            await session.until(lambda: len(beside.items) == 4)
            await session.press("j")
            assert "1 bo: 4,120" in session.shown
            assert "2 cy: 4,120" in session.shown
            await session.press(*keys)
            if tags is None:
                await session.until(lambda: "No claim is on that side." in session.shown)
                assert decisions(over) == []
            else:
                await session.until(lambda: bool(decisions(over)))
                assert [it.tags for it in over.claims.find() if it.decides] == [tags]


@pytest.mark.parametrize(("key", "note"), [("1", "ask"), ("2", "asked")])
async def test_the_sides_of_a_conflict_have_numbers_too(opened, over, key, note):
    async with opened(80, 24, over) as session:
        await compare(session)
        await session.press("3")
        await session.until(lambda: "A conflict of a merge has two sides." in session.shown)
        await session.press(key)
        await session.until(lambda: over.together.conflicts() == ())
        assert next(it.note for it in over.claims.find() if it.id == "bo1") == note


async def test_80_columns_suffice_for_five_annotators_by_paging(opened, of_five):
    with Workspace([of_five], settings=Settings(annotator="ada")) as over:
        async with opened(80, 24, over) as session:
            await session.press("M")
            beside = session.app.screen.query_one(BesideList)
            await session.until(lambda: len(beside.items) == 4)
            await session.press("j")
            for left, right in [("bo", "cy"), ("cy", "dan"), ("dan", "eve"), ("eve", "fay")]:
                line = next(it for it in session.shown.split("\n") if f"{left}: 4,120" in it)
                assert f"{right}: 4,120 people" in line
                await session.press("l")
            await session.press("right")
            await session.until(lambda: len(beside.items) == 3)
            await session.until(lambda: bool(decisions(over)))
            assert [it.tags for it in over.claims.find() if it.decides] == [("of fay",)]
