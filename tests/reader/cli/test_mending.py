"""`copydesk mend`: texts that were encoded twice, or in another encoding, written again."""

MEANT = "“We’re here,” said Zoë Brandt – and that’s all.\n"


def test_a_text_that_was_encoded_twice_is_written_as_it_was_meant(copydesk, tmp_path):
    twice = MEANT.encode().decode("latin-1").encode()
    (tmp_path / "a.txt").write_bytes(twice)
    done = copydesk("mend", "a.txt")
    assert done.returncode == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == MEANT
    assert (tmp_path / "a.txt.orig").read_bytes() == twice


def test_a_text_that_needs_no_mending_is_not_touched(copydesk, tmp_path):
    (tmp_path / "a.txt").write_text(MEANT, encoding="utf-8")
    done = copydesk("mend", "a.txt")
    assert done.stderr == "copydesk: a.txt needs no mending.\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_an_encoding_can_be_named_where_the_guess_is_wrong(copydesk, tmp_path):
    (tmp_path / "a.txt").write_bytes("Žluťoučký kůň".encode("cp1250"))
    copydesk("mend", "--encoding", "cp1250", "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "Žluťoučký kůň"


def test_what_was_kept_is_never_written_over(copydesk, tmp_path):
    (tmp_path / "a.txt").write_text(MEANT.encode().decode("latin-1"), encoding="utf-8")
    (tmp_path / "a.txt.orig").write_text("kept", encoding="utf-8")
    done = copydesk("mend", "a.txt")
    assert done.returncode == 1
    assert (tmp_path / "a.txt.orig").read_text(encoding="utf-8") == "kept"


def test_a_name_that_is_no_encoding_is_said(copydesk, tmp_path):
    (tmp_path / "a.txt").write_text(MEANT, encoding="utf-8")
    done = copydesk("mend", "--encoding", "klingon", "a.txt")
    assert done.returncode == 2
    assert "“klingon” is no encoding." in done.stderr
