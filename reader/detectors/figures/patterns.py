"""Regular expressions that are compiled when they are first asked.

The figure rules have some 160 of them. Compiling all takes about 40 of the 75 ms that
importing the rules takes; most texts never need the half of them.
"""

import re
from collections.abc import Callable, Iterator

Matcher = Callable[..., re.Match[str] | None]


class Pattern:
    """A regular expression that is compiled at its first use.

    Asking for a method compiles the expression and keeps the compiled methods on the
    instance, so that every later call goes straight to `re`.
    """

    match: Matcher
    search: Matcher
    fullmatch: Matcher
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[str]]

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.source, self.flags)
        for method in ("match", "search", "fullmatch", "finditer", "findall"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
