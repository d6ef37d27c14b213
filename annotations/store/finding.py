"""Which claims a question is about, answered from indexes in memory.

A claim is found when it fulfils every part of the question that is given.
"""

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from annotations.claim import JSONValue
from annotations.folding import folded, searched
from annotations.journal.indexes import Index, Scalar, day, elements, whole
from annotations.journal.json_text import document_in
from annotations.journal.table import JournalTable
from annotations.store.question import Question


def alike(value: JSONValue) -> Iterable[Scalar]:
    """Return a text in the form in which upper and lower case, and accents, are the same."""
    return (folded(value),) if isinstance(value, str) else ()


ID: Index = (("id",), whole)
ARTICLE: Index = (("article", "path"), whole)
TAG: Index = (("tags",), elements)
VERDICT: Index = (("verdict", "value"), alike)
CLAIMANT: Index = (("claimant",), alike)
ANNOTATOR: Index = (("annotator",), whole)
CREATED: Index = (("created",), day)
DECIDES: Index = (("decides",), elements)

SEARCHED = ("anchor", "statement", "note", "claimant", "tags", "quote", "figure", "evidence")
"""Fields of a claim whose words are found, and its article's title."""


class WordIndex:
    """Which documents have which word; made at the first question for words.

    Documents changed since are looked at one by one, until they are so many that the index
    is made anew.
    """

    ANEW = 2000
    """Changed documents that still take less time than a new index of 20,000."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._places: dict[str, array[int]] = {}
        self._changed: set[str] = set()

    def changed(self, key: str | None) -> None:
        """Note that a document changed; None for all of them."""
        if key is None:
            self._keys, self._places = [], {}
            self._changed.clear()
        elif self._keys:
            self._changed.add(key)

    def keys(self, documents: Mapping[str, bytes], words: str) -> set[str]:
        """Return the ids of the documents with a word that begins with each of `words`."""
        wanted = _words(words)
        if not self._keys or len(self._changed) > self.ANEW:
            self._make(documents)
        found: set[int] | None = None
        for part in wanted:
            places: set[int] = set()
            for word, where in self._places.items():
                if word.startswith(part):
                    places.update(where)
            found = places if found is None else found & places
        keys = {self._keys[place] for place in found or ()} - self._changed
        return keys | {
            key
            for key in self._changed
            if (raw := documents.get(key)) is not None and _has(document_in(raw), wanted)
        }

    def _make(self, documents: Mapping[str, bytes]) -> None:
        self.changed(None)
        for place, (key, raw) in enumerate(documents.items()):
            self._keys.append(key)
            for word in _words_of(document_in(raw)):
                self._places.setdefault(word, array("I")).append(place)


def matching(
    table: JournalTable, documents: Mapping[str, bytes], words: WordIndex, question: Question
) -> Collection[str]:
    """Return the ids of the documents that fulfil the question."""
    sets: list[Collection[str]] = []
    for index, value in (
        (ARTICLE, question.article),
        (VERDICT, folded(question.verdict)),
        (CLAIMANT, folded(question.claimant)),
        (ANNOTATOR, question.annotator),
    ):
        if value:
            sets.append(table.by(index).get(value, {}))
    if question.tag:
        names = (question.tag, *question.tags_below)
        sets.append({key for name in names for key in table.by(TAG).get(name, {})})
    if question.since or question.until:
        first = (question.since or date.min).isoformat()
        last = (question.until or date.max).isoformat()
        days = list(table.by(CREATED).items())
        sets.append({key for day, keys in days if first <= str(day) <= last for key in keys})
    if question.decided:
        decided = list(table.by(DECIDES).values())
        sets.append({key for keys in decided for key in keys})
    if question.words.strip():
        sets.append(words.keys(documents, question.words))
    if not sets:
        return documents.keys()
    smallest, *others = sorted(sets, key=len)
    return [key for key in list(smallest) if all(key in other for other in others)]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", searched(text)))


def _words_of(document: Mapping[str, JSONValue]) -> set[str]:
    texts = [text for name in SEARCHED for text in _texts(document.get(name))]
    article = document.get("article")
    title = article.get("title") if isinstance(article, dict) else None
    return _words(" ".join([*texts, *_texts(title)]))


def _has(document: Mapping[str, JSONValue], wanted: Iterable[str]) -> bool:
    words = _words_of(document)
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _texts(value: JSONValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in ("prefix", "suffix", "url"):
                yield from _texts(part)
