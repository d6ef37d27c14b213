"""JSON Lines as a script writes them."""


def test_the_least_line_a_script_can_write_is_a_claim(copydesk, tmp_path):
    (tmp_path / "a.txt").write_text("At least 11,000 people were hurt.\n", encoding="utf-8")
    line = '{"article": "a.txt", "words": "11,000 people", "tags": ["toll"]}\n'
    (tmp_path / "claims.jsonl").write_text(line, encoding="utf-8")

    first = copydesk("import", "claims.jsonl", ".")
    second = copydesk("import", "claims.jsonl", ".")

    assert (first.returncode, first.stderr) == (
        0,
        f"copydesk: Saved in {tmp_path}/copydesk.json.\n",
    )
    assert "1 claim had been imported before." in second.stderr
    assert "11,000 people" in copydesk("claims", ".").stdout


def test_what_a_line_lacks_is_named_with_the_line(copydesk, tmp_path):
    (tmp_path / "a.txt").write_text("At least 11,000 people were hurt.\n", encoding="utf-8")
    lines = '\n{"article": "a.txt", "words": "hurt", "tags": ["t"]}\n{"article": "a.txt"}\n'
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")

    done = copydesk("import", "--format", "jsonl", "claims.jsonl", ".")

    assert "Line 3: “words” and “tags” are missing. The least is {" in done.stderr
    assert done.returncode == 0
