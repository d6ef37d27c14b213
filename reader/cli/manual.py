"""The manual page, made of the same words as the help of each command."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from inspect import cleandoc

import click

from reader.cli.commands import COMMANDS
from reader.cli.group import copydesk

_EXIT_CODES = (
    ("0", "Done."),
    ("1", "It could not be done; the sentence on standard error says why."),
    ("2", "What was typed is not understood."),
    ("3", "Merged, with conflicts that wait to be decided (merge only)."),
)


@click.command()
def man() -> None:
    """Show the manual page; in a pipe, print it for the program man.

    \b
    Examples:
      copydesk man
      copydesk man > ~/.local/share/man/man1/copydesk.1
    """
    page = manual()
    shows = shutil.which("man") if sys.stdout.isatty() else None
    if (
        shows
        and subprocess.run([shows, "-l", "-"], input=page.encode(), check=False).returncode == 0
    ):
        return
    click.echo(page, nl=False)


def manual() -> str:
    """Return the manual page of all commands, in the macros of man(7)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    context = click.Context(copydesk, info_name="copydesk")
    yield f'.TH COPYDESK 1 "" "copydesk {version("copydesk")}" "User Commands"'
    yield from (".SH NAME", r"copydesk \- read news articles, tag claims, export them")
    yield from (".SH SYNOPSIS", r".B copydesk", r"[\fIPATH\fR]...", ".br", ".B copydesk")
    yield r"\fICOMMAND\fR [\fIOPTIONS\fR] ..."
    yield ".SH DESCRIPTION"
    yield from _prose(copydesk.help or "")
    yield ".SH COMMANDS"
    for name in COMMANDS:
        command = copydesk.get_command(context, name)
        assert command is not None
        yield from _command(command, click.Context(command, info_name=name, parent=context))
    yield ".SH EXIT STATUS"
    for code, meaning in _EXIT_CODES:
        yield from (".TP", f".B {code}", _escaped(meaning))
    yield ".SH FILES"
    yield from (".TP", ".I copydesk.json", "The claims of a folder, a TinyDB file.")
    yield from (".TP", ".I config.toml", _escaped("Your settings; copydesk config says where."))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f".SS {_escaped(context.command_path.removeprefix('copydesk '))}"
    arguments = [
        parameter.make_metavar(context)
        for parameter in command.params
        if isinstance(parameter, click.Argument)
    ]
    usage = " ".join([context.command_path, "[OPTIONS]", *arguments])
    yield from (".PP", f".B {_escaped(usage)}", ".PP")
    yield from _prose(command.help or "")
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            yield from (".TP", f".B {_escaped(record[0])}", _escaped(record[1]))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _command(below, click.Context(below, info_name=name, parent=context))


def _prose(words: str) -> Iterator[str]:
    r"""Yield the paragraphs of a help text; lines after `\b` stay as they are."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", cleandoc(words))):
        if number:
            yield ".PP"
        if paragraph.startswith("\b"):
            yield from (".nf", *map(_escaped, paragraph.lstrip("\b\n").splitlines()), ".fi")
        else:
            yield _escaped(" ".join(paragraph.split()))


def _escaped(words: str) -> str:
    """Return words that troff sets as they are, none of them a request."""
    line = words.replace("\\", r"\e").replace("-", r"\-")
    line = "".join(char if char.isascii() else rf"\[u{ord(char):04X}]" for char in line)
    return rf"\&{line}" if line.startswith((".", "'")) else line
