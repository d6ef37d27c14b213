"""Quotes: quotation marks, reported speech, and who said it.

How a text becomes marks, room by room:

- `paragraphs`, `quotation_marks`, `quotation`: the quoted regions, and the passages they are in
- `words`, `sentences`: a passage as words, where a quoted region counts as one
- `vocabulary`, `cues`, `first_names`: the words the rules know
- `verbs`, `phrases`, `subjects`, `clauses`, `doers`: cues where they stand, and whose they are
- `after_quote`, `before_quote`, `attribution`: the rules that give a region its speaker
- `contents`, `reported_speech`: what is told without quotation marks
- `names`, `people`: who a surname, *he*, or "the minister" stands for
- `forms`: direct, partial, block, or a scare quote
- `detector`: all of it, passage by passage
"""

from reader.detectors.contract import Detector
from reader.detectors.quotes.detector import find

QUOTES = Detector(name="quotes", find=find)
