"""The libraries that only archives need, loaded when one is used."""

from collections.abc import Iterator
from contextlib import contextmanager

from reader.errors import ReaderError

_EXTRAS = {
    **dict.fromkeys(("dask", "distributed", "duckdb", "pyarrow", "fsspec", "zstandard"), "archive"),
    **dict.fromkeys(("warcio", "trafilatura", "lxml"), "warc"),
}
"""The extra that installs each of them."""


@contextmanager
def needing_libraries() -> Iterator[None]:
    """Say in one sentence which library is missing, and how it is installed.

    Raises:
        ReaderError: One is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in _EXTRAS:
            raise
        raise ReaderError(
            f"This needs a library that is not installed ({name}). "
            f"Install it with: pip install 'copydesk[{_EXTRAS[name]}]'"
        ) from error
