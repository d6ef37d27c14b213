"""One part of an input, marked: the function that every process of every machine runs.

It keeps nothing between two calls and asks nothing but its input: the same part gives the same
rows wherever it is marked, and to mark it twice changes nothing.
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotations.folding import folded, searched
from reader.archive.inputs import Cut
from reader.archive.parts import PartWriter
from reader.archive.records import Problem, Record, records_of
from reader.archive.schema import Row, TableName
from reader.article import Article, word_count
from reader.comparison.keys import SAMPLED
from reader.comparison.reading import Reading, Sentence, read
from reader.detectors.contract import Failure, Reported
from reader.detectors.marks import Figure, Mark, Quote, is_wanted
from reader.detectors.registry import iter_marks
from reader.errors import ReaderError

_INPUTS = 40
"""Bits of an article's number that say which record of its file it is."""

_ROOM = Path(__file__).parents[1]
_TELLING = (
    "article.py",
    "formats",
    "detectors",
    "comparison",
    "archive/records.py",
    "archive/words.py",
    __file__,
)


@dataclass(frozen=True, slots=True)
class Way:
    """How articles are marked: what differs where the marks differ.

    `reported` says how reported speech is found; `detectors` is the fingerprint of the rules.
    """

    reported: Reported
    detectors: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of a part: how many articles, problems, and seconds of work."""

    name: str
    articles: int
    problems: int
    seconds: float


@cache
def fingerprint() -> str:
    """Return what differs when articles are read, marked or fingerprinted another way."""
    running = hashlib.sha256()
    for place in _TELLING:
        path = _ROOM / place
        for file in sorted(path.rglob("*")) if path.is_dir() else (path,):
            if not file.is_file() or file.suffix == ".pyc":
                continue
            running.update(file.relative_to(_ROOM).as_posix().encode())
            running.update(file.read_bytes())
    return running.hexdigest()[:16]


def mark_part(cut: Cut, archive: Path, way: Way, /) -> Marked:
    """Mark the articles of one part, and write its tables.

    Raises:
        ReaderError: The rules here are not those that are asked for, or the part cannot be
            read or written.
    """
    if fingerprint() != way.detectors:
        raise ReaderError(
            "A worker runs another version of copydesk than this one, and would mark in another "
            "way. Install the same version there."
        )
    began = time.process_time()
    articles = problems = 0
    try:
        with PartWriter(archive, cut.name) as part:
            for found in records_of(cut):
                rows = rows_of(found, cut.source.number, way.reported)
                articles += len(rows.get("articles", ()))
                problems += len(rows.get("problems", ()))
                part.add(rows)
    except OSError as error:
        raise ReaderError(
            f"The part {cut.name} could not be written to {archive}: {error.strerror or error}."
        ) from error
    return Marked(cut.name, articles, problems, time.process_time() - began)


def rows_of(found: Record | Problem, source: int, reported: Reported) -> dict[TableName, list[Row]]:
    """Return the rows that one record gives, by their table."""
    if isinstance(found, Problem):
        return {"problems": [_problem(source, found.place, "", found.reason)]}
    article = found.article
    number = source << _INPUTS | found.place
    failures: list[Failure] = []
    marks = tuple(
        iter_marks(
            article.text,
            article.published,
            every=True,
            reported=reported,
            failed=failures.append,
        )
    )
    base: Row = {"number": number, "published": article.published, "source": article.source}
    quotes: list[Row] = []
    figures: list[Row] = []
    for place, mark in enumerate(marks):
        row = {**base, "mark": place, **_of_mark(mark, article.text)}
        (quotes if isinstance(mark, Quote) else figures).append(row)
    wanted = sum(map(is_wanted, marks)) - len(quotes)
    return {
        "articles": [
            {**base, **_of_article(found, source), "quotes": len(quotes), "figures": wanted}
        ],
        "quotes": quotes,
        "figures": figures,
        "fingerprints": [{"number": number, **_fingerprint_of(article, marks)}],
        "problems": [
            _problem(source, found.place, found.known_by, str(failure)) for failure in failures
        ],
    }


def _problem(source: int, place: int, known_by: str, reason: str) -> Row:
    return {"input": source, "place": place, "id": known_by, "reason": reason}


def _of_article(found: Record, source: int) -> Row:
    article = found.article
    return {
        "id": found.known_by,
        "input": source,
        "place": found.place,
        "title": article.title,
        "byline": article.byline,
        "agencies": list(article.agencies),
        "url": article.url,
        "language": article.language,
        "text": article.text,
        "text_hash": article.text_hash,
        "part_starts": [part.span.start for part in article.parts],
        "part_ends": [part.span.end for part in article.parts],
        "part_kinds": [part.kind for part in article.parts],
        "words": word_count(article.text),
        "named_folded": folded(f"{found.known_by}\n{article.path}"),
        "title_folded": searched(article.title),
        "source_folded": folded(article.source),
        "byline_folded": folded(article.byline),
        "agencies_folded": folded("\n".join(article.agencies)),
    }


def _of_mark(mark: Mark, text: str) -> Row:
    shared: Row = {
        "form": mark.form,
        "start": mark.span.start,
        "end": mark.span.end,
        "text": mark.span.of(text),
        "rule": mark.rule,
    }
    if isinstance(mark, Figure):
        return {
            **shared,
            "value": _double(mark.value),
            "low": _double(mark.low),
            "high": _double(mark.high),
            "approximator": mark.approximator and mark.approximator.of(text),
            "relation": mark.relation,
            "unit": mark.unit,
            "counts": mark.counts and mark.counts.of(text),
            "counts_start": mark.counts and mark.counts.start,
            "counts_end": mark.counts and mark.counts.end,
            "date": mark.date,
            "wanted": mark.wanted,
            "counts_folded": mark.counts and searched(mark.counts.of(text)),
        }
    speaker = mark.speaker
    return {
        **shared,
        "inner_start": mark.inner.start,
        "inner_end": mark.inner.end,
        "speaker": speaker and speaker.name,
        "speaker_text": speaker and speaker.span.of(text),
        "speaker_start": speaker and speaker.span.start,
        "speaker_end": speaker and speaker.span.end,
        "speaker_folded": speaker and folded(f"{speaker.name}\n{speaker.span.of(text)}"),
        "cue": mark.cue and mark.cue.of(text),
        "cue_start": mark.cue and mark.cue.start,
        "cue_end": mark.cue and mark.cue.end,
        "part_of": mark.part_of,
    }


def _double(number: float | None) -> float | None:
    try:
        return None if number is None else float(number)
    except OverflowError:  # a number with more digits than any measure has
        return float("inf") if number and number > 0 else float("-inf")


def _fingerprint_of(article: Article, marks: tuple[Mark, ...]) -> Row:
    reading = read(
        article.path,
        article.text,
        marks,
        published=article.published,
        source=article.source,
        agencies=article.agencies,
    )
    quote_words, quote_ends = _laid_out(quote.words.numbers for quote in reading.quotes)
    sentences = _sentences(reading)
    sentence_words, sentence_ends = _laid_out(each.numbers for each in sentences)
    at = {id(sentence): place for place, sentence in enumerate(sentences)}
    return {
        "words": reading.bag.words,
        "counts": list(reading.bag.counts),
        "runs": [run for run in reading.runs if not run & SAMPLED],
        "run_count": len(reading.runs),
        "quote_words": quote_words,
        "quote_ends": quote_ends,
        "sentence_words": sentence_words,
        "sentence_ends": sentence_ends,
        "figure_sentences": [at[id(figure.sentence)] for figure in reading.figures],
        "figure_lows": [figure.key[0] for figure in reading.figures],
        "figure_highs": [figure.key[1] for figure in reading.figures],
        "figure_kins": [figure.key[2] for figure in reading.figures],
    }


def _sentences(reading: Reading) -> list[Sentence]:
    """Return the sentences that have figures, each once, in the order of their first one."""
    return list({id(figure.sentence): figure.sentence for figure in reading.figures}.values())


def _laid_out(lists: Iterator["object"]) -> tuple[list[int], list[int]]:
    """Return lists of numbers one behind the other, and where each ends."""
    numbers: list[int] = []
    ends: list[int] = []
    for some in lists:
        numbers.extend(some)  # type: ignore[arg-type]
        ends.append(len(numbers))
    return numbers, ends
