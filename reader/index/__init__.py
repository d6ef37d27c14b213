"""The list of articles as a table: filtered, sorted and kept from one start to the next.

An SQLite file in the cache folder, one for each set of opened paths; it can be thrown
away at any time and is built anew.

    article_list.py  what a screen and a command ask: ids in an order, a row for each
    updating.py      how the table follows the files; counting.py, how marks are counted: both
                     step by step, and steps.py is what they tell
    worker.py        the process that reads files and counts marks; summary.py, what it tells
    filter.py        what is asked of the table; query.py, queries as such filters, of
                     articles and of marks; conditions.py, their terms
    full_text.py     words of texts, as they are kept and asked for
    marks.py         marks as they are kept; suggested.py, as they are asked for
    rows.py          what a row is
    schema.py        the table's columns and orders
    address.py       addresses of articles, so that two of one page are equal
    index.py         the whole `Index`: asking.py, which rows there are; telling.py, what is
                     to be kept in them; table.py, the file
    cache.py         where the tables lie

Begin with `article_list.py`. For `reader.workspace`; stands on `reader.library`, which
reads the files, and `reader.state`.
"""

from reader.index.index import Index
from reader.index.rows import Known, Moved, Row, Tally

__all__ = ["Index", "Known", "Moved", "Row", "Tally"]
