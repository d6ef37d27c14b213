"""Which groups a query finds: the language of the list, asked of their members one by one.

A group is found by a member that fulfils the whole query. A word without a field may stand in
its words, in its article's path or source, or be its kind; what only its article has is asked of
the list of articles, once for each term.
"""

from collections.abc import Callable, Iterable, Mapping

from reader.comparison.groups import Group, Member
from reader.query import Condition, Dates, Number, State
from reader.query.fields import BY_NAME
from reader.query.holding import begins, holds, is_in_range, is_within, stands_in
from reader.query.mistakes import not_asked_here
from reader.query.tree import Leaf, leaves, name_of

Asked = Callable[[Leaf], Callable[[Member], bool]]
"""Gives, for a term about articles, whether a member's article is so."""

_Placed = tuple[Group, Member]


def wanted(condition: Condition, of_articles: Asked) -> Callable[[Group], bool]:
    """Return what tells whether a group has a member that fulfils a condition."""

    def of_leaf(leaf: Leaf) -> Callable[[_Placed], bool]:
        if _is_of_members(leaf):
            return _of_member(leaf)
        asked = of_articles(leaf)
        return lambda placed: asked(placed[1])

    fulfils = holds(condition, of_leaf)
    return lambda group: any(fulfils((group, member)) for member in group.members)


def asks_for_members(condition: Condition) -> bool:
    """Tell whether a condition is about what articles say, and not about articles alone."""
    return any(
        not isinstance(leaf, State) and leaf.field in BY_NAME and BY_NAME[leaf.field].of == "mark"
        for leaf in leaves(condition)
    )


def hint_for(condition: Condition) -> str:
    """Return a sentence about a term that tells nothing about groups, empty where each does."""
    unknown = next((leaf for leaf in leaves(condition) if not _tells_something(leaf)), None)
    return not_asked_here(name_of(unknown), "groups") if unknown is not None else ""


def _tells_something(leaf: Leaf) -> bool:
    if _is_of_members(leaf):
        return True
    return isinstance(leaf, State) or leaf.field not in BY_NAME or BY_NAME[leaf.field].of != "mark"


def _is_of_members(leaf: Leaf) -> bool:
    return not isinstance(leaf, State) and leaf.field in {*_BEGUN, *_TEXTS, "figure", "published"}


def _of_member(leaf: Leaf) -> Callable[[_Placed], bool]:
    if isinstance(leaf, Dates):
        return lambda placed: is_within(leaf, _day(placed[1]))
    if isinstance(leaf, Number):
        return lambda placed: is_in_range(leaf, *_ends(placed[1]))
    assert not isinstance(leaf, State)
    if leaf.field in _BEGUN:
        return lambda placed: begins(leaf, _BEGUN[leaf.field](placed))
    return stands_in(leaf, _TEXTS[leaf.field])


def _day(member: Member) -> str:
    return member.published.isoformat() if member.published else ""


def _ends(member: Member) -> tuple[float | None, float | None]:
    printed = member.printed
    if printed is None:
        return None, None
    low = printed.value if printed.low is None else printed.low
    high = printed.value if printed.high is None else printed.high
    return low, high


def _counted(member: Member) -> str:
    return (member.printed.counts if member.printed else "") or ""


_BEGUN: Mapping[str, Callable[[_Placed], Iterable[str]]] = {
    "kind": lambda placed: (placed[0].kind,),
    "unit": lambda placed: ((placed[1].printed.unit or "") if placed[1].printed else "",),
}
_TEXTS: Mapping[str, Callable[[_Placed], Iterable[str]]] = {
    "": lambda placed: (
        placed[1].words, _counted(placed[1]), placed[1].around, placed[1].speaker,
        placed[1].source, placed[1].article.rpartition("\0")[2], placed[0].kind,
    ),
    "speaker": lambda placed: (placed[1].speaker,),
    "counts": lambda placed: (_counted(placed[1]), placed[1].around),
}  # fmt: skip
