"""SQLite: one file that Datasette, DB Browser and every language open as it is.

Tables: `articles`, `claims`, `claim_tags`, `evidence`, `tags`, `verdicts` (the scales,
worst first). `claims` has the columns of the CSV export but the article's, the tags and the
evidence, which are rows of their own, and refers to `articles` by `article`. The view
`claims_with_articles` puts them together again. `claims_fts` is a full-text index of the
words, the statement, the claimant and the note: `… WHERE claims_fts MATCH 'tunnel'`.

Offsets count code points; times are UTC, as text. Nothing is lost but the exact form of
evidence that only a record has.

Source: “SQLite FTS5 Extension” for tables with external content, as Datasette finds them.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from annotations.claim import Claim
from annotations.codebook import Codebook
from annotations.exporters.colours import hex_colour
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report
from annotations.formats.rows import COLUMNS, typed_row
from annotations.records import written_time

_ARTICLE = ("title", "source", "published", "url", "text_hash")
_ELSEWHERE = frozenset({*_ARTICLE, "tags", "evidence"})
_HELD = tuple(name for name in COLUMNS if name not in _ELSEWHERE)
_NUMBERS = {"value": "REAL", "low": "REAL", "high": "REAL", "start": "INTEGER", "end": "INTEGER"}

_SCHEMA = f"""
CREATE TABLE articles (
    article TEXT PRIMARY KEY, title TEXT, source TEXT, published TEXT, url TEXT, text_hash TEXT
);
CREATE TABLE claims (
    {
    ", ".join(
        f'"{name}" {_NUMBERS.get(name, "TEXT")}'
        + {"id": " PRIMARY KEY", "article": " REFERENCES articles(article)"}.get(name, "")
        for name in _HELD
    )
}
);
CREATE TABLE claim_tags (
    claim TEXT REFERENCES claims(id), tag TEXT REFERENCES tags(tag), PRIMARY KEY (claim, tag)
);
CREATE TABLE evidence (
    claim TEXT REFERENCES claims(id), url TEXT, title TEXT, quotation TEXT, looked_up TEXT
);
CREATE TABLE tags (tag TEXT PRIMARY KEY, description TEXT, parent TEXT, colour TEXT, key TEXT);
CREATE TABLE verdicts (scale TEXT, verdict TEXT, place INTEGER, PRIMARY KEY (scale, verdict));
CREATE INDEX claims_by_article ON claims(article);
CREATE INDEX claim_tags_by_tag ON claim_tags(tag);
CREATE VIEW claims_with_articles AS
    SELECT claims.*, articles.title, articles.source, articles.published, articles.url,
        (SELECT group_concat(tag, '; ') FROM claim_tags WHERE claim = claims.id) AS tags
    FROM claims JOIN articles USING (article);
"""

_SEARCHED = ("words", "statement", "claimant", "note")
_FULL_TEXT = f"""
CREATE VIRTUAL TABLE claims_fts USING fts5({", ".join(_SEARCHED)}, content="claims");
INSERT INTO claims_fts(claims_fts) VALUES ('rebuild');
"""


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the database by way of a file of its own, which SQLite needs."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        path = Path(folder, "claims.sqlite")
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            written = _fill(connection, tagged)
            connection.execute("COMMIT")
            remarks = _index(connection)
            connection.execute("VACUUM")
        finally:
            connection.close()
        with path.open("rb") as database:
            copyfileobj(database, file)
    return Report(written, remarks=tuple(remarks))


def _fill(connection: sqlite3.Connection, tagged: TaggedClaims) -> int:
    marks = ", ".join("?" for _ in _HELD)
    written = 0
    tags: dict[str, None] = {}
    for claim in tagged.claims:
        row = dict(zip(COLUMNS, typed_row(claim), strict=True))
        article = [_text(row[name]) for name in _ARTICLE]
        connection.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?)", [row["article"], *article]
        )
        connection.execute(
            f"INSERT INTO claims VALUES ({marks})",
            [row[name] if name in _NUMBERS else _text(row[name]) for name in _HELD],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO claim_tags VALUES (?, ?)",
            ((claim.id, _text(tag)) for tag in claim.tags),
        )
        connection.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?)", _evidence(claim))
        tags.update(dict.fromkeys(claim.tags))
        written += 1
    _fill_codebook(connection, tagged.codebook, tags)
    return written


def _fill_codebook(
    connection: sqlite3.Connection, codebook: Codebook, used: dict[str, None]
) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO tags VALUES (?, ?, ?, ?, ?)",
        (
            (tag.name, tag.description, tag.parent, hex_colour(tag.colour) or tag.colour, tag.key)
            for tag in codebook.tags
        ),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO tags (tag) VALUES (?)", ((_text(tag),) for tag in used)
    )
    connection.executemany(
        "INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?)",
        (
            (scale.name, value, place)
            for scale in codebook.scales
            for place, value in enumerate(scale.values, 1)
        ),
    )


def _evidence(claim: Claim) -> Iterator[list[str | None]]:
    for source in claim.evidence:
        looked_up = source.looked_up.isoformat() if source.looked_up else ""
        parts = (source.url, source.title, source.quotation, looked_up)
        yield [claim.id, *(_text(part) for part in parts)]


def _text(value: object) -> str | None:
    """Return a cell's value as text that SQLite takes, None where it says nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return written_time(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value).encode(errors="replace").decode()


def _index(connection: sqlite3.Connection) -> list[str]:
    try:
        connection.executescript(_FULL_TEXT)
    except sqlite3.OperationalError:
        return ["SQLite has no full-text search on this machine, so the file has no index for it."]
    return []
