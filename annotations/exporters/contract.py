"""What an exporter is: a name and a function that writes claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from annotations.claim import ArticleReference, Claim
from annotations.codebook import Codebook


@dataclass(frozen=True, slots=True)
class TaggedClaims:
    """What is exported: claims, the texts they stand in, and the codebook.

    `text_of` gives an article's normalised text, or None where its file is gone.
    """

    claims: Iterable[Claim]
    text_of: Callable[[ArticleReference], str | None]
    codebook: Codebook


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format that claims can be written in.

    `name` is what the person types, `suffix` ends the file's name (".csv"), `write` puts
    the whole export into a binary file.
    """

    name: str
    description: str
    suffix: str
    write: Callable[[TaggedClaims, BinaryIO], None]
