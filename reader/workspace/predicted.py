"""The predictions of models in the libraries: imported, looked up, accepted and dismissed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotations.anchoring import Placed, locate
from annotations.claim import now
from annotations.errors import InvalidClaimError
from annotations.importers.prediction import TABLE, Prediction, prediction_from
from annotations.journal.json_text import document_in
from annotations.records import written_time
from annotations.span import Span
from annotations.wording import many
from reader.errors import ReaderError
from reader.workspace.articles import Articles
from reader.workspace.claims import Claims
from reader.workspace.history import History
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:
    from annotations.claim import ArticleReference, Claim, JSONValue
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


def waiting_on(
    store: "ClaimStore", articles: Articles, opened: "OpenArticle"
) -> list[tuple[Span, str, Prediction]]:
    """Return what waits to be decided on an article: where it stands, its number, and itself.

    It is what was predicted of this path, or of the same text at a path where nothing is any
    more; what no longer stands in the text is left out. It comes in reading order.
    """
    library, path, text = opened.listed.library, opened.listed.path, opened.text
    found = []
    for key, raw in store.raw_records(TABLE).items():
        prediction = _read(raw)
        if prediction is None or prediction.decided:
            continue
        of = prediction.article
        if of.path != path and (
            not of.text_hash
            or of.text_hash != opened.article.text_hash
            or articles.list.id_at(library, of.path) is not None
        ):
            continue
        placement = locate(text, prediction.anchor)
        if isinstance(placement, Placed) and placement.certainty != "changed":
            found.append((placement.span, key, prediction))
    found.sort(key=lambda one: (one[0].start, -one[0].end, one[1]))
    return found


def accepting(
    claim: "Claim", theirs: Iterable[tuple[Span, str, Prediction]], by: str
) -> "tuple[Claim, dict[str, dict[str, JSONValue]]]":
    """Return a claim with what models said of its words, and their records as accepted."""
    place = (claim.anchor.start, len(claim.anchor.exact))
    same = [(key, one) for span, key, one in theirs if (span.start, len(span)) == place]
    if not same:
        return claim, {}
    if "prediction" not in claim.unknown:
        claim = replace(claim, unknown={**claim.unknown, "prediction": same[0][1].said})
    at = written_time(now())
    return claim, {key: one.as_decided("accepted", by, at, claim.id).record() for key, one in same}


class Predicted:
    """The predictions of every library under the paths."""

    def __init__(
        self, libraries: Libraries, articles: Articles, claims: Claims, history: History
    ) -> None:
        self._libraries = libraries
        self._articles = articles
        self._claims = claims
        self._history = history

    def import_from(
        self, file: BinaryIO, text_of: "Callable[[ArticleReference], str | None]"
    ) -> PredictionReport:
        """Keep the predictions of a file of JSON Lines, as one change of each library.

        Those that are here already stay as they are, with what was decided on them.

        Raises:
            StoreError: They could not be saved.
        """
        from annotations.importers import predicted
        from annotations.importers.contract import ImportTarget, Problem
        from reader.workspace.importing import ArticleNames, KnownTexts

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
                    if (prediction := _read(raw)) is not None:
                        found.append(KeptPrediction(folder, key, prediction))
        found.sort(
            key=lambda one: (one.prediction.article.path, one.prediction.anchor.start, one.key)
        )
        return found

    def on(self, opened: "OpenArticle") -> list[tuple[Span, KeptPrediction]]:
        """Return what waits to be decided on an article, and where it stands, in reading order.

        Raises:
            StoreError: A store cannot be opened.
        """
        library = opened.listed.library
        with self._libraries.lock:
            store = self._libraries.stores.of(library)
            found = waiting_on(store, self._articles, opened)
        return [(span, KeptPrediction(library, key, one)) for span, key, one in found]

    def home(self, one: KeptPrediction) -> str:
        """Return the path of a prediction's article, also where that was renamed since."""
        path, text = one.prediction.article.path, one.prediction.article.text_hash
        articles = self._articles.list
        if not text or articles.id_at(one.library, path) is not None:
            return path
        homes = articles.paths_of_text(one.library, text)
        return homes[0] if len(homes) == 1 else path

    def accept(self, one: KeptPrediction, opened: "OpenArticle", tags: Sequence[str]) -> None:
        """Make a prediction a claim with these tags, and note who did; one undo takes it back.

        Raises:
            InvalidClaimError: There is no tag.
            ReaderError: Its words do not stand in the article any more.
            StoreError: It could not be saved.
        """
        place = locate(opened.text, one.prediction.anchor)
        if not isinstance(place, Placed):
            raise ReaderError(f"{opened.listed.path}: {place.reason}")
        self._claims.tag(opened, place.span, tags)

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


@lru_cache(maxsize=10_000)
def _read(raw: bytes) -> Prediction | None:
    """Return the prediction of a document, None where another program wrote another thing."""
    try:
        return prediction_from(document_in(raw))
    except InvalidClaimError:
        return None
