"""The parts that screens are made of; each draws only the lines that are seen.

    line_view.py      what everything long is drawn with
    line_list.py      a list of any length; article_table.py, claim_list.py, tag_table.py
    frames.py         how a frame is sent; veil.py, what lies under a box, darkened
    article_view.py   the text of an article with its caret, marks and claims
    group_list.py     what several articles say of one thing
    inspector.py      what is known of the words at the caret
    status_line.py    the last two rows; ask_bar.py, a line that asks for words
    line_field.py     a field of one line; completing.py, how a filter goes on
    claim_detail.py all that one claim holds, beside or under the list of claims
    suggestion_list.py the list of suggestions of all articles, each in its sentence
    verdict_strip.py one line that asks for a verdict and the evidence

Begin with `line_view.py`. For the desk, the screens and the boxes; they know no screen.
"""
