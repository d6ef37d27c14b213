"""What is asked of a tag is asked of the tags below it as well."""

from annotations.codebook import Tag
from annotations.store.question import Question
from reader.settings import Settings
from reader.workspace import Workspace
from reader.workspace.tagging import find_words


def test_a_parent_is_found_and_counted_with_its_children(tmp_path):
    (tmp_path / "port.txt").write_text("At least 40 boats sank. Wages rose.\n", "utf-8")
    with Workspace([tmp_path], settings=Settings(annotator="ada")) as workspace:
        (listed,) = workspace.articles.scan().articles
        opened = workspace.articles.open(listed)
        for words, tag in [("40 boats", "cost"), ("Wages rose", "wages")]:
            workspace.claims.tag(opened, find_words(opened.article, words), [tag])
        book = workspace.tags.codebook()
        tags = (Tag(name="cost"), Tag(name="wages", parent="cost"))
        workspace.tags.save_codebook(type(book)(tags=tags, scales=book.scales))
        assert len(workspace.claims.find(Question(tag="cost"))) == 2
        assert len(workspace.claims.find(Question(tag="wages"))) == 1
        assert workspace.tags.counts_with_children() == {"cost": 2, "wages": 1}


def test_the_statement_of_a_figure_begins_as_its_sentence(tmp_path):
    (tmp_path / "port.txt").write_text("It rained. At least 40 boats sank. Then sun.\n", "utf-8")
    with Workspace([tmp_path], settings=Settings(annotator="ada")) as workspace:
        (listed,) = workspace.articles.scan().articles
        opened = workspace.articles.open(listed)
        span = find_words(opened.article, "At least 40 boats")
        made = workspace.claims.tag(opened, span, ["toll"])
        assert (made.kind, made.statement) == ("figure", "At least 40 boats sank.")
