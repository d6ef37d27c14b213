"""The words of texts as a part keeps them, and which ones a query asks for.

A text is folded and parted into words and signs, each with its place in the row of them; the
signs are counted, not kept. So exact words are those whose places follow each other just as far
apart: "well-known" is not "well known".
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.folding import folded, searched
from reader.archive.schema import schema_of
from reader.query import Words

if TYPE_CHECKING:
    import pyarrow

_TOKEN = re.compile(r"\w+|[^\w\s]")
_ROWS_TOGETHER = 16_384
"""Rows of a group: what is read at least to find one word in a part."""

_MOST = 50
"""Words of a phrase that are looked for; more make no article likelier."""


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """A word of a phrase: how far behind the first it stands, and whether it may go on."""

    word: str
    behind: int
    goes_on: bool = False


def sought(words: Words) -> tuple[SoughtWord, ...]:
    """Return the words that a query asks of a text; none where it names only signs."""
    typed = words.words.rstrip()
    goes_on = words.unfinished and typed == words.words
    if typed.endswith("*") and typed.strip("* "):
        typed, goes_on = typed[:-1], True
    tokens = _TOKEN.findall(folded(typed))[:_MOST]
    places = [place for place, token in enumerate(tokens) if _is_word(token)]
    return tuple(
        SoughtWord(tokens[at], at - places[0], goes_on and at == len(tokens) - 1) for at in places
    )


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] == "_"


@dataclass(slots=True)
class _Postings:
    """Where a word stands: the articles, up to where each one's places go, the places."""

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("i"))
    places: "array[int]" = field(default_factory=lambda: array("i"))


class PartWords:
    """The words of the articles of a part, gathered and written when the part is whole."""

    def __init__(self) -> None:
        self._words: defaultdict[str, _Postings] = defaultdict(_Postings)

    def add(self, number: int, text: str) -> None:
        """Take in the words of a text; articles come in the order of their numbers."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(_TOKEN.findall(searched(text))):
            places[token].append(place)
        for word, found in places.items():
            if _is_word(word):
                postings = self._words[word]
                postings.numbers.append(number)
                postings.places.extend(found)
                postings.ends.append(len(postings.places))

    def write(self, file: Path) -> None:
        """Write a row for each word and article, sorted by both."""
        from pyarrow.parquet import ParquetWriter

        with ParquetWriter(
            file,
            schema_of("words"),
            compression="zstd",
            use_dictionary=["word"],
            column_encoding={"number": "DELTA_BINARY_PACKED"},
        ) as writer:
            for table in self._tables():
                writer.write_table(table, row_group_size=_ROWS_TOGETHER)

    def _tables(self) -> "Iterator[pyarrow.Table]":
        import pyarrow

        words: list[str] = []
        numbers, offsets, places = array("q"), array("i", [0]), array("i")
        order = sorted(self._words)
        for word in order:
            postings = self._words[word]
            words.extend([word] * len(postings.numbers))
            numbers.extend(postings.numbers)
            base = len(places)
            offsets.extend(base + end for end in postings.ends)
            places.extend(postings.places)
            if len(words) >= _ROWS_TOGETHER or word is order[-1]:
                yield pyarrow.table(
                    [
                        pyarrow.array(words, pyarrow.string()),
                        pyarrow.array(numbers, pyarrow.int64()),
                        pyarrow.ListArray.from_arrays(
                            pyarrow.array(offsets, pyarrow.int32()),
                            pyarrow.array(places, pyarrow.int32()),
                        ),
                    ],
                    schema=schema_of("words"),
                )
                words = []
                numbers, offsets, places = array("q"), array("i", [0]), array("i")
