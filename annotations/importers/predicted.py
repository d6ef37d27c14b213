"""Predictions of a model as JSON Lines: each line some words of an article, and what they are.

    {"article": "report.txt", "start": 10, "end": 23, "label": "toll", "score": 0.93, "model": "m"}
    {"text": "…", "words": "11,000 people", "label": "toll"}

Which article is meant is told by its name or by its whole text. Where words stand beside
offsets, the words win. Offsets count code points, UTF-16 units or bytes: the way that finds
the words is taken; where there are none, code points.
"""

import math
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from annotations.anchoring import Placed, describe, locate
from annotations.claim import Anchor, JSONValue
from annotations.errors import InvalidClaimError
from annotations.importers.contract import ImportTarget, Problem
from annotations.importers.counted_offsets import CountedText
from annotations.importers.labelled_spans import numbered_objects
from annotations.importers.prediction import Prediction

_LEAST = '{"article": "report.txt", "words": "11,000 people", "label": "toll"}'


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Prediction | Problem]:
    """Yield the prediction of each line, or what is wrong with it."""
    for number, record in numbered_objects(file):
        if isinstance(record, Problem):
            yield record
            continue
        try:
            yield _prediction(record, into)
        except InvalidClaimError as error:
            yield Problem(f"Line {number}: {error}")


def _prediction(record: Mapping[str, JSONValue], into: ImportTarget) -> Prediction:
    """Return what a line says, placed in the article as it is here.

    Raises:
        InvalidClaimError: It lacks something, or its words stand nowhere.
    """
    name, given = _words(record, "article"), _words(record, "text")
    words, label, model = (_words(record, field) for field in ("words", "label", "model"))
    if not name and not given:
        raise InvalidClaimError(f"“article” and “text” are missing. The least is {_LEAST}.")
    if not label:
        raise InvalidClaimError(f"“label” is missing. The least is {_LEAST}.")
    score = _score(record.get("score"))
    article = into.article_named(name, given)
    text = into.text_of(article)
    if text is None:
        shown = f"“{name}”" if name else "with this text"
        raise InvalidClaimError(f"No article here is {shown}.")
    anchor = _anchor(CountedText(given or text), record.get("start"), record.get("end"), words)
    place = locate(text, anchor)
    if not isinstance(place, Placed):
        raise InvalidClaimError(f"“{anchor.exact}” in {article.path}: {place.reason}")
    return Prediction(
        article=article, anchor=describe(text, place.span), label=label, score=score, model=model
    )


def _anchor(counted: CountedText, start: JSONValue, end: JSONValue, words: str) -> Anchor:
    """Return where a line's words stand in a text.

    Raises:
        InvalidClaimError: The offsets leave the text, or the words are in no one place.
    """
    if words and not _is_offset(start):
        if counted.text.count(words) > 1:
            raise InvalidClaimError(f"“{words}” stands in several places. Say where: “start”.")
        start = 0
    if words and _is_offset(start) and not _is_offset(end):
        assert isinstance(start, int)
        end = start + len(words)
    if not _is_offset(start) or not _is_offset(end):
        raise InvalidClaimError(f"“words”, or “start” and “end”, are missing, as in {_LEAST}.")
    span = counted.span(start, end, words)
    if span is None and words:
        raise InvalidClaimError(f"“{words}” does not stand in the article, or in several places.")
    if span is None:
        raise InvalidClaimError(f"{start} to {end} is no place in the article.")
    return describe(counted.text, span)


def _is_offset(value: JSONValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _words(record: Mapping[str, JSONValue], name: str) -> str:
    """Return a text of the record, empty where there is none.

    Raises:
        InvalidClaimError: It is something else.
    """
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidClaimError(f"“{name}” is not a text.")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise InvalidClaimError(f"“{name}” has half a letter in it (a lone surrogate).")
    return value


def _score(value: JSONValue) -> float | None:
    """Return a score.

    Raises:
        InvalidClaimError: It is no number from 0 to 1.
    """
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or not 0 <= value <= 1:  # type: ignore[arg-type,operator]
        raise InvalidClaimError("“score” is not a number from 0 to 1.")
    assert isinstance(value, int | float)
    return value
