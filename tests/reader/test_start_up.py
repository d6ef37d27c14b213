"""What is loaded when: the screens and every heavy library wait until they are used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"textual", "rich", "yaml", "markdown_it", "charset_normalizer", "hypothesis"}
"""Packages that only the screens or one format need."""


def loaded_by(program: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has after running `program`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "module",
    [
        "annotations.store",
        "annotations.exporters.registry",
        "reader.workspace",
        "reader.cli.desk",
        "reader.cli.articles",
        "reader.cli.claims",
        "reader.cli.exports",
        "reader.cli.reading",
    ],
)
def test_a_module_without_a_screen_loads_no_screen_and_no_heavy_library(module):
    assert not loaded_by(f"import {module}") & HEAVY


def test_the_claims_can_be_used_without_the_reader():
    assert "reader" not in loaded_by("import annotations.store, annotations.exporters.registry")


def test_the_detectors_need_nothing_beyond_the_standard_library():
    loaded = loaded_by("import reader.detectors.registry") - set(loaded_by("pass"))
    assert {"reader", "annotations"} <= loaded
    assert loaded - {"reader", "annotations"} <= set(sys.stdlib_module_names)


def test_a_list_is_there_before_the_detectors_are_loaded():
    program = """
from pathlib import Path
from reader.settings import Settings
from reader.workspace import Workspace
with Workspace([Path()], settings=Settings(annotator="")) as workspace:
    workspace.articles.find()
import sys
print("reader.detectors.registry" in sys.modules, "importlib.metadata" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stdout.split() == ["False", "False"]
