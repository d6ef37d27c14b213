"""Articles that a test marks into an archive, and what is in it then."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="an archive is Parquet: pip install 'copydesk[archive]'")

TEXTS = (
    "“The dam will hold,” said Mayor Ada Brandt on Monday. It cost 3.2 million euros.",
    "Police counted 14 dead. “Nobody warned us,” said Tom Okafor, a fisherman.",
    "The council raised the toll by 5% and Ms Brandt called the vote “a farce”.",
    "At least 20 boats sank in the storm, the harbour master said.",
    "“Ready, steady,” said the coach. Nobody ran 100 metres faster than Ines Maro.",
)


@pytest.fixture
def news(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of some articles as JSON Lines, and return it."""

    def written(number: int, name: str = "news.jsonl") -> Path:
        file = tmp_path / name
        records = (
            {
                "id": f"a{place}",
                "text": f"{TEXTS[place % len(TEXTS)]} This is report {place}.",
                "published": f"2024-07-{place % 28 + 1:02}",
                "source": ("The Post", "The Herald")[place % 2],
            }
            for place in range(number)
        )
        file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return file

    return written


def rows_in(archive: Path) -> dict[str, list[str]]:
    """Return the rows of each table of an archive, sorted, as text that is equal byte for byte."""
    from pyarrow.parquet import read_table

    from reader.archive.parts import tables_in
    from reader.archive.schema import TABLES

    return {
        table: sorted(
            repr(sorted(row.items()))
            for file in tables_in(archive, table)
            for row in read_table(file).to_pylist()
        )
        for table in TABLES
    }


@pytest.fixture
def rows() -> Callable[[Path], dict[str, list[str]]]:
    """Return what tells of the rows in an archive."""
    return rows_in
