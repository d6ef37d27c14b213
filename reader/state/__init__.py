"""What is remembered of a person on this machine, apart from the libraries.

    progress.py    how far each article was read, and which are done
    dismissals.py  which suggestions were turned down
    database.py    an SQLite file that several windows use, and that may be thrown away
    layout.py     how a person has laid the desk out, and what they typed there

Begin with `progress.py`. For `reader.index` and `reader.workspace`.
"""
