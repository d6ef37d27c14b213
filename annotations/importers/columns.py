"""Which column of a table from elsewhere has what: told by common names, or by the person.

Sources of the names: the highlights that Taguette writes (document, content, tag), the
sheets of ClaimReview editors, and what spreadsheets of coders call the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.errors import ClaimImportError
from annotations.formats.rows import COLUMNS

_NAMES: dict[str, tuple[str, ...]] = {
    "words": (
        "words", "content", "claim", "claim text", "claim reviewed", "claimreviewed", "quote",
        "quotation", "highlight", "highlighted text", "excerpt", "passage", "snippet",
        "selected text", "selection", "exact", "coded text", "segment", "text",
    ),
    "tags": (
        "tags", "tag", "code", "codes", "label", "labels", "category", "categories", "topic",
        "topics", "theme",
    ),
    "article": (
        "article", "document", "document name", "file", "file name", "filename", "path", "doc",
        "source file",
    ),
    "url": ("url", "link", "uri", "address", "web address", "article url", "source url"),
    "title": ("title", "headline", "article title", "document title"),
    "claimant": (
        "claimant", "speaker", "who", "who said it", "said by", "claim author", "made by", "person",
    ),
    "statement": ("statement", "paraphrase", "claim in our words"),
    "verdict": ("verdict", "rating", "ruling", "conclusion", "truth rating", "fact check rating"),
    "evidence": ("evidence", "sources", "references", "source links", "proof"),
    "note": ("note", "notes", "comment", "comments", "memo", "remark", "remarks", "explanation"),
    "annotator": (
        "annotator", "coder", "user", "checked by", "fact checker", "reviewer", "created by",
    ),
    "created": ("created", "date added", "added", "created at", "coded on", "timestamp"),
    "source": ("source", "outlet", "publisher", "publication"),
    "published": ("published", "date published", "publication date", "article date"),
    "start": ("start", "begin", "start offset", "position"),
}  # fmt: skip
"""For each of our columns what others call it, the surest name first."""

_TELLS_OURS = frozenset({"id", "words", "tags", "created", "text_hash"})
"""Columns that only a table of ours has together."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Our columns, each with the place of theirs; `is_ours` tells a table that we exported."""

    places: Mapping[str, int]
    header: Sequence[str]
    is_ours: bool

    def sentence(self) -> str:
        """Return what is read from where, for the person to look at."""
        pairs = ", ".join(f"{ours} from “{self.header[at]}”" for ours, at in self.places.items())
        left = [name for at, name in enumerate(self.header) if at not in self.places.values()]
        unread = [f"“{name}”" for name in left if name]
        rest = f" Not read: {', '.join(unread)}." if unread else ""
        return f"Read {pairs}.{rest} Another way: --column words=Claim."

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the cells of a row under our names."""
        return {name: cells[at] for name, at in self.places.items() if at < len(cells)}


def mapped(header: Sequence[str], named: Mapping[str, str]) -> ColumnMap:
    """Return which columns are read, as the person named them and else by their own names.

    Raises:
        ClaimImportError: One that was named is not there, or none has the words.
    """
    folded = [_folded(name) for name in header]
    places: dict[str, int] = {}
    for ours, theirs in named.items():
        if ours not in COLUMNS:
            raise ClaimImportError(
                f"There is no column “{ours}”. Name one of ours before “=”: {', '.join(_NAMES)}."
            )
        if _folded(theirs) not in folded:
            raise ClaimImportError(
                f"The table has no column “{theirs}”. It has: {', '.join(header)}."
            )
        places[ours] = folded.index(_folded(theirs))
    if not named and set(header) >= _TELLS_OURS:
        return ColumnMap({name: at for at, name in enumerate(header)}, header, True)
    for ours in COLUMNS:
        names = _NAMES.get(ours, (ours,) if ours not in ("id", "more", "text_hash") else ())
        found = next((folded.index(name) for name in names if name in folded), None)
        if ours not in places and found is not None and found not in places.values():
            places[ours] = found
    if "words" not in places:
        raise ClaimImportError(
            f"The table has no column with the words of a claim. It has: {', '.join(header)}. "
            "Name it with --column words=NAME."
        )
    return ColumnMap(places, header, False)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())
