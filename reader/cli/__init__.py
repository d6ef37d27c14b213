"""The command line: a front end over the workspace, one module a family of commands.

Answers go to stdout, everything else to stderr. Exit codes: 0 done, 1 could not,
2 not understood.

    adjudicating.py  the command that shows what annotators say of the same words, and decides it
    agreeing.py      the command that tells how far annotators agree
    amending.py      the commands that change what is there
    archive.py       the commands over archives
    arguments.py     the arguments that every command over articles shares
    articles.py      the command that tells which articles there are
    claims.py        the commands that make claims and list them
    codebook.py      the command over the tags of a library
    comparing.py     the command that tells what articles say alike
    completing.py    what a shell offers for the value of an option
    configuring.py   the commands that concern the program itself
    doctor.py        the command that looks over a store: what is in it, and what was damaged
    entrance.py      the way in: what was typed is paths to read, which need no click, or a command
    exports.py       the command that exports claims
    filtering.py     which claims a command is about: the filters that several commands share
    filters.py       the command that lists filters with a name, and saves them
    group.py         the command `copydesk` itself
    headway.py       how far long work has come, told on a terminal only and gone when it is done
    imports.py       the command that imports claims
    indexing.py      the command that finds all marks of a folder ahead of the questions
    lines.py         files of one text a line, from a path or through standard input
    manual.py        the manual page, made of the same words as the help of each command
    marked_lines.py  answering lines of texts with their marks, in order
    marks.py         the command that prints the marks found in articles
    memo.py          the command that keeps notes on articles and tags
    mending.py       the command that writes texts again in UTF-8 which were saved in another way
    merging.py       the command that merges two people's work on a library, also for git
    one_article.py   one article that was named on the command line, and words in it
    opening.py       what every command begins with
    reading.py       the command that opens the app
    reading_ahead.py reading the first articles of a library that was never opened
    reference.py     the reference of all commands, as the README has it
    review.py        the command over the review queue
    rows.py          printing rows: a table on a terminal, tab-separated lines in a pipe, or JSON
    starting.py      what leads to the first screen
    streams.py       the standard streams, made fit to write to whatever they are
    suggesting.py    the command that lists the suggestions of all articles, and decides them
    text.py          the command that prints articles as plain paragraphs
    web.py           the commands that fetch: articles by their addresses, and feeds

Begin with `entrance.py`, or with the command that you see. Nothing imports it.
"""
