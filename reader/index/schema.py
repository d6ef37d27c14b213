"""The tables behind the list: what is kept of a file, and the orders a list can have."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from reader.index.full_text import TOKENIZER

Column: TypeAlias = Literal[
    "published", "library", "source", "title", "path", "words", "quotes", "figures", "claims",
    "progress",
]  # fmt: skip
ORDERS: Mapping[Column, str] = {
    "published": "published",
    "library": "library_folded",
    "source": "nullif(source_folded, '')",
    "title": "CASE WHEN words_folded >= ' ' THEN words_folded END",
    "path": "path",
    "words": "words",
    "quotes": "quotes",
    "figures": "figures",
    "claims": "claims",
    "progress": "progress",
}
COLUMNS: tuple[Column, ...] = tuple(ORDERS)
"""What the list can be sorted by."""

# A file has a row without a place, and one more for each article in it where it holds several.
# The index has most of what is asked for, in the order in which the list opens, so that
# 100,000 rows are filtered without a look at the much wider table. A title stands first
# in `words_folded`.
# The full text has no contents of its own. It is known by `text_id`, which articles of one
# text share and which is never given again, so that nothing has to be taken out of it.
_TOKENS = TOKENIZER.replace('"', '""')
_OF_ARTICLE = "{0}.id << 20 AND ({0}.id << 20) + 1048575"
SCHEMA = f"""
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file BLOB NOT NULL, place TEXT NOT NULL, state TEXT NOT NULL, problems TEXT NOT NULL,
    UNIQUE (file, place)
);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, library BLOB NOT NULL, path TEXT NOT NULL,
    title TEXT NOT NULL, source TEXT NOT NULL, published TEXT, words INTEGER NOT NULL,
    quotes INTEGER, figures INTEGER,
    claims INTEGER NOT NULL DEFAULT 0, progress INTEGER NOT NULL DEFAULT 0,
    text_hash TEXT NOT NULL, text_id INTEGER NOT NULL, words_folded TEXT NOT NULL,
    title_folded TEXT NOT NULL, source_folded TEXT NOT NULL, path_folded TEXT NOT NULL,
    byline_folded TEXT NOT NULL, agencies_folded TEXT NOT NULL, library_folded TEXT NOT NULL,
    tags_folded TEXT NOT NULL DEFAULT '', speakers_folded TEXT NOT NULL DEFAULT '',
    verdicts_folded TEXT NOT NULL DEFAULT '', annotators_folded TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL
);
CREATE INDEX by_published ON articles (
    published, path, words_folded, source_folded, tags_folded,
    words, quotes, figures, claims, progress
);
CREATE INDEX by_text ON articles (text_hash);
CREATE INDEX by_text_id ON articles (text_id);
CREATE INDEX by_path ON articles (library, path);
CREATE INDEX by_address ON articles (address) WHERE address <> '';
CREATE INDEX uncounted ON articles (id) WHERE quotes IS NULL;
CREATE INDEX told_of ON articles (library, path) WHERE claims > 0 OR progress > 0;
CREATE TABLE last_time (total INTEGER NOT NULL);
CREATE TABLE last_text (id INTEGER NOT NULL);
INSERT INTO last_text VALUES (0);
CREATE VIRTUAL TABLE full_text USING fts5(
    words, content='', columnsize=0, tokenize="{_TOKENS}"
);
CREATE TABLE marks (
    id INTEGER PRIMARY KEY, form INTEGER NOT NULL, value, high,
    unit INTEGER, counts INTEGER, speaker INTEGER, day INTEGER
);
CREATE INDEX marks_by_value ON marks (value) WHERE value IS NOT NULL;
CREATE INDEX marks_by_high ON marks (high) WHERE high IS NOT NULL;
CREATE INDEX marks_by_unit ON marks (unit) WHERE unit IS NOT NULL;
CREATE INDEX marks_by_counts ON marks (counts) WHERE counts IS NOT NULL;
CREATE INDEX marks_by_speaker ON marks (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX marks_by_day ON marks (day) WHERE day IS NOT NULL;
CREATE TABLE places (id INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE name_words USING fts5(
    words, content='', columnsize=0, prefix='1 2', tokenize="{_TOKENS}"
);
CREATE TABLE found_by (detectors TEXT NOT NULL);
CREATE TRIGGER article_gone AFTER DELETE ON articles BEGIN
    DELETE FROM marks WHERE id BETWEEN {_OF_ARTICLE.format("old")};
    DELETE FROM places WHERE id = old.id;
END;
CREATE TRIGGER marks_gone AFTER UPDATE OF quotes ON articles
WHEN new.quotes IS NULL AND old.quotes IS NOT NULL BEGIN
    DELETE FROM marks WHERE id BETWEEN {_OF_ARTICLE.format("old")};
    DELETE FROM places WHERE id = old.id;
END
"""
PUT_FILE = """
INSERT INTO files (file, place, state, problems) VALUES (?, ?, ?, ?)
ON CONFLICT (file, place) DO UPDATE SET state = excluded.state, problems = excluded.problems
RETURNING id
"""
_NAMES = (
    "library, path, title, source, published, words, text_hash, text_id, words_folded, "
    "title_folded, source_folded, path_folded, byline_folded, agencies_folded, library_folded, "
    "address"
)
_SAME = "articles.text_hash = excluded.text_hash AND articles.published IS excluded.published"
PUT_ARTICLE = f"""
INSERT INTO articles (id, {_NAMES}) VALUES (?{", ?" * (_NAMES.count(",") + 1)})
ON CONFLICT (id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in _NAMES.split(", "))},
    quotes = CASE WHEN {_SAME} THEN quotes END,
    figures = CASE WHEN {_SAME} THEN figures END,
    speakers_folded = CASE WHEN {_SAME} THEN speakers_folded ELSE '' END
"""
