"""The boxes that ask for a tag: what is said of it, and which one takes its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from annotations.codebook import Codebook, Tag, nested, with_tag
from annotations.errors import InvalidCodebookError
from annotations.exporters.colours import BASIC, hex_colour
from reader.ui.dialogs.fields import Field
from reader.ui.dialogs.form import FormDialog

_KEYS = "123456789"

_WHAT_KEYS_DO = "As key, a digit tags at once; a letter finds the tag in the box."


@dataclass(frozen=True, slots=True)
class TagAnswer:
    """The tag as it is to be, and what was asked for: to save, merge or remove it."""

    tag: Tag
    wish: Literal["save", "merge", "remove"] = "save"


class TagForm(FormDialog[TagAnswer]):
    """Asks for all that is said of a tag of the codebook, or of a new one."""

    def __init__(self, codebook: Codebook, tag: Tag | None = None) -> None:
        self._codebook = codebook
        self._tag = tag or Tag(name="")
        others = [other for other in codebook.tags if other.name != self._tag.name]
        taken = {other.key for other in others}
        free = tuple(key for key in _KEYS if key not in taken)
        below = _below(codebook, self._tag)
        parents = tuple(other.name for other in others if other.name not in below)
        fields = (
            Field("name", self._tag.name),
            Field("description", self._tag.description),
            Field("key", self._tag.key, free),
            Field("colour", self._tag.colour, BASIC),
            Field("parent", self._tag.parent, parents),
        )
        buttons = {"merge": "Merge …", "remove": "Remove …"} if tag else {}
        title = "Tag of the codebook" if tag else "New tag"
        super().__init__(title, _WHAT_KEYS_DO, fields, buttons=buttons)

    def made(self, given: Mapping[str, str]) -> TagAnswer:
        """Return the tag with what was typed.

        Raises:
            ValueError: The colour is not known, or the codebook would not hold together.
        """
        former = self._tag
        tag = Tag(
            name=given.get("name", former.name),
            description=given.get("description", former.description),
            key=given.get("key", former.key),
            colour=given.get("colour", former.colour),
            parent=given.get("parent", former.parent),
        )
        if given.get("colour") and not hex_colour(tag.colour):
            raise ValueError(f"“{tag.colour}” is no colour. Write one like red or #cc0000.")
        try:
            with_tag(self._codebook, tag, instead_of=former.name)
        except InvalidCodebookError as error:
            raise ValueError(str(error)) from error
        return TagAnswer(tag)

    def pressed(self, button: str) -> TagAnswer | None:
        """Return what another button asks for."""
        return TagAnswer(self._tag, "merge" if button == "merge" else "remove")


class MergeForm(FormDialog[str]):
    """Asks which tag is to take the place of another; gives back its name."""

    def __init__(self, codebook: Codebook, tag: Tag, claims: str) -> None:
        self._known = tuple(other.name for other in codebook.tags if other.name != tag.name)
        words = f"“{tag.name}” is on {claims}, which get the other tag instead."
        super().__init__("Merge into another tag", words, [Field("into", "", self._known)])

    def made(self, given: Mapping[str, str]) -> str:
        """Return the tag that was named, or that alone begins so.

        Raises:
            ValueError: There is none, or more than one.
        """
        typed = given.get("into", "")
        begun = [name for name in self._known if typed and name.startswith(typed)]
        if typed in self._known or len(begun) == 1:
            return typed if typed in self._known else begun[0]
        raise ValueError(f"There is no tag “{typed}” to merge it into. Pick one of those below.")


def _below(codebook: Codebook, tag: Tag) -> set[str]:
    """Return the names of the tags below a tag."""
    found = {tag.name} - {""}
    for _, other in nested(codebook.tags):
        if other.parent in found:
            found.add(other.name)
    return found - {tag.name}
