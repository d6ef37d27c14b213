"""The app: the one part of the program that knows Textual.

    running.py     what the process is set to before the app, and its exit code after
    app.py         the app: it owns the workspace, the shelf and the saver, and shows the desk
    turns.py       one key or click after the other, each on what the last one left
    tagger.py      what can be done with claims from any screen; saving.py makes the changes
    screenshot.py  a picture of the app without a terminal
    desk/          the main screen: the list, the text, and the work beside them
    screens/       the other full screens
    dialogs/       the boxes that ask for something and give it back
    widgets/       what screens are made of; each draws only the lines that are seen
    terminal/      the app as it stands in a terminal: keys in order, colours, ending
    actions.py    every action of the screens with its keys, one line each: the one list of them
    checking.py   what in `config.toml` does nothing, or not all that it says: a sentence for each

Begin with `app.py`, or with the screen that you see. For `reader.cli`. What can be known
without Textual is in `reader.view`.
"""
