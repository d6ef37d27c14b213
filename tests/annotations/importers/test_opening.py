import io
import zipfile
from dataclasses import replace
from functools import partial

import pytest

from annotations.errors import ClaimImportError, UnknownImporterError
from annotations.importers.contract import Imported, ImportTarget
from annotations.importers.guessing import guessed
from annotations.importers.opening import import_from, opened
from annotations.importers.registry import IMPORTERS, importer_for, importer_named
from annotations.importers.returning import returned
from annotations.together.fields import OF_CLAIMS, merged_fields

MERGE = partial(merged_fields, OF_CLAIMS)


def test_a_folder_is_opened_as_an_archive_of_its_files(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "inner" / "b.ann").write_text("b")
    with opened(tmp_path) as file, zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["a.txt", "inner/b.ann"]
        assert archive.read("inner/b.ann") == b"b"


def test_a_file_is_opened_as_it_is(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"{}\n")
    with opened(path) as file:
        assert file.read() == b"{}\n"


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with (
        pytest.raises(ClaimImportError, match="cannot be read: No such file or directory"),
        opened(tmp_path / "nowhere.csv"),
    ):
        pass


@pytest.mark.parametrize(
    ("name", "importer"),
    [
        ("Claims.CSV", "csv"),
        ("claims.jsonl", "jsonl"),
        ("a.b.qdpx", "refi"),
        ("page.jsonld", "webannotation"),
        ("tasks.json", "labelstudio"),
        ("folder.zip", "brat"),
    ],
)
def test_a_file_name_tells_its_importer(name, importer):
    found = importer_for(name)
    assert found is not None
    assert found.name == importer


def test_a_file_name_may_tell_nothing():
    assert importer_for("claims.pdf") is None


def test_an_unknown_importer_names_those_there_are():
    with pytest.raises(UnknownImporterError, match=r"no importer named “pdf”.*jsonl, csv"):
        importer_named("pdf")


def test_imported_claims_are_new_changed_or_here(claims):
    new = replace(claims[0], id="new", tags=("other",))
    changed = replace(claims[1], note="changed")
    found = sorted_out([new, changed, claims[2]], claims)
    assert (found.added, found.same) == ((new,), (claims[2],))
    assert [(one.id, one.note) for one in found.changed] == [(changed.id, "changed")]


def test_the_same_words_with_the_same_tags_are_not_added_under_another_id(claims):
    again = replace(claims[0], id="another")
    found = sorted_out([again], claims)
    assert (found.added, found.changed, found.same) == ((), (), (again,))


def sorted_out(imported, here):
    listed = Imported(tuple(imported), (), (), {claim.id: claim for claim in imported})
    return returned(listed, here, {}, merge=MERGE, made=here[0].created)


@pytest.mark.parametrize("name", [one.name for one in IMPORTERS])
def test_an_export_is_known_again_whatever_its_file_is_called(name, claims, give):
    written = io.BytesIO(give(name, claims))
    found = guessed(written, {"csv": "x.csv", "spacy": "x.spacy"}.get(name, "unnamed"))
    assert found is not None
    assert found.name == name
    assert written.tell() == 0


def test_a_file_of_something_else_is_guessed_to_be_nothing():
    for content in (b"", b"\x00\x01", b"[1]", b"hello\n", b'{"a": 1}'):
        assert guessed(io.BytesIO(content), "unnamed") is None


def test_a_folder_is_imported_without_naming_its_format(claims, give, article_texts, tmp_path):
    folder = tmp_path / "from brat"
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(give("brat", claims))) as archive:
        archive.extractall(folder)
    into = ImportTarget(lambda article: article_texts.get(article.path))
    assert len(import_from(folder, into).claims) == 15


def test_a_file_whose_format_cannot_be_told_asks_for_it(tmp_path):
    path = tmp_path / "claims.bin"
    path.write_bytes(b"\x00\x01")
    with pytest.raises(UnknownImporterError, match=r"cannot be told from it.*jsonl, csv"):
        import_from(path, ImportTarget(lambda article: None))
    with pytest.raises(ClaimImportError, match="not a REFI-QDA project"):
        import_from(path, ImportTarget(lambda article: None), "refi")
