"""What kept articles are looked up by; the signatures of the last ones stay ready."""

from collections.abc import Callable, Iterator

from reader.comparison import events
from reader.comparison.events import Signature
from reader.comparison.keys import SAMPLED, KeyKind, quote_keys, value_keys, whole_key
from reader.comparison.rarity import Rarity
from reader.comparison.reading import Reading

_REMEMBERED = 400


class EventNames:
    """The words that name the events of articles, by their numbers."""

    def __init__(self, reading_at: Callable[[int], Reading], rarity: Rarity) -> None:
        self._reading_at = reading_at
        self._rarity = rarity
        self._signatures: dict[int, Signature] = {}

    def __getitem__(self, number: int) -> Signature:
        known = self._signatures.get(number)
        if known is None:
            if len(self._signatures) > _REMEMBERED:
                self._signatures.clear()
            known = events.signature(self._reading_at(number).bag, self._rarity)
            self._signatures[number] = known
        return known

    def forget(self, number: int) -> None:
        """Forget an article that goes or changes."""
        self._signatures.pop(number, None)

    def keys(self, number: int, reading: Reading) -> Iterator[tuple[KeyKind, int, int]]:
        """Yield what an article is looked up by, and which part of it or how much."""
        if reading.figures:
            signature = self._signatures.get(number)
            if signature is None:
                signature = events.signature(reading.bag, self._rarity)
            for word, weight in signature:
                yield KeyKind.EVENT, word, round(weight * events.STEPS)
        for key in value_keys(reading, self._rarity):
            yield KeyKind.VALUE, key, 0
        for at, quote in enumerate(reading.quotes):
            yield KeyKind.QUOTE, whole_key(quote), at
            for key in quote_keys(quote):
                yield KeyKind.QUOTE, key, at
        for run in reading.runs:
            if not run & SAMPLED:
                yield KeyKind.RUN, run, 0
