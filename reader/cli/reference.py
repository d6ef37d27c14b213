"""The reference of all commands, as the README has it.

`python -m reader.cli.reference README.md` writes it anew between its two marks.
"""

import re
import sys
from pathlib import Path

import click

from reader.cli.commands import COMMANDS
from reader.cli.group import copydesk

_BETWEEN = re.compile(r"(<!-- commands -->\n).*?(<!-- end of commands -->)", re.DOTALL)


def reference() -> str:
    """Return a Markdown list of every command with its arguments, options and purpose."""
    context = click.Context(copydesk, info_name="copydesk")
    lines = []
    for name in COMMANDS:
        command = copydesk.get_command(context, name)
        assert command is not None
        lines.append(_entry(command, click.Context(command, info_name=name, parent=context)))
    return "\n".join(lines)


def _entry(command: click.Command, context: click.Context) -> str:
    purpose = (command.help or "").partition("\n\n")[0].replace("\n", " ").strip()
    arguments = [
        parameter.make_metavar(context)
        for parameter in command.params
        if isinstance(parameter, click.Argument)
    ]
    options = [
        f"`{'`, `'.join(parameter.opts)}`"
        for parameter in command.params
        if isinstance(parameter, click.Option)
    ]
    usage = " ".join(["copydesk", context.info_name or "", *arguments])
    return f"- `{usage}`: {purpose} Options: {', '.join(options) or 'none'}."


def with_reference(readme: str) -> str:
    """Return the README with the reference as the code has it now."""
    return _BETWEEN.sub(lambda found: f"{found[1]}{reference()}\n{found[2]}", readme)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_reference(file.read_text(encoding="utf-8")), encoding="utf-8")
