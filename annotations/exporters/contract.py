"""What an exporter is: a name, and a module that writes claims in one format.

The module is imported when the format is asked for, so that knowing the formats costs
nothing and a heavy library is loaded only by the one that needs it. It has one function,
`write(tagged, file) -> Report`, which puts the whole export into a binary file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import BinaryIO, Protocol

from annotations.claim import ArticleReference, Claim, Evidence, now
from annotations.codebook import Codebook
from annotations.errors import AnnotationsError, ExportError, MissingLibraryError
from annotations.exporters.losses import Report
from annotations.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes reviews: a name, its address, and the address pattern of a review.

    `{id}` in the pattern stands for the claim's id. Each may be empty.
    """

    name: str = ""
    address: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class SetApart:
    """A paragraph that is set apart from the running text, and what it is, such as “heading”."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class TaggedClaims:
    """What is exported: claims, the texts they stand in, and the codebook.

    `claims` may be read once only, and may be longer than memory. `text_of` gives an
    article's normalised text, or None where its file is gone. `made` is the time that is
    written into formats that name the time of the export. `publisher` is who publishes
    reviews of claims. `set_apart` gives the paragraphs that are, in the order of the text
    that `text_of` gave. `source_of` gives the text that evidence quotes, where it is known.
    """

    claims: Iterable[Claim]
    text_of: Callable[[ArticleReference], str | None]
    codebook: Codebook
    made: datetime = field(default_factory=now)
    publisher: Publisher = field(default_factory=lambda: Publisher())
    set_apart: Callable[[ArticleReference], Sequence[SetApart]] = lambda _: ()
    source_of: Callable[[Evidence], str | None] = lambda _: None


class Write(Protocol):
    """Put the whole export into a binary file that need not be seekable."""

    def __call__(self, tagged: TaggedClaims, file: BinaryIO, /) -> Report:
        """Write, and return what was written and what the format could not hold."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format that claims can be written in.

    `name` is what the person types; `suffix` ends the file's name (".csv"). `module` is
    the dotted name of the module that writes it, `extra` the extra of the distribution
    that installs its `library`, both empty where none is needed. An export that is a
    `folder` of files is written as a ZIP archive of them. One that another distribution
    has `added` may fail in any way.
    """

    name: str
    description: str
    suffix: str
    module: str
    extra: str = ""
    library: str = ""
    folder: bool = False
    added: bool = False

    def missing(self) -> str:
        """Return the sentence about a library that is not installed, empty when it is.

        Nothing is loaded to know it.
        """
        if not self.library or find_spec(self.library) is not None:
            return ""
        return self._needs(self.library)

    def _needs(self, library: str | None) -> str:
        return (
            f"The format {self.name} needs a library that is not installed ({library}). "
            f"Install it with: pip install 'copydesk[{self.extra}]'"
        )

    def write(self, tagged: TaggedClaims, file: BinaryIO) -> Report:
        """Write the claims and return what was written and what the format cannot hold.

        What reading the claims or the texts raises passes through.

        Raises:
            MissingLibraryError: The format's library is not installed.
            ExportError: The format failed: the boundary of all of them.
        """
        given = _Given(tagged)
        try:
            return self._write(given.tagged, file)
        except (AnnotationsError, OSError):
            raise
        except Exception as error:
            if error is given.error:
                raise
            whose = "is added by another distribution and" if self.added else ""
            raise ExportError(
                f"The format {self.name} {whose} failed".replace("  ", " ")
                + f" ({type(error).__name__}: {' '.join(str(error).split())[:200]}). "
                "Nothing was exported; the other formats are not touched by it."
            ) from error

    def _write(self, tagged: TaggedClaims, file: BinaryIO) -> Report:
        try:
            write: Write = import_module(self.module).write
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            raise MissingLibraryError(self._needs(error.name)) from error
        return write(tagged, file)


class _Given:
    """What a format is given, and what went wrong in giving it: that is no fault of the format."""

    def __init__(self, tagged: TaggedClaims) -> None:
        self.error: BaseException | None = None
        self.tagged = replace(
            tagged, claims=self._claims(tagged.claims), text_of=self._text_of(tagged.text_of)
        )

    def _claims(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        try:
            yield from claims
        except Exception as error:
            self.error = error
            raise

    def _text_of(
        self, text_of: Callable[[ArticleReference], str | None]
    ) -> Callable[[ArticleReference], str | None]:
        def given(article: ArticleReference) -> str | None:
            try:
                return text_of(article)
            except Exception as error:
                self.error = error
                raise

        return given
