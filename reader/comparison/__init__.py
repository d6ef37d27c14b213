"""What articles say alike: statements, figures, running text.

It knows articles and marks, not the screens and not the list. Begin with `comparison`.

    reading.py       what an article is compared by; words.py its words, word_numbers.py as numbers
    rarity.py        how much a word tells; common_words.py what the rest of the news tells
    running_text.py  articles of one text
    statements.py    quotes of one statement; alignment.py two of them word by word
    events.py        articles that can be about one event
    likeness.py      figures of one thing; values.py what they allow; clusters.py groups
    judging.py       the links between two articles; assembling.py from links to groups
    model.py         small logistic models, trained by tests/training; weights.py their weights
    groups.py        what comes out; answer.py as JSON; exporting.py as tables; wording.py
    comparison.py    all articles at once; keys.py, postings.py, quote_pairs.py who is looked at,
                     places.py, links.py what is found
    kept.py          the same, kept in the cache: tables.py, change.py one article, regrouping.py,
    remaking.py     groups with other members than were found
                     event_names.py and unpacked.py what stays ready, packing.py and
                     packed_groups.py as bytes
"""
