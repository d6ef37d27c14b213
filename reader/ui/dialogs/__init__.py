"""The boxes that ask for something and give it back.

    form.py       a box of several fields; fields.py, a field and the values it can hold
    tagging.py    a claim's tags and note; editing.py, everything that can be said of one
    several.py    what several claims are to say alike
    tag_form.py   what is said of a tag, and which takes its place
    exporting.py  an export: which format, which claims, what file; export_lists.py, its lists
    asking.py     one question, a button for each answer
    address.py   the box that asks for the address of a page on the web
    memo.py      the box for a memo

Begin with `form.py`. For the screens and `reader.ui.tagger`.
"""
