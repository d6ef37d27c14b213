"""Tagged claims: what they are, where they are anchored, how they are kept and exported.

The headless core. It knows no terminal, no article file and nothing of `reader`.

    span.py       a stretch of a text; claim.py, a span that a person tagged
    codebook.py   the tags and the scales of verdicts
    anchoring/    finding a claim's words again; folding.py, words as they are searched for
    records.py    a claim as JSON, and back; wording.py, claims in words
    disk.py       bytes put on disk for good; errors.py, what can go wrong, in sentences

    journal/      a TinyDB that loses nothing; it knows no claim
    together/     what several people did, merged and compared
    store/        the claims of one library, kept in one file
    formats/      what exports and imports share
    exporters/    one format a file; importers/, the same

Begin with `claim.py` and `store/`. For `reader`, and for scripts that have no reader.
"""
