"""Quotes: quotation marks, reported speech, and who said it.

How a text becomes marks, room by room:

- `paragraphs`, `quotation_marks`, `quotation`, `reading`: the quoted regions
  and the passages they are in
- `words`, `sentences`: a passage as words, where a quoted region counts as one
- `vocabulary`, `cues`, `first_names`: the words the rules know
- `verbs`, `phrases`, `subjects`, `clauses`, `doers`: cues where they stand, and whose they are
- `after_quote`, `before_quote`, `attribution`: the rules that give a region its speaker
- `contents`, `reported_speech`: what is told without quotation marks
- `learned`: what of it a table of weights hears, where it is asked
- `names`, `spelling`, `namesakes`, `people`: who a surname, *he*, or "the minister" stands for
- `forms`: direct, partial, block, or a scare quote
- `detector`: all of it, passage by passage

    bodies.py the bodies of a text that speak: councils, firms, agencies, and which of them *it* is
    scene.py  one passage as the rules of attribution see it
"""

from functools import partial

from reader.detectors.contract import Detector, Reported
from reader.detectors.quotes.detector import by_rules, by_table, find, not_at_all

QUOTES = Detector(name="quotes", find=find)
_WAYS = {"rules": by_rules, "learned": by_table, "off": not_at_all}


def finding_reported(reported: Reported) -> Detector:
    """Return the detector that finds reported speech in this way."""
    if reported == "rules":
        return QUOTES
    return Detector(name="quotes", find=partial(find, hear=_WAYS[reported]))
