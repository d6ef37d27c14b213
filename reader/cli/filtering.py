"""Which claims a command is about: the filters that several commands share."""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any

import click

from annotations.store.question import Question
from reader.cli.completing import (
    complete_annotators,
    complete_claimants,
    complete_tags,
    complete_verdicts,
)

_DAYS = ("since", "until")
_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = (
    click.option(
        "--tag", default="", help="Only claims with this tag.", shell_complete=complete_tags
    ),
    click.option(
        "--verdict",
        default="",
        help="Only claims with this verdict.",
        shell_complete=complete_verdicts,
    ),
    click.option(
        "--claimant",
        default="",
        help="Only claims of this claimant.",
        shell_complete=complete_claimants,
    ),
    click.option(
        "--annotator",
        default="",
        help="Only claims that this person tagged.",
        shell_complete=complete_annotators,
    ),
    click.option("--since", type=_DAY, metavar="YYYY-MM-DD", help="Tagged then or later."),
    click.option(
        "--until",
        type=_DAY,
        metavar="YYYY-MM-DD",
        help="Tagged then or earlier.",
    ),
    click.option("--words", default="", help="Only claims with these words."),
    click.option("--query", default="", metavar="QUERY", help="Only what this filter finds."),
    click.option("--decided", is_flag=True, help="Only decisions between annotators."),
)


def takes_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that choose claims, as one argument `question`."""

    @wraps(command)
    def filtering(**values: Any) -> None:
        given = {
            option.name: values.pop(option.name)
            for option in fields(Question)
            if option.name in values
        }
        days = {name: day and day.date() for name, day in given.items() if name in _DAYS}
        command(question=Question(**{**given, **days}), **values)

    for option in reversed(_OPTIONS):
        filtering = option(filtering)
    return filtering
