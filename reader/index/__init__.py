"""The list of articles as a table: filtered, sorted and kept from one start to the next.

An SQLite file in the cache folder, one for each set of opened paths; it can be thrown
away at any time and is built anew.

    article_list.py  what a screen and a command ask: ids in an order, a row for each
    updating.py      how the table follows the files, step by step
    worker.py        the process that reads files and counts marks; summary.py, what it tells
    query.py         the language of queries
    rows.py          what a row is
    schema.py        the table's columns and orders
    asking.py        which rows there are
    telling.py       what is to be kept in them: the whole `Index`
    cache.py         where the tables lie

Begin with `article_list.py`. For `reader.workspace`; stands on `reader.library`, which
reads the files, and `reader.state`.
"""

from reader.index.rows import Known, Moved, Row, Tally
from reader.index.telling import Index

__all__ = ["Index", "Known", "Moved", "Row", "Tally"]
