"""What was learned of reported speech from articles that people annotated.

- `lexicon`, `asking`: the words at which the table is asked
- `features`, `decoding`: what is seen of the words around, and which are source or content
- `proposals`, `judging`: who may have said which words, and what the judge sees of that
- `table`: the weights, as they lie in the package (CARD.md tells how they were made)
- `speech`: what is heard in the end, beside the rules
"""
