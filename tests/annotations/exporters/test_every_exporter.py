"""What holds for each exporter, because it is registered."""

import difflib
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.exporters.registry import EXPORTERS

EXPECTED = Path(__file__).parents[2] / "cases" / "exports" / "expected"
every_exporter = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.name)


@every_exporter
def test_writes_what_is_expected_byte_for_byte(exporter, export, readable, update_golden):
    folder = EXPECTED / exporter.name
    written, report = export(exporter.name)
    files = readable(exporter, written)
    files["report.txt"] = "".join(f"{line}\n" for line in report.sentences(exporter.name)).encode()
    if update_golden:
        for old in folder.rglob("*"):
            if old.is_file():
                old.unlink()
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    expected = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert sorted(files) == sorted(expected)
    for name, content in files.items():
        assert content == expected[name], difference(expected[name], content, name)


@every_exporter
def test_writes_the_same_bytes_again(exporter, export):
    assert export(exporter.name)[0] == export(exporter.name)[0]


@every_exporter
def test_writes_an_export_of_no_claims(exporter, export):
    written, report = export(exporter.name, [])
    assert report.written == 0
    assert report.losses == ()
    assert written or exporter.suffix == ".jsonl"


def test_names_and_suffixes_are_told_apart():
    assert len({exporter.name for exporter in EXPORTERS}) == len(EXPORTERS)
    assert all(exporter.suffix.startswith(".") for exporter in EXPORTERS)


def test_knowing_the_formats_loads_none_of_them():
    program = (
        "import sys, annotations.exporters.registry as registry\n"
        "print([one.module for one in registry.EXPORTERS if one.module in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def difference(expected: bytes, written: bytes, name: str) -> str:
    lines = difflib.unified_diff(
        expected.decode(errors="replace").splitlines(),
        written.decode(errors="replace").splitlines(),
        f"expected/{name}",
        f"written/{name}",
        lineterm="",
        n=1,
    )
    return "\n".join(line[:500] for line in lines)
