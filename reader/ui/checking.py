"""What in `config.toml` does nothing, or not all that it says: a sentence for each.

None of it keeps the program from starting: what is not understood is left out.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.theme import BUILTIN_THEMES

import reader.ui
from reader.settings import Settings
from reader.ui.terminal.themes import THEMES

_BESIDE = {
    frozenset(pair)
    for pair in (("text", "read"), ("desk", "list"), ("claims", "list"), ("codebook", "list"))
}
"""Beginnings of the names of actions that wait for keys at the same place."""


def faults_of(settings: Settings) -> list[str]:
    """Return a sentence for each name, theme and key of the settings that cannot be meant."""
    faults = [f"In config.toml, “{name}” is no setting." for name in settings.unknown]
    themes = {*BUILTIN_THEMES, *(theme.name for theme in THEMES)}
    if settings.theme and settings.theme not in themes:
        faults.append(
            f"There is no theme “{settings.theme}”, so the usual one is shown. "
            f"Choose one of: {', '.join(sorted(themes))}."
        )
    return [*faults, *_faults_of_keys(settings.keys)] if settings.keys else faults


def _faults_of_keys(given: Mapping[str, str]) -> Iterable[str]:
    usual = _usual_keys()
    for name in given:
        if name not in usual:
            yield f"In config.toml, [keys] names “{name}”, which is no action. The help names all."
    now = {name: _parted(given.get(name) or keys) for name, keys in usual.items()}
    for one, other in combinations(now, 2):
        here = {one.split(".")[0], other.split(".")[0]}
        if (one in given or other in given) and (len(here) == 1 or here in _BESIDE):
            was = _parted(usual[one]) & _parted(usual[other])
            for key in sorted((now[one] & now[other]) - was):
                yield f"“{key}” is a key of both {one} and {other}; it can do only one of them."


@cache
def _usual_keys() -> Mapping[str, str]:
    """Return the keys that actions have of themselves, by the actions' names."""
    for module in pkgutil.walk_packages(reader.ui.__path__, "reader.ui."):
        importlib.import_module(module.name)
    kinds: list[type[DOMNode]] = [DOMNode]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return {
        binding.id: binding.key
        for kind in kinds
        for binding in kind.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    }


def _parted(keys: str) -> set[str]:
    named = (key.strip() for key in keys.split(","))
    return {_character_to_key(key) if len(key) == 1 else key for key in named if key}
