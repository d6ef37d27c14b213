"""The command `copydesk` itself: its subcommands, loaded when used, and what it is not."""

import importlib

import click
from click.shell_completion import CompletionItem

from reader.cli.commands import COMMANDS, meant_by
from reader.cli.stderr import complain


class CommandGroup(click.Group):
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
            if args and (question := meant_by(args[0])):
                raise click.UsageError(question, ctx)
            args = ["read", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the subcommands and the files that begin like this."""
        # Bash drops what came before a file; after it, files only count where nothing else fits.
        return [CompletionItem(incomplete, type="file"), *super().shell_complete(ctx, incomplete)]


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="copydesk", prog_name="copydesk")
def copydesk() -> None:
    """Read news articles in the terminal, tag claims, export them.

    `copydesk [PATH]...` opens folders and files; with no path the last library, or the
    built-in samples the first time. A path that is named like a command is written
    `./marks`.
    """


def run_command() -> int:
    """Run the command that was typed and return its exit code."""
    try:
        code = copydesk(prog_name="copydesk", standalone_mode=False)
    except click.ClickException as error:
        complain(_said_of(error))
        return error.exit_code
    except click.Abort:
        return 130
    return code if isinstance(code, int) else 0


def _said_of(error: click.ClickException) -> str:
    """Return one line about what was not understood, and where the help is."""
    said = " ".join(error.format_message().split())
    if said[-1:] not in (".", "?"):
        said += "."
    if isinstance(error, click.UsageError) and error.ctx is not None:
        said += f" For help: {error.ctx.command_path} --help"
    return said
