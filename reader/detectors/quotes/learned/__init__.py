"""What was learned of reported speech from articles that people annotated.

- `lexicon`, `asking`: the words at which the table is asked
- `features`, `decoding`: what is seen of the words around, and which are source or content
- `labelled`: who is heard in which words, as the labels have it
- `table`: the weights, as they lie in the package (CARD.md tells how they were made)
- `speech`: what is heard in the end, beside the rules
"""
