"""What in `config.toml` does nothing, or not all that it says: a sentence for each.

None of it keeps the program from starting: what is not understood is left out.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations

from textual.theme import BUILTIN_THEMES

from reader.settings import Settings
from reader.ui.actions import ACTIONS, key_named
from reader.ui.terminal.themes import THEMES

_BESIDE = {
    frozenset(pair)
    for pair in (("text", "read"), ("desk", "list"), ("claims", "list"), ("codebook", "list"))
}
"""Beginnings of the names of actions that wait for keys at the same place."""


def faults_of(settings: Settings) -> list[str]:
    """Return a sentence for each name, theme and key of the settings that cannot be meant."""
    faults = [*settings.faults]
    faults += [f"In config.toml, “{name}” is no setting." for name in settings.unknown]
    themes = {*BUILTIN_THEMES, *(theme.name for theme in THEMES)}
    if settings.theme and settings.theme not in themes:
        faults.append(
            f"There is no theme “{settings.theme}”, so the usual one is shown. "
            f"Choose one of: {', '.join(sorted(themes))}."
        )
    return [*faults, *_faults_of_keys(settings.keys)] if settings.keys else faults


def _faults_of_keys(given: Mapping[str, str]) -> Iterable[str]:
    usual = {name: action.keys for name, action in ACTIONS.items()}
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


def _parted(keys: str) -> set[str]:
    return {key_named(key) for key in keys.split(",") if key.strip()}
