"""What a screen shows of the groups of articles that say the same, without any screen."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reader.view.text.facts import Facts, number

if TYPE_CHECKING:  # an article is shown before anything is compared
    from annotations.span import Span
    from reader.comparison.groups import Group, Member

SIGNS = {"same": "=", "changed": "~", "conflict": "!", "duplicate": "≡", "derived": "≡"}


def sign(group: "Group") -> str:
    """Return the sign of a group: = the same, ~ in other words, ! figures that differ, ≡ text."""
    if group.kind == "figure" and group.relation != "same":
        return "!"
    return SIGNS[group.relation]


def signs(groups: "Sequence[Group]", article: str) -> "list[tuple[Span, str]]":
    """Return where an article says what others say as well, and the sign of how."""
    return [
        (member.span, sign(group))
        for group in groups
        for member in group.members
        if member.article == article and member.span is not None
    ]


def in_order(groups: "Sequence[Group]") -> "list[Group]":
    """Return the groups with those that differ first, then those with the most articles."""
    return sorted(groups, key=lambda group: ("!~=≡".index(sign(group)), -articles(group)))


def articles(group: "Group") -> int:
    """Return how many articles a group is in."""
    return len({member.article for member in group.members})


def gist(group: "Group") -> str:
    """Return what a group is about: the figure's noun, the words of the first quote."""
    first = group.members[0]
    if group.kind == "figure":
        printed = [member.printed for member in group.members if member.printed]
        counts = [found.counts for found in printed if found.counts]
        if counts:
            return max(counts, key=lambda words: (counts.count(words), len(words)))
        around = (member.around for member in group.members if member.around)
        return f"… {next(around, first.words)} …"
    if group.kind == "quote":
        speaker = next((member.speaker for member in group.members if member.speaker), "")
        return f"{speaker}: {first.words}" if speaker else first.words
    return first.article.rpartition("\0")[2]


def summary(group: "Group") -> str:
    """Return how the members agree: the values said, or how many wordings there are."""
    if group.kind == "figure":
        by_version: dict[int, str] = {}
        for member in group.members:
            by_version.setdefault(member.version, member.words)
        return " · ".join(by_version.values())
    if group.kind == "quote":
        count = max(member.version for member in group.members)
        return "the same words" if count == 1 else f"{count} wordings"
    return "one text" if group.relation == "duplicate" else "shared text"


def counted(group: "Group") -> str:
    """Return how many articles print it, and how many of them are independent."""
    number_of = articles(group)
    return f"{number_of} articles, {group.independent} independent"


def facts(group: "Group", article: str, place: int) -> Facts:
    """Return what others say of a place of an article that stands in a group."""
    others = [member for member in group.members if member.article != article]
    own = [member for member in group.members if member.article == article and member.span]
    here = min(own, key=lambda member: abs(member.span.start - place) if member.span else 0)
    same = sum(member.version == here.version for member in others)
    differ = len(others) - same
    what = "values" if group.kind == "figure" else "words"
    told = [f"{same} with the same {what}"] if same else []
    if differ:
        told.append(f"{differ} differ" if differ > 1 else "1 differs")
    found: Facts = [("also in", f"{', '.join(told)} · {group.independent} independent")]
    for member in sorted(others, key=lambda other: other.version == here.version)[:2]:
        found.append((name(member), "=" if member.version == here.version else member.words))
    return found


def name(member: "Member") -> str:
    """Return what an article is called beside others: its source, else its path."""
    return member.source or member.article.rpartition("\0")[2]


def day(member: "Member") -> str:
    """Return the date of a member's article."""
    return member.published.isoformat() if member.published else "undated"


class Point(NamedTuple):
    """A figure on a line of time: its day, from where to where on the axis, and its sign."""

    when: date | None
    start: float
    end: float
    sign: str
    words: str
    name: str


def over_time(group: "Group") -> list[Point]:
    """Return a figure's values in the order of print, undated ones last.

    Each has the sign of its hedge: ● exact, ▲ at least, ▼ at most, ≈ about.
    """
    points: list[Point] = []
    for member in group.members:
        printed = member.printed
        if printed is None:
            continue
        low = printed.value if printed.value is not None else printed.low
        high = printed.value if printed.value is not None else printed.high
        ends = [value for value in (low, high) if value is not None]
        if ends:
            mark = {">": "▲", "<": "▼", "~": "≈"}.get(printed.relation, "●")
            points.append(
                Point(member.published, min(ends), max(ends), mark, member.words, name(member))
            )
    return sorted(points, key=lambda point: (point.when is None, point.when or date.max))


def axis(points: Sequence[Point]) -> tuple[float, str, str]:
    """Return where the axis ends, and its two ends in words; it begins at nought."""
    top = max((abs(point.end) for point in points), default=0.0) or 1.0
    return top, "0", number(top)
