"""How a text is laid out: its blocks, its section heads and its pull quotes."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from annotations.span import Span
from reader.article import Part
from reader.formats.dates import says_when

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n")
PROSE_LINE = 100
"""A line longer than this is a paragraph of its own, not a hard-wrapped piece of one."""

_HEAD_LENGTH = 70
_HEAD_WORDS = 10
_HEADLINE_LENGTH = 150
_HEAD_LETTERS_WITHOUT_SPACES = 20
"""Of a script that puts no spaces between words; chosen as ten words of two signs each."""

_NO_HEAD_ENDS_WITH = ".,;:!…-–—―)]。．！，、；：）」』】।؛،۔"
_OPENING = "“‘„«\"'(¿¡「『《"
_CLOSING = "”’“»\"'」』》"
_WITHOUT_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f]")
"""Signs of Japanese, Chinese, Thai, Lao and Burmese, in which a sentence is one word."""

_POINTER = re.compile(
    r"(?:related(?: (?:articles?|stories|coverage|content|links|topics?|news|posts?))?|"
    r"(?:also )?read(?: (?:more|also|next))?|see (?:also|more)|more(?: (?:on this|from|here))?|"
    r"you may also like|don[’']t miss|recommended|watch(?: live| now| more)?|listen|video|gallery|"
    r"photos?|pictures|in pictures|slideshow|podcast|advertisement|ad|sponsored|"
    r"lesen sie auch|mehr zum thema|zum thema|lire aussi|à lire aussi|lee también|lea también|"
    r"ver también|leggi anche|lees ook|läs också|læs også|les også|leia também|czytaj także|"
    r"čtěte také|читайте также)\b(?P<rest>.*)",
    re.IGNORECASE,
)
"""How a line begins that points to another article, a gallery or an advertisement."""

_POINTED = re.compile(r"\s*(?:[:|»>→–—-]|$)")
_LONGEST_CAPTION = 400
_CREDITED = re.compile(
    r"(?:[.!?…”“\"’»)] \(?|\S \()(?:photo(?:graph|s|graphs)?|foto(?:s|grafía)?|picture|image|bild|"
    r"crédit photo|photo credit)(?: by| von| de)?: ?(?=[^\W\d_])[^.:!?“”\"]{2,60}\)?\.?\Z",
    re.IGNORECASE,
)
"""A block that ends by saying whose the picture is."""

_CAPTION = re.compile(
    r"\(?(?:photo(?:graph)?s?|foto|image|picture|pictured|file photo|illustration|bild|credit|"
    r"caption|photo credit|image credit|image source|image copyright)(?: by)?(?::| by\b|,)",
    re.IGNORECASE,
)
"""How a line begins that says what a picture shows or who took it."""


_DATELINE_ALONE = re.compile(r"[^\W\d_a-z][^()\n]*\([A-Z][\w. ]+\)|[A-Z]{3,}, [A-Z][^()\n]*\d")
"""A place with an agency or a day behind it: “NORVALE (Reuters)”, “NORVALE, July 28”."""

_PULL_QUOTE_LENGTH = 800
_SPEAKER_LENGTH = 100
_PULL_QUOTE_OPENS = "“„«\"‘'"
_BEFORE_SPEAKER = re.compile(r"[”»“\"’'][.,]?\s*(?:[–—]|--?(?=\s))\s*(?=[^\W\d_])")
_SENTENCE_BREAK = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?]\s")


def blocks(text: str) -> Iterator[Span]:
    """Yield the paragraphs, heads and set-off lines of `text`, without the space around them.

    Blank lines part them. Lines that stand together without a blank line are blocks of
    their own if any of them is as long as a paragraph.
    """
    for group in _between(text, _BLANK_LINES, 0, len(text)):
        yield from _lines(text, group)


def _lines(text: str, group: Span) -> Iterator[Span]:
    if text.find("\n", group.start, group.end) < 0:
        yield group
        return
    lines = list(_between(text, _LINE_END, group.start, group.end))
    if any(line.end - line.start > PROSE_LINE for line in lines):
        yield from lines
    else:
        yield group


def _between(text: str, separator: re.Pattern[str], start: int, end: int) -> Iterator[Span]:
    """Yield what stands between the separators, without the space around it."""
    for found in chain(separator.finditer(text, start, end), (None,)):
        piece = text[start : found.start() if found else end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(bare))
        start = found.end() if found else end


def is_head(words: str) -> bool:
    """Tell whether a block reads like a head: one short line without a full stop.

    >>> is_head("Key Role"), is_head("How sure are they?"), is_head("He left.")
    (True, True, False)
    """
    return (
        len(words) <= _HEAD_LENGTH
        and len(words.split()) <= _HEAD_WORDS
        and _is_no_sentence_without_spaces(words)
        and not is_pointer(words)
        and not says_when(words)
        and not _DATELINE_ALONE.fullmatch(words)
        and "\n" not in words
        and _begins_like_a_head(words)
        and words.rstrip(_CLOSING)[-1] not in _NO_HEAD_ENDS_WITH
        and _SENTENCE_BREAK.search(words) is None
        and not (words[0] in _OPENING and words.rstrip(_CLOSING)[-1] == "?")
    )


def _is_no_sentence_without_spaces(words: str) -> bool:
    signs = _WITHOUT_SPACES.findall(words)
    return not signs or (
        len(signs) <= _HEAD_LETTERS_WITHOUT_SPACES
        and not any(mark in words for mark in "，、。")
        and "」と" not in words
    )


def is_pointer(words: str) -> bool:
    """Tell whether a block points to something else: another article, a gallery.

    >>> is_pointer("Related: Harbour board steps down"), is_pointer("Read more")
    (True, True)
    >>> is_pointer("Related parties"), is_pointer("Gallery owners protest")
    (False, False)
    """
    found = _POINTER.match(words) if len(words) <= _HEADLINE_LENGTH else None
    return bool(found and _POINTED.match(found["rest"]))


def is_caption(words: str) -> bool:
    """Tell whether a block says of itself that it belongs to a picture.

    >>> is_caption("Photo: L. Brand"), is_caption("Photographers protest")
    (True, False)
    >>> is_caption("The old ferry in 2024. Photo: Ole Brandt/Tide")
    True
    """
    if len(words) <= _PULL_QUOTE_LENGTH and _CAPTION.match(words):
        return True
    return len(words) <= _LONGEST_CAPTION and bool(_CREDITED.search(words))


def is_headline(words: str) -> bool:
    """Tell whether a block could be an article's title: like a head, but longer.

    >>> is_headline("“We will rebuild”: Norvale counts the cost of the flood")
    True
    """
    return (
        len(words) <= _HEADLINE_LENGTH
        and _begins_like_a_head(words)
        and words[-1] not in ".,;:…-–—。．，、；："
        and not is_pointer(words)
        and not is_pull_quote(words)
    )


def _begins_like_a_head(words: str) -> bool:
    first = words.lstrip(_OPENING)[:1]
    return first.isalnum() and not first.islower() and any(map(str.isalpha, words))


def is_pull_quote(words: str) -> bool:
    """Tell whether a block is a quotation with its speaker after a dash.

    >>> is_pull_quote("“We will rebuild.” – Mayor Ada Brandt")
    True
    """
    if len(words) > _PULL_QUOTE_LENGTH or words[:1] not in _PULL_QUOTE_OPENS:
        return False
    ends = list(_BEFORE_SPEAKER.finditer(words, 1))
    speaker = words[ends[-1].end() :] if ends else ""
    return (
        0 < len(speaker) <= _SPEAKER_LENGTH
        and not speaker[0].islower()
        and not any(mark in speaker for mark in '“”"')
        and _SENTENCE_BREAK.search(speaker) is None
    )


def parts_of(text: str, found: Iterable[Span]) -> Iterator[Part]:
    """Yield the heads and pull quotes among the blocks, in reading order.

    A head has a block before and after it. The blocks of a long text are never in memory
    all at once.
    """
    is_first = True
    for span, following in pairwise(chain(found, (None,))):
        assert span is not None
        words = span.of(text)
        if is_pull_quote(words):
            yield Part(span, "pull quote")
        elif is_caption(words):
            yield Part(span, "caption")
        elif not is_first and following is not None and is_head(words):
            yield Part(span, "heading")
        is_first = False
