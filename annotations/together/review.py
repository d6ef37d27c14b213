"""Who did which article, and whether a second person looked at it.

    {"article": path, "who": name, "state": "done", "word": "", "by": name, "at": time}

is a document of the table `review`: one for each person and article (assigned, done), and
one for each article (checked, or back with a word). What can be told from the claims is not
kept: who began, and what differs. That somebody did an article is kept also where they found
nothing in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from annotations.claim import Claim, JSONValue, now
from annotations.records import written_time
from annotations.together.adjudication import Comparison
from annotations.together.conflicts import number_of

REVIEW = "review"
State: TypeAlias = Literal["assigned", "begun", "done", "checked", "back"]
STATES = ("assigned", "begun", "done", "differ", "to check", "checked", "back")
"""The states of an article, from the first to the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is kept of a person and an article, or of the one who checked it."""

    article: str
    who: str
    state: State
    word: str = ""
    by: str = ""
    at: str = ""

    @property
    def number(self) -> str:
        """The number of its document."""
        person = "" if self.state in ("checked", "back") else self.who
        return number_of(f"{self.article}\n{person}")

    def record(self) -> dict[str, JSONValue]:
        """Return its document in the file."""
        return {
            "article": self.article,
            "who": self.who,
            "state": self.state,
            "word": self.word,
            "by": self.by,
            "at": self.at or written_time(now()),
        }


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article in the queue: whose it is, what state it is in, and since when."""

    article: str
    people: Mapping[str, State]
    state: str
    differing: int = 0
    claims: int = 0
    since: str = ""
    word: str = ""
    checked_by: str = ""

    @property
    def told(self) -> str:
        """The state as it is shown."""
        if self.state == "differ":
            return f"differ {self.differing}"
        if self.state == "checked":
            return f"checked {self.checked_by}"
        return f"back: “{self.word}”" if self.state == "back" and self.word else self.state


def entries_in(documents: Iterable[Mapping[str, JSONValue]]) -> list[Entry]:
    """Return the entries that documents hold; those of other programs are passed over."""
    found = []
    for document in documents:
        values = {name: document.get(name, "") for name in ("article", "who", "word", "by", "at")}
        state = document.get("state")
        if all(isinstance(value, str) for value in values.values()) and state in get_args(State):
            texts = {name: str(value) for name, value in values.items()}
            found.append(Entry(**texts, state=_state(str(state))))
    return found


def done_by(entries: Iterable[Entry], claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return which articles each person has done.

    Who never marked one as done is taken to have done those with claims of theirs.
    """
    found: dict[str, set[str]] = {}
    tagged: dict[str, set[str]] = {}
    for entry in entries:
        if entry.state == "done":
            found.setdefault(entry.who, set()).add(entry.article)
    for claim in claims:
        if not claim.decides:
            tagged.setdefault(claim.annotator, set()).add(claim.article.path)
    return {who: found.get(who) or tagged[who] for who in dict.fromkeys((*tagged, *found))}


def queue(
    entries: Iterable[Entry], claims: Iterable[Claim], compared: Iterable[Comparison]
) -> list[Reviewed]:
    """Return every article that somebody was given, began or did, by its path."""
    people: dict[str, dict[str, State]] = {}
    since: dict[str, str] = {}
    checks: dict[str, Entry] = {}
    numbers: dict[str, int] = {}
    for claim in claims:
        path = claim.article.path
        numbers[path] = numbers.get(path, 0) + 1
        if not claim.decides:
            people.setdefault(path, {}).setdefault(claim.annotator, "begun")
            since[path] = max(since.get(path, ""), written_time(claim.modified))
    for entry in entries:
        if entry.state in ("checked", "back"):
            checks[entry.article] = entry
            people.setdefault(entry.article, {})
        else:
            own = people.setdefault(entry.article, {})
            if entry.state == "done" or entry.who not in own:
                own[entry.who] = entry.state
        since[entry.article] = max(since.get(entry.article, ""), entry.at)
    differing: dict[str, int] = {}
    for one in compared:
        if one.differs and one.is_open and len(one.annotators) > 1:
            differing[one.article] = differing.get(one.article, 0) + 1
    return [
        _reviewed(
            path, people[path], checks.get(path), differing.get(path, 0), numbers.get(path, 0),
            since.get(path, ""),
        )
        for path in sorted(people)
    ]  # fmt: skip


def may_check(reviewed: Reviewed, who: str) -> bool:
    """Tell whether somebody else than this person did the article, too."""
    return any(name != who for name, state in reviewed.people.items() if state != "assigned")


def _reviewed(
    path: str,
    people: Mapping[str, State],
    check: Entry | None,
    differing: int,
    claims: int,
    since: str,
) -> Reviewed:
    all_done = bool(people) and all(state == "done" for state in people.values())
    if check is not None:
        state: str = check.state
    elif all_done:
        state = "differ" if differing else "to check"
    elif any(own in ("begun", "done") for own in people.values()):
        state = "begun"
    else:
        state = "assigned"
    return Reviewed(
        article=path,
        people=people,
        state=state,
        differing=differing,
        claims=claims,
        since=since,
        word=check.word if check else "",
        checked_by=check.who if check else "",
    )


def _state(name: str) -> State:
    return next(state for state in _STATES if state == name)


_STATES: tuple[State, ...] = ("assigned", "begun", "done", "checked", "back")
