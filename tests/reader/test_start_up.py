"""What is loaded when: the screens and every heavy library wait until they are used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORMATS = {
    "lxml", "trafilatura", "pypdf", "cryptography", "docx", "feedparser", "warcio", "pyarrow",
    "httpx", "dask", "distributed", "duckdb", "fsspec", "zstandard", "charset_normalizer",
    "markdown_it", "yaml",
}  # fmt: skip
HEAVY = {"textual", "rich", "hypothesis", *FORMATS}
"""Packages that only the screens or one format need."""


def modules_after(program: str) -> set[str]:
    """Return the modules that a fresh interpreter has after running `program`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    return set(done.stdout.split())


def loaded_by(program: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has after running `program`."""
    return {name.partition(".")[0] for name in modules_after(program)}


@pytest.mark.parametrize(
    "module",
    [
        "annotations.store.claim_store",
        "annotations.exporters.registry",
        "reader.workspace",
        "reader.cli.group",
        "reader.cli.archive",
        "reader.cli.articles",
        "reader.cli.claims",
        "reader.cli.exports",
        "reader.cli.reading",
    ],
)
def test_a_module_without_a_screen_loads_no_screen_and_no_heavy_library(module):
    assert not loaded_by(f"import {module}") & HEAVY


def test_the_claims_can_be_used_without_the_reader():
    assert "reader" not in loaded_by(
        "import annotations.store.claim_store, annotations.exporters.registry"
    )


def test_the_detectors_need_nothing_beyond_the_standard_library():
    loaded = loaded_by("import reader.detectors.registry") - set(loaded_by("pass"))
    assert {"reader", "annotations"} <= loaded
    assert loaded - {"reader", "annotations"} <= set(sys.stdlib_module_names)


NOT_YET = (
    "annotations.claim", "annotations.store.claim_store", "annotations.store.doctor",
    "annotations.exporters",
    "annotations.importers", "reader.article", "reader.detectors", "reader.state.dismissals",
    "reader.formats", "reader.index.updating", "reader.index.counting",
    "reader.workspace.importing", "reader.workspace.tagging", "reader.query", "hashlib",
    "importlib.metadata",
)  # fmt: skip
"""What the list does not show: import it in the function that uses it, or for types only."""


def test_a_list_is_there_before_what_it_does_not_show_is_loaded():
    program = """
from pathlib import Path
from reader.settings import Settings
from reader.workspace import Workspace
with Workspace([Path()], settings=Settings(annotator="")) as workspace:
    workspace.articles.list.find()
"""
    loaded = modules_after(program)
    assert [name for name in NOT_YET if name in loaded] == []


def test_the_first_page_is_drawn_before_what_it_does_not_show_is_loaded():
    loaded = modules_after("import reader.ui.app")
    not_yet = (
        *NOT_YET,
        "reader.ui.tagger",
        "reader.ui.desk.reading_pane",
    )
    assert [name for name in not_yet if name in loaded] == []


def test_paths_are_read_without_click():
    assert "click" not in loaded_by("import reader.cli.entrance, reader.cli.starting")


def test_a_folder_of_texts_is_read_without_the_library_of_any_other_format(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("A title\n\n“We go,” she said.", encoding="utf-8")
    program = f"""
from pathlib import Path
from reader.settings import Settings
from reader.workspace import Workspace
with Workspace([Path({str(tmp_path)!r})], settings=Settings(annotator="")) as workspace:
    for listed in workspace.articles.scan().articles:
        workspace.articles.marks(workspace.articles.read(listed))
"""
    assert loaded_by(program) & FORMATS == set()


@pytest.mark.parametrize(("name", "library", "is_loaded"), [
    ("a.md", "markdown_it", True),
    ("a.html", "lxml", False),
])  # fmt: skip
def test_what_reads_the_article_at_the_cursor_is_loaded_unless_it_is_large(
    tmp_path, name, library, is_loaded
):
    (tmp_path / name).write_text("# A title\n\nSome words of an article.\n", encoding="utf-8")
    program = f"""
from pathlib import Path
from reader.library.scan import ListedArticle
from reader.settings import Settings
from reader.workspace import Workspace
folder = Path({str(tmp_path)!r})
listed = ListedArticle(
    path={name!r}, library=folder, file=folder / {name!r},
    title="A title", source="", published=None, words=5,
)
with Workspace([folder], settings=Settings(annotator="")) as workspace:
    workspace.articles.load_format_of(listed)
"""
    assert (library in loaded_by(program)) == is_loaded
