"""The commands that concern the program itself: its settings, and completion in a shell."""

import json

import click
from click.shell_completion import get_completion_class

from reader import settings
from reader.cli.group import copydesk
from reader.cli.rows import print_json, print_rows
from reader.display import display


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
def config(as_json: bool) -> None:
    """Show the settings, and where the program keeps its files.

    Settings are changed in config.toml, whose place is shown. What it says in vain is told:
    names that are no settings, a theme that is not there, a key that two actions have.

    \b
    Example:
      copydesk config
    """
    shown = settings.described()
    if as_json:
        print_json(shown)
    else:
        rows = [(name, _as_in_toml(value)) for name, value in shown.items()]
        print_rows(["name", "value"], rows)
    from reader.ui.checking import faults_of  # loads every screen

    for sentence in faults_of(settings.Settings.load()):
        click.echo(display(sentence), err=True)


def _as_in_toml(value: object) -> str:
    """Return a value as it would be written in config.toml, text without its quotes."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete copydesk's commands and options.

    \b
    Examples:
      copydesk completion bash >> ~/.bashrc
      copydesk completion fish > ~/.config/fish/completions/copydesk.fish
    """
    completer = get_completion_class(shell)
    assert completer is not None
    click.echo(completer(copydesk, {}, "copydesk", "_COPYDESK_COMPLETE").source())
