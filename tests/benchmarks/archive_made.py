"""Make an archive of any size by resampling a small one: `archive_made.py SMALL OUT ARTICLES`.

Each part draws a thousand articles of the small archive anew, with all that is told of them; half
of the speakers get another name, as a large archive has more of them than a small one.
"""

import json
import sys
from pathlib import Path

import duckdb

SMALL, OUT, ARTICLES = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
PART = 1000
TABLES = {
    "articles": "t.* EXCLUDE (number, input, place, id, named_folded), 1 AS input, "
    "s.place AS place, concat('a', s.place) AS id, concat('a', s.place) AS named_folded",
    "quotes": "t.* EXCLUDE (number, speaker, speaker_folded), "
    "IF(s.other > 0, concat(t.speaker, ' ', s.other), t.speaker) AS speaker, "
    "IF(s.other > 0, concat(t.speaker_folded, ' ', s.other), t.speaker_folded) AS speaker_folded",
    "figures": "t.* EXCLUDE (number)",
    "fingerprints": "t.* EXCLUDE (number)",
    "words": "t.* EXCLUDE (number)",
}
ORDER = {"quotes": "mark,", "figures": "mark,", "words": "word,"}


def main() -> None:
    database = duckdb.connect()
    for table in TABLES:
        database.execute(f"CREATE TABLE {table} AS FROM '{SMALL}/parts/*/{table}.parquet'")
    database.execute("SELECT setseed(0.5)")
    for part in range(ARTICLES // PART):
        folder = OUT / "parts" / f"000001-{part:06}"
        folder.mkdir(parents=True)
        database.execute(
            "CREATE OR REPLACE TABLE sample AS SELECT ? + row_number() OVER () AS place, "
            "(1::BIGINT << 40) | (? + row_number() OVER ()) AS new, number AS old, "
            "greatest(0, floor(random() * 1000) - 500)::INT AS other FROM "
            "(SELECT number FROM articles, range(20) ORDER BY random() LIMIT ?)",
            (part * PART, part * PART, PART),
        )
        for table, columns in TABLES.items():
            size = ", ROW_GROUP_SIZE 16384" if table == "words" else ""
            names = ", ".join(
                f'"{row[0]}"' for row in database.execute(f"DESCRIBE {table}").fetchall()
            )
            database.execute(
                f"COPY (SELECT {names} FROM (SELECT s.new AS number, {columns} FROM {table} t "
                f"JOIN sample s ON s.old = t.number) ORDER BY {ORDER.get(table, '')} number) "
                f"TO '{folder}/{table}.parquet' (FORMAT parquet, COMPRESSION zstd{size})"
            )
        database.execute(
            f"COPY (SELECT * FROM '{SMALL}/parts/*/problems.parquet' LIMIT 0) "
            f"TO '{folder}/problems.parquet' (FORMAT parquet)"
        )
    made = json.loads((SMALL / "archive.json").read_text())
    made["inputs"] = [
        {"address": "made.jsonl", "state": "", "parts": part + 1, "records": ARTICLES}
    ]
    (OUT / "archive.json").write_text(json.dumps(made))


main()
