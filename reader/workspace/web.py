"""What comes into a library from the web: pages by their addresses, and articles of feeds."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import FetchError
from reader.library.files import is_folder
from reader.samples import SAMPLES
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # nothing is fetched before somebody asks for it
    from reader.library.adding import Added
    from reader.library.subscriptions import Feed, Subscriptions, Update


class Web:
    """Adds to the first folder of a workspace. With `allow_private`, also from this network."""

    def __init__(self, libraries: Libraries, *, allow_private: bool = False) -> None:
        self._libraries = libraries
        self.allow_private = allow_private

    def add(self, url: str) -> "Added":
        """Fetch a page and keep it in the library, just as it came.

        Raises:
            FetchError: It cannot be had, or there is no article on it.
            UnreadableArticleError: It is there already, and cannot be read any more.
        """
        from reader.library.adding import add
        from reader.library.fetching import Fetcher

        return add(url.strip(), self._folder(), Fetcher(allow_private=self.allow_private))

    def feeds(self) -> "list[Feed]":
        """Return the feeds that the library follows.

        Raises:
            FetchError: There is no folder to follow one in.
            KeptFileError: They cannot be read.
        """
        return self._subscriptions().feeds()

    def update(self, rest: Callable[[float], object]) -> "Iterator[Update]":
        """Add the new articles of all feeds, one step after the other; `rest` waits.

        Raises:
            FetchError: There is no folder to keep them in.
            KeptFileError: The feeds cannot be read or written.
        """
        return self._subscriptions().update(rest)

    def _subscriptions(self) -> "Subscriptions":
        from reader.library.fetching import Fetcher
        from reader.library.subscriptions import Subscriptions

        return Subscriptions(self._folder(), Fetcher(allow_private=self.allow_private))

    def _folder(self) -> Path:
        """Return the folder that what comes is kept in.

        Raises:
            FetchError: Only files are open, or the samples.
        """
        folders = (path for path in self._libraries.paths if is_folder(path) and path != SAMPLES)
        folder = next(folders, None)
        if folder is None:
            raise FetchError("Open a folder of your own first: what comes is kept in it.")
        return folder
