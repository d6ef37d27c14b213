"""The language of queries: what a person typed, as a tree of conditions.

    figure>1000 unit:EUR (source:tass OR source:ria) -tag:toll "said on Monday" @money

    fields.py      what can be asked for: one row a name, with the values it can have
    tree.py        what a query is once it is understood: conditions in `All`, `Either`, `Not`
    parser.py      from what was typed to the tree; scanning.py, its pieces
    values.py      numbers and dates as they are typed
    completion.py  what a query that is being typed most likely goes on with
    mistakes.py    the sentence about a term that is not understood
    holding.py     whether a condition holds of one thing, for whoever asks them one by one

The room knows no table and no claim. Who asks turns the tree into what they can answer:
`reader.index.query` into SQL. Begin with `tree.py`.

    parsed = parse("unread (figure>1000 OR counts:killed)")
    parsed.tree      # All((State("unread"), Either((Number(…), Words(…)))))
    parsed.problem   # a sentence about the first mistake, or ""
"""

from reader.query.parser import Parsed, Problem, parse
from reader.query.tree import EVERYTHING, All, Condition, Dates, Either, Not, Number, State, Words

__all__ = [
    "EVERYTHING",
    "All",
    "Condition",
    "Dates",
    "Either",
    "Not",
    "Number",
    "Parsed",
    "Problem",
    "State",
    "Words",
    "parse",
]
