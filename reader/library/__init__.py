"""Which files under a path are articles, and what is read of them.

    scan.py         the articles of folders and files, each in the library that it belongs to
    files.py        walking folders and reading files, whatever lies there
    own_exports.py  what the program wrote itself, and does not list
    adding.py      keeping what an address on the web gives as a file of a library, just as it came
    entries.py     articles that share a file with others
    fetching.py    fetching what an address on the web gives
    subscriptions.py the feeds that a library follows, kept beside its articles

Begin with `scan.py`. For `reader.index` and `reader.workspace`; it knows no claim.
"""
