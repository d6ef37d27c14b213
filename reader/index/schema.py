"""The tables behind the list: what is kept of a file, and the orders a list can have."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

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
SCHEMA = """
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
    text_hash TEXT NOT NULL, words_folded TEXT NOT NULL,
    title_folded TEXT NOT NULL, source_folded TEXT NOT NULL, path_folded TEXT NOT NULL,
    byline_folded TEXT NOT NULL, agencies_folded TEXT NOT NULL, library_folded TEXT NOT NULL,
    tags_folded TEXT NOT NULL DEFAULT '', speakers_folded TEXT NOT NULL DEFAULT ''
);
CREATE INDEX by_published ON articles (
    published, path, words_folded, source_folded, tags_folded,
    words, quotes, figures, claims, progress
);
CREATE INDEX by_text ON articles (text_hash);
CREATE INDEX by_path ON articles (library, path);
CREATE INDEX uncounted ON articles (id) WHERE quotes IS NULL;
CREATE INDEX told_of ON articles (library, path) WHERE claims > 0 OR progress > 0;
CREATE TABLE last_time (total INTEGER NOT NULL)
"""
PUT_FILE = """
INSERT INTO files (file, place, state, problems) VALUES (?, ?, ?, ?)
ON CONFLICT (file, place) DO UPDATE SET state = excluded.state, problems = excluded.problems
RETURNING id
"""
_NAMES = (
    "library, path, title, source, published, words, text_hash, words_folded, "
    "title_folded, source_folded, path_folded, byline_folded, agencies_folded, library_folded"
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
