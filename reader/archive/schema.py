"""The tables of an archive: each column with its type and what it holds.

Types are Arrow's by name; `[…]` is a list. Offsets count code points of the article's `text`.
The description of a column is kept in the files, as its field's metadata.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import pyarrow

VERSION = 1
"""The number of this schema; a part of another one does not count."""

TableName: TypeAlias = str
Row: TypeAlias = dict[str, object]


class Column(NamedTuple):
    """A column: its name, its type, what it holds."""

    name: str
    type: str
    holds: str


_NUMBER = Column("number", "int64", "the article's number in this archive")
_OF_ARTICLE = (
    _NUMBER,
    Column("mark", "int32", "which mark of the article this is, from 0, by place"),
    Column("published", "date32", "the article's day"),
    Column("source", "string", "the article's outlet"),
    Column("form", "string", "the form, as in `copydesk marks --json`"),
    Column("start", "int32", "where it begins"),
    Column("end", "int32", "behind its last character"),
    Column("text", "string", "its words, with what stands around them"),
)

TABLES: Mapping[TableName, Sequence[Column]] = {
    "articles": (
        _NUMBER,
        Column("id", "string", "what its record calls it, else its file and place"),
        Column("input", "int32", "the file it comes from, by its number in archive.json"),
        Column("place", "int64", "which record of the file it is, from 1"),
        Column("title", "string", "its headline, else its first words"),
        Column("source", "string", "the outlet"),
        Column("published", "date32", "the day it was published"),
        Column("byline", "string", "who wrote it, parted by “; ”"),
        Column("agencies", "[string]", "the agencies it names as its origin"),
        Column("url", "string", "its address"),
        Column("language", "string", "its language as in BCP 47"),
        Column("text", "string", "the text in its normal form"),
        Column("text_hash", "string", "SHA-256 of the text"),
        Column("part_starts", "[int32]", "where paragraphs that are set apart begin"),
        Column("part_ends", "[int32]", "where they end"),
        Column("part_kinds", "[string]", "what they are: title, heading, caption …"),
        Column("words", "int32", "words between white space"),
        Column("quotes", "int32", "how many quotes it has"),
        Column("figures", "int32", "how many figures that a reader wants"),
        Column("named_folded", "string", "its id and its file and place, folded to be found"),
        Column("title_folded", "string", "the title, folded"),
        Column("source_folded", "string", "the outlet, folded"),
        Column("byline_folded", "string", "who wrote it, folded"),
        Column("agencies_folded", "string", "the agencies, folded, one a line"),
    ),
    "quotes": (
        *_OF_ARTICLE,
        Column("inner_start", "int32", "where the words between the quotation marks begin"),
        Column("inner_end", "int32", "where they end"),
        Column("speaker", "string", "the fullest name of who says it"),
        Column("speaker_text", "string", "the words for them nearest to the quote"),
        Column("speaker_start", "int32", "where those begin"),
        Column("speaker_end", "int32", "where those end"),
        Column("cue", "string", "the words that hand the quote to its speaker"),
        Column("cue_start", "int32", "where those begin"),
        Column("cue_end", "int32", "where those end"),
        Column("part_of", "int32", "where the first quote of several that belong together begins"),
        Column("rule", "string", "the rule that found it"),
        Column("speaker_folded", "string", "the speaker's name and words, folded, one a line"),
    ),
    "figures": (
        *_OF_ARTICLE,
        Column("value", "double", "its value"),
        Column("low", "double", "of a range, the lower end"),
        Column("high", "double", "of a range, the upper end"),
        Column("approximator", "string", "words such as “at least”"),
        Column("relation", "string", "what those mean: = ~ < > up down"),
        Column("unit", "string", "a currency, percent, or a unit's name"),
        Column("counts", "string", "what is counted"),
        Column("counts_start", "int32", "where that begins"),
        Column("counts_end", "int32", "where that ends"),
        Column("date", "string", "ISO 8601, where it is a date or a time"),
        Column("rule", "string", "the rule that found it"),
        Column("wanted", "bool", "whether a reader wants to see it"),
        Column("counts_folded", "string", "what is counted, folded"),
    ),
    "words": (
        Column("word", "string", "a word of texts, folded; the rows are sorted by it"),
        Column("number", "int64", "the article that has it"),
        Column("places", "[int32]", "which of its words and signs it is, from 0"),
    ),
    "fingerprints": (
        _NUMBER,
        Column("words", "[uint32]", "the numbers of its words with a content"),
        Column("counts", "[uint8]", "how often it has each, at most 255 times"),
        Column("runs", "[uint32]", "a sample of the checksums of its runs of five words"),
        Column("run_count", "int32", "how many different runs it has"),
        Column("quote_words", "[uint32]", "the numbers of the words of its quotes"),
        Column("quote_ends", "[int32]", "where each quote's words end among those"),
        Column("sentence_words", "[uint32]", "the same of the sentences that have figures"),
        Column("sentence_ends", "[int32]", "where each sentence's words end among those"),
        Column("figure_sentences", "[int32]", "in which of the sentences each figure stands"),
        Column("figure_lows", "[double]", "the least value of each figure as printed"),
        Column("figure_highs", "[double]", "the greatest"),
        Column("figure_kins", "[string]", "what each measures"),
    ),
    "problems": (
        Column("input", "int32", "the file, by its number in archive.json"),
        Column("place", "int64", "which record of it, from 1; 0 is the file itself"),
        Column("id", "string", "the article's, where there is one"),
        Column("reason", "string", "what is wrong"),
    ),
}
"""The tables that each part has, by their names."""


@cache
def schema_of(table: TableName) -> "pyarrow.Schema":
    """Return the Arrow schema of a table."""
    import pyarrow

    def typed(written: str) -> "pyarrow.DataType":
        if written.startswith("["):
            return pyarrow.list_(typed(written.strip("[]")))
        return {"double": pyarrow.float64(), "bool": pyarrow.bool_()}.get(
            written
        ) or pyarrow.type_for_alias(written)

    return pyarrow.schema(
        [
            pyarrow.field(name, typed(written), metadata={"description": holds})
            for name, written, holds in TABLES[table]
        ],
        metadata={"copydesk.archive": str(VERSION)},
    )
