"""One article of a kept comparison that comes, changes or goes: what is linked anew by it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from reader.comparison import events, running_text
from reader.comparison.event_names import EventNames
from reader.comparison.groups import KINDS, GroupKind
from reader.comparison.judging import Judging
from reader.comparison.keys import (
    MOST,
    SAMPLED,
    KeyKind,
    enough_keys,
    quote_keys,
    value_keys,
    whole_key,
)
from reader.comparison.places import Place
from reader.comparison.reading import Reading
from reader.comparison.regrouping import group_anew
from reader.comparison.tables import Links, Tables
from reader.comparison.unpacked import Unpacked

_LINKED_BY: dict[KeyKind, GroupKind] = {
    KeyKind.QUOTE: "quote",
    KeyKind.RUN: "article",
    KeyKind.EVENT: "figure",
    KeyKind.VALUE: "figure",
}
"""What kind of links a kind of key leads to."""


class Change:
    """One article that comes, changes or goes, and what that does to the others."""

    def __init__(
        self, kept: Tables, judging: Judging, readings: Unpacked, events_of: EventNames
    ) -> None:
        self._kept = kept
        self._judging = judging
        self._readings = readings
        self._events = events_of
        self._touched: dict[GroupKind, set[Place]] = defaultdict(set)
        self._found: dict[tuple[KeyKind, int], list[tuple[int, int]]] = {}
        self._standing: dict[int, bool] = {}

    def put(self, reading: Reading, state: str) -> None:
        """Compare an article, and group anew what it touches."""
        number = self._kept.number_of(reading.id)
        if number is None:
            number = self._kept.next_number()
        else:
            self._take_out(number)
            self._events.forget(number)
        self._kept.keep_article(number, reading, state)
        self._readings[number] = reading
        keys = list(self._events.keys(number, reading))
        self._kept.keep_keys(number, keys)
        self._found.clear()
        self._link(number)
        for kind, key in dict.fromkeys((kind, key) for kind, key, _ in keys):
            self._crossed(kind, key, came=True)
        self._regroup()

    def remove(self, article: str) -> None:
        """Take an article out, and group anew what it touched."""
        number = self._kept.number_of(article)
        if number is not None:
            self._take_out(number)
            self._kept.drop_article(number)
            self._readings.forget(number)
            self._events.forget(number)
            self._regroup()

    def _take_out(self, number: int) -> None:
        """Take out the keys and links of an article; its groups are touched."""
        keys = list(self._events.keys(number, self._readings[number]))
        for name in KINDS:
            self._touched[name].update(self._kept.beside_in_groups(name, number))
            self._kept.drop_links(name, number)
        self._kept.drop_keys(number, keys)
        for kind, key in dict.fromkeys((kind, key) for kind, key, _ in keys):
            self._crossed(kind, key, came=False)

    def _regroup(self) -> None:
        for kind, places in self._touched.items():
            if places:
                group_anew(kind, places, self._kept, self._readings, self._judging.models.mean)

    # Which others have something in common with an article

    def _with_key(self, kind: KeyKind, key: int) -> list[tuple[int, int]]:
        """Return the articles, and which part of each, that have a key."""
        found = self._found.get((kind, key))
        if found is None:
            found = self._found[kind, key] = self._kept.having(kind, key, MOST[kind] + 2)
        return found

    def _led_to(self, kind: KeyKind, key: int) -> list[tuple[int, int]]:
        found = self._with_key(kind, key)
        return found if len(found) <= MOST[kind] else []

    def _link(self, number: int) -> None:
        """Link an article with all that it has something in common with."""
        for other, close in self._near(number).items():
            self._link_figures(number, other, close)
        for other, pairs in self._quote_pairs(number).items():
            self._link_quotes(number, other, pairs)
        for other in self._with_common_runs(number):
            self._link_texts(number, other)

    def _near(self, number: int) -> dict[int, float]:
        reading = self._readings[number]
        close: dict[int, float] = defaultdict(float)
        if reading.figures:
            for word, weight in self._events[number]:
                for other, kept_weight in self._led_to(KeyKind.EVENT, word):
                    close[other] += weight * (kept_weight / events.STEPS)
        beside = {
            other
            for key in value_keys(reading, self._judging.rarity)
            for other, _ in self._led_to(KeyKind.VALUE, key)
        }
        beside.update(self._with_common_runs(number, enough=True))
        close.pop(number, None)
        beside.discard(number)
        near = {other for other, enough in close.items() if enough >= events.CLOSE}
        found: dict[int, float] = {}
        for other in sorted(near | beside):
            its = self._readings[other]
            if events.days_apart(reading, its) <= events.DAYS:
                exact = events.closeness(self._events[number], self._events[other])
                found[other] = exact if other in near else max(events.BESIDE, exact)
        return found

    def _quote_pairs(self, number: int) -> dict[int, list[tuple[int, int]]]:
        pairs: dict[int, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
        for at, quote in enumerate(self._readings[number].quotes):
            for key in (whole_key(quote), *quote_keys(quote)):
                for other, its in self._led_to(KeyKind.QUOTE, key):
                    if (other, its) != (number, at):
                        pairs[other][at, its] += 1
        quotes = self._readings[number].quotes
        return {
            other: sorted(
                pair
                for pair, shared in found.items()
                if enough_keys(shared, quotes[pair[0]], self._readings[other].quotes[pair[1]])
            )
            for other, found in pairs.items()
        }

    def _with_common_runs(self, number: int, *, enough: bool = False) -> set[int]:
        """Return the articles that share runs; with `enough`, those of one text."""
        found = {
            other
            for run in self._readings[number].runs
            if not run & SAMPLED
            for other, _ in self._led_to(KeyKind.RUN, run)
        } - {number}
        return {other for other in found if self._share(number, other)} if enough else found

    def _share(self, one: int, other: int) -> float:
        first, second = self._readings[one], self._readings[other]
        sampled = sum(
            bool(self._led_to(KeyKind.RUN, run)) and not self._is_standing(run)
            for run in set(first.runs).intersection(second.runs)
            if not run & SAMPLED
        )
        if not sampled or not running_text.may_share(sampled, len(first.runs), len(second.runs)):
            return 0.0
        return running_text.share(
            running_text.Runs(first.runs, self._is_standing),
            running_text.Runs(second.runs, self._is_standing),
        )

    def _is_standing(self, run: int) -> bool:
        known = self._standing.get(run)
        if known is None:
            known = self._standing[run] = running_text.is_standing(
                source
                for source, count in self._kept.sources_with(run)
                for _ in range(min(count, 9))
            )
        return known

    # The links between two articles

    def _link_figures(self, number: int, other: int, close: float) -> None:
        one, two = sorted((number, other))
        links = self._judging.figure_links(
            (one, two), self._readings[one], self._readings[two], close
        )
        self._set_links("figure", one, two, links)

    def _link_quotes(self, number: int, other: int, pairs: Sequence[tuple[int, int]]) -> None:
        one, two = sorted((number, other))
        if number > other:
            pairs = sorted((its, mine) for mine, its in pairs)
        elif number == other:
            pairs = sorted({(min(pair), max(pair)) for pair in pairs})
        first, second = self._readings[one], self._readings[two]
        close = partial(events.closeness, self._events[one], self._events[two])
        links = self._judging.quote_links((one, two), first, second, pairs, close)
        self._set_links("quote", one, two, links)

    def _link_texts(self, number: int, other: int) -> None:
        one, two = sorted((number, other))
        share = self._share(one, two)
        self._set_links("article", one, two, share)

    def _set_links(self, kind: GroupKind, one: int, two: int, links: Links) -> None:
        """Keep the links between two articles, and note what changed by them."""
        before = self._kept.links(kind, one, two)
        if not before and not links:
            return
        self._kept.keep_links(kind, one, two, links)
        touched = self._touched[kind]
        for known in (before, links):
            if isinstance(known, float):
                touched.update((Place(one, 0), Place(two, 0)))
                # Who is independent of whom changed in what else they have in common.
                for other in ("quote", "figure"):
                    self._touched[other].update(self._kept.in_groups_with(other, one, two))
            else:
                touched.update(place for link in known for place in (link.one, link.other))

    # Keys that so many have that they lead nowhere

    def _crossed(self, kind: KeyKind, key: int, *, came: bool) -> None:
        """Look at those with a key again when it came to lead nowhere, or somewhere again."""
        self._found.pop((kind, key), None)
        self._standing.pop(key, None)
        having = self._with_key(kind, key)
        articles = {article for article, _ in having}
        if len(having) == MOST[kind] + came:
            pass
        elif kind is KeyKind.RUN and 1 < len(having) <= MOST[kind]:
            # It may have become standing text, or is none any more.
            if not any(self._ask_source_near(articles)):
                return
        else:
            return
        for one in sorted(articles):
            for two in sorted(self._perhaps(kind, one, articles, came=came)):
                if one < two or kind is KeyKind.RUN or (one == two and kind is KeyKind.QUOTE):
                    self._look_again(kind, one, two)

    def _perhaps(self, kind: KeyKind, one: int, articles: set[int], *, came: bool) -> set[int]:
        """Return those whose links to an article a key changes, perhaps.

        A run that becomes standing text counts for no pair, also where one has it alone.
        """
        if kind is KeyKind.RUN:
            return (self._with_common_runs(one) | self._linked(kind, one)) - {one}
        return self._linked(kind, one) & articles if came else articles

    def _ask_source_near(self, articles: Iterable[int]) -> Iterator[bool]:
        sources: dict[str, int] = defaultdict(int)
        for number in articles:
            sources[self._readings[number].source] += 1
        for source, count in sources.items():
            yield bool(source) and count in (
                running_text.STANDING - 1,
                running_text.STANDING,
            )

    def _linked(self, kind: KeyKind, number: int) -> set[int]:
        name = _LINKED_BY[kind]
        return self._kept.linked_with(name, number)

    def _look_again(self, kind: KeyKind, one: int, two: int) -> None:
        if kind is KeyKind.QUOTE:
            pairs = self._quote_pairs(one).get(two, [])
            self._link_quotes(one, two, pairs)
            return
        if kind is KeyKind.RUN:
            self._link_texts(one, two)
        close = self._near(one).get(two)
        if close is None:
            self._set_links("figure", one, two, ())
        else:
            self._link_figures(one, two, close)
