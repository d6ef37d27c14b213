"""The command that merges two people's work on a library, also for git."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.opening import open_workspace
from reader.cli.rows import json_line, print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import ReaderError
from reader.settings import STORE_NAME
from reader.workspace import Workspace

if TYPE_CHECKING:
    from annotations.together.conflicts import Conflict, Side
    from reader.workspace.together import MergeReport

OPEN = 3
"""The exit code of a merge after which conflicts are open."""

_COLUMNS = ("what", "field", "mine", "theirs", "kept")
_FILE = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("other", type=_FILE, required=False)
@click.argument("path", type=_FILE, required=False)
@click.argument("more", type=_FILE, nargs=-1, metavar="")
@click.option("--base", type=_FILE, help="What both sides began as.")
@click.option("--prefer", type=click.Choice(["mine", "theirs"]), help="Decide every conflict.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--install", is_flag=True, help="Let git merge libraries by claim.")
@click.option("--uninstall", is_flag=True, help="Let git merge them by lines again.")
@click.option("--global", "everywhere", is_flag=True, help="In every repository of yours.")
@click.option("--driver", is_flag=True, help="What git calls: BASE MINE THEIRS NAME.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.pass_context
def merge(
    ctx: click.Context,
    other: Path | None,
    path: Path | None,
    more: tuple[Path, ...],
    base: Path | None,
    prefer: "Side | None",
    dry_run: bool,
    install: bool,
    uninstall: bool,
    everywhere: bool,
    driver: bool,
    as_json: bool,
) -> None:
    """Merge OTHER into the library at PATH: a store, a folder, a copy of it, JSON Lines.

    Without OTHER, what git could not merge in this folder's library; where there is nothing
    of that, the open conflicts are listed. A field that both sides changed is a conflict:
    yours stands, the other value is kept until somebody decides. One undo takes a merge back.
    Exit code 3 says that conflicts are open.

    \b
    Examples:
      copydesk merge ~/from-bo/copydesk.json ~/articles
      copydesk merge --prefer theirs
      copydesk merge --install
    """
    if driver:
        ctx.exit(_drive([it for it in (other, path, *more) if it is not None]))
    if more:
        raise click.UsageError("Name one library to merge, and one to merge it into.")
    if install or uninstall:
        _set_up(other or Path(), install=install, everywhere=everywhere)
        return
    with open_workspace((path or Path(),), None) as workspace:
        report = _merged(workspace, other, base, prefer, dry_run=dry_run)
        conflicts = _open(workspace, report, prefer, dry_run=dry_run)
        _print(report, conflicts, as_json=as_json)
    if conflicts:
        ctx.exit(OPEN)


def _merged(
    workspace: Workspace,
    other: Path | None,
    base: Path | None,
    prefer: "Side | None",
    *,
    dry_run: bool,
) -> "MergeReport | None":
    together = workspace.together
    if other is None or _is(other, together.place()):
        return together.merge_in_git(prefer=prefer, dry_run=dry_run)
    return together.merge(other, base=base, prefer=prefer, dry_run=dry_run)


def _open(
    workspace: Workspace, report: "MergeReport | None", prefer: "Side | None", *, dry_run: bool
) -> "Sequence[Conflict]":
    """Return the conflicts that are open now; where nothing was merged, `prefer` decides them."""
    if report is not None:
        return report.merged.conflicts
    found = workspace.together.conflicts()
    if not found:
        complain("There is nothing to merge here, and no conflict is open.")
    elif prefer is not None and not dry_run:
        complain(workspace.together.decide(dict.fromkeys(found, prefer)))
        return ()
    return [one.conflict for one in found]


def _is(other: Path, place: Path) -> bool:
    return place.exists() and (other / STORE_NAME if other.is_dir() else other).resolve() == (
        place.resolve()
    )


def _print(report: "MergeReport | None", conflicts: "Sequence[Conflict]", *, as_json: bool) -> None:
    if report is not None:
        for sentence in report.sentences:
            complain(sentence)
    if as_json:
        from annotations.together.stating import conflict_record, record

        found = {} if report is None else record(report.merged, report.numbers)
        print_json({**found, "conflicts": [conflict_record(one) for one in conflicts]})
        return
    print_rows(
        _COLUMNS,
        (
            (
                f"{one.about} {one.name}" + (f" {one.document}" if one.document else ""),
                one.field or one.kind,
                _short(one.mine),
                _short(one.theirs),
                one.kept,
            )
            for one in conflicts
        ),
    )


def _short(value: object) -> str:
    if value is None:
        return "removed or not given"
    said = value if isinstance(value, str) else json_line(value)
    return said if len(said) <= 80 else f"{said[:79]}…"


def _set_up(folder: Path, *, install: bool, everywhere: bool) -> None:
    from annotations.together import git

    folder = folder if folder.is_dir() else folder.parent
    if install:
        said = git.install(folder, STORE_NAME, _this_program(), everywhere=everywhere)
    else:
        said = git.uninstall(folder, STORE_NAME, everywhere=everywhere)
    complain(said)


def _this_program() -> str:
    """Return the command that git is to call, wherever it is called from."""
    program = Path(sys.argv[0])
    if program.name in ("__main__.py", "-c", "-m"):
        return f"{shlex.quote(Path(sys.executable).as_posix())} -m reader"
    return shlex.quote(program.absolute().as_posix())


def _drive(files: Sequence[Path]) -> int:
    """Merge git's three files into the second, and return the exit code that git is told."""
    from annotations.errors import AnnotationsError
    from annotations.together.driver import merge_files

    if len(files) not in (3, 4):
        raise click.UsageError("git gives --driver four names: %O %A %B %P.")
    base, mine, theirs = files[:3]
    name = files[3] if len(files) == 4 else mine
    try:
        merged = merge_files(base, mine, theirs)
    except AnnotationsError as error:
        complain(f"{name}: {error}")
        return 1
    except OSError as error:
        raise ReaderError(f"{name} could not be merged: {error.strerror}.") from error
    for notice in merged.told:
        complain(f"{name}: {notice.sentence()}")
    if merged.conflicts:
        many = len(merged.conflicts)
        complain(
            f"{name}: {many:,} conflict{'s' * (many != 1)} kept in it to be decided; "
            "“copydesk merge” lists them."
        )
    return 0
