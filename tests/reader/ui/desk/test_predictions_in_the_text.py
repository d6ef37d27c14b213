"""What a model predicted, in the text: gone to like marks, told apart, accepted and dismissed."""

import io
import json

import pytest

from annotations.codebook import Tag
from reader.workspace import Workspace

TEXT = "Wall\n\nThe town slept. The wall will hold. The gate was painted green.\n"


@pytest.fixture
def predicted(folder, workspace: Workspace) -> Workspace:
    (folder / "harbour.txt").write_text(TEXT, encoding="utf-8")
    lines = [
        {"article": "harbour.txt", "words": "The wall will hold", "label": "promise", "score": 0.75,
         "model": "m7"},
        {"article": "harbour.txt", "words": "painted green", "label": "event", "model": "m7"},
    ]  # fmt: skip
    written = "\n".join(map(json.dumps, lines)).encode()
    workspace.predicted.import_from(io.BytesIO(written), workspace.exchange.text_of)
    workspace.tags.add(Tag(name="promise"))
    return workspace


async def test_a_prediction_is_gone_to_and_says_whose_it_is(opened, predicted):
    async with opened(100, 24) as session:
        await session.read("harbour")
        await session.press("n")
        assert session.text.chosen is not None
        await session.until(lambda: "predicted promise" in session.shown)
        assert "model m7" in session.shown
        assert "score 0.75" in session.shown
        await session.until(lambda: "0 of 2 reviewed" in session.shown)


async def test_enter_accepts_it_as_its_label_where_that_is_a_tag(opened, predicted):
    async with opened(100, 24) as session:
        await session.read("harbour")
        await session.press("n")
        await session.until(lambda: "accept as promise" in session.shown)
        await session.press("enter")
        await session.until(lambda: "1 of 2 reviewed" in session.shown)
    (claim,) = predicted.claims.find()
    assert (claim.anchor.exact, claim.tags) == ("The wall will hold", ("promise",))
    assert claim.unknown["prediction"] == {"label": "promise", "score": 0.75, "model": "m7"}


async def test_x_dismisses_it_for_good_and_undo_brings_it_back(opened, predicted):
    def left() -> list[str]:
        every = predicted.predicted.every()
        return [kept.prediction.label for kept in every if not kept.prediction.decided]

    async with opened(100, 24) as session:
        await session.read("harbour")
        await session.press("n", "x")
        await session.until(lambda: left() == ["event"])
        await session.press("u")
        await session.until(lambda: left() == ["promise", "event"])
        await session.until(lambda: "0 of 2 reviewed" in session.shown)
