"""What articles say alike: statements, figures, running text.

It knows articles and marks, not the screens and not the list. Begin with `comparison`.

    reading.py       what an article is compared by; words.py its words as numbers
    rarity.py        how much a word tells
    running_text.py  articles of one text
    statements.py    quotes of one statement; alignment.py two of them word by word
    events.py        articles that can be about one event
    likeness.py      figures of one thing; values.py what they allow; clusters.py groups
    model.py         small logistic models, trained by tests/training; weights.py their weights
    groups.py        what comes out
"""
