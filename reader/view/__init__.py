"""What screens show, as far as it can be known without Textual.

    shelf.py         the articles in the list: which, in what order, and what their rows say
    claim_choice.py  which claims are looked at: filtered, grouped, folded, chosen
    grouping.py      claims under the names that they are grouped by
    side_by_side.py  what two sides say of the same thing, in columns
    scopes.py        which claims an export takes; previewing.py, what it will look like
    desk_foot.py     the last two rows: keys, facts, and what runs; headway.py, how far it is
    text/            an article as a page: rows, caret, selection, highlights, facts
    comparing.py    what a screen shows of the groups of articles that say the same
    cross_table.py  how many claims each tag has in each source
    suggesting.py   the suggestions of all articles as a screen shows them

Begin with `shelf.py` for the list and with `text/` for an article. For `reader.ui`; it stands
on `reader.workspace` and is tested without an app.
"""
