"""The words of a PDF's page with their places: what its drawing instructions show, and where.

Words are read from the instructions themselves, as pypdf's own text has no widths, and
without those there are no columns. Source of the instructions: ISO 32000-1, 9.4.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    NullObject,
    StreamObject,
)
from pypdf.generic._font import Font

_DEEPEST = 8
"""Forms in forms that are drawn."""

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that one instruction shows: from `left` to `right` on the line at height `y`.

    Lengths are in points, from the lower left corner of the page; `size` is that of the
    letters.
    """

    words: str
    left: float
    right: float
    y: float
    size: float
    is_bold: bool


def pieces_of(page: PageObject) -> Iterator[Piece]:
    """Yield the pieces of a page in the order in which they are drawn."""
    contents = page.get("/Contents", NullObject()).get_object()
    if isinstance(contents, ArrayObject | StreamObject):
        stream = ContentStream(contents, page.pdf, "bytes")
        yield from _Drawing(page.pdf).pieces(stream, _resources(page), _turned(page), 0)


def _turned(page: PageObject) -> Matrix:
    """Return how a page is turned before it is shown."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    match page.rotation % 360:
        case 90:
            return 0.0, -1.0, 1.0, 0.0, 0.0, width
        case 180:
            return -1.0, 0.0, 0.0, -1.0, width, height
        case 270:
            return 0.0, 1.0, -1.0, 0.0, height, 0.0
    return _SAME


def _resources(page: PageObject) -> DictionaryObject:
    """Return the resources of a page, or those that it has from the pages above it."""
    holder: Any = page
    for _ in range(50):
        if not isinstance(holder, DictionaryObject):
            break
        found = holder.get("/Resources", NullObject()).get_object()
        if isinstance(found, DictionaryObject):
            return found
        holder = holder.get("/Parent", NullObject()).get_object()
    return DictionaryObject()


@dataclass(slots=True)
class _State:
    """What the instructions before have set."""

    matrix: Matrix
    font: Font | None = None
    is_bold: bool = False
    size: float = 1.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    line: Matrix = _SAME
    text: Matrix = _SAME

    def copy(self) -> "_State":
        return _State(
            self.matrix, self.font, self.is_bold, self.size, self.letter_space, self.word_space,
            self.stretch, self.leading, self.rise, self.line, self.text,
        )  # fmt: skip


@dataclass(slots=True)
class _Drawing:
    """The fonts of a page, each read once."""

    pdf: Any
    fonts: dict[int, Font | None] = field(default_factory=dict)

    def pieces(
        self, contents: ContentStream, resources: DictionaryObject, matrix: Matrix, depth: int
    ) -> Iterator[Piece]:
        """Yield what a stream of instructions shows."""
        state = _State(matrix)
        kept: list[_State] = []
        for operands, operator in contents.operations:
            match operator:
                case b"q":
                    kept.append(state.copy())
                case b"Q":
                    state = kept.pop() if kept else state
                case b"cm":
                    state.matrix = _times(_matrix(operands), state.matrix)
                case b"BT":
                    state.line = state.text = _SAME
                case b"Do" if operands and depth < _DEEPEST:
                    yield from self._form(operands[0], resources, state.matrix, depth)
                case b"Tf" if len(operands) == 2:
                    state.font = self._font(operands[0], resources)
                    state.is_bold = state.font is not None and _is_bold(state.font)
                    state.size = _number(operands[1])
                case _:
                    yield from _shown(state, operator, operands)

    def _form(
        self, name: object, resources: DictionaryObject, matrix: Matrix, depth: int
    ) -> Iterator[Piece]:
        """Yield what a form shows; a picture shows no words."""
        forms = _inner(resources, "/XObject")
        form = forms.get(name, NullObject()).get_object()
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return
        own = form.get("/Resources", NullObject()).get_object()
        placed = form.get("/Matrix", NullObject()).get_object()
        inner = _matrix(placed) if isinstance(placed, ArrayObject) else _SAME
        yield from self.pieces(
            ContentStream(form, self.pdf, "bytes"),
            own if isinstance(own, DictionaryObject) else resources,
            _times(inner, matrix),
            depth + 1,
        )

    def _font(self, name: object, resources: DictionaryObject) -> Font | None:
        found = _inner(resources, "/Font").get(name, NullObject()).get_object()
        if not isinstance(found, DictionaryObject):
            return None
        if id(found) not in self.fonts:
            try:
                self.fonts[id(found)] = Font.from_font_resource(found)
            except Exception:  # noqa: BLE001 - a font may be broken in any way, and its words lost
                self.fonts[id(found)] = None
        return self.fonts[id(found)]


def _inner(resources: DictionaryObject, name: str) -> DictionaryObject:
    found = resources.get(name, NullObject()).get_object()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _is_bold(font: Font) -> bool:
    name = f"{font.name} {font.font_descriptor.weight}".lower()
    return any(weight in name for weight in ("bold", "black", "heavy", "demi"))


def _shown(state: _State, operator: bytes, operands: Any) -> Iterator[Piece]:
    """Take an instruction about text, and yield what it shows."""
    match operator:
        case b"Tc":
            state.letter_space = _first(operands)
        case b"Tw":
            state.word_space = _first(operands)
        case b"Tz":
            state.stretch = _first(operands) / 100 or 1.0
        case b"TL":
            state.leading = _first(operands)
        case b"Ts":
            state.rise = _first(operands)
        case b"Td" | b"TD" if len(operands) >= 2:
            across, up = _number(operands[0]), _number(operands[1])
            if operator == b"TD":
                state.leading = -up
            _next_line(state, across, up)
        case b"Tm":
            state.line = state.text = _matrix(operands)
        case b"T*":
            _next_line(state, 0.0, -state.leading)
        case b"Tj" if operands:
            yield from _words(state, operands[0])
        case b"'" if operands:
            _next_line(state, 0.0, -state.leading)
            yield from _words(state, operands[0])
        case b'"' if len(operands) >= 3:
            state.word_space, state.letter_space = _number(operands[0]), _number(operands[1])
            _next_line(state, 0.0, -state.leading)
            yield from _words(state, operands[2])
        case b"TJ" if operands and isinstance(operands[0], list):
            for each in operands[0]:
                if isinstance(each, str | bytes):
                    yield from _words(state, each)
                else:
                    _move(state, -_number(each) / 1000 * state.size * state.stretch)


def _next_line(state: _State, across: float, up: float) -> None:
    state.line = state.text = _times((1.0, 0.0, 0.0, 1.0, across, up), state.line)


def _move(state: _State, across: float) -> None:
    state.text = _times((1.0, 0.0, 0.0, 1.0, across, 0.0), state.text)


def _words(state: _State, shown: str | bytes) -> Iterator[Piece]:
    """Yield the words of a string where they stand; words that do not stand upright are none."""
    font = state.font
    if font is None:
        return
    codes, words = _decoded(font, shown)
    width = sum(
        (font.space_width if code == " " else font.get_text_width(code)) / 1000 * state.size
        + state.letter_space
        + (state.word_space if code == " " else 0.0)
        for code in codes
    )
    placed = _times((1.0, 0.0, 0.0, 1.0, 0.0, state.rise), _times(state.text, state.matrix))
    _move(state, width * state.stretch)
    end = _times(state.text, state.matrix)
    size = state.size * math.hypot(placed[2], placed[3])
    is_upright = abs(placed[1]) < abs(placed[0]) / 4 and placed[0] > 0
    if words and is_upright and font.interpretable and 0 < size < 1000 and _is_on_page(placed):
        yield Piece(words, placed[4], max(end[4], placed[4]), placed[5], size, state.is_bold)


def _decoded(font: Font, shown: str | bytes) -> tuple[str, str]:
    """Return the codes in a string, as the font's widths know them, and what they mean."""
    data = shown if isinstance(shown, bytes) else shown.encode("latin-1", errors="replace")
    if isinstance(font.encoding, str):
        codes = data.decode(
            font.encoding, errors="surrogatepass" if len(data) % 2 == 0 else "replace"
        )
        encoded = codes
    else:
        codes = "".join(map(chr, data))
        encoded = "".join(font.encoding.get(byte, chr(byte)) for byte in data)
    words = "".join(str(font.character_map.get(code, code)) for code in encoded)
    return (codes if isinstance(font.encoding, str) else encoded), words


def _is_on_page(matrix: Matrix) -> bool:
    return all(math.isfinite(value) and abs(value) < 100_000 for value in matrix)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k,
        e * h + f * j + m,
    )  # fmt: skip


def _matrix(operands: Any) -> Matrix:
    values = [_number(each) for each in operands][-6:]
    if len(values) != 6:
        return _SAME
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _first(operands: Any) -> float:
    return _number(operands[0]) if operands else 0.0


def _number(value: object) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) else 0.0
