"""Which claim of one annotator is which of another's: one to one, the best partner first."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from itertools import accumulate
from typing import NamedTuple

from annotations.together.ratings import NotComputed, Result

NO_CLAIMS = "no claim of either"


class Marked(NamedTuple):
    """Words that an annotator tagged, by their place in the text."""

    start: int
    end: int
    value: Hashable = None


def trimmed(start: int, words: str) -> tuple[int, int]:
    """Return where words stand without the white space around them."""
    bare = words.strip()
    begin = start + (len(words) - len(words.lstrip()) if bare else 0)
    return begin, begin + len(bare)


def pairs(
    mine: Sequence[Marked], theirs: Sequence[Marked], *, exact: bool, valued: bool
) -> list[tuple[int, int]]:
    """Return the places of claims that match: as many as can be, the most alike first.

    `exact` wants the same words, else words that overlap; `valued` wants the same value,
    which otherwise decides between words that are equally alike.
    """
    likeness = []
    by_start = sorted(range(len(theirs)), key=lambda place: theirs[place].start)
    starts = [theirs[place].start for place in by_start]
    ends = list(accumulate((theirs[place].end for place in by_start), max))
    for place, one in enumerate(mine):
        # none before the first ends where this one begins, none after the last begins in it
        first = bisect_left(ends, one.start)
        last = bisect_right(starts, max(one.end - 1, one.start))
        for other_place in by_start[first:last]:
            other = theirs[other_place]
            if valued and one.value != other.value:
                continue
            common = min(one.end, other.end) - max(one.start, other.start)
            is_same = (one.start, one.end) == (other.start, other.end)
            if is_same or (common > 0 and not exact):
                union = max(one.end, other.end) - min(one.start, other.start)
                alike = common / union if union else 1.0
                is_other = one.value != other.value
                apart = abs(place - other_place)
                likeness.append((-alike, is_other, apart, place, other_place))
    return _matched(sorted(likeness))


def f1(matched: int, mine: int, theirs: int) -> Result:
    """Return the F1 of so many matches between so many claims of each."""
    return 2 * matched / (mine + theirs) if mine + theirs else NotComputed(NO_CLAIMS)


def _matched(likeness: Sequence[tuple[float, bool, int, int, int]]) -> list[tuple[int, int]]:
    """Return a greatest matching that begins with the most alike."""
    partner: dict[int, int] = {}  # theirs → mine
    taken: set[int] = set()
    wanted: dict[int, list[int]] = {}
    for _, _, _, mine, theirs in likeness:
        wanted.setdefault(mine, []).append(theirs)
        if mine not in taken and theirs not in partner:
            partner[theirs] = mine
            taken.add(mine)
    for mine in wanted:
        if mine not in taken and _rearranged(mine, wanted, partner):
            taken.add(mine)
    return sorted((mine, theirs) for theirs, mine in partner.items())


def _rearranged(begin: int, wanted: dict[int, list[int]], partner: dict[int, int]) -> bool:
    """Find a partner for one more, where others have another choice; tell whether it did."""
    came_from: dict[int, int] = {}
    waiting = [begin]
    while waiting:
        mine = waiting.pop(0)
        for theirs in wanted[mine]:
            if theirs in came_from:
                continue
            came_from[theirs] = mine
            if theirs in partner:
                waiting.append(partner[theirs])
                continue
            free: int | None = theirs
            while free is not None:
                owner = came_from[free]
                former = next((it for it, has in partner.items() if has == owner), None)
                partner[free] = owner
                free = former
            return True
    return False
