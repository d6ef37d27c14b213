"""git: the three versions of a file that it could not merge, and its merge driver set up.

git merges by lines, and two people's libraries differ in lines that nobody should see. With
the driver set up, git leaves every merge of a store to this program.
"""

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from annotations.errors import StoreError

DRIVER = "copydesk"
_SECTION = f"merge.{DRIVER}"


class Versions(NamedTuple):
    """What both sides began as, mine and theirs; None where a side has no such file."""

    base: bytes | None
    mine: bytes | None
    theirs: bytes | None


def unmerged(path: Path) -> Versions | None:
    """Return the versions in git's index of a file in conflict, None where it is in none."""
    with suppress(StoreError):
        listed = _git(path.parent, "ls-files", "-u", "-z", "--", path.name)
        stages = {entry.split()[2] for entry in listed.split(b"\0") if entry}
        if stages:
            at = (b"1", b"2", b"3")
            return Versions(*(_staged(path, it.decode()) if it in stages else None for it in at))
    return None


def has_text(path: Path, name: str) -> bool:
    """Tell whether a branch, a tag or the stash ever had the text of that name at `path`."""
    with suppress(StoreError):
        _git(path.parent, "cat-file", "-e", name)
        words = ("log", "--all", "-m", "-1", "--format=%H", f"--find-object={name}")
        return bool(_git(path.parent, *words, "--", path.name).strip())
    return False


def is_amid_rebase(path: Path) -> bool:
    """Tell whether git is in a rebase: the branch still has what it will let go of."""
    with suppress(StoreError):
        words = ("rev-parse", "--git-path", "rebase-merge", "--git-path", "rebase-apply")
        told = os.fsdecode(_git(path.parent, *words)).splitlines()
        return any((path.parent / it).exists() for it in told)
    return False


def install(folder: Path, store_name: str, command: str, *, everywhere: bool = False) -> str:
    """Let git merge every file of that name by `command`, and say where that stands.

    Raises:
        StoreError: There is no repository, or git cannot be asked.
    """
    attributes, *beside = _attributes(folder, everywhere=everywhere)
    line = f"{store_name} merge={DRIVER}"
    for file in (attributes, *beside):
        former = _lines(file)
        if line not in former:
            _write(file, [*former, line])
    where = "--global" if everywhere else "--local"
    _git(folder, "config", where, f"{_SECTION}.name", "claims of copydesk, merged by claim")
    _git(folder, "config", where, f"{_SECTION}.driver", f"{command} merge --driver %O %A %B %P")
    told = "every repository of yours" if everywhere else "this repository"
    commit = "" if everywhere else " Commit that file, and let the others run this as well."
    return f"git merges {store_name} by claim in {told} now; {attributes} says so.{commit}"


def uninstall(folder: Path, store_name: str, *, everywhere: bool = False) -> str:
    """Take back what `install` did, and say so.

    Raises:
        StoreError: There is no repository, or git cannot be asked.
    """
    for file in _attributes(folder, everywhere=everywhere):
        former = _lines(file)
        left = [line for line in former if line.strip() != f"{store_name} merge={DRIVER}"]
        if left != former:
            _write(file, left)
    where = "--global" if everywhere else "--local"
    with suppress(StoreError):  # there was none
        _git(folder, "config", where, "--remove-section", _SECTION)
    return f"git merges {store_name} by lines again."


def leave_marked(base: Path, mine: Path, theirs: Path) -> None:
    """Let git write its marked text into `mine`, as it does without a driver.

    Raises:
        StoreError: git cannot be asked.
    """
    names = [word for name in ("mine", "base", "theirs") for word in ("-L", name)]
    files = [str(path.absolute()) for path in (mine, base, theirs)]
    _git(mine.absolute().parent, "merge-file", *names, *files, fine=range(128))


def _staged(path: Path, stage: str) -> bytes:
    return _git(path.parent, "show", f":{stage}:./{path.name}")


def _attributes(folder: Path, *, everywhere: bool) -> tuple[Path, ...]:
    """Return the files that tell git how to merge, the one to speak of first.

    One in the repository travels with it, but counts only where a branch has it; the one
    beside the index counts on every branch, also while a rebase is at an older commit.
    """
    if not everywhere:
        top, beside = (
            Path(folder.absolute(), os.fsdecode(_git(folder, "rev-parse", *words)).strip("\n"))
            for words in (("--show-toplevel",), ("--git-path", "info/attributes"))
        )
        return top / ".gitattributes", beside
    with suppress(StoreError):
        told = _git(folder, "config", "--global", "--path", "core.attributesFile")
        return (Path(os.fsdecode(told).strip("\n")),)
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return (Path(home, "git", "attributes"),)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "surrogateescape").splitlines()
    except FileNotFoundError:
        return []


def _write(file: Path, lines: list[str]) -> None:
    try:
        if lines:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("".join(f"{line}\n" for line in lines), "utf-8", "surrogateescape")
        else:
            file.unlink()
    except OSError as error:
        raise StoreError(f"{file} could not be written: {error.strerror}.") from error


def _git(folder: Path, *words: str, fine: range = range(1)) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-c", "log.showSignature=false", *words],
            cwd=folder,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1"},  # nothing is asked of the network
        )
    except OSError as error:
        raise StoreError(f"git could not be run: {error.strerror}.") from error
    if done.returncode not in fine:
        said = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise StoreError(f"git could not do it in {folder}: {said or done.returncode}.")
    return done.stdout
