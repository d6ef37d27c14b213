"""The predictions of models in the libraries: imported, looked up, accepted and dismissed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotations.claim import now
from annotations.errors import InvalidClaimError
from annotations.importers import predicted
from annotations.importers.contract import ImportTarget, Problem
from annotations.importers.prediction import TABLE, Prediction, prediction_from
from annotations.journal.json_text import document_in
from annotations.records import written_time
from annotations.span import Span
from annotations.wording import many
from reader.workspace.articles import Articles
from reader.workspace.claims import Claims
from reader.workspace.history import History
from reader.workspace.importing import ArticleNames, KnownTexts
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:
    from annotations.claim import ArticleReference
    from annotations.store.claim_store import ClaimStore
    from reader.workspace.open_article import OpenArticle


@dataclass(frozen=True, slots=True)
class KeptPrediction:
    """A prediction that is kept in a library."""

    library: Path
    key: str
    prediction: Prediction


@dataclass(frozen=True, slots=True)
class PredictionReport:
    """What an import of predictions did: how many were read, and sentences about it."""

    found: int
    sentences: tuple[str, ...]


class Predicted:
    """The predictions of every library under the paths."""

    def __init__(
        self, libraries: Libraries, articles: Articles, claims: Claims, history: History
    ) -> None:
        self._libraries = libraries
        self._articles = articles
        self._claims = claims
        self._history = history
        self._read: dict[bytes, Prediction | None] = {}

    def import_from(
        self, file: BinaryIO, text_of: "Callable[[ArticleReference], str | None]"
    ) -> PredictionReport:
        """Keep the predictions of a file of JSON Lines, as one change of each library.

        Those that are here already stay as they are, with what was decided on them.

        Raises:
            StoreError: They could not be saved.
        """
        texts = KnownTexts(text_of)
        homes: dict[str, Path] = {}
        names = ArticleNames(texts.noting(self._articles.iter_read(), homes))
        told: list[str] = []
        kept: dict[ClaimStore, dict[str, Prediction]] = {}
        number = new = 0
        with self._libraries.lock:
            self._libraries.every()
            first = self._libraries.stores.folders()[0]
            known: dict[ClaimStore, frozenset[str]] = {}
            for found in predicted.read(file, ImportTarget(texts.text_of, names.find)):
                if isinstance(found, Problem):
                    told.append(found.sentence)
                    continue
                number += 1
                store = self._libraries.stores.of(homes.get(found.article.path, first))
                if store not in known:
                    known[store] = frozenset(store.raw_records(TABLE))
                if found.key not in known[store]:
                    kept.setdefault(store, {}).setdefault(found.key, found)
            for store, predictions in kept.items():
                new += len(predictions)
                records = {key: one.record() for key, one in predictions.items()}
                store.keep(TABLE, records, f"imported {many(len(records), 'suggestion')}")
                self._history.note(store)
        if new:
            told.append(f"Imported {many(new, 'suggestion')}.")
        if number > new:
            told.append(f"{many(number - new, 'suggestion')} had been imported before.")
        if not number and not told:
            told.append("There is no suggestion in the file.")
        return PredictionReport(number, tuple(told))

    def every(self) -> list[KeptPrediction]:
        """Return all predictions, in reading order of each article.

        Raises:
            StoreError: A store cannot be opened.
        """
        found = []
        with self._libraries.lock:
            for store, folder in self._libraries.every():
                for key, raw in store.raw_records(TABLE).items():
                    if raw not in self._read:
                        self._read[raw] = _read(raw)
                    if (prediction := self._read[raw]) is not None:
                        found.append(KeptPrediction(folder, key, prediction))
        found.sort(
            key=lambda one: (one.prediction.article.path, one.prediction.anchor.start, one.key)
        )
        return found

    def accept(self, one: KeptPrediction, opened: "OpenArticle", tags: Sequence[str]) -> None:
        """Make a prediction a claim with these tags, and note who did; one undo takes it back.

        Raises:
            InvalidClaimError: There is no tag.
            ReaderError: Its words do not stand in the article any more.
            StoreError: It could not be saved.
        """
        from reader.workspace.tagging import clean_tags, ordered

        anchor = one.prediction.anchor
        draft = self._claims.draft(opened, Span(anchor.start, anchor.end))
        claim = ordered(
            replace(draft, tags=clean_tags(tags), unknown={"prediction": one.prediction.said})
        )
        with self._libraries.lock:
            store = self._libraries.stores.of(one.library)
            decided = one.prediction.as_decided("accepted", *_now(store), claim.id)
            store.save_all(
                [claim],
                what=f"accepted the suggestion “{anchor.exact}”",
                beside={TABLE: {one.key: decided.record()}},
            )
            self._history.note(store, opened.listed.path)

    def dismiss(self, those: Iterable[KeptPrediction]) -> None:
        """Note that predictions were dismissed, and by whom; one undo of each library.

        Raises:
            StoreError: It could not be saved.
        """
        with self._libraries.lock:
            by_store: dict[ClaimStore, list[KeptPrediction]] = {}
            for one in those:
                by_store.setdefault(self._libraries.stores.of(one.library), []).append(one)
            for store, chosen in by_store.items():
                records = {
                    one.key: one.prediction.as_decided("dismissed", *_now(store)).record()
                    for one in chosen
                }
                store.keep(TABLE, records, f"dismissed {many(len(records), 'suggestion')}")
                self._history.note(store)


def _now(store: "ClaimStore") -> tuple[str, str]:
    return store.annotator, written_time(now())


def _read(raw: bytes) -> Prediction | None:
    """Return the prediction of a document, None where another program wrote another thing."""
    try:
        return prediction_from(document_in(raw))
    except InvalidClaimError:
        return None
