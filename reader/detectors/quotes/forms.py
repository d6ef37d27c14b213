"""What kind of quote a region is, once it is known whose it is and where it stands."""

import re

from reader.detectors.marks import QuoteForm
from reader.detectors.quotes.quotation import Region
from reader.detectors.quotes.vocabulary import listed

_WORD = re.compile(r"\w+")
_SUBJECTS = listed(
    "i we you he she it they there this that these those what who the a an my our your his her"
    " its their if when as in no not nobody everyone everybody people some many let don't do"
)
_FRAGMENT_STARTS = listed(
    "given because which who whose to of for with and or than from by on at into about being"
    " very so"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|should|may|might|must|does|do|did"
    r"|\w+n['’]t|\w+['’](?:s|re|ve|ll|d|m)|\w{2,}ed|\w{3,}s|need|want|think|know|believe|say|see)\b"
)


def word_count(text: str, region: Region) -> int:
    """Return how many words stand inside the marks, counting no further than forty."""
    count = 0
    for count, _ in enumerate(_WORD.finditer(text, region.inner.start, region.inner.end), 1):
        if count >= 40:
            break
    return count


def spoken_form(text: str, region: Region, *, begins_sentence: bool) -> QuoteForm:
    """Return the form of a quote that has a speaker: block, direct or partial.

    A quote over several paragraphs is a block. One that could stand as a sentence of its
    own is direct, also after "that"; a fragment is partial.
    """
    if region.paragraphs > 1:
        return "block"
    inner = text[region.inner.start : region.inner.end].strip()
    if begins_sentence and inner[:1].isupper() and (inner[-1:] in ",.!?—–-…" or " " in inner):
        return "direct"
    words = _WORD.findall(inner[:400])
    if len(words) >= 4 and inner[:1].isupper() and inner[-1:] in ".!?,":
        return "direct"
    if len(words) < 5 or words[0].lower() in _FRAGMENT_STARTS:
        return "partial"
    finite = _FINITE.search(inner[:80], len(words[0]))
    starts = inner[0].isupper() or words[0].lower() in _SUBJECTS
    return "direct" if starts and finite else "partial"
