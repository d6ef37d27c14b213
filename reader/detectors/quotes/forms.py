"""What kind of quote a region is, once it is known whose it is and where it stands."""

import re

from reader.detectors.marks import QuoteForm
from reader.detectors.quotes.cues import CUE_NOUNS, CUES
from reader.detectors.quotes.phrases import is_nickname, phrase_ending_at
from reader.detectors.quotes.scene import Scene
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    CONJUNCTIONS,
    ORGANISATIONS,
    PREPOSITIONS,
    listed,
)

_WORD = re.compile(r"\w+")
_SUBJECTS = listed(
    "i we you he she it they there this that these those what who the a an my our your his her"
    " its their if when as in no not nobody everyone everybody people some many let don't do"
)
_FRAGMENT_STARTS = listed(
    "given because which who whose to of for with and or than from by on at into about being"
    " very so"
)
_SURELY_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|should|may|might|must|does|do|did"
    r"|\w+n['’]t|\w+['’](?:re|ve|ll|d|m)|need|want|think|know|believe|hope)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|should|may|might|must|does|do|did"
    r"|\w+n['’]t|\w+['’](?:s|re|ve|ll|d|m)|\w{2,}ed|\w{3,}s|need|want|think|know|believe|say|see)\b"
)


_SMALL = listed("a an the of to in on for and or at by with from as but is")
"""Words that stay in lower case inside a title."""
TITLE_NOUNS = listed(
    "book novel memoir film movie documentary show program programme series sitcom drama musical"
    " opera album song single ad commercial video podcast blog newsletter magazine newspaper"
    " concert exhibition painting poem essay episode paper hashtag classic production"
)
"""Nouns that a title follows: `her memoir, “Tough Choices”`."""
_BEFORE_TITLE = listed("on in from with to of at host author told watching watched")
_NO_NOUN = CUE_NOUNS | CUES.keys() | PREPOSITIONS | AUXILIARIES | CONJUNCTIONS
_TITLE_WORD = re.compile(r"[\w’'&-]*\w")
_NAME = 60
"""Characters of the longest name in quotation marks."""
_HEADING = 6
"""Most words of a heading in quotation marks."""
_SCARE = 4
"""Most words a quote without speaker has that is taken for a scare quote."""


def is_title(scene: Scene, index: int) -> bool:
    """Tell whether the quote is the name of a show, book or the like: `on “Meet the Press”`.

    Its words have capitals, and the word before is one that titles follow.
    """
    region = scene.regions[index]
    inner = scene.text[region.inner.start : min(region.inner.end, region.inner.start + 120)]
    words = _TITLE_WORD.findall(inner)
    at = scene.place(index)
    if not words or len(inner) == 120 or at == 0:
        return False
    if not all(
        word[0].isupper() or word[0].isdigit() or (place and word in _SMALL)
        for place, word in enumerate(words)
    ):
        return False
    before = scene.tokens[at - 1].lower
    if before == "," and at > 1:
        before = scene.tokens[at - 2].lower
        return before in TITLE_NOUNS or before in ("titled", "entitled")
    if before in TITLE_NOUNS or before in ("titled", "entitled", "starring"):
        return True
    if before.endswith("'s"):
        owner = scene.tokens[at - 1].text[:-2]
        return len(words) > 1 or owner.isupper() or owner.lower() in ORGANISATIONS
    return len(words) > 1 and before in _BEFORE_TITLE


def is_name(scene: Scene, index: int) -> bool:
    """Tell whether the quote is what someone or something is called: `Rosa “Mama” Tull`.

    It stands inside a name, or its words have capitals and come behind a word such as
    *nicknamed*, behind someone not named yet who is `called “Lofty”`, or right behind a
    common noun: `the bar “Blue Note”`.
    """
    tokens, at = scene.tokens, scene.place(index)
    if is_nickname(tokens, at):
        return True
    span = scene.regions[index].inner
    if span.end - span.start > _NAME or not scene.text[span.start].isupper():
        return False
    words = _TITLE_WORD.findall(span.of(scene.text))
    if not 0 < len(words) <= _SCARE or scene.last_mark(index) in ",.!?" or at < 2:
        return False
    if not all(word[0].isupper() or word in _SMALL for word in words):
        return False
    before, earlier = tokens[at - 1], tokens[at - 2]
    if before.lower in ("nicknamed", "alias", "aka") or (
        before.lower in ("name", "nickname") and earlier.lower in ("the", "by", "a", "his", "her")
    ):
        return True
    if before.lower in ("called", "named", "dubbed"):
        if earlier.text == ",":
            return True
        low, _ = scene.sentence_at(at)
        phrase = phrase_ending_at(tokens, low, at - 2)
        return phrase is not None and tokens[phrase[0]].lower in ("a", "an", "the", "one", "this")
    noun = before.text[0].islower() and before.text.isalpha() and before.lower not in _NO_NOUN
    return noun and earlier.lower in ("the", "a", "an", "his", "her", "their", "its")


def is_heading(scene: Scene, index: int) -> bool:
    """Tell whether the quote is a paragraph of a few words that is a heading.

    It has no stop, or single marks where the text sets speech in double ones.
    """
    if len(scene.tokens) != 1 or _word_count(scene, index) > _HEADING:
        return False
    start = scene.regions[index].span.start
    single = scene.text[start] in "‘'" and scene.text[start : start + 2] != "''"
    return scene.last_mark(index).isalnum() or (single and scene.double_marked)


def unspoken_form(scene: Scene, index: int) -> QuoteForm:
    """Return the form of a quote whose speaker was not found.

    A short one inside a sentence is a scare quote; `“No way.”` on its own is not.
    """
    own = scene.begins_sentence(index) and scene.last_mark(index) in ".!?"
    if _word_count(scene, index) <= _SCARE and not own:
        return "scare"
    return spoken_form(scene, index)


def is_singled_out(scene: Scene, index: int) -> bool:
    """Tell whether single marks hold a few words at a distance: `killed by ‘friendly fire’`.

    That is so where the text sets speech in double marks, outside its headline.
    """
    start = scene.regions[index].span.start
    return (
        scene.double_marked
        and scene.text[start] in "‘'"
        and scene.text[start : start + 2] != "''"
        and scene.place(index) > 0
        and not scene.is_headline
        and _word_count(scene, index) <= _SCARE
    )


def _word_count(scene: Scene, index: int) -> int:
    """Return how many words stand inside the marks, counting the first 200 characters."""
    inner = scene.regions[index].inner
    return len(_WORD.findall(scene.text, inner.start, min(inner.end, inner.start + 200)))


def spoken_form(scene: Scene, index: int) -> QuoteForm:
    """Return the form of a quote that has a speaker: block, direct or partial.

    A quote over several paragraphs is a block. One that could stand as a sentence of its
    own is direct, also after "that", and so is one that goes on after its tag (`“Go,” he
    said; “go now.”`). A fragment is partial.
    """
    region = scene.regions[index]
    if region.paragraphs > 1:
        return "block"
    inner = scene.text[region.inner.start : min(region.inner.end, region.inner.start + 400)]
    words = _WORD.findall(inner)
    if not words:
        return "partial"
    ended = scene.last_mark(index) in ",.!?—–-…" or inner.isupper()
    starts = words[0][0].isupper() or words[0][0].isdigit()
    at = scene.place(index)
    before = scene.tokens[at - 1] if at else None
    introduced = scene.begins_sentence(index) or (before is not None and before.text in ",:—–-")
    if introduced and starts and (ended or len(words) > 1):
        return "direct"
    if before and before.text in ",;" and ended and _follows_tag(scene, index):
        return "direct"
    if len(words) < 3 or words[0].lower() in _FRAGMENT_STARTS:
        return "partial"
    if starts:
        return "direct" if _FINITE.search(inner[:120], len(words[0])) else "partial"
    finite = words[0].lower() in _SUBJECTS and _SURELY_FINITE.search(inner[:120], len(words[0]))
    return "direct" if finite else "partial"


def _follows_tag(scene: Scene, index: int) -> bool:
    """Tell whether the quote before is by the same speaker and ends in the same sentence."""
    if not index:
        return False
    finding, before = scene.found[index], scene.found[index - 1]
    if finding is None or before is None or finding.cue != before.cue:
        return False
    return scene.place(index) - scene.place(index - 1) < 16
