"""Finding the article here that a file of another program means, and what is told of an import.

Other programs name a document as they please, and keep its text with or without what
stands above it. The article with the same text is the one, whatever blanks and line ends
are between its words, also when the text is read as copydesk would read a file of it;
where no text comes along, the one with the name as its path, its address, its file name or
its title, if it is the only one.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from annotations.claim import ArticleReference, Claim
from annotations.importers.contract import Imported
from annotations.importers.returning import Returned
from annotations.wording import many
from reader.article import Article, normal_text, text_hash
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.registry import format_of


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: claims in the file, ids of new ones, and sentences about the rest."""

    found: int
    added: tuple[str, ...]
    sentences: tuple[str, ...]


class KnownTexts:
    """The texts of the articles of a library, each read once as long as memory is no matter.

    `read` gives that of an article which is not among them, or is no more kept.
    """

    KEPT = 64 << 20
    """Letters of text that are kept; some twenty thousand articles."""

    def __init__(self, read: Callable[[ArticleReference], str | None]) -> None:
        self._read = read
        self._texts: dict[str, list[tuple[str, str]]] = {}
        self._letters = 0

    def noting(
        self, articles: Iterable[tuple[Article, Path]], homes: dict[str, Path]
    ) -> Iterator[Article]:
        """Yield the articles on, and note the text of each and the library it is in."""
        for article, library in articles:
            homes[article.path] = library
            self._letters += len(article.text)
            if self._letters <= self.KEPT:
                known = (article.text_hash, article.text)
                self._texts.setdefault(article.path, []).append(known)
            yield article

    def text_of(self, reference: ArticleReference) -> str | None:
        """Return the text of an article: of several with its path the one it was, or the last."""
        known = self._texts.get(reference.path)
        if not known:
            return self._read(reference)
        return dict(known).get(reference.text_hash, known[-1][1])


class ArticleNames:
    """The articles of a library by everything that another program may call them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._named: dict[str, list[ArticleReference]] = {}
        self._by_text: dict[str, ArticleReference] = {}
        self._by_words: dict[bytes, list[ArticleReference]] = {}
        for article in articles:
            reference = article.reference()
            self._by_text.setdefault(reference.text_hash, reference)
            self._by_words.setdefault(_words_of(article.text), []).append(reference)
            path = PurePosixPath(article.path)
            for name in {article.path, article.url, path.name, path.stem, article.title}:
                if name:
                    self._named.setdefault(name, []).append(reference)

    def find(self, name: str, text: str) -> ArticleReference:
        """Return the article meant by `name`, whose text is `text` where it is given.

        Where none here is meant, a reference with `name` as its path.
        """
        candidates = self._named.get(name) or self._named.get(PurePosixPath(name).stem, [])
        if text and (same := self._with_text(text, candidates)):
            return same
        return candidates[0] if len(candidates) == 1 else ArticleReference(path=name)

    def _with_text(
        self, text: str, candidates: Sequence[ArticleReference]
    ) -> ArticleReference | None:
        """Return the article with a text, of several that of the name, else the only one."""
        if same := self._by_text.get(text_hash(normal_text(text))):
            return same
        for form in _forms_of(text):
            found = self._by_words.get(_words_of(form), [])
            named = [reference for reference in found if reference in candidates] or found
            if len(named) == 1:
                return named[0]
        return None


def _forms_of(text: str) -> Iterator[str]:
    """Yield a text as it is, and as it would be read from a file of it."""
    yield normal_text(text)
    for name in ("text.txt", "text.md"):
        file = ArticleFile.of_bytes(text.encode(errors="replace"), name)
        try:
            yield format_of(name).article(file).text
        except UnreadableArticleError:
            continue


def _words_of(text: str) -> bytes:
    """Return what texts have in common that differ in blanks and line ends alone."""
    return hashlib.sha256("".join(text.split()).encode()).digest()


def sentences_of(
    imported: Imported, found: Returned, *, update: bool, remove: bool, restore: bool
) -> list[str]:
    """Return what a person should know of an import besides the claims it added."""
    told = list(imported.problems)
    if not imported.claims and not told and not found.removed:
        told.append("There is no claim in the file.")
    told += [
        f"Orphaned: “{orphan.claim.anchor.exact}” in {orphan.claim.article.path}. {orphan.reason}"
        for orphan in imported.orphans
    ]
    if found.same:
        told.append(f"{many(len(found.same), 'claim')} had been imported before.")
    number = len(found.changed)
    if number and update:
        told.append(
            f"{many(number, 'claim')} that {_were(number)} here took over what was changed."
        )
    elif number:
        told.append(
            f"{many(number, 'claim')} {_differ(number)} from what is here, which stays. "
            "Take over: --update."
        )
    told += [
        f"The {' and the '.join(map(_named, one.fields))} of {_words(one.claim)} "
        f"{'was' if len(one.fields) == 1 else 'were'} changed there and here; "
        f"what is here stays."
        for one in found.disputed
    ]
    told += _told_of_removed(found, remove=remove, restore=restore)
    return told


def _told_of_removed(found: Returned, *, remove: bool, restore: bool) -> Iterator[str]:
    """Yield what is to be said of claims that one side removed."""
    if found.removed:
        number = len(found.removed)
        listed = _listed(found.removed)
        claims = many(number, "claim")
        if remove:
            yield f"Removed {claims} that {_were(number)} deleted there: {listed}."
        else:
            yield (
                f"{claims} that {_were(number)} given out {_is(number)} not in "
                f"the file any more and {_stay(number)} here: {listed}. Remove: --remove."
            )
    if found.edited_here:
        number = len(found.edited_here)
        yield (
            f"{many(number, 'claim')} deleted there {_were(number)} changed here and "
            f"{_stay(number)}: {_listed(found.edited_here)}."
        )
    if found.removed_here and not restore:
        number = len(found.removed_here)
        yield (
            f"{many(number, 'claim')} of the file {_were(number)} removed here since they were "
            f"given out, and {_stay(number)} so: {_listed(found.removed_here)}. "
            "Bring back: --restore."
        )


_SHOWN = 5
"""Claims that a sentence names before it counts the rest."""


def _listed(claims: Sequence[Claim]) -> str:
    more = len(claims) - _SHOWN
    shown = ", ".join(map(_words, claims[:_SHOWN]))
    return f"{shown} and {more:,} more" if more > 0 else shown


def _words(claim: Claim) -> str:
    words = " ".join(claim.anchor.exact.split())
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"


def _named(field: str) -> str:
    return {"anchor": "place"}.get(field, field.replace(".", "’s "))


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _stay(number: int) -> str:
    return "stays" if number == 1 else "stay"


def _differ(number: int) -> str:
    return "differs" if number == 1 else "differ"
