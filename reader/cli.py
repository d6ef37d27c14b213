"""The command line: what goes to stdout, what to stderr, and the exit codes."""

import json
from datetime import date
from typing import TextIO

import click

from reader.detectors.marks import as_record
from reader.detectors.registry import find_marks


@click.group()
@click.version_option(package_name="copydesk", prog_name="copydesk")
def copydesk() -> None:
    """Read news articles in the terminal, tag claims, export them."""


@copydesk.command()
@click.option("--jsonl", type=click.File(encoding="utf-8"), required=True)
def marks(jsonl: TextIO) -> None:
    """Print the quotes and figures found in texts."""
    for line in jsonl:
        asked = json.loads(line)
        text = asked["text"]
        published = asked.get("published")
        found = find_marks(text, date.fromisoformat(published) if published else None)
        answer = {"id": asked["id"], "marks": [as_record(mark, text) for mark in found]}
        click.echo(json.dumps(answer, ensure_ascii=False))
