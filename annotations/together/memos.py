"""Notes of several lines that people share: on an article, and on a tag.

    {"article": path, "text": "…", "by": name, "at": time}

is a document of the table `memos`, `tag` with a name in the place of `article` for a tag.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from annotations.claim import JSONValue, now
from annotations.records import written_time
from annotations.together.conflicts import number_of

MEMOS = "memos"
About: TypeAlias = Literal["article", "tag"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A note on the article or the tag of that name."""

    about: About
    name: str
    text: str
    by: str = ""
    at: str = ""

    @property
    def number(self) -> str:
        """The number of its document: one memo for each thing."""
        return number_of(f"{self.about}\n{self.name}")

    def record(self) -> dict[str, JSONValue]:
        """Return its document in the file."""
        at = self.at or written_time(now())
        return {self.about: self.name, "text": self.text, "by": self.by, "at": at}


def memos_in(documents: Iterable[Mapping[str, JSONValue]]) -> list[Memo]:
    """Return the memos that documents hold; those of other programs are passed over."""
    kinds: tuple[About, ...] = ("article", "tag")
    return [
        Memo(
            about=about,
            name=str(document[about]),
            text=str(document.get("text", "")),
            by=str(document.get("by", "")),
            at=str(document.get("at", "")),
        )
        for document in documents
        for about in kinds
        if isinstance(document.get(about), str)
    ]
