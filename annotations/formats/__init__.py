"""What exports and imports share, and know of no single kind.

    registry.py       a named kind: found by its name, listed, also from other distributions
    given_out.py      what exports gave out, for holding against it what comes back

    rows.py           a claim as a flat row of named columns, and back
    standoff.py       spans apart from the text they are about
    iob.py            claims as tags on words, one a word
    coding_memo.py    what is said of a claim as one text, and back
    code_units.py     offsets in code points, UTF-16 units and bytes
    xml_text.py       text that XML can hold; XML that somebody sent

    identifiers.py    ids that formats ask for, the same at each export
    addresses.py      addresses that an article or a person gave
    latin_names.py    names in Latin letters, whatever script they are in
    hypothesis_users.py  annotators as accounts of Hypothesis

    codebook_text.py  a codebook as a text that a person edits; codebook_table.py, as CSV
    organisations.py    whether a name is an organisation's

Begin with `rows.py`. For `exporters`, `importers` and the commands; it knows the nouns alone.
"""
