"""Reading tagged claims from the formats of other programs, one format a file.

    contract.py       what an importer is, and the one boundary around all of them
    registry.py       the importers; guessing.py, which of them a file is for
    opening.py        importing from a path

    returning.py      what comes back, held against what was given out and what is here
    labelled_spans.py spans with labels → claims, also where a program dropped our ids
    counted_offsets.py   offsets of other programs: words win over them
    tables.py, columns.py  rows of a table; which column has what
    archives.py       ZIP archives, as far as they may be trusted
    codebooks.py      a codebook from any file that has one

Every other module is one format. Begin with `contract.py`. For `reader.workspace` and the
commands; what is here knows no store.
"""
