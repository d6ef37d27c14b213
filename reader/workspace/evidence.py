"""Evidence whose source lies in the library: its words are held against the article."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.errors import UnreadableArticleError
from reader.library.scan import ListedArticle
from reader.workspace.articles import Articles

if TYPE_CHECKING:
    from annotations.anchoring.quotation import Faithfulness
    from annotations.claim import Claim, Evidence


class CheckedEvidence:
    """Finds the articles that evidence names: by title, source and title, path, or address."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._names: dict[str, ListedArticle] | None = None

    def of(self, claims: "Iterable[Claim]") -> "dict[str, tuple[tuple[str, Faithfulness], ...]]":
        """Return what became of the quoted words of claims, by their ids, beside their titles.

        Evidence without quoted words, or of no article here, is left out.
        """
        from annotations.anchoring.quotation import faithfulness

        quoting = [claim for claim in claims if any(each.quotation for each in claim.evidence)]
        if not quoting:
            return {}
        named = dict(self._named())
        found: dict[str, tuple[tuple[str, Faithfulness], ...]] = {}
        for claim in quoting:
            checked: list[tuple[str, Faithfulness]] = []
            for evidence in claim.evidence:
                text = self._text(named, evidence)
                if text is not None:
                    checked.append(
                        (evidence.title or evidence.url, faithfulness(evidence.quotation, text))
                    )
            if checked:
                found[claim.id] = tuple(checked)
        return found

    def source_of(self, evidence: "Evidence") -> str | None:
        """Return the text of the article here that evidence quotes, None where there is none."""
        if not evidence.quotation:
            return None
        if self._names is None:
            for _ in self._articles.list.update(alone=True):
                pass
            self._names = dict(self._named())
        return self._text(self._names, evidence)

    def _text(self, named: dict[str, ListedArticle], evidence: "Evidence") -> str | None:
        if not evidence.quotation:
            return None
        listed = named.get(_plain(evidence.title)) if evidence.title else None
        if listed is None:
            row = self._articles.list.row_from(evidence.url) if evidence.url else None
            if row is None:
                return None
            listed = row.listed
        try:
            return self._articles.read(listed).text
        except UnreadableArticleError:  # it is gone: nothing can be said
            return None

    def _named(self) -> Iterator[tuple[str, ListedArticle]]:
        articles = self._articles.list
        for library in articles.libraries():
            for path, _ in articles.texts_in(library):
                row = articles.row_at(library, path)
                if row is not None:
                    listed = row.listed
                    for name in (path, listed.title, f"{listed.source}: {listed.title}"):
                        if name:
                            yield _plain(name), listed


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
