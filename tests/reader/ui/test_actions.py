"""The list of actions: each can be done, has its place in the README, and leaves keys free."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import reader.ui
from reader.ui.actions import ACTIONS, SECTIONS, with_reference
from reader.ui.app import CopydeskApp

ROOT = Path(__file__).parents[3]


def bound() -> dict[str, tuple[type[DOMNode], Binding]]:
    """Return every action that a class of ours waits for, with the class."""
    for module in pkgutil.walk_packages(reader.ui.__path__, "reader.ui."):
        importlib.import_module(module.name)
    kinds: list[type[DOMNode]] = [DOMNode]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return {
        binding.id: (kind, binding)
        for kind in kinds
        if kind.__module__.startswith("reader.")
        for binding in kind.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    }


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_has_its_method(name):
    waiting = bound()
    assert name in waiting, f"no class asks bindings() for {name}"
    kind, binding = waiting[name]
    space, _, action = re.match(r"(?:(app|screen)(\.))?([a-z_]+)", binding.action).groups()
    owners = {
        None: [kind],
        "app": [CopydeskApp],
        "screen": [found for found, _ in waiting.values()],
    }
    method = f"action_{action}"
    assert any(hasattr(owner, method) for owner in owners[space]), (
        f"{kind.__name__} has no {method}"
    )


def test_no_binding_stands_beside_the_list():
    assert set(bound()) == set(ACTIONS)


def test_every_action_is_named_once():
    names = [action.name for section in SECTIONS for action in section.actions]
    assert sorted(names) == sorted(set(names))


def test_every_action_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_reference(readme) == readme, "run: python -m reader.ui.actions README.md"
    assert [name for name in ACTIONS if f"| `{name}` |" not in readme] == []
