"""What can go wrong while reading, each a sentence for the person at the desk.

ReaderError
├── UnreadableArticleError   one file is no article we can read
│   └── NoArticlesError      a file of a kind that often holds something else holds no articles
├── NothingToReadError       the paths that were given hold no article
├── UnknownWordsError        words to tag do not stand in the article, or stand there twice
├── FetchError               an address on the web gives nothing that can be kept
├── KeptFileError            what the program keeps for itself cannot be read or written
└── SettingsError            the configuration file does not hold together
"""


class ReaderError(Exception):
    """The base of every error of this package; its text can be shown as it is."""


class UnreadableArticleError(ReaderError):
    """One file cannot be read as an article; the others can."""


class NoArticlesError(UnreadableArticleError):
    """A table, or the like, holds no articles: worth telling only where it was asked for."""


class NothingToReadError(ReaderError):
    """There is no article under the paths that were given."""


class UnknownWordsError(ReaderError):
    """Words that were to be tagged do not stand in the article just once."""


class FetchError(ReaderError):
    """What an address on the web gives cannot be had, or is nothing to keep.

    With `is_final`, to ask again later would bring nothing else.
    """

    def __init__(self, sentence: str, *, is_final: bool = False) -> None:
        super().__init__(sentence)
        self.is_final = is_final


class SettingsError(ReaderError):
    """The configuration file does not hold together."""


class KeptFileError(ReaderError):
    """A file in which the program keeps something for itself cannot be read or written."""
