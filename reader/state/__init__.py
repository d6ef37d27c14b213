"""What is remembered of a person on this machine, apart from the libraries.

    progress.py    how far each article was read, and which are done
    dismissals.py  which suggestions were turned down
    database.py    an SQLite file that several windows use, and that may be thrown away

Begin with `progress.py`. For `reader.index` and `reader.workspace`.
"""
