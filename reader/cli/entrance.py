"""The way in: what was typed is paths to read, which need no click, or a command.

Only this module knows what a start waits for; each import stands where it is needed.
"""

import gc
import os
import sys

from reader.cli import streams
from reader.cli.commands import COMMANDS, meant_by
from reader.first_page import FirstPage


def run() -> int:
    """Do what was typed and return the exit code."""
    streams.prepare()
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except OSError as error:
        if reason := streams.abandon(error):
            _complain(reason)
        return 1
    return code


def _run(words: list[str]) -> int:
    try:
        are_samples = words == ["--samples"]  # the first look at the program
        if are_samples or _are_paths(words):
            if len(words) > 1 and (question := meant_by(words[0])):
                _complain(question)
                return 2
            gc.disable()  # a collector has nothing to find while modules load
            with FirstPage(words, becomes_last=not are_samples) as page:
                from reader.cli.starting import read_paths, read_samples

                return read_samples(page) if are_samples else read_paths(words, page)
        from reader.cli.group import run_command

        return run_command()
    except RecursionError:
        _complain("What was given is nested too deep to be read.")
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        # Which errors are sentences for the person is only loaded when there is one.
        from annotations.errors import AnnotationsError
        from reader.errors import NothingToReadError, ReaderError

        if not isinstance(error, AnnotationsError | ReaderError):
            raise
        if isinstance(error, NothingToReadError) and len(words) == 1:
            question = meant_by(words[0])
            _complain(question or str(error))
            return 2 if question else 1
        _complain(str(error))
        return 1


def _are_paths(words: list[str]) -> bool:
    """Tell whether there are only paths; click knows the rest, also what a shell asks."""
    return (
        not any(word.startswith("-") for word in words)
        and not (words and words[0] in COMMANDS)
        and "_COPYDESK_COMPLETE" not in os.environ
    )


def _complain(sentences: str) -> None:
    from reader.cli.stderr import complain

    complain(sentences)
