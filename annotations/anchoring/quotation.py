"""Words quoted from a source, held against it: as printed, changed, or not there."""

import re
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from annotations.folding import Sought, folded

Faithfulness: TypeAlias = Literal["as printed", "changed", "not there"]
FAITHFULNESS: tuple[Faithfulness, ...] = ("as printed", "changed", "not there")

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")
_CHANGED = 0.6
"""The share of a quotation's words that a passage has, in order, which says it otherwise; below
it, sentences on one matter share no more. Chosen by trying on quotations cut and reworded."""


def faithfulness(quotation: str, text: str) -> Faithfulness:
    """Tell whether a text has words as they are quoted from it.

    Letters are compared as a keyboard writes them; “…” stands for words left out.
    """
    parts = [
        part for part in re.split(r"\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*", quotation) if part.strip()
    ]
    if parts and all(Sought(part.strip("“”\"‘’'«» ")).is_in(text) for part in parts):
        return "as printed"
    words = _WORD.findall(folded(quotation))
    if not words:
        return "not there"
    wanted = frozenset(words)
    sentences = [_WORD.findall(folded(sentence)) for sentence in _SENTENCE.split(text)]
    for place, sentence in enumerate(sentences):
        passage = sentence + (sentences[place + 1] if place + 1 < len(sentences) else [])
        if len(wanted.intersection(passage)) < _CHANGED * len(wanted):
            continue
        blocks = SequenceMatcher(None, words, passage, autojunk=False).get_matching_blocks()
        if sum(block.size for block in blocks) >= _CHANGED * len(words):
            return "changed"
    return "not there"
