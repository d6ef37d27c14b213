"""What a format is: a name, the file endings it answers to, and a parser."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.article import Article


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of article file.

    `suffixes` are in lower case with their dot. `parse(data, path)` makes an article of
    a file's bytes; `path` is the article's name in its library. It raises
    `UnreadableArticleError` where there is no article in the bytes. Where `is_plain`, the
    first lines of a file are an article too, which begins alike.
    """

    name: str
    suffixes: tuple[str, ...]
    parse: Callable[[bytes, str], Article]
    is_plain: bool = False
