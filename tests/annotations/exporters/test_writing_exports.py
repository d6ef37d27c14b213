import zipfile
from pathlib import Path

import pytest

from annotations.errors import ExportError, MissingLibraryError, UnknownExporterError
from annotations.exporters.contract import Exporter
from annotations.exporters.losses import LossList
from annotations.exporters.registry import exporter_named
from annotations.exporters.writing import replacing, write_export

CSV = exporter_named("csv")


def test_an_export_is_written_whole(tagged, tmp_path):
    report = write_export(CSV, tagged(), tmp_path / "claims.csv")
    assert report.written == 17
    assert (tmp_path / "claims.csv").read_bytes().count(b"01k9m4tz") == 17
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]


def test_an_existing_file_is_not_written_over(tagged, tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("mine")
    with pytest.raises(ExportError, match=r"claims\.csv exists already"):
        write_export(CSV, tagged(), path)
    assert path.read_text() == "mine"


def test_an_existing_file_is_replaced_when_told_so(tagged, tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("mine")
    path.chmod(0o600)
    write_export(CSV, tagged(), path, force=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed_not_replaced(tagged, tmp_path):
    target = tmp_path / "target.csv"
    target.write_text("old")
    link = tmp_path / "claims.csv"
    link.symlink_to(target)
    write_export(CSV, tagged(), link, force=True)
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid")


def test_an_export_that_fails_leaves_the_old_file_and_no_other(tagged, tmp_path):
    def broken():
        yield next(tagged().claims)
        raise RuntimeError("power cut")

    path = tmp_path / "claims.csv"
    path.write_text("mine")
    with pytest.raises(RuntimeError):
        write_export(CSV, tagged(broken()), path, force=True)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_one_sentence(tagged, tmp_path):
    with pytest.raises(ExportError, match="could not be written: No such file or directory"):
        write_export(CSV, tagged(), tmp_path / "nowhere" / "claims.csv")


def test_a_file_is_not_written_over_a_folder(tagged, tmp_path):
    with pytest.raises(ExportError, match="is a folder"):
        write_export(CSV, tagged(), tmp_path, force=True)


def test_nothing_is_seen_before_the_end(tmp_path):
    path = tmp_path / "claims.csv"
    with replacing(path) as file:
        file.write(b"half")
        assert not path.exists()
    assert path.read_bytes() == b"half"


@pytest.fixture
def folder_format(tmp_path, monkeypatch) -> Exporter:
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    (rooms / "two_files.py").write_text(
        "import zipfile\n"
        "from annotations.exporters.losses import Report\n"
        "def write(tagged, file):\n"
        "    with zipfile.ZipFile(file, 'w') as archive:\n"
        "        archive.writestr('one.txt', 'one')\n"
        "        archive.writestr('two.txt', 'two')\n"
        "    return Report(0)\n"
    )
    monkeypatch.syspath_prepend(rooms)
    return Exporter("two", "Two files", ".zip", "two_files", folder=True)


def test_a_format_of_many_files_becomes_a_folder(folder_format, tagged, tmp_path):
    write_export(folder_format, tagged(), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one.txt", "two.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "rooms"]


def test_a_format_of_many_files_becomes_an_archive_when_its_name_says_so(
    folder_format, tagged, tmp_path
):
    write_export(folder_format, tagged(), tmp_path / "out.zip")
    assert zipfile.ZipFile(tmp_path / "out.zip").namelist() == ["one.txt", "two.txt"]


def test_other_files_of_an_existing_folder_are_left_alone(folder_format, tagged, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "one.txt").write_text("old")
    (out / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="exists already"):
        write_export(folder_format, tagged(), out)
    write_export(folder_format, tagged(), out, force=True)
    read = {path.name: path.read_text() for path in out.iterdir()}
    assert read == {"one.txt": "one", "two.txt": "two", "mine.txt": "mine"}


def test_a_missing_library_is_one_sentence_with_the_command(tagged, tmp_path, monkeypatch):
    Path(tmp_path / "heavy_format.py").write_text("import a_library_nobody_has\n")
    monkeypatch.syspath_prepend(tmp_path)
    heavy = Exporter("heavy", "Heavy", ".heavy", "heavy_format", extra="heavy")
    with pytest.raises(MissingLibraryError) as raised:
        write_export(heavy, tagged(), tmp_path / "claims.heavy")
    assert str(raised.value) == (
        "The format heavy needs a library that is not installed (a_library_nobody_has). "
        "Install it with: pip install 'copydesk[heavy]'"
    )
    assert not (tmp_path / "claims.heavy").exists()


def test_a_format_knows_that_its_library_is_missing_without_loading_it():
    heavy = Exporter("heavy", "", ".heavy", "nowhere", extra="heavy", library="library_of_nobody")
    assert heavy.missing() == (
        "The format heavy needs a library that is not installed (library_of_nobody). "
        "Install it with: pip install 'copydesk[heavy]'"
    )
    assert CSV.missing() == ""


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(UnknownExporterError, match=r"no exporter named “pdf”.*csv, xlsx, jsonl"):
        exporter_named("pdf")


def test_a_report_counts_and_lists_what_was_lost(claims):
    losses = LossList()
    losses.add("notes", claims[0])
    losses.add("notes", claims[0])
    losses.add_fields(claims[15], "unknown", "note", "verdict")
    assert list(losses.report(17).sentences("brat")) == [
        "Wrote 17 claims as brat.",
        "brat cannot hold notes (1 claim): 01k9m4tz000000000000000001",
        "brat cannot hold fields of another program (1 claim): 01k9m4tz000000000000000016",
        "brat cannot hold the verdict (1 claim): 01k9m4tz000000000000000016",
    ]
