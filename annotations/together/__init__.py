"""Several people's work on one library: put together, compared, decided.

    merge.py        a library in two states and what both began as → one state: `merge`
    claims.py       the claims of it; codebooks.py, its tags and scales
    other_tables.py what other programs wrote
    fields.py       one document of it, field by field
    renames.py      a tag that one side renamed: the other side's claims follow
    outlines.py     a claim's id, tags and words, read without decoding the claim
    conflicts.py    what two sides say differently: kept in the file until it is decided
    deciding.py     deciding it; places.py, where in a library it stands
    notices.py      what is no conflict, but must be told
    stating.py      a merge in sentences
    git.py          the versions that git could not merge; driver.py, its merge driver
    marked_text.py  both sides of a file that git's markers, or a broken copy, left

    units.py        claims of several people brought together by their words
    adjudication.py what they say side by side, and what is decided
    review.py       who did which article, and who looked at it again
    memos.py        notes on an article and on a tag
    agreement.py    how far they agree: ratings.py, distances.py, matching.py,
                    unitizing.py have the measures, resampling.py the intervals

Begin with `merge.py`, or with `agreement.py`. Merging works on the tables of
`annotations.journal.json_text` and touches no disk, so that a store, a merge driver and a
test call the same thing. The room stands below `annotations.store`, which merges what it
finds in a file; only `git.py` and `driver.py` know more than what they are given.
"""
