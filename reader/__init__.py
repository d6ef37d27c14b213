"""Everything that reads: the library of articles, the detectors, the app, the command line.

    article.py    one text to read, with what is known about it
    formats/      bytes → articles; detectors/, text → marks
    settings.py   where things lie on this machine, and what is remembered from last time
    library/      which files are articles, and what is added to them
    state/        what is remembered of a person: progress, dismissals
    query/        the language of queries; index/, the kept list that answers them
    archive/      articles by the million
    comparison/   statements and figures across articles
    workspace/    everything the program can do
    view/         what screens show; ui/, what Textual draws
    cli/          commands, what goes to stdout, exit codes

    display.py    the one boundary between text that others wrote and the terminal
    first_page.py the first page of the list, drawn before the screens are loaded
    processes.py  this process beside others; errors.py, what can go wrong, in sentences
    samples/      articles to read before there is a library

Begin with `workspace/`. It stands on `annotations`, never the reverse.
"""
