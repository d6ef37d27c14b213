"""The list of articles as a table: filtered, sorted and kept from one start to the next.

An SQLite file in the cache folder, one for each set of opened paths; it can be thrown
away at any time and is built anew. Nothing is read from the articles' files here:
`indexing` brings the table up to date with them.

    rows.py     what a row is
    asking.py   which rows there are
    telling.py  what is to be kept in them: the whole `Index`
"""

from reader.index.rows import Known, Moved, Row, Tally
from reader.index.telling import Index

__all__ = ["Index", "Known", "Moved", "Row", "Tally"]
