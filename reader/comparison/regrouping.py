"""The groups of what was linked anew, made again."""

from collections.abc import Callable, Iterable, Iterator

from reader.comparison.assembling import Grouped, article_groups, figure_groups, statement_groups
from reader.comparison.clusters import FigureLink
from reader.comparison.groups import GroupKind
from reader.comparison.places import Place
from reader.comparison.statements import Link
from reader.comparison.tables import Links, Tables
from reader.comparison.unpacked import Unpacked


def group_anew(
    kind: GroupKind, touched: Iterable[Place], kept: Tables, readings: Unpacked, mean: float
) -> None:
    """Group what is linked with some places, however far, and drop their former groups."""
    reached, waiting = set(touched), list(touched)
    found: dict[tuple[int, int], Links] = {}
    by_place: dict[Place, list[Place]] = {}
    read: set[int] = set()
    while waiting:
        place = waiting.pop()
        if place.article not in read:
            read.add(place.article)
            for pair, links in kept.links_of(kind, place.article):
                if pair not in found:
                    found[pair] = links
                    for one, other in _ends(pair, links):
                        by_place.setdefault(one, []).append(other)
                        by_place.setdefault(other, []).append(one)
        for other in by_place.get(place, ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    for place in reached:
        kept.drop_groups_at(kind, place)
    grouped = _grouped(kind, reached, found, kept, readings, mean)
    for number, group in enumerate(grouped, kept.last_group() + 1):
        kept.keep_group(number, group)


def _ends(pair: tuple[int, int], links: Links) -> Iterator[tuple[Place, Place]]:
    if isinstance(links, float):
        yield Place(pair[0], 0), Place(pair[1], 0)
    else:
        for link in links:
            yield link.one, link.other


def _grouped(
    kind: GroupKind,
    reached: set[Place],
    found: dict[tuple[int, int], Links],
    kept: Tables,
    readings: Unpacked,
    mean: float,
) -> Iterator[Grouped]:
    at = readings.__getitem__
    if kind == "article":
        shares = {pair: share for pair, share in found.items() if isinstance(share, float)}
        yield from article_groups(shares, at)
        return
    links = [
        link
        for some in found.values()
        if not isinstance(some, float)
        for link in some
        if link.one in reached
    ]
    looked_up = Shares(kept.is_linked)
    if kind == "quote":
        yield from statement_groups([x for x in links if isinstance(x, Link)], at, looked_up)
    else:
        of_figures = [x for x in links if isinstance(x, FigureLink)]
        yield from figure_groups(of_figures, at, looked_up, mean)


class Shares(dict[tuple[int, int], float]):
    """The shares of running text, looked up as they are asked for, each once."""

    def __init__(self, is_linked: Callable[[GroupKind, int, int], bool]) -> None:
        super().__init__()
        self._is_linked = is_linked
        self._known: dict[tuple[int, int], bool] = {}

    def __contains__(self, pair: object) -> bool:
        if not isinstance(pair, tuple):
            return False
        known = self._known.get(pair)
        if known is None:
            known = self._known[pair] = self._is_linked("article", *pair)
        return known
