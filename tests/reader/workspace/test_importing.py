"""Which article here a file of another program means."""

from reader.article import Article
from reader.workspace.importing import ArticleNames

ONE = Article(path="north/report.txt", text="The dam held.", title="The dam")
OTHER = Article(path="south/report.txt", text="The dam broke.", title="The dam")


def test_an_article_is_found_by_its_path_its_name_and_its_stem():
    names = ArticleNames([ONE])
    for name in ("north/report.txt", "report.txt", "report", "The dam"):
        assert names.find(name, "").path == ONE.path


def test_a_name_that_two_articles_have_is_neither_of_them_without_a_text():
    names = ArticleNames([ONE, OTHER])
    assert names.find("report.txt", "").path == "report.txt"
    assert names.find("report.txt", "The dam broke.").path == OTHER.path
    assert names.find("north/report.txt", "").path == ONE.path
