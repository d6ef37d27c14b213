"""What an importer is: a name, and a module that finds claims in one format.

The module is imported when the format is asked for. It has one function,
`read(file, desk)`, which yields the claims it finds, and a `Problem` for each part it
cannot read. The importer then anchors every claim by its words in the article as it is
here: one whose words cannot be found is kept as an orphan and listed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import import_module
from typing import BinaryIO, Protocol

from annotations.anchoring import Placed, describe, locate
from annotations.claim import ArticleReference, Claim, now
from annotations.errors import ClaimImportError

GONE = "No article here has this path."


def _by_path(name: str, text: str) -> ArticleReference:  # noqa: ARG001
    return ArticleReference(path=name)


@dataclass(frozen=True, slots=True)
class Desk:
    """The place that claims are imported to.

    `text_of` gives an article's normalised text, or None where there is no such article.
    `article_named` finds the article that a file names in its own way (a document's name, a
    web address) and gives its text, where it gives one. `annotator` and `made` are given to
    claims that name no person and no time.
    """

    text_of: Callable[[ArticleReference], str | None]
    article_named: Callable[[str, str], ArticleReference] = _by_path
    annotator: str = ""
    made: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence on a part of a file that could not be read."""

    sentence: str


@dataclass(frozen=True, slots=True)
class OrphanImport:
    """An imported claim whose words have no place in an article here, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found: all claims, those among them that are orphans, and problems."""

    claims: tuple[Claim, ...]
    orphans: tuple[OrphanImport, ...]
    problems: tuple[str, ...]


class Read(Protocol):
    """Find claims in a binary, seekable file."""

    def __call__(self, file: BinaryIO, desk: Desk, /) -> Iterable[Claim | Problem]:
        """Yield claims as the file has them, and problems."""


@dataclass(frozen=True, slots=True)
class Importer:
    """One format that claims can be read from.

    `name` is the exporter's name of the same format, `suffixes` what its files' names end
    in. A format that is a `folder` of files is read from a ZIP archive of them.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    module: str
    extra: str = ""
    folder: bool = False

    def read(self, file: BinaryIO, desk: Desk) -> Imported:
        """Return the claims of the file, anchored here.

        Raises:
            ClaimImportError: The file is not of this format, or its library is missing.
        """
        try:
            read: Read = import_module(self.module).read
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            raise ClaimImportError(
                f"The format {self.name} needs a library that is not installed ({error.name}). "
                f"Install it with: pip install 'copydesk[{self.extra}]'"
            ) from error
        problems: list[str] = []
        claims: dict[str, Claim] = {}
        orphans: dict[str, OrphanImport] = {}
        texts: dict[str, str | None] = {}
        for found in read(file, desk):
            if isinstance(found, Problem):
                problems.append(found.sentence)
                continue
            path = found.article.path
            if path not in texts:
                texts[path] = desk.text_of(found.article)
            claim, reason = anchored(found, texts[path])
            claims[claim.id] = claim
            orphans.pop(claim.id, None)
            if reason:
                orphans[claim.id] = OrphanImport(claim, reason)
        return Imported(tuple(claims.values()), tuple(orphans.values()), tuple(problems))


def anchored(claim: Claim, text: str | None) -> tuple[Claim, str]:
    """Return the claim anchored in the text, and a reason where it has no place in it.

    A claim whose words stand where its offsets say is returned as it is, but for
    neighbours, which it is given when it has none.
    """
    if text is None:
        return claim, GONE
    place = locate(text, claim.anchor)
    if not isinstance(place, Placed):
        return claim, place.reason
    known = claim.anchor.prefix or claim.anchor.suffix
    if place.certainty == "exact" and known:
        return claim, ""
    return replace(claim, anchor=describe(text, place.span)), ""
