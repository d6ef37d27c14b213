"""An article as a page of rows, drawn by nobody yet.

    page.py          the whole page: header, wrapped text, gutter and margin
    layout.py        where each character stands at a width; wrapping.py, where a line breaks
    row_counts.py    how many rows each piece takes, with sums that stay cheap
    runs.py          what a row is made of; cells.py, how wide characters are
    highlighting.py  which characters have which look
    caret.py         the caret on a page, moved by rows, words and sentences
    selecting.py     the selection; where words, sentences, paragraphs begin
    overlay.py       the marks, claims and search hits of a text, asked by place
    places.py        things that have a span, found by place
    searching.py     where words stand
    facts.py         what is known of a mark or a claim, as names and values
    counting.py     how often the next move is to be made: a number typed before it, as vi has it

Begin with `page.py`. For `reader.ui`, whose widgets put the rows on the screen.
"""
