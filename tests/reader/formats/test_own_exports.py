"""What this program exports beside articles is not taken for articles."""

import pytest


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("csv", "claims.csv"),
        ("jsonl", "claims.jsonl"),
        ("parquet", "claims.parquet"),
        ("doccano", "claims.doccano.jsonl"),
        ("prodigy", "claims.prodigy.jsonl"),
        ("claimreview", "claims.json"),
        ("docx", "claims.docx"),
        ("tei", "claims.xml"),
    ],
)
def test_an_export_in_a_folder_of_articles_is_no_article_of_it(copydesk, tmp_path, form, file):
    (tmp_path / "a.txt").write_text("A quay reopens.\n\nIt rained, said he.", encoding="utf-8")
    note = "A note that is longer than most headlines are, for a reader of columns. " * 3
    copydesk("tag", "a.txt", "--words", "It rained", "--tag", "t", "--note", note)
    done = copydesk("export", "--format", form, "-o", file, ".")
    if "needs a library that is not installed" in done.stderr:
        pytest.skip(done.stderr)
    assert done.returncode == 0
    rows = copydesk("list", ".").stdout.splitlines()
    assert [row.split("\t")[2] for row in rows] == ["a.txt"]
