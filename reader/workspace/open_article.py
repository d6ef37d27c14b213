"""An article that is open: its text, and the row of the list that it was opened from."""

from dataclasses import dataclass

from reader.article import Article
from reader.library.scan import ListedArticle


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """What was read from the file of a row; the row knows the library that claims go to."""

    listed: ListedArticle
    article: Article

    @property
    def text(self) -> str:
        """The article's text, which all spans are spans of."""
        return self.article.text
