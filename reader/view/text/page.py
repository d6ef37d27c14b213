"""An article as a page of rows: its header, its wrapped text, the gutter and the margin.

From left to right a row has the gutter (a bar where a claim stands, a sign where a mark
begins), the text at a comfortable width, and, where there is room, a margin that names
the claims that begin in it. Signs and bars say what colours say.
"""

from collections.abc import Iterable
from itertools import pairwise

from annotations.span import Span
from reader.article import Article
from reader.detectors.marks import Offer
from reader.detectors.suggestions import Suggestions
from reader.display import display
from reader.view.text import highlighting
from reader.view.text.cells import clusters, fitted, is_plain
from reader.view.text.facts import said_instead
from reader.view.text.highlighting import LAYERED, Look
from reader.view.text.layout import Row, TextLayout
from reader.view.text.overlay import placed
from reader.view.text.places import Places
from reader.view.text.runs import Run
from reader.view.text.selecting import Selection
from reader.view.text.wrapping import wrapped
from reader.workspace import PlacedClaim

GUTTER = 3
_MARGIN, _SMALLEST_MARGIN = 26, 12
_GAP = 2
"""Cells between the text and its margin."""

_NARROWEST_BESIDE_MARGIN = 56
"""Cells of text that are not given up for a margin; chosen so that 80 columns have one."""

_SIGNS: dict[Look, str] = {
    "title": " ",
    "subheading": "§",
    "pull-quote": "┃",
    "block-quote": "│",
    "item": "•",
    "table-row": "┊",
    "caption": "▫",
    "standfirst": " ",
    "quote": "“",
    "figure": "#",
    "reported": "›",
    "date": "·",
    "statement": "^",
}
"""What the gutter shows, in order of precedence."""

_ALL_ROWS: frozenset[Look] = frozenset(("pull-quote", "block-quote", "table-row", "caption"))
"""Looks whose sign stands on each of their rows, not only where they begin."""

_ALSO_ON_SPACE: frozenset[Look] = frozenset(("selection", "caret"))
"""Looks that the space at a row's end has as well."""


class Page:
    """One article laid out; `arrange` must come before anything is drawn."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.layout = TextLayout(article.text)
        self.left = 0
        self._header: list[Run] = []
        self._margin = 0
        self._layers: dict[str, Places[Look]] = {
            "parts": highlighting.of_parts(article.parts, article.text)
        }
        self._marks = Suggestions()
        self._claims: Places[PlacedClaim] = Places()
        self._signs: Places[str] = Places()
        self.current_spans: tuple[Span, ...] = ()
        """The spans whose looks depend on the mark at the caret."""

    # What is shown

    def set_marks(self, marks: Suggestions) -> None:
        """Show these marks."""
        self._marks = marks

    def set_claims(self, claims: Iterable[PlacedClaim]) -> None:
        """Show these claims."""
        kept = tuple(claims)
        self._layers["claims"] = highlighting.of_claims(kept)
        self._claims = placed(kept)

    def set_signs(self, signs: Iterable[tuple[Span, str]]) -> None:
        """Show what other articles say of these places: a sign beside the row they begin on."""
        self._signs = Places(signs)

    def set_current(self, mark: Offer | None) -> None:
        """Show what belongs to the mark at the caret."""
        self._layers["current"] = current = highlighting.of_current(mark)
        self.current_spans = tuple(span for span, _ in current.pairs())

    def set_hits(self, hits: Places[Look]) -> None:
        """Show where searched words stand."""
        self._layers["hits"] = hits

    # Where it is shown

    def arrange(self, width: int, measure: int) -> None:
        """Lay the page out for `width` cells, its text at most `measure` wide."""
        beside = width - GUTTER - _GAP - _SMALLEST_MARGIN
        widest = beside if beside >= _NARROWEST_BESIDE_MARGIN else width - GUTTER - 1
        text = max(2, min(measure, widest))
        rest = width - GUTTER - text - _GAP
        self._margin = min(_MARGIN, rest) if rest >= _SMALLEST_MARGIN else 0
        used = GUTTER + text + (self._margin + _GAP if self._margin else 0)
        self.left = max(0, (width - used) // 2) + GUTTER
        self.layout.set_width(text)
        self._header = list(_header(self.article, text))

    @property
    def height(self) -> int:
        """The number of rows, the header's among them."""
        return len(self._header) + self.layout.height

    @property
    def text_from(self) -> int:
        """The row on which the text begins, below the header."""
        return len(self._header)

    def row_number(self, offset: int) -> int:
        """Return the row that shows the character at `offset`."""
        return len(self._header) + self.layout.row_number(offset)

    def text_row(self, number: int) -> Row:
        """Return the row of text at a row of the page; the first one for the header."""
        return self.layout.row(number - len(self._header))

    def offset(self, number: int, column: int) -> int:
        """Return the character that is drawn at a row and column of the page."""
        if number < len(self._header):
            return 0
        return self.layout.offset(self.text_row(number), column - self.left)

    # How it is drawn

    def runs(self, number: int, selection: Selection) -> list[Run]:
        """Return one row as it is drawn, from the page's left edge."""
        indent = Run(" " * (self.left - GUTTER), ())
        if number < len(self._header):
            return [indent, Run(" " * GUTTER, ()), self._header[number]]
        if number >= self.height:
            return []
        row = self.text_row(number)
        marked = self._marked(row)
        runs = [indent, *self._gutter(row, marked), *self._text(row, marked, selection)]
        if self._margin and (names := self._claim_names(row)):
            taken = self.layout.column(row, row.end)
            taken += row.ends_line and selection.caret == row.end
            runs.append(Run(" " * max(1, self.layout.width + _GAP - taken), ()))
            runs.append(Run(fitted(names, self._margin), ("margin",)))
        return runs

    def _gutter(self, row: Row, marked: list[tuple[Span, Look]]) -> list[Run]:
        end = max(row.end, row.start + 1)
        claims = self._claims.within(row.start, end)
        bar = "▌" if claims else " "
        sign = " "
        signed: dict[Look, None] = {}
        for span, look in (*self._layers["parts"].within(row.start, end), *marked):
            if span.start >= row.start or look in _ALL_ROWS:
                signed[look] = None
        for look, character in _SIGNS.items():
            if look in signed:
                sign = character
                break
        others = [of for span, of in self._signs.within(row.start, end) if span.start >= row.start]
        elsewhere = min(others, key="!~=≡".index, default=" ")
        if not claims:  # it stands apart from the text where no claim's bar is in the way
            return [Run(elsewhere, ("gutter",)), Run(f"{sign} ", ("gutter",))]
        return [Run(bar, ("gutter", "bar")), Run(f"{sign}{elsewhere}", ("gutter",))]

    def _marked(self, row: Row) -> list[tuple[Span, Look]]:
        """Return the looks of what the detectors found in a row."""
        found = self._marks.within(row.start, max(row.end, row.start + 1))
        return [(mark.span, highlighting.look_of(mark)) for mark in found]

    def _text(self, row: Row, marked: list[tuple[Span, Look]], selection: Selection) -> list[Run]:
        """Return the row's words, cut wherever their looks change.

        The space after a row's last word shows the caret and the selection only: an
        underline would hang out over the words.
        """
        spans = [
            found
            for layer in self._layers.values()
            for found in layer.within(row.start, max(row.end, row.start + 1))
        ]
        spans.extend(marked)
        chosen = selection.span
        if chosen:
            spans.append((chosen, "selection"))
        words = self.layout.text[row.start : row.end]
        if row.start <= selection.caret < row.end:
            spans.append((self._caret_span(row, selection.caret), "caret"))
        words_end = row.start + len(words.rstrip(" "))
        cuts = {row.start, words_end, row.end}
        for span, _ in spans:
            cuts.update(place for place in (span.start, span.end) if row.start < place < row.end)
        places = sorted(cuts)
        runs = []
        for start, end in pairwise(places):
            looks = {look for span, look in spans if span.start <= start < span.end}
            if start >= words_end:
                looks &= _ALSO_ON_SPACE
            shown = display(words[start - row.start : end - row.start])
            runs.append(Run(shown, tuple(look for look in LAYERED if look in looks)))
        if row.ends_line and selection.caret == row.end:
            runs.append(Run(" ", ("caret",)))
        return runs

    def _caret_span(self, row: Row, caret: int) -> Span:
        words = self.layout.text[row.start : row.end]
        if is_plain(words):
            return Span(caret, caret + 1)
        for cluster in clusters(words, row.start):
            if cluster.end > caret:
                return Span(cluster.start, cluster.end)
        return Span(caret, caret + 1)

    def _claim_names(self, row: Row) -> str:
        names: dict[str, None] = {}
        for span, kept in self._claims.within(row.start, max(row.end, row.start + 1)):
            if span.start >= row.start:
                names.update(dict.fromkeys(kept.claim.tags or [said_instead(kept.claim)]))
        return ", ".join(names)


def _begins_with_title(article: Article) -> bool:
    """Tell whether the title is the text's first words, so that it need not stand above."""
    if any(part.kind == "title" for part in article.parts):
        return True
    title = article.title.removesuffix("…")
    opening = " ".join(article.text[: 2 * len(title) + _MARGIN].split())
    return opening.startswith(title)


def _header(article: Article, width: int) -> Iterable[Run]:
    """Yield the title and what is known about the article, then an empty row."""
    if not _begins_with_title(article):
        for words in wrapped(article.title, width):
            yield Run(words, ("heading",))
    published = article.published
    facts = [
        f"{published.day} {published:%B} {published.year}" if published else "",
        "" if article.source in article.byline else article.source,
        article.byline,
        ", ".join(article.agencies),
    ]
    for words in wrapped(" · ".join(filter(None, facts)), width):
        yield Run(words, ("facts",))
    yield Run("", ())
