"""What holds for each exporter, because it is registered."""

import difflib
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import ExportError
from annotations.exporters.registry import EXPORTERS, added_exporters, exporter_named
from annotations.importers.registry import IMPORTERS

EXPECTED = Path(__file__).parents[2] / "cases" / "exports" / "expected"
every_exporter = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.name)


@every_exporter
def test_writes_what_is_expected_byte_for_byte(exporter, export, readable, update_golden):
    if exporter.name == "datapackage":  # it says what it leaves out without that library
        pytest.importorskip("pyarrow")
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
    assert sorted(files) == sorted(expected), (
        f"expected/{exporter.name} has other files: run pytest --update-golden and read the diff"
        if expected
        else f"expected/{exporter.name} is missing: run pytest --update-golden and read the diff"
    )
    for name, content in files.items():
        assert content == expected[name], difference(expected[name], content, name)


@every_exporter
def test_writes_the_same_bytes_again(exporter, export):
    assert export(exporter.name)[0] == export(exporter.name)[0]


@every_exporter
def test_writes_an_export_of_no_claims(exporter, export):
    written, report = export(exporter.name, [])
    assert report.written == 0 or report.thing == "tag"
    assert report.losses == ()
    assert written or exporter.suffix in (".jsonl", ".conll", ".ris", ".bib")


def test_names_and_suffixes_are_told_apart():
    assert len({exporter.name for exporter in EXPORTERS}) == len(EXPORTERS)
    assert all(exporter.suffix.startswith(".") for exporter in EXPORTERS)


def test_the_readme_tells_of_every_format_what_it_needs_and_whether_it_comes_back():
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    importable = {importer.name for importer in IMPORTERS}
    for exporter in EXPORTERS:
        file = "folder" if exporter.folder else f"`{exporter.suffix}`"
        needs = f"`[{exporter.extra}]`" if exporter.extra else ""
        back = "yes" if exporter.name in importable else ""
        begin = f"| `{exporter.name}` | {file}"
        lines = [line for line in readme.splitlines() if line.startswith(begin)]
        assert lines, f"README.md has no row for the format {exporter.name}: add “{begin} | …”"
        cells = [cell.strip() for cell in lines[0].split("|")]
        assert cells[-3:-1] == [needs, back], (
            f"README.md says of the format {exporter.name} “{lines[0]}”: it should end in "
            f"“| {needs} | {back} |”"
        )


@pytest.mark.parametrize("room", ["exporters", "importers"])
def test_knowing_the_formats_loads_none_of_them(room):
    program = (
        f"import sys, annotations.{room}.registry as registry\n"
        f"kinds = registry.{room.upper()}\n"
        "libraries = {'openpyxl', 'pyarrow', 'docx', 'spacy', 'cassis', 'lxml'}\n"
        "print(sorted(({one.module for one in kinds} | libraries) & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.fixture
def distribution(tmp_path, monkeypatch):
    """Install a distribution that adds the formats of its entry points."""

    def install(**exporters: str) -> None:
        info = tmp_path / "more_formats-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: more-formats\nVersion: 1.0\n")
        lines = [f"{name} = {target}" for name, target in exporters.items()]
        (info / "entry_points.txt").write_text("\n".join(["[copydesk.exporters]", *lines]))
        (tmp_path / "more_formats.py").write_text(
            "from annotations.exporters.contract import Exporter\n"
            "from annotations.exporters.losses import Report\n"
            "EXPORTER = Exporter('ten', 'Ten bytes', '.ten', 'more_formats')\n"
            "def write(tagged, file):\n"
            "    file.write(bytes(10))\n"
            "    return Report(0)\n"
            "FAILS = Exporter('fails', 'Fails', '.fails', 'json')\n"
        )
        monkeypatch.syspath_prepend(tmp_path)

    return install


def test_another_distribution_can_add_a_format(distribution, export):
    distribution(ten="more_formats:EXPORTER")
    assert export("ten")[0] == bytes(10)


def test_a_format_that_cannot_be_loaded_is_one_sentence(distribution):
    distribution(broken="no_such_module:EXPORTER")
    with pytest.raises(ExportError, match="format broken is added by another distribution"):
        exporter_named("broken")


def test_all_formats_that_are_added_are_loaded_and_those_that_fail_named(distribution):
    distribution(
        ten="more_formats:EXPORTER",
        gone="no_such_module:EXPORTER",
        odd="more_formats:write",
        csv="more_formats:EXPORTER",
    )
    found, problems = added_exporters()
    assert [exporter.name for exporter in found] == ["ten"]
    assert problems == (
        "A distribution adds the format csv, which is built in.",
        "The format gone is added by another distribution and cannot be loaded: "
        "No module named 'no_such_module'.",
        "The format odd is added by another distribution and is no exporter.",
    )


def test_a_format_that_is_added_and_fails_is_one_sentence(distribution, export):
    distribution(fails="more_formats:FAILS")
    with pytest.raises(
        ExportError, match=r"fails is added by another distribution and failed \(Att"
    ):
        export("fails")


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
