"""The full screens beside the desk, each a front end over the workspace.

    overview.py  a list of all there is of one kind, filtered as words are typed
    claims.py    all claims of all articles, grouped, changed one by one or many at once
    cross_table.py  how many claims each tag has in each source
    places.py    all places of the same words, tagged in one action
    codebook.py  the tags: what they mean, and changes of them on every claim
    help.py      every key as the person has set it, and what signs mean
    problems.py  what the person should know: unreadable files, where claims are kept
    agreement.py   how far annotators agree, with bars
    comparison.py  what sides say differently, side by side
    groups.py      what several articles say
    review.py      the review queue: who did which article, what differs, what is to be checked
    suggestions.py every suggestion of all articles in one list

Begin with `overview.py`. For `reader.ui.app`.
"""
