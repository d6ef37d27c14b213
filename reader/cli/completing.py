"""What a shell offers for the value of an option: tags, verdicts and people of the library.

A shell asks while a person types: nothing is said, and what cannot be read offers nothing.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click

from annotations.errors import AnnotationsError
from annotations.folding import folded
from reader.errors import ReaderError
from reader.library.scan import nearest_store
from reader.settings import Settings, last_paths
from reader.workspace import Workspace


def complete_tags(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the tags that begin so: those of the codebook in its order, then the others."""
    with suppress(AnnotationsError, ReaderError, OSError), _library(context) as workspace:
        listed = [tag.name for tag in workspace.tags.codebook().tags]
        return _beginning(begun, (*listed, *sorted(workspace.tags.counts())))
    return []


def complete_verdicts(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the values of the library's scales that begin so, in the scales' order."""
    with suppress(AnnotationsError, ReaderError, OSError), _library(context) as workspace:
        scales = workspace.tags.codebook().scales
        return _beginning(begun, (value for scale in scales for value in scale.values))
    return []


def complete_claimants(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the claimants of the library's claims that begin so."""
    with suppress(AnnotationsError, ReaderError, OSError), _library(context) as workspace:
        return _beginning(begun, sorted({it.claimant for it in workspace.claims.find()} - {""}))
    return []


def complete_annotators(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the people who tagged in the library that begin so."""
    with suppress(AnnotationsError, ReaderError, OSError), _library(context) as workspace:
        return _beginning(begun, sorted({it.annotator for it in workspace.claims.find()} - {""}))
    return []


def _library(context: click.Context) -> Workspace:
    """Return the workspace that the command so far is about, as the command would find it."""
    given = context.params.get("paths") or ()
    if file := context.params.get("file"):
        given = (file,)
    here = nearest_store(Path())
    paths = tuple(given) or ((here,) if here else last_paths())
    store = context.params.get("store")
    return Workspace(paths, settings=Settings.load(), store_path=store)


def _beginning(begun: str, values: Iterable[str]) -> list[str]:
    wanted = folded(begun)
    return list(dict.fromkeys(value for value in values if folded(value).startswith(wanted)))
