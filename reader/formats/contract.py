"""What a format is: a name, the file endings it answers to, and a parser."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.article import Article


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of article file.

    `suffixes` are in lower case with their dot. `parse(data, path)` makes an article of
    a file's bytes; `path` is the article's name in its library. It raises
    `UnreadableArticleError` where there is no article in the bytes.

    `beginning(data, path)` makes an article of the first lines of a long file, with a text
    that the whole one's begins with; None where they do not tell. It holds for articles of
    at least `long_from` words.
    """

    name: str
    suffixes: tuple[str, ...]
    parse: Callable[[bytes, str], Article]
    beginning: Callable[[bytes, str], Article | None]
    long_from: int
