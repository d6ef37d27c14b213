"""CoNLL: a word a line with its tag in IOB, in the last column; the first has the word.

IOB1, IOB2 and the schemes with S, U, E and L for single and last words are read alike. An
article is known by its words, as blanks are not written. What the format cannot hold of a
claim that was given out stays as it is here.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from annotations.claim import Claim
from annotations.errors import ClaimImportError
from annotations.formats.iob import held, name_of
from annotations.importers.contract import Found, ImportTarget, Problem
from annotations.importers.labelled_spans import LabelledSpan, labelled_claims, place_in
from annotations.span import Span

_TAG = re.compile(r"([BIESULM])-(.+)|[O_]")

_Word = tuple[str, str]
"""A word and its tag in IOB."""


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claims of each document.

    Raises:
        ClaimImportError: It has no lines of words and tags.
    """
    for number, words in enumerate(_documents(file), 1):
        joined = " ".join(word for word, _ in words)
        article = into.article_named(f"document {number}", joined)
        text = into.text_of(article)
        if text is None:
            yield Problem(f"Document {number} (“{joined[:60]}…”) has the words of no article here.")
            continue
        places = _places(text, words)
        if places is None:
            yield Problem(f"The words of document {number} are not those of {article.path}.")
            continue
        records = list(into.given_out(article.path))
        placed = [(claim, place) for claim in records if (place := place_in(text, claim))]
        kept = held(placed)
        names = {name_of(tag): tag for claim in records for tag in claim.tags}
        rest = {place: claim.tags[1:] for claim, place in kept}
        spans = [
            LabelledSpan(span, label)
            for span, name in _as_given_out(_spans(words, places), text, kept)
            for label in (names.get(name, name), *rest.get(span, ()))
        ]
        yield from labelled_claims(
            article, text, spans, [claim for claim, _ in kept], into, only_records=True
        )
        ids = {claim.id for claim, _ in kept}
        yield from (claim for claim in records if claim.id not in ids)


def _documents(file: BinaryIO) -> Iterator[list[_Word]]:
    words: list[_Word] = []
    is_any = False
    text = io.TextIOWrapper(file, encoding="utf-8-sig")
    try:
        for number, line in enumerate(text, 1):
            cells = line.split()
            if not cells or line.startswith("#"):
                continue
            if cells[0] == "-DOCSTART-":
                is_any = True
                if words:
                    yield words
                words = []
            elif len(cells) < 2 or not _TAG.fullmatch(cells[-1]):
                raise ClaimImportError(
                    f"Line {number} is no word with a tag in IOB: “{line.strip()[:60]}”."
                )
            else:
                words.append((cells[0], cells[-1]))
    except UnicodeDecodeError as error:
        raise ClaimImportError(f"The file is not UTF-8 text: {error}.") from error
    finally:
        with suppress(ValueError):  # the file may be closed before this is
            text.detach()
    if words:
        yield words
    elif not is_any:
        raise ClaimImportError("The file has no lines of words and tags.")


def _places(text: str, words: Sequence[_Word]) -> list[Span] | None:
    """Return where each word stands, None where they are not those of the text."""
    places, end = [], 0
    for word, _ in words:
        start = text.find(word, end)
        if start < 0 or text[end:start].strip():
            return None
        end = start + len(word)
        places.append(Span(start, end))
    return places


def _as_given_out(
    found: Iterable[tuple[Span, str]], text: str, kept: Iterable[tuple[Claim, Span]]
) -> Iterator[tuple[Span, str]]:
    """Yield the spans, those of a claim as it is here where they differ in signs alone.

    Programs cut words each in their own way: “No, with its quotation mark, is one in some.
    """
    known: dict[tuple[int, int], Span] = {}
    for _, place in kept:
        known.setdefault(_within(text, place), place)
    for span, name in found:
        yield known.get(_within(text, span), span), name


def _within(text: str, span: Span) -> tuple[int, int]:
    """Return where the first and the last letter or digit of a span stand."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _spans(words: Sequence[_Word], places: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Yield the runs of words with one tag, and its name."""
    begun: tuple[Span, str] | None = None
    for (_, tag), place in zip(words, places, strict=True):
        match = _TAG.fullmatch(tag)
        scheme, name = (match[1] or "", match[2] or "") if match else ("", "")
        goes_on = begun is not None and scheme in "IEML" and scheme and name == begun[1]
        if begun and goes_on:
            begun = (Span(begun[0].start, place.end), name)
        else:
            if begun:
                yield begun
            begun = (place, name) if name else None
        if begun and scheme in "SUEL" and scheme:
            yield begun
            begun = None
    if begun:
        yield begun
