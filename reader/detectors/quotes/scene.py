"""One passage as the rules of attribution see it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.detectors.quotes.phrases import Mention
from reader.detectors.quotes.quotation import Region
from reader.detectors.quotes.words import Token, Words


class Finding(NamedTuple):
    """A speaker and a cue, as ranges of word indices, and the rule that found them."""

    speaker: Mention
    cue: Mention | None
    rule: str


@dataclass(slots=True)
class Scene:
    """The words of a passage, its quotes, and whose the quotes looked at so far are.

    `is_headline` is True for the first line of a text that does not end like a sentence;
    `double_marked` where the text uses double quotation marks anywhere. `found` grows by one
    for each region: a finding, or None.
    """

    text: str
    regions: tuple[Region, ...]
    words: Words
    sentences: list[tuple[int, int]]
    is_headline: bool = False
    double_marked: bool = True
    found: list[Finding | None] = field(default_factory=list)

    @property
    def tokens(self) -> list[Token]:
        """The words; a quote counts as one."""
        return self.words.tokens

    def place(self, region: int) -> int:
        """Return the word index of a region."""
        return self.words.quoted[region]

    def sentence_at(self, word: int) -> tuple[int, int]:
        """Return the sentence in which the word stands."""
        return self.sentences[bisect_right(self.sentences, (word, len(self.tokens))) - 1]

    def last_mark(self, region: int) -> str:
        """Return the last character inside the quotation marks."""
        inner = self.regions[region].inner
        return self.text[max(inner.start, inner.end - 40) : inner.end].rstrip()[-1:]

    def begins_sentence(self, region: int) -> bool:
        """Tell whether nothing but punctuation stands before the quote in its sentence."""
        at = self.place(region)
        low, _ = self.sentence_at(at)
        return all(
            token.region < 0 and not token.text[0].isalnum() for token in self.tokens[low:at]
        )
