"""Finding the article here that a file of another program means.

Other programs name a document as they please. The article with just the same text is the
one; where no text comes along, the one with the name as its path, its address, its file
name or its title, if it is the only one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from annotations.claim import ArticleReference
from annotations.importers.contract import Imported
from annotations.wording import many
from reader.article import Article, normal_text, text_hash


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: claims in the file, ids of new ones, and sentences about the rest."""

    found: int
    added: tuple[str, ...]
    sentences: tuple[str, ...]


class ArticleNames:
    """The articles of a library by everything that another program may call them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._named: dict[str, list[ArticleReference]] = {}
        self._by_text: dict[str, ArticleReference] = {}
        for article in articles:
            reference = article.reference()
            self._by_text.setdefault(reference.text_hash, reference)
            path = PurePosixPath(article.path)
            for name in {article.path, article.url, path.name, path.stem, article.title}:
                if name:
                    self._named.setdefault(name, []).append(reference)

    def find(self, name: str, text: str) -> ArticleReference:
        """Return the article meant by `name`, whose text is `text` where it is given.

        Where none here is meant, a reference with `name` as its path.
        """
        if text and (same := self._by_text.get(text_hash(normal_text(text)))):
            return same
        candidates = self._named.get(name) or self._named.get(PurePosixPath(name).stem, [])
        return candidates[0] if len(candidates) == 1 else ArticleReference(path=name)


def sentences_of(imported: Imported, *, same: int, changed: int, updated: bool) -> list[str]:
    """Return what a person should know of an import besides the claims it added."""
    told = list(imported.problems)
    if not imported.claims and not told:
        told.append("There is no claim in the file.")
    told += [
        f"Orphaned: “{orphan.claim.anchor.exact}” in {orphan.claim.article.path}. {orphan.reason}"
        for orphan in imported.orphans
    ]
    if same:
        told.append(f"{many(same, 'claim')} had been imported before.")
    if changed and updated:
        told.append(f"{many(changed, 'claim')} that were here took over what was changed.")
    elif changed:
        told.append(
            f"{many(changed, 'claim')} differ from those here, which stay. Take over: --update."
        )
    return told
