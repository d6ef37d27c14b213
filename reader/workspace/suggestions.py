"""The suggestions of a workspace: marks that wait to be accepted or dismissed."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.settings import dismissals_file
from reader.workspace.history import Dated, History
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before any mark is
    from collections.abc import Callable, Iterator

    from annotations.errors import HistoryError
    from reader.detectors.found_marks import FoundMarks
    from reader.detectors.marks import Offer, Statement
    from reader.detectors.suggestions import Suggestions
    from reader.state.dismissals import Dismissals
    from reader.workspace.open_article import OpenArticle
    from reader.workspace.predicted import Predicted


class Suggesting:
    """Which marks are offered; what a person dismissed is not offered again."""

    def __init__(
        self, libraries: Libraries, history: History, predicted: "Callable[[], Predicted]"
    ) -> None:
        """Begin; `predicted` gives what models predicted, once that is asked for."""
        self._predicted = predicted
        self.reported_speech = libraries.settings.reported_speech != "off"
        self._every_figure = libraries.settings.figures == "all"
        self._libraries = libraries
        self._history = history
        self._dismissals: Dismissals | None = None
        history.also.append(self._dismissed_before)

    def close(self) -> None:
        """Let go of what was dismissed."""
        with self._libraries.lock:
            if self._dismissals is not None:
                self._dismissals.close()
                self._dismissals = None

    def of(self, opened: "OpenArticle", found: "FoundMarks") -> "Suggestions":
        """Return which of the marks found in an article are offered to the person.

        What they dismissed is not, nor reported speech while `reported_speech` is off, nor
        numbers that no reader wants, unless the settings ask for all.
        """
        from reader.detectors.found_marks import KINDS
        from reader.detectors.suggestions import Suggestions

        kinds = set(KINDS)
        if not self.reported_speech:
            kinds.remove("reported speech")
        if not self._every_figure:
            kinds.remove("unwanted figure")
        return Suggestions(
            length=len(opened.text),
            found=found,
            dismissed=self._dismissed().of(opened.listed.library, opened.article),
            kinds=frozenset(kinds),
            statements=tuple(self._statements(opened)),
        )

    def _statements(self, opened: "OpenArticle") -> "Iterator[Statement]":
        from annotations.importers.prediction import TABLE
        from reader.detectors.marks import Statement

        store = self._libraries.stores.of(opened.listed.library)
        if store.raw_records(TABLE):
            for span, kept in self._predicted().on(opened):
                said = kept.prediction
                yield Statement(span, said.label, said.model, said.score)

    def dismiss(self, opened: "OpenArticle", mark: "Offer") -> str:
        """Suggest a mark no more, also after a restart, and return a sentence about it.

        Raises:
            KeptFileError: It could not be kept.
            StoreError: What a model predicted could not be kept as dismissed.
        """
        from reader.detectors.marks import Statement

        if isinstance(mark, Statement):
            theirs = self._predicted().on(opened)
            self._predicted().dismiss(kept for span, kept in theirs if span == mark.span)
            return "Dismissed the suggestion. Undo brings it back."
        words = mark.span.of(opened.text)
        self.dismiss_words(opened.listed.library, opened.article.path, mark.span.start, words)
        return "Dismissed the suggestion. Undo brings it back."

    def dismiss_words(self, library: Path, path: str, start: int, words: str) -> None:
        """Suggest the mark on some words of an article no more, also after a restart.

        Raises:
            KeptFileError: It could not be kept.
        """
        from reader.state.dismissals import Dismissal, Suggestion

        dismissal = Dismissal(self._dismissed(), Suggestion(library, path, start, words))
        dismissal.redo()
        with self._libraries.lock:
            self._history.note_done(dismissal)

    def dismissed_in(self, library: Path) -> "list[tuple[str, int, str]]":
        """Return path, start and words of each suggestion in a library that was dismissed."""
        return self._dismissed().within(library)

    def _dismissed_before(self) -> "Iterator[Dated | HistoryError]":
        from reader.state.dismissals import Dismissal

        kept = self._dismissed()
        found = kept.last(self._libraries.stores.folders())
        if found is not None:
            at, suggestion = found
            yield at, Dismissal(kept, suggestion)

    def _dismissed(self) -> "Dismissals":
        with self._libraries.lock:
            if self._dismissals is None:
                from reader.state.dismissals import Dismissals

                self._dismissals = Dismissals(dismissals_file())
            return self._dismissals
