"""Finding claims in a library's file, and counting them."""

from collections.abc import Collection, Mapping

from annotations.claim import Claim
from annotations.journal.indexes import Index
from annotations.store.claim_file import CLAIMS, ClaimFile
from annotations.store.finding import ANNOTATOR, ARTICLE, TAG, VERDICT
from annotations.store.question import Question


class Reader:
    """The claims in a file, as they are read."""

    def __init__(self, file: ClaimFile) -> None:
        self._file = file

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim, oldest first."""
        return self._file.claims_at(self._file.documents(CLAIMS))

    def of_article(self, path: str) -> tuple[Claim, ...]:
        """Return the claims of one article, by its path in the library, in reading order."""
        found = self._file.find(Question(article=path)) if path else ()
        return tuple(sorted(found, key=lambda claim: (claim.anchor.start, claim.anchor.end)))

    def counts(self) -> dict[str, int]:
        """Return how many claims each article has, by its path."""
        with self._file.lock:
            return {str(path): len(keys) for path, keys in self._file.by(ARTICLE)}

    def tags(self) -> dict[str, tuple[str, ...]]:
        """Return the tags on the claims of each article, by its path."""
        return self._of_articles(TAG)

    def verdicts(self) -> dict[str, tuple[str, ...]]:
        """Return the verdicts of the claims of each article, folded, by its path."""
        return self._of_articles(VERDICT)

    def annotators(self) -> dict[str, tuple[str, ...]]:
        """Return who tagged the claims of each article, by its path."""
        return self._of_articles(ANNOTATOR)

    def _of_articles(self, index: Index) -> dict[str, tuple[str, ...]]:
        """Return what the claims of each article have in an index, sorted, by its path."""
        with self._file.lock:
            articles = {key: str(path) for path, keys in self._file.by(ARTICLE) for key in keys}
            found: dict[str, list[str]] = {}
            for value, keys in self._file.by(index):
                for path in {articles[key] for key in keys if key in articles}:
                    found.setdefault(path, []).append(str(value))
            return {path: tuple(sorted(values)) for path, values in found.items()}

    def tag_counts_within(self, groups: Mapping[str, Collection[str]]) -> dict[str, int]:
        """Return how many claims carry any tag of each group, by the group's name."""
        with self._file.lock:
            keys = {str(tag): set(keys) for tag, keys in self._file.by(TAG)}
            return {
                name: len(set().union(*(keys.get(tag, set()) for tag in tags)))
                for name, tags in groups.items()
            }

    def tag_counts(self) -> dict[str, int]:
        """Return how many claims carry each tag that is on any."""
        with self._file.lock:
            return {str(tag): len(keys) for tag, keys in self._file.by(TAG) if keys}
