"""What a format is: a line in the registry, and a module that reads one kind of file.

The module is imported when such a file is opened, so that knowing the formats costs
nothing. It has one function, `read(file, place)`, which yields the articles of a file in
their order, as soon as each is read. In their midst it yields an `UnreadableArticleError`
for a piece that cannot be read, and goes on; it raises one where there is nothing to read
in the file, and `NoArticlesError` where the file may be what it is, but holds no articles.
Whatever else it raises costs this one file and is told with its name.

A file that can hold several articles gives each the path `file.at(place)`: a number from
1, or what the file itself calls it. With a `place`, only that article is asked for, and
the others can be passed over as cheaply as can be. A library that can hang or take all
memory runs in `limits.limited`.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, TypeAlias

from reader.article import Article
from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile

Read: TypeAlias = Article | UnreadableArticleError
"""An article of a file, or the sentence about a piece of it that cannot be read."""

NEVER = sys.maxsize


class ReadArticles(Protocol):
    """The function `read` of a format's module."""

    def __call__(self, file: ArticleFile, place: str = "", /) -> Iterator[Read]:
        """Yield the articles in a file, or only the one at a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of article file.

    `suffixes` are in lower case with their dot. `module` is the dotted name of the module
    that reads it, `extra` the extra of the distribution that installs what it needs, empty
    where the default install does. `begins` matches the first bytes of a file that is
    surely of this kind, whatever its name.

    With `is_lone`, a file holds one article, which has the path of its file.

    The module of a format whose articles may have `long_from` words or more has a function
    `beginning(data, path)` too: it makes an article of the first lines of such a file, with
    a text that the whole one's begins with, or gives None where they do not tell.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    begins: re.Pattern[bytes] | None = None
    extra: str = ""
    is_lone: bool = True
    long_from: int = NEVER

    def read(self, file: ArticleFile, place: str = "") -> Iterator[Read]:
        """Yield the articles in a file, or only the one at a place.

        Raises:
            UnreadableArticleError: There is no article in it, or the format's library is not
                installed.
        """
        try:
            read: ReadArticles = import_module(self.module).read
            yield from read(file, place)
        except UnreadableArticleError:
            raise
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            raise UnreadableArticleError(
                f"{file.path} needs a library that is not installed ({error.name}). "
                f"Install it with: pip install 'copydesk[{self.extra}]'"
            ) from error
        except Exception as error:
            # The boundary of the formats: a library may fail in any way on a broken file.
            raise UnreadableArticleError(
                f"{file.path} cannot be read as {self.name}: it is damaged, or not what its name "
                f"says ({type(error).__name__})."
            ) from error

    def article(self, file: ArticleFile, place: str = "") -> Article:
        """Return the article at a place of a file, the first where no place is named.

        Raises:
            UnreadableArticleError: There is none.
        """
        try:
            for found in self.read(file, place):
                if isinstance(found, UnreadableArticleError):
                    raise found
                if not place or found.path == file.at(place):
                    return found
        except NoArticlesError:
            if not place:
                raise
        where = f" at {place}" if place else ""
        raise UnreadableArticleError(f"There is no article{where} in {file.path} any more.")

    def parse(self, data: bytes, path: str) -> Article:
        """Return the first article in the bytes of a file.

        Raises:
            UnreadableArticleError: There is none.
        """
        return self.article(ArticleFile.of_bytes(data, path))

    def beginning(self, data: bytes, path: str) -> Article | None:
        """Return how a long article begins, None where that is not known or it is not long."""
        if self.long_from == NEVER:
            return None
        begun: Article | None = import_module(self.module).beginning(data, path)
        return begun
