"""The command `copydesk` itself: its subcommands, loaded when used, and its errors."""

import importlib
import sys

import click
from click.shell_completion import CompletionItem

from annotations.errors import AnnotationsError
from reader.cli import streams
from reader.cli.complaining import complain
from reader.errors import ReaderError

COMMANDS = {
    "read": "reader.cli.reading:read",
    "list": "reader.cli.articles:list_articles",
    "marks": "reader.cli.articles:marks",
    "claims": "reader.cli.claims:claims",
    "tag": "reader.cli.claims:tag",
    "export": "reader.cli.exports:export",
    "import": "reader.cli.imports:import_claims",
    "codebook": "reader.cli.looking_after:codebook",
    "doctor": "reader.cli.looking_after:doctor",
    "config": "reader.cli.configuring:config",
    "completion": "reader.cli.configuring:completion",
}
"""Where each subcommand lives. A path that is named like one is written `./marks`."""


class Desk(click.Group):
    """A group that loads a subcommand when it is used, and reads when none is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the subcommands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return one subcommand, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take words that name no subcommand as what to read."""
        if ctx.resilient_parsing and not args:  # a shell asks what could stand here
            return super().parse_args(ctx, args)
        if not args or args[0] not in {*COMMANDS, "--help", "-h", "--version"}:
            args = ["read", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the subcommands and the files that begin like this."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]


@click.group(
    cls=Desk,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="copydesk", prog_name="copydesk")
def copydesk() -> None:
    """Read news articles in the terminal, tag claims, export them.

    `copydesk [PATH]...` opens folders and files; with no path the last library, or the
    built-in samples the first time. A path that is named like a command is written
    `./marks`.
    """


def run() -> int:
    """Run the command line and return its exit code."""
    streams.prepare()
    try:
        code = _run()
        sys.stdout.flush()
    except OSError as error:
        if reason := streams.abandon(error):
            complain(reason)
        return 1
    return code


def _run() -> int:
    try:
        code = copydesk(prog_name="copydesk", standalone_mode=False)
    except click.ClickException as error:
        complain(_said_of(error))
        return error.exit_code
    except RecursionError:
        complain("What was given is nested too deep to be read.")
        return 1
    except (click.Abort, KeyboardInterrupt):
        return 130
    except (AnnotationsError, ReaderError) as error:
        complain(str(error))
        return 1
    return code if isinstance(code, int) else 0


def _said_of(error: click.ClickException) -> str:
    """Return one line about what was not understood, and where the help is."""
    said = " ".join(error.format_message().split())
    if said[-1:] not in (".", "?"):
        said += "."
    if isinstance(error, click.UsageError) and error.ctx is not None:
        said += f" For help: {error.ctx.command_path} --help"
    return said
