"""The best labels for the words of a sentence: outside, source, or content."""

from collections.abc import Sequence

OUTSIDE, SOURCE, CONTENT = 0, 1, 2
LABELS = 3


def best_labels(
    emissions: Sequence[tuple[int, int, int]], steps: Sequence[Sequence[int]]
) -> list[int]:
    """Return the row of labels with the highest sum of scores.

    `emissions` has a score of each label for each word; `steps[a][b]` is the score of label
    `b` after `a`, and `steps[3]` that of the first word's label.
    """
    o, s, c = (score + step for score, step in zip(emissions[0], steps[3], strict=True))
    (oo, os, oc), (so, ss, sc), (co, cs, cc) = steps[0], steps[1], steps[2]
    back: list[tuple[int, int, int]] = []
    for eo, es, ec in emissions[1:]:
        o1, s1, c1 = o + oo, s + so, c + co
        o2, s2, c2 = o + os, s + ss, c + cs
        o3, s3, c3 = o + oc, s + sc, c + cc
        from_o = 0 if o1 >= s1 and o1 >= c1 else 1 if s1 >= c1 else 2
        from_s = 0 if o2 >= s2 and o2 >= c2 else 1 if s2 >= c2 else 2
        from_c = 0 if o3 >= s3 and o3 >= c3 else 1 if s3 >= c3 else 2
        back.append((from_o, from_s, from_c))
        o = (o1, s1, c1)[from_o] + eo
        s = (o2, s2, c2)[from_s] + es
        c = (o3, s3, c3)[from_c] + ec
    label = 0 if o >= s and o >= c else 1 if s >= c else 2
    labels = [label]
    for choices in reversed(back):
        label = choices[label]
        labels.append(label)
    labels.reverse()
    return labels
