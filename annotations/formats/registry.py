"""Formats by name: those that are built in, and those that other distributions add.

These name theirs with entry points; one is loaded only when it, or all, are asked for, as
that runs what others wrote and may take as long as they do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from annotations.errors import AnnotationsError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class Named(Protocol):
    """Anything with a name that people type."""

    @property
    def name(self) -> str:
        """The name."""


Format = TypeVar("Format", bound=Named)


@dataclass(frozen=True, slots=True)
class FormatRegistry(Generic[Format]):
    """The formats of one `kind`, which messages call `noun`.

    `group` is that of the entry points, whose names the formats get from `adopt`. `unknown`
    is raised for a name that nobody has, `broken` for one whose distribution cannot give it.
    """

    kind: type[Format]
    noun: str
    group: str
    built_in: Sequence[Format]
    adopt: Callable[[Format, str], Format]
    unknown: type[AnnotationsError]
    broken: type[AnnotationsError]

    def named(self, name: str) -> Format:
        """Return the format of that name.

        Raises:
            AnnotationsError: There is none (`unknown`), or it is `broken`.
        """
        for known in self.built_in:
            if known.name == name:
                return known
        from difflib import get_close_matches  # for mistakes only

        for entry in self._entries():
            if entry.name == name:
                return self._loaded(entry)
        names = [known.name for known in self.built_in]
        near = get_close_matches(name, names, 1)
        question = f" Did you mean “{near[0]}”?" if near else f" Choose one of: {', '.join(names)}."
        raise self.unknown(f"There is no {self.noun} named “{name}”.{question}")

    def added(self) -> tuple[tuple[Format, ...], tuple[str, ...]]:
        """Load all that were added; return them, and a sentence for each that fails."""
        found, problems = [], []
        built_in = {known.name for known in self.built_in}
        for entry in self._entries():
            if entry.name in built_in:
                problems.append(f"A distribution adds the format {entry.name}, which is built in.")
                continue
            try:
                found.append(self._loaded(entry))
            except self.broken as error:
                problems.append(str(error))
        return tuple(found), tuple(problems)

    def _entries(self) -> "Iterable[EntryPoint]":
        # It takes the mail and network modules with it, which no start should wait for.
        from importlib.metadata import entry_points

        return sorted(entry_points(group=self.group), key=lambda entry: entry.name)

    def _loaded(self, entry: "EntryPoint") -> Format:
        try:
            added = entry.load()
        except Exception as error:
            raise self.broken(
                f"The format {entry.name} is added by another distribution and cannot be loaded: "
                f"{error}."
            ) from error
        if not isinstance(added, self.kind):
            raise self.broken(
                f"The format {entry.name} is added by another distribution and is no {self.noun}."
            )
        return self.adopt(added, entry.name)
