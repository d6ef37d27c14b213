"""The claims of one library, kept in one TinyDB file; every change is on disk at once.

A stock `TinyDB("copydesk.json")` reads it:

    table("claims")     one document a claim, in the form of `records.py`
    table("tags")       the codebook's tags, in their order; table("scales"), its scales
    table("about")      one document: the version of the form
    table("conflicts")  what two sides of a merge say differently, until it is decided

What other programs wrote stays: tables, documents and fields nobody here knows. How the
file is kept from harm is told in `annotations.journal`.

    claim_store.py  the whole store, and the list of what it can do; its parts are
    claim_file.py   the file that all parts stand on
    reading.py      claims as they are found and counted
    changing.py     saving and removing them, following articles that were renamed
    undoing.py      undo and redo; history.py, what takes a change back
    codebook.py     the tags: what is said of them, changed on every claim
    taking_over.py  what was saved in a copy of the file
    shared_tables.py  reviews, decisions, memos, and whether the codebook is locked
    joining.py      another state of the library merged into it; its conflicts
    beside.py       copies that a tool left beside the file, and what was kept aside of it
    out_of_sight.py what was kept aside, is not in the file and was not looked at yet
    elsewhere.py    what other machines' journals have that no file has
    merging.py      how the journal merges what others did; salvage.py, what a broken file has

    question.py     what is asked for of claims; finding.py, how they are found by index
    likely_tags.py  which tags words most likely get, by what was tagged before
    wording.py      what changes are called
    doctor.py       the health of a file: what is damaged, lost or kept aside

Begin with `claim_store.py`. For `reader.workspace`; exports and imports do not know it. Only
this room and `annotations.journal` know TinyDB.
"""
