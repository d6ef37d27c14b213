"""Completion in each shell that is here, the manual page, and what nearly is a command."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.commands import COMMANDS

ROOT = Path(__file__).parents[3]

ASK = {
    "bash": """
compopt() {{ :; }}
source <(copydesk completion bash)
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_copydesk_completion copydesk
printf '%s\\n' "${{COMPREPLY[@]}}"
""",
    "fish": """
copydesk completion fish | source
complete --do-complete "{line}" | string split -f 1 \\t
""",
    "zsh": """
autoload -U compinit; compinit -u
eval "$(copydesk completion zsh)"
compadd() {{ print -l -- ${{(P)argv[-1]}} }}
_path_files() {{ :; }}
_describe() {{ print -l -- ${{(P)3%%:*}} }}
words=({words}); CURRENT=$#words
_copydesk_completion
""",
}
"""What makes each shell print what it would offer."""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the program copydesk where a shell finds it; return the folder it is used in."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "copydesk"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reader "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.txt").write_text("At least 11,000 people were hurt.\n", encoding="utf-8")
    return library


def offered(shell: str, line: str, folder: Path) -> list[str]:
    """Return what a shell offers for the last word of a line."""
    words = " ".join(f"'{word}'" for word in line.split(" "))
    asked = ASK[shell].format(words=words, line=line)
    done = subprocess.run(
        [shell, "-c", asked], cwd=folder, capture_output=True, text=True, check=False
    )
    assert not done.stderr
    return [word.strip() for word in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", ASK)
def test_a_shell_completes_commands_options_tags_verdicts_and_formats(shell, program):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    for tag in ("toll", "hurt"):
        words = ["--words", "11,000 people", "--tag", tag]
        subprocess.run(["copydesk", "tag", "a.txt", *words], cwd=program, check=True)

    assert "codebook" in offered(shell, "copydesk co", program)
    assert "--untag" in offered(shell, "copydesk set --unt", program)
    assert offered(shell, "copydesk set x --tag to", program) == ["toll"]
    assert offered(shell, "copydesk claims --tag hu", program) == ["hurt"]
    assert "mixed" in offered(shell, "copydesk set x --verdict mi", program)
    assert "claimreview" in offered(shell, "copydesk export --format cl", program)


def test_the_manual_page_has_every_command_and_its_options(copydesk):
    page = copydesk("man").stdout

    assert page.startswith(".TH COPYDESK 1 ")
    for name in COMMANDS:
        assert f"\n.SS {name}\n" in page, f"The manual has no section {name}."
    assert r".B \-\-untag TEXT" in page
    assert page.isascii()


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_the_manual_page_is_set_without_a_warning(copydesk):
    page = copydesk("man").stdout
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "copydesk claims" in done.stdout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["lits"], "list"),
        (["exprot", "--format", "csv"], "export"),
        (["exprot", "."], "export"),
    ],
)
def test_a_word_that_nearly_is_a_command_is_asked_about(copydesk, typed, meant):
    done = copydesk(*typed)

    assert done.returncode == 2
    assert f"There is neither a command nor a file “{typed[0]}”." in done.stderr
    assert f"Did you mean “{meant}”?" in done.stderr


def test_a_format_that_nearly_is_one_is_asked_about(copydesk):
    done = copydesk("export", "--format", "claimrevew")

    assert done.returncode == 2
    assert "Did you mean “claimreview”?" in done.stderr


def test_a_format_that_is_no_text_is_not_written_to_a_terminal(program):
    words = ["--words", "11,000 people", "--tag", "toll"]
    subprocess.run(["copydesk", "tag", "a.txt", *words], cwd=program, check=True)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        ["copydesk", "export", "--format", "refi"],
        cwd=program,
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(theirs)
    os.close(ours)

    assert done.returncode == 1
    assert "This format is not for a terminal." in done.stderr
