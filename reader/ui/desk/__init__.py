"""The desk: the main screen, with the list of articles and the text of one.

    screen.py          the screen: the list, and beside it or in its place the text
    list_side.py       choosing articles: the list, its filter and its order
    article_pane.py    one open article: its text, its inspector, its marks and claims
    reading_pane.py    what the keys do with it: tagging, reviewing; search.py, going to a place
    library_work.py    going through the library in a thread
    first_rows.py      the rows of the first page, kept for the next start
    commands.py     the commands that are typed after a colon
    next_article.py going on from the last suggestion of an article into the next one
    web_work.py     fetching in a thread, beside the screen

Begin with `screen.py`. For `reader.ui.app`.
"""
