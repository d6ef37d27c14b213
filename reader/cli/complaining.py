"""What goes to stderr: sentences for the person, never an answer."""

import click

from reader.display import display


def complain(sentences: str) -> None:
    """Print sentences on stderr, one a line."""
    for sentence in sentences.split("\n"):
        click.echo(f"copydesk: {display(sentence)}", err=True)
