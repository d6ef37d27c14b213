"""Files that are damaged, locked, or made to do harm cost themselves and nothing else."""

import io
import json
import struct
import zipfile

import pytest

from annotations.errors import ClaimImportError
from annotations.importers import archives
from annotations.importers.contract import Importer

from .programs import members, packed

ARCHIVES = {"refi": "project.qde", "brat": "harbour.ann", "labelstudio": "tasks.json"}
every_archive = pytest.mark.parametrize("name", ARCHIVES)


@every_archive
def test_a_damaged_archive_is_one_sentence(name, claims, give, take):
    written = bytearray(give(name, claims))
    inside = written.index(ARCHIVES[name].encode()) + 60
    for place in range(inside, inside + 40):
        written[place] ^= 0xFF
    with pytest.raises(ClaimImportError, match=r"it is damaged, or no ZIP archive.*\.$"):
        take(name, bytes(written))


@every_archive
def test_a_locked_archive_says_what_to_do(name, claims, give, take):
    written = bytearray(give(name, claims))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption
        at = -1
        while (at := written.find(sign, at + 1)) >= 0:
            written[at + place] |= 1
    with pytest.raises(ClaimImportError, match=r"locked with a password\. Unpack it"):
        take(name, bytes(written))


@every_archive
def test_an_unknown_way_of_packing_says_what_to_do(name, claims, give, take):
    written = bytearray(give(name, claims))
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = -1
        while (at := written.find(sign, at + 1)) >= 0:
            written[at + place : at + place + 2] = struct.pack("<H", 96)
    with pytest.raises(ClaimImportError, match="packed in a way that cannot be read here"):
        take(name, bytes(written))


@every_archive
def test_an_archive_that_grows_without_end_is_refused(name, claims, give, take, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1 << 20)
    files = members(give(name, claims))
    files[ARCHIVES[name]] = b" " * (1 << 21)
    with pytest.raises(ClaimImportError, match="too large: unpacked"):
        take(name, packed(files))


def test_an_archive_of_too_many_files_is_refused(claims, give, take, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 5)
    with pytest.raises(ClaimImportError, match="has 9 files, more than 5"):
        take("brat", give("brat", claims))


def test_a_workbook_that_grows_without_end_is_refused(claims, give, take, monkeypatch):
    written = give("xlsx", claims)
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    with pytest.raises(ClaimImportError, match="too large"):
        take("xlsx", written)


def test_entities_in_a_project_are_refused(take):
    bomb = b'<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><Project>&b;</Project>'
    with pytest.raises(ClaimImportError, match="declares entities of its own"):
        take("refi", packed({"project.qde": bomb}))


def test_json_as_deep_as_a_well_costs_its_file(take):
    with pytest.raises(ClaimImportError, match="cannot be read as labelstudio: RecursionError"):
        take("labelstudio", b"[" * 200_000)


def test_what_an_importer_raises_is_told_with_its_name(take, tmp_path, monkeypatch):
    (tmp_path / "failing_format.py").write_text("def read(file, into):\n    return 1 / 0\n")
    monkeypatch.syspath_prepend(tmp_path)
    from annotations.importers.contract import ImportTarget

    failing = Importer("failing", "", (".x",), "failing_format")
    with pytest.raises(ClaimImportError, match=r"as failing: ZeroDivisionError.*\.$"):
        failing.read(io.BytesIO(b""), ImportTarget(lambda article: None))


def test_a_file_cut_off_anywhere_is_a_sentence_or_what_is_left_of_it(claims, give, take):
    for name in ("csv", "jsonl", "webannotation", "hypothesis", "doccano", "conll", "refi", "brat"):
        written = give(name, claims)
        for end in range(0, len(written), max(1, len(written) // 12)):
            try:
                take(name, written[:end])
            except ClaimImportError as error:
                assert str(error).strip().endswith((".", "”.")), error  # noqa: PT017


def test_offsets_that_are_no_offsets_leave_the_claim_out(take):
    for span in ([-1, 4, "a"], [4, 2, "a"], [0, 10**30, "a"], ["x", None, "a"], [0.5, 2, "a"]):
        line = json.dumps({"text": "The bridge is closed.", "label": [span]})
        assert take("doccano", line.encode()).claims == ()


def test_a_zip_that_is_none_is_no_crash_for_guessing(tmp_path):
    from annotations.importers.guessing import guessed

    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w"):
        pass
    cut = io.BytesIO(empty.getvalue()[:-2] + b"\xff\xff")
    assert guessed(empty, "unnamed") is None
    assert guessed(cut, "unnamed") is None
