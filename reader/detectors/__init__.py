"""What is found in an article without being asked: quotes and figures.

    around.py      the marks around one place of a long text
    asking.py      choosing among marks: by kind, by size, by who speaks
    beside.py      finding the marks of a long text in a process of its own
    contract.py    what a detector is: a name and a function from a text to its marks
    fingerprint.py what tells whether marks were found by the detectors that are there now
    found_marks.py the marks of one text as far as they were found
    marks.py       what a detector finds: a quote with its speaker, or a figure with what it counts
    registry.py    the detectors, in the order in which their marks are drawn
    suggestions.py the marks that are offered to a person in one article
    quotes/        who said what; figures/, how much of what, and when

Begin with `contract.py` and `registry.py`. For everything above: it knows texts alone.
"""
