"""The app as it stands in a terminal, whatever it shows.

    standing.py      how it is drawn, and how it ends, whatever happens
    incoming.py      what comes: a paste is text, a key that a slow line split is one key
    drivers.py       terminals that may go away, or show the first page already
    guard.py         nothing but printable text leaves the app
    outside.py       what leaves it: words to the clipboard, an article to another program
    leaving.py       leaving a screen that may be gone already
    activity.py      long work in a thread: it gives way to keys
    colours.py       colours made legible in any theme; themes.py, the themes of our own

Begin with `standing.py`. For every other room of `reader.ui`; it knows none of them.
"""
