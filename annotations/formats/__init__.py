"""What exports and imports share, and know of no single kind.

    registry.py       a named kind: found by its name, listed, also from other distributions
    rows.py           a claim as a flat row of named columns, and back
    standoff.py       spans apart from the text they are about
    given_out.py      what exports gave out, for holding against it what comes back
    code_units.py     offsets in code points, UTF-16 units and bytes
    xml_text.py       text that XML can hold
    codebook_text.py  a codebook as a text that a person edits

Begin with `rows.py`. For `exporters`, `importers` and the commands; it knows the nouns alone.
"""
