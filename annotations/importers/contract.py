"""What an importer is: a name, and a module that finds claims in one format.

The module is imported when the format is asked for. It has one function,
`read(file, into)`, which yields the claims it finds, a `Problem` for each part it cannot
read, the record of a claim as it was `GivenOut` where the file carries it, and which
articles are `Covered`: a claim of theirs that is missing was deleted. The importer then
anchors every claim by its words in the article as it is here: one whose words cannot be
found is kept as an orphan and listed.

Whatever a file makes a format raise costs that file, and is told with the format's name.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import import_module
from typing import Any, BinaryIO, Protocol, TypeAlias

from annotations.anchoring import Placed, describe, locate
from annotations.claim import ArticleReference, Claim, now
from annotations.codebook import VerdictScale
from annotations.errors import AnnotationsError, ClaimImportError

GONE = "No article here has this path."


def _by_path(name: str, text: str) -> ArticleReference:  # noqa: ARG001
    return ArticleReference(path=name)


def _nothing(path: str) -> Sequence[Claim]:  # noqa: ARG001
    return ()


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """The place that claims are imported to.

    `text_of` gives an article's normalised text, or None where there is no such article.
    `article_named` finds the article that a file names in its own way (a document's name, a
    web address) and gives its text, where it gives one. `given_out` gives the claims of an
    article that were exported in this format and are here, for formats that drop our ids.
    `annotator` and `made` are given to claims that name no person and no time; `person` is
    that annotator where the import was told so, whose claims are never another's on the same
    words. A verdict is
    one of `scales` also where a spreadsheet wrote it in capitals. `columns` names the
    columns of a table from elsewhere, by ours; `tag` is for claims in it that have none.
    """

    text_of: Callable[[ArticleReference], str | None]
    article_named: Callable[[str, str], ArticleReference] = _by_path
    given_out: Callable[[str], Sequence[Claim]] = _nothing
    annotator: str = ""
    person: str = ""
    made: datetime = field(default_factory=now)
    scales: tuple[VerdictScale, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence on a part of a file that could not be read."""

    sentence: str


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A claim as it was when it was exported, which the file carries along."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Covered:
    """An article all of whose claims the file has."""

    path: str


Found: TypeAlias = Claim | Problem | GivenOut | Covered


@dataclass(frozen=True, slots=True)
class OrphanImport:
    """An imported claim whose words have no place in an article here, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found: all claims, those among them that are orphans, and problems.

    `found` are the claims by id as the file has them, before they were anchored here;
    `carried` those as they were exported. `covered` are the paths of the articles all of
    whose claims the file has, None where the format does not tell.
    """

    claims: tuple[Claim, ...]
    orphans: tuple[OrphanImport, ...]
    problems: tuple[str, ...]
    found: Mapping[str, Claim] = field(default_factory=dict)
    carried: Mapping[str, Claim] = field(default_factory=dict)
    covered: frozenset[str] | None = None


class Read(Protocol):
    """Find claims in a binary, seekable file."""

    def __call__(self, file: BinaryIO, into: ImportTarget, /) -> Iterable[Found]:
        """Yield claims as the file has them, and problems."""


@dataclass(frozen=True, slots=True)
class Importer:
    """One format that claims can be read from.

    `name` is the exporter's name of the same format, `suffixes` what its files' names end
    in. A format that is a `folder` of files is read from a ZIP archive of them. A `table`
    has columns, whose names its module gives too.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    module: str
    extra: str = ""
    folder: bool = False
    table: bool = False

    def columns(self, file: BinaryIO, named: Mapping[str, str]) -> str:
        """Return which columns of a table are read as what; empty for one of ours.

        The file is at its beginning again afterwards.

        Raises:
            ClaimImportError: A column that is needed is missing.
        """
        from annotations.importers.columns import mapped

        if not self.table:
            return ""
        try:
            columns = mapped(self._module().header(file), named)
        finally:
            file.seek(0)
        return "" if columns.is_ours else columns.sentence()

    def read(self, file: BinaryIO, into: ImportTarget) -> Imported:
        """Return the claims of the file, anchored here.

        Raises:
            ClaimImportError: The file is not of this format, or its library is missing.
        """
        read: Read = self._module().read
        try:
            return _collected(read(file, into), into)
        except (AnnotationsError, OSError):
            raise
        except MemoryError as error:
            raise ClaimImportError(
                f"The file is too large to be read as {self.name} here: memory ran out."
            ) from error
        except Exception as error:
            raise ClaimImportError(
                f"The file cannot be read as {self.name}: {type(error).__name__} "
                f"{' '.join(str(error).split())[:200]}. It may be damaged, or of another format."
            ) from error

    def _module(self) -> Any:
        try:
            return import_module(self.module)
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            raise ClaimImportError(
                f"The format {self.name} needs a library that is not installed ({error.name}). "
                f"Install it with: pip install 'copydesk[{self.extra}]'"
            ) from error


def _collected(read: Iterable[Found], into: ImportTarget) -> Imported:
    """Return what an importer yields, its claims anchored here."""
    problems: list[str] = []
    claims: dict[str, Claim] = {}
    found_claims: dict[str, Claim] = {}
    carried: dict[str, Claim] = {}
    covered: set[str] | None = None
    orphans: dict[str, OrphanImport] = {}
    texts: dict[str, str | None] = {}
    for found in read:
        if isinstance(found, Problem):
            problems.append(found.sentence)
        elif isinstance(found, GivenOut):
            carried[found.claim.id] = found.claim
        elif isinstance(found, Covered):
            covered = (covered or set()) | {found.path}
        else:
            found = _on_scale(found, into.scales)
            path = found.article.path
            if path not in texts:
                texts[path] = into.text_of(found.article)
            claim, reason = anchored(found, texts[path])
            claims[claim.id], found_claims[claim.id] = claim, found
            orphans.pop(claim.id, None)
            if reason:
                orphans[claim.id] = OrphanImport(claim, reason)
    return Imported(
        tuple(claims.values()),
        tuple(orphans.values()),
        tuple(problems),
        found_claims,
        carried,
        None if covered is None else frozenset(covered),
    )


def _on_scale(claim: Claim, scales: Sequence[VerdictScale]) -> Claim:
    """Return the claim with its verdict as the scale writes it: “TRUE” is “true” there."""
    verdict = claim.verdict
    if verdict is None:
        return claim
    named = [scale for scale in scales if scale.name == verdict.scale]
    if any(verdict.value in scale.values for scale in named or scales):
        return claim
    for scale in named or scales:
        for value in scale.values:
            if value.casefold() == verdict.value.casefold():
                return replace(claim, verdict=replace(verdict, value=value))
    return claim


def anchored(claim: Claim, text: str | None) -> tuple[Claim, str]:
    """Return the claim anchored in the text, and a reason where it has no place in it.

    A claim whose words and neighbours stand where its offsets say is returned as it is.
    """
    if text is None:
        return claim, GONE
    place = locate(text, claim.anchor)
    if not isinstance(place, Placed):
        return claim, place.reason
    anchor = claim.anchor
    words = anchor.prefix + anchor.exact + anchor.suffix
    has_neighbours = len(words) > len(anchor.exact) and anchor.end == place.span.end
    if has_neighbours and text.startswith(words, place.span.start - len(anchor.prefix)):
        return claim, ""
    return replace(claim, anchor=describe(text, place.span)), ""
