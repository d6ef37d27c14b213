"""The claims of two sides and of what both began as, merged into one table.

A claim is known by its id, whatever the number of its document. Most claims are the same on
both sides, or were changed on one alone: those are told apart by comparing their bytes, and
never decoded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotations.journal.json_text import document_in, dumps
from annotations.together.conflicts import Conflict, free_number, number_of
from annotations.together.fields import (
    MOVED_BY_ITSELF,
    OF_CLAIMS,
    Disagreement,
    differing,
    merged_fields,
)
from annotations.together.notices import Notice
from annotations.together.outlines import id_in, lasts, tags_in, words_in
from annotations.together.renames import State, followed, renames_between, state_at

Documents: TypeAlias = Mapping[str, bytes]
NewlyUsed: TypeAlias = dict[str, list[str]]


@dataclass(slots=True)
class MergedClaims:
    """The merged claims, and what there is to say about them.

    `newly_used` are the tags that I, and that they, put on claims that had them not, each
    with the ids of these claims.
    """

    documents: dict[str, bytes]
    conflicts: list[Conflict]
    told: list[Notice]
    renames: dict[str, str]
    newly_used: tuple[NewlyUsed, NewlyUsed]


def merged_claims(
    base: Documents | None,
    mine: Documents,
    theirs: Documents,
    *,
    base_tags: Iterable[str] = (),
    my_tags: Iterable[str] = (),
    their_tags: Iterable[str] = (),
) -> MergedClaims:
    """Return the claims of both sides; the tags are those that the codebooks have."""
    former = {} if base is None else base
    alike, states, apart = _states(former, mine, theirs, known=base is not None)
    conflicts = [one for identity, found in apart.items() for one in _conflicts(identity, found)]
    twice = tuple(
        identity
        for identity, state in states.items()
        if len(state.mine_at) > 1 or len(state.theirs_at) > 1
    )
    told = [Notice(kind="twice", claims=twice)] if twice else []
    renames = renames_between(states.values(), alike, set(base_tags), set(my_tags), set(their_tags))
    newly_used = _newly_used(states)
    told += [
        Notice(kind="renamed", tag=tag, to=renames[tag], claims=tuple(ids))
        for side in newly_used
        for tag, ids in side.items()
        if tag in renames
    ]
    documents = dict(mine)
    for identity, state in states.items():
        if renames:
            _follow(state, renames)
        raw, disagreements = _merged(state.base, state.mine, state.theirs)
        conflicts += _conflicts(identity, disagreements)
        _put(documents, identity, state, raw)
    told += _same_words(states)
    return MergedClaims(documents, conflicts, told, renames, newly_used)


def _states(
    base: Documents, mine: Documents, theirs: Documents, *, known: bool
) -> tuple[list[bytes], dict[str, State], dict[str, list[Disagreement]]]:
    """Return the claims that are the same everywhere, the states of all others, by id.

    Then what the states of one claim disagree about that stands in one file twice. An id
    whose documents have one number on each side, as nearly all have, is found at once.
    """
    compared = base if known else mine
    alike = {
        number
        for number, raw in mine.items()
        if theirs.get(number) == raw and compared.get(number) == raw
    }
    first: dict[str, str] = {}
    scattered: dict[str, dict[str, None]] = {}
    single: list[tuple[str, str]] = []
    for number in dict.fromkeys((*mine, *theirs, *base)):
        if number in alike:
            continue
        here = {_identity(side, number) for side in (base, mine, theirs) if number in side}
        for identity in here:
            before = first.setdefault(identity, number)
            if before != number or len(here) > 1:
                scattered.setdefault(identity, {before: None})[number] = None
            else:
                single.append((identity, number))
    for number in tuple(alike):
        identity = _identity(mine, number)
        before = first.setdefault(identity, number)
        if before != number:
            scattered.setdefault(identity, {before: None})[number] = None
            alike -= {before, number}
    states = {
        identity: state_at(number, base.get(number), mine.get(number), theirs.get(number))
        for identity, number in single
        if identity not in scattered
    }
    apart = {}
    for identity, numbers in scattered.items():
        states[identity], apart[identity] = _gathered(identity, numbers, (base, mine, theirs))
    return [mine[number] for number in mine if number in alike], states, apart


def _identity(documents: Documents, number: str) -> str:
    return id_in(documents[number]) or f"#{number}"


def _gathered(
    identity: str, numbers: Iterable[str], sides: Sequence[Documents]
) -> tuple[State, list[Disagreement]]:
    """Return the state of a claim whose documents have several numbers, or share one."""
    places = [
        [it for it in numbers if it in side and _identity(side, it) == identity] for side in sides
    ]
    apart: list[Disagreement] = []
    folded: list[bytes | None] = []
    for place, (side, at) in enumerate(zip(sides, places, strict=True)):
        raws = [side[number] for number in at]
        state = raws[0] if raws else None
        for other in raws[1:]:
            merged, found = _merged(folded[0] if place else None, state, other)
            state = state if merged is None else merged
            apart += found if place else ()
        folded.append(state)
    base, mine, theirs = folded
    return State(base, mine, theirs, tuple(places[1]), tuple(places[2])), apart


def _merged(
    base: bytes | None, mine: bytes | None, theirs: bytes | None
) -> tuple[bytes | None, list[Disagreement]]:
    """Return what a claim is after the merge, None where it is removed."""
    if mine == theirs:
        return mine, []
    if base is None and (mine is None or theirs is None):
        return mine or theirs, []
    if base is not None and base == theirs and (mine is None or lasts(base, mine)):
        return mine, []
    if base is not None and base == mine and (theirs is None or lasts(base, theirs)):
        return theirs, []
    if mine is not None and theirs is not None:
        former = None if base is None else document_in(base)
        record, apart = merged_fields(OF_CLAIMS, former, document_in(mine), document_in(theirs))
        return dumps(record), apart
    assert base is not None
    kept = mine or theirs
    assert kept is not None
    began, is_now = document_in(base), document_in(kept)
    if differing(began, is_now) <= MOVED_BY_ITSELF:
        return None, []
    if mine is None:
        return kept, [Disagreement("", began, None, is_now, "theirs")]
    return kept, [Disagreement("", began, is_now, None, "mine")]


def _conflicts(identity: str, apart: Iterable[Disagreement]) -> Iterator[Conflict]:
    for name, base, mine, theirs, kept in apart:
        yield Conflict(
            about="claim",
            name=identity,
            field=name,
            base=base,
            mine=mine,
            theirs=theirs,
            kept="theirs" if kept == "theirs" else "base" if kept == "base" else "mine",
        )


def _newly_used(states: Mapping[str, State]) -> tuple[NewlyUsed, NewlyUsed]:
    mine: NewlyUsed = {}
    theirs: NewlyUsed = {}
    for identity, state in states.items():
        before, ours, others = state.tags
        if ours is others or ours == others:
            continue
        for found, tags, apart in ((mine, ours, others), (theirs, others, ours)):
            for tag in tags:
                if tag not in before and tag not in apart:
                    found.setdefault(tag, []).append(identity)
    return mine, theirs


def _follow(state: State, renames: Mapping[str, str]) -> None:
    """Give a claim, on every side, the new names of its tags."""
    for side in ("base", "mine", "theirs"):
        raw: bytes | None = getattr(state, side)
        if raw is not None and not renames.keys().isdisjoint(tags := tags_in(raw)):
            record = document_in(raw)
            setattr(state, side, dumps(record | {"tags": list(followed(tags, renames))}))


def _put(
    documents: dict[str, bytes],
    identity: str,
    state: State,
    raw: bytes | None,
) -> None:
    """Let a claim stand in the table once: where it stood, or where the other side has it."""
    for number in state.mine_at if raw is None else state.mine_at[1:]:
        del documents[number]
    if raw is None:
        return
    if state.mine_at:
        documents[state.mine_at[0]] = raw
    else:
        wanted = state.theirs_at[0]
        if wanted in documents:  # another claim has the number here
            wanted = number_of(identity)
        documents[free_number(documents, wanted)] = raw


def _same_words(states: Mapping[str, State]) -> Iterator[Notice]:
    """Yield a notice for the same words that both sides tagged anew."""
    ours = [it.mine for it in states.values() if it.base is None and it.mine and not it.theirs]
    others = [it.theirs for it in states.values() if it.base is None and it.theirs and not it.mine]
    if not ours or not others:
        return
    common = {words_in(raw) for raw in ours} & {words_in(raw) for raw in others}
    places: dict[bytes, list[bytes]] = {}
    for raw in ours:
        if words_in(raw) in common:
            places.setdefault(_place_of(raw), []).append(raw)
    for raw in others:
        if words_in(raw) not in common:
            continue
        for other in places.get(_place_of(raw), ()):
            alike = set(tags_in(raw)) == set(tags_in(other))
            pair = tuple(it for it in (id_in(other), id_in(raw)) if it)
            yield Notice(kind="same words", claims=pair, tags="same" if alike else "differ")


def _place_of(raw: bytes) -> bytes:
    """Return which words of which article a claim stands on."""
    record = document_in(raw)
    article, anchor = record.get("article"), record.get("anchor")
    if not isinstance(article, dict) or not isinstance(anchor, dict):
        return raw
    return dumps([article.get("path"), *(anchor.get(name) for name in ("exact", "start", "end"))])
