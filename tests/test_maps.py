"""Each room has a map: its `__init__` names every module and room in it, and none that is gone."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = [
    door.parent.relative_to(ROOT)
    for package in ("annotations", "reader")
    for door in sorted((ROOT / package).rglob("__init__.py"))
]


def map_of(room: Path) -> str:
    return ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_map_names_every_module_and_room(room):
    here = ROOT / room
    inside = {file.stem for file in here.glob("*.py")} - {"__init__", "__main__"}
    inside |= {door.parent.name for door in here.glob("*/__init__.py")}
    missing = [name for name in sorted(inside) if not re.search(rf"\b{name}\b", map_of(here))]
    assert not missing, f"{room}/__init__.py has no line for {', '.join(missing)}."


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_map_names_no_module_that_is_gone(room):
    named = set(re.findall(r"^    (\w+)\.py\b", map_of(ROOT / room), re.MULTILINE))
    gone = [name for name in sorted(named) if not (ROOT / room / f"{name}.py").exists()]
    assert not gone, f"{room}/__init__.py has a line for {', '.join(gone)}, which is gone."
