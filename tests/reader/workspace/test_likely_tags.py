"""The tags that are offered first for some words, from what was tagged in this library."""

from pathlib import Path

from annotations.span import Span
from reader.settings import Settings
from reader.workspace import Workspace

TEXT = "At least 40 houses were flooded. The repair costs €3 million. 12 houses burnt down.\n"


def test_tags_of_words_like_these_are_offered_first(tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with Workspace([tmp_path], settings=Settings(annotator="ada")) as workspace:
        (listed,) = workspace.articles.scan().articles
        opened = workspace.articles.open(listed)
        for words, tag in (("40 houses", "damage"), ("€3 million", "money")):
            start = opened.text.index(words)
            workspace.claims.tag(opened, Span(start, start + len(words)), (tag,))
        assert workspace.tags.likely("12 houses") == ()
        workspace.tags.learn()
        assert workspace.tags.likely("12 houses")[0] == "damage"
        assert workspace.tags.likely("€9 million")[0] == "money"
        workspace.tags.note_given("12 houses burnt", ("fire",))
        assert workspace.tags.likely("burnt")[0] == "fire"
