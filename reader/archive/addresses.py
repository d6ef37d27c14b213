"""Files that lie here, or behind an address: what both can be asked.

An address has `://` in it (`s3://bucket/news.parquet`) and is opened by fsspec, which knows
what is installed for it. Everything else is a path of this machine.
"""

import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from reader.errors import UnreadableArticleError
from reader.library.files import opened, shown


def is_remote(address: str) -> bool:
    """Tell whether an address is not a path of this machine."""
    return "://" in address


def named(address: str) -> str:
    """Return an address as a sentence can show it."""
    return address if is_remote(address) else shown(Path(address))


def whole(address: str) -> str:
    """Return an address that means the same wherever it is asked from."""
    return address if is_remote(address) else str(Path(address).absolute())


def found_at(address: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the files that an address means: itself, what its `*` finds, a folder's files.

    Of a folder those count whose names end in one of `suffixes`, in their order.

    Raises:
        UnreadableArticleError: There is none.
    """
    if is_remote(address):
        files = list(_found_far(address, suffixes))
    else:
        files = list(_found_here(address, suffixes))
    if not files:
        raise UnreadableArticleError(
            f"There is no file of articles at {named(address)}. Archives are made of "
            f"files that end in {', '.join(suffixes)}."
        )
    return files


def _found_here(address: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    path = Path(address)
    if path.is_dir():
        for folder, below, names in os.walk(path):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                if name.lower().endswith(suffixes) and not name.startswith("."):
                    yield os.path.join(folder, name)  # noqa: PTH118 - many of them
    elif path.exists() or not glob.has_magic(address):
        yield address
    else:
        yield from sorted(glob.glob(address, recursive=True))  # noqa: PTH207 - as it was typed


def _found_far(address: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    import fsspec

    system, path = _reached(address)
    try:
        if glob.has_magic(path):
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = sorted(one for one in system.find(path) if one.lower().endswith(suffixes))
        else:
            yield address
            return
    except Exception as error:
        raise _unreadable(address, error) from error
    protocol = fsspec.utils.get_protocol(address)
    for one in found:
        yield one if is_remote(one) else f"{protocol}://{one}"


def opened_at(address: str) -> BinaryIO:
    """Open a file to be read from any place in it.

    Raises:
        UnreadableArticleError: It cannot be opened.
    """
    if not is_remote(address):
        return opened(Path(address))
    system, path = _reached(address)
    try:
        return cast("BinaryIO", system.open(path, "rb"))
    except Exception as error:
        raise _unreadable(address, error) from error


def state_at(address: str) -> str:
    """Return what differs when a file was changed: its size, and when or as what it was written.

    Raises:
        UnreadableArticleError: It cannot be looked at.
    """
    if not is_remote(address):
        try:
            status = Path(address).stat()
        except OSError as error:
            raise UnreadableArticleError(
                f"{named(address)} cannot be read: {error.strerror}."
            ) from error
        return f"{status.st_size} {status.st_mtime_ns}"
    system, path = _reached(address)
    try:
        told = system.info(path)
    except Exception as error:
        raise _unreadable(address, error) from error
    stamp = next(
        (told[key] for key in ("ETag", "etag", "mtime", "LastModified") if key in told), ""
    )
    return f"{told.get('size')} {stamp}"


def _reached(address: str):  # type: ignore[no-untyped-def] # fsspec has no types
    import fsspec

    try:
        return fsspec.core.url_to_fs(address)
    except Exception as error:  # what a system of files raises is its own
        raise _unreadable(address, error) from error


def _unreadable(address: str, error: Exception) -> UnreadableArticleError:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    reason = why.strip().rstrip(".") or type(error).__name__
    return UnreadableArticleError(f"{address} cannot be read: {reason}.")
