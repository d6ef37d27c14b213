"""The commands that are typed after a colon: their names, their arguments, and what they do.

A command is a word and what it is for; any action may be typed by its name as well.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from annotations.folding import folded

Do = Callable[[str], object]


class Command(NamedTuple):
    """A command's name, and what can stand after it."""

    name: str
    choices: Callable[[], Iterable[str]] = tuple


class Commands:
    """The commands of the desk, found by their names or the only one that begins so."""

    def __init__(
        self,
        commands: Mapping[Command, Do],
        actions: Callable[[], Mapping[str, Callable[[], object]]],
    ) -> None:
        self._does = {command.name: does for command, does in commands.items()}
        self._known = {command.name: command for command in commands}
        self._actions = actions

    def complete(self, typed: str) -> Sequence[str]:
        """Return all that what was typed can become."""
        name, space, rest = typed.lstrip().partition(" ")
        if not space:
            names = [*self._known, *self._actions()]
            return [known for known in names if known.startswith(name)]
        command = self._known.get(name)
        if command is None:
            return []
        before, comma, last = rest.rpartition(",")
        wanted = folded(last.strip())
        fitting = [one for one in command.choices() if folded(one).startswith(wanted)]
        head = f"{name} {before}{comma}{' ' * bool(comma)}"
        return [head + one for one in fitting]

    def told(self, offers: Sequence[str]) -> str:
        """Return the sentence about what could be typed."""
        if not offers:
            return "Nothing begins so."
        return "  ".join(offer.rpartition(" ")[2] if " " in offer else offer for offer in offers)

    def run(self, typed: str) -> object:
        """Do what was typed.

        Raises:
            ValueError: There is no such command, or several begin so.
        """
        name, _, rest = typed.strip().partition(" ")
        actions = self._actions()
        if name in actions:
            return actions[name]()
        found = [known for known in self._known if known.startswith(name)]
        if name not in self._known and len(found) != 1:
            known = ", ".join(found or self._known)
            which = f"“{name}” begins several commands" if found else f"“{name}” is no command"
            raise ValueError(f"{which}. Choose one of: {known}.")
        return self._does[name if name in self._known else found[0]](rest.strip())
