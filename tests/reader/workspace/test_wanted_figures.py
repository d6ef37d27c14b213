"""`figures` in config.toml: which numbers the app offers as suggestions."""

from pathlib import Path

import pytest

from reader.settings import Settings
from reader.workspace import Workspace

TEXT = "Call 911: 12 boats are lost off Pier 9.\n"


@pytest.mark.parametrize(("figures", "offered"), [("wanted", ["12"]), ("all", ["911", "12", "9"])])
def test_the_settings_say_which_figures_are_offered(tmp_path: Path, figures: str, offered):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    settings = Settings(annotator="ada", figures=figures)
    with Workspace([tmp_path], settings=settings) as workspace:
        (listed,) = workspace.articles.scan().articles
        opened = workspace.articles.open(listed)
        found = workspace.articles.marks(opened.article)
        suggestions = workspace.suggestions.of(opened, found)
        assert [mark.span.of(opened.text) for mark in suggestions] == offered
