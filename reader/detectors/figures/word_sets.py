"""Writing a set of words down as plain text."""


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of the lines, which are separated by spaces."""
    return frozenset(word for line in lines for word in line.split())
