"""Who a mention stands for.

As the text is read, every person's name is remembered: full name, the roles it was given,
and where it stood as a subject. A surname, a pronoun or a description is then looked up in
what was read so far, and for surnames a little further, since a headline gives only that.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence

from annotations.span import Span
from reader.detectors.quotes.bodies import Bodies
from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.first_names import FEMALE, MALE
from reader.detectors.quotes.names import (
    CAPITALS,
    OF_PLACE,
    SUFFIXES,
    bare,
    names_a_trade,
    surname_of,
    without_titles,
)
from reader.detectors.quotes.namesakes import Namesakes, Person, first_and_surname
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    DETERMINERS,
    FEMALE_TITLES,
    MALE_TITLES,
    NOT_NAMES,
    ORGANISATIONS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TITLES,
    listed,
)
from reader.detectors.quotes.words import Token

_APPOSITION = re.compile(
    r",\s(?:\d\d,\s)?(?:who\s(?:is|was)\s)?(?:a|an|the|his|her|their|former)?\s?([^,.;:()“”\"\n]{3,90})[,.]"
)
_NAMED = re.compile(r",\s([A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){1,3}),")
_NO_MEN = frozenset(("german", "norman", "ottoman", "talisman"))
_FIRST = FEMALE | MALE
_MAY_BE_STRIPPED = frozenset("s'’.,")
"""Last letters of words that `bare` may change."""
_NOT_FIRST = frozenset(("The", "A", "An", "This", "That"))
_AHEAD = 6000
"""Characters read ahead of the quote for the full name that belongs to a surname."""
_NEAR = 1500
"""Characters within which a pronoun's person is looked for among subjects."""
_FAR = 20_000
"""Characters within which it is looked for among all mentions."""
_REMEMBERED = 200
"""People and mentions kept, so that the time for a text grows with its length."""
_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_DIPLOMATS = listed("foreign ambassador envoy diplomat secretary state")
_KINDS = (
    _DIPLOMATS,
    listed("senator sen. representative rep. congressman congresswoman lawmaker legislator"),
    listed("spokesman spokeswoman spokesperson"),
    listed("chief head director chairman chairwoman chair leader boss"),
    listed("nominee candidate frontrunner front-runner hopeful contender"),
    listed("businessman mogul billionaire tycoon magnate developer"),
    listed("author writer novelist"),
    listed("reporter journalist columnist correspondent"),
    listed("lawyer attorney counsel solicitor barrister prosecutor"),
    listed("doctor physician surgeon dr."),
)
"""Roles that newspapers use for one another."""
_OFFICE = re.compile(r"(\w+)\s(?:of|for)\s$")
_LAST_OF_OFFICE = frozenset("fr")
"""Last letters of the words between an office and what it is of."""
_ROLE = 30
"""Characters before a name in which an office is looked for: `Secretary of`."""
_SOME = listed("some many most several few other these those all both no")
_AGED = re.compile(r"the \d{1,3}-year-old\b")
_VAGUE = listed(
    "the a an top former his her their then senior veteran late current ex chief longtime own"
    " one this that of and for"
)


class People:
    """The people of one text, as far as it has been read."""

    def __init__(self, text: str, paragraphs: Iterator[Span]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._known = Namesakes(text)
        self._described_people: dict[str, Person] = {}
        self._mentions: deque[tuple[int, Person]] = deque(maxlen=_REMEMBERED)
        self._subjects: deque[tuple[int, Person]] = deque(maxlen=_REMEMBERED)
        self._bodies = Bodies()
        self._read_to = 0

    def read_names(self, end: int) -> None:
        """Remember the full names in the paragraphs up to `end` and some way beyond."""
        while self._read_to < end + _AHEAD:
            paragraph = next(self._paragraphs, None)
            if paragraph is None:
                self._read_to = len(self._text) + 1
                return
            for found in CAPITALS.finditer(self._text, paragraph.start, paragraph.end):
                if " " in found.group() or "\n" in found.group() or "\xa0" in found.group():
                    self._take_names(found)
            self._read_to = paragraph.end

    def read_mentions(self, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> None:
        """Remember where known people stand in these sentences, and whether as a subject."""
        known = self._known.written.get
        for low, high in sentences:
            for at, token in enumerate(tokens[low:high], low):
                word = token.text
                if not word[0].isupper():
                    continue
                if token.lower in ORGANISATIONS or word.isupper():
                    self._bodies.take(tokens, low, at, high)
                people = known(bare(word) if word[-1] in _MAY_BE_STRIPPED else word)
                if people is None:
                    continue
                person = people[0]
                if at > low and tokens[at - 1].text[0].isupper():
                    if len(people) > 1:
                        person = self._named_at(tokens, low, at) or person
                    person.last = token.start
                elif len(people) > 1:
                    person = self._known.meant_by(bare(word), at=token.start) or person
                self._mentions.append((token.start, person))
                if _is_subject(tokens, low, at, high):
                    person.certain = person.certain or _says(tokens, at + 1, high)
                    self._subjects.append((token.start, person))

    def _named_at(self, tokens: Sequence[Token], low: int, at: int) -> Person | None:
        """Return who of one surname is named at `at`, by the first name or title before it."""
        surname, place, before = bare(tokens[at].text), tokens[at].start, tokens[at - 1]
        if before.lower in TITLES or before.lower in ROLES or before.lower in NOT_NAMES:
            return self._known.meant_by(surname, titles=(before.lower,), at=place)
        first = before
        if len(before.text) < 3 and at - 2 >= low and tokens[at - 2].text[0].isupper():
            first = tokens[at - 2]  # `Ann B. Lee`
        return self._known.meant_by(surname, (first.text,), at=place)

    def spoke(self, name: str, at: int) -> None:
        """Remember that the one called `name` was given a quote at `at`."""
        _, surname = first_and_surname(name.split())
        person = next(
            (one for one in self._known.written.get(surname, ()) if one.name == name), None
        )
        if person:
            person.certain = True
            self._subjects.append((at, person))

    def is_known(self, mention: str) -> bool:
        """Tell whether the mention ends with the surname of someone met so far."""
        return self._meant(mention.split(), len(self._text)) is not None

    def _meant(self, words: Sequence[str], at: int) -> Person | None:
        """Return who a mention means that ends with a surname: `Mr. Lee`, `Ann Lee of Ohio`."""
        surname = surname_of(list(words))
        if not surname:
            return None
        name = without_titles(list(words))
        titles = [word.lower() for word in words[: len(words) - len(name)]]
        last = next((i for i, word in enumerate(name) if bare(word) == surname), 0)
        before = [word for word in name[:last] if word[0].isupper() and word not in _NOT_FIRST]
        return self._known.meant_by(surname, before, titles, at)

    def name_of(self, mention: str, at: int) -> str:
        """Return the fullest name known for the mention that stands at `at`."""
        words = mention.split()
        lower = mention.lower()
        if mention == "WHO":
            return mention
        if lower == "it" or (words[0].lower() in ("the", "that", "this") and _is_body(words[-1])):
            return self._bodies.meant_by(words[-1].lower(), at) or mention
        if _AGED.match(lower):
            person = self._last_subject(at)
            return person.name if person else mention
        if lower in ("he", "she", "him", "her", "his", "who"):
            person = self._meant_by(lower, at)
            return person.name if person else mention
        if lower in PRONOUNS:
            return mention
        if lower in ("his", "her", "its", "their"):
            return mention
        person = self._meant(words, at)
        if person and not _names_many(words):
            return person.name
        if words[0].lower() in DETERMINERS or words[0].islower():
            person = self._named_after(mention, at) or self._described(lower)
            return person.name if person else mention
        name = without_titles([*words[:-1], words[-1].removesuffix("’s").removesuffix("'s")])
        return " ".join(name) if name and name[0][0].isupper() else mention

    def _named_after(self, mention: str, at: int) -> Person | None:
        """Return who a role is said to be right behind it: `its chief, Ada Brandt, said`."""
        if not any(word in ROLES or names_a_trade(word) for word in mention.lower().split()):
            return None
        end = at + len(mention)
        found = _NAMED.match(self._text, end) if self._text.startswith(mention, at) else None
        return self._meant(found[1].split(), at) if found else None

    def _take_names(self, found: re.Match[str]) -> None:
        """Take the names in a run of capitals: two in `Runa Elstad’s Civic Alliance`."""
        words: list[str] = []
        in_office = self._is_in_office(found.start())
        for word in found.group().replace("’", "'").split():
            words.append(word.removesuffix("'s"))
            if word.endswith("'s"):
                self._take_name(words, found.start() + len(found.group()))
                words = []
        if in_office and len(words) > 2:
            del words[0]  # `Secretary of State Ann Lee`
        if words:
            self._take_name(words, found.end())

    def _is_in_office(self, start: int) -> bool:
        """Tell whether an office stands before: `Secretary of`."""
        if self._text[max(0, start - 2) : start - 1] not in _LAST_OF_OFFICE:
            return False
        office = _OFFICE.search(self._text, max(0, start - _ROLE), start)
        return office is not None and office[1].lower() in ROLES

    def _take_name(self, words: list[str], end: int) -> None:
        while words and words[0].lower() in NOT_NAMES:
            del words[0]
        if words and words[-1].lower() not in TITLES and words[-1] not in SUFFIXES:
            words[-1] = words[-1].rstrip(".")
        name = without_titles(list(words))
        titles = [word.lower() for word in words[: len(words) - len(name)]]
        if len(name) < 2:
            if len(name) == 1 and titles:
                self._take_title(name[0], titles)
            return
        if any(word.lower() in ORGANISATIONS for word in name) or (
            name[0].isupper() and len(name[0]) > 2 and "." not in name[0] and "-" not in name[0]
        ):
            return
        if name[-1].lower() in ROLES and name[0].lower() not in _FIRST:
            return
        if len(name) > 2 and name[0].lower() not in _FIRST and name[1].lower() in _FIRST:
            del name[0]
        if len(name) > 4:
            return
        full = " ".join(word for word in name if word[0] not in '“"')
        person = self._known.take(full, *first_and_surname(name))
        first = name[0].lower()
        if not person.gender:
            person.gender = "f" if first in FEMALE else "m" if first in MALE else ""
            person.certain = person.certain or bool(person.gender)
        self._take_roles(person, titles)
        place = OF_PLACE.match(self._text, end)
        if place and titles:
            self._describe(person, place.group(1).lower().split())
        after = _APPOSITION.match(self._text, end)
        if after:
            described = re.findall(r"[\w-]+", after.group(1).lower())
            if ROLES.intersection(described) or any(map(names_a_trade, described[:4])):
                self._describe(person, described)

    def _describe(self, person: Person, words: Sequence[str]) -> None:
        person.roles.update(words)
        person.gender = person.gender or _gender_of(words)
        person.certain = True
        self._described_people.pop(person.name, None)
        self._described_people[person.name] = person
        if len(self._described_people) > _REMEMBERED:
            del self._described_people[next(iter(self._described_people))]

    def _take_title(self, surname: str, titles: list[str]) -> None:
        self._take_roles(self._known.take(surname, (), surname), titles)

    def _take_roles(self, person: Person, titles: list[str]) -> None:
        if not titles:
            return
        self._describe(person, titles)
        if FEMALE_TITLES.intersection(titles):
            person.gender = "f"
        elif MALE_TITLES.intersection(titles):
            person.gender = "m"

    def _meant_by(self, pronoun: str, at: int) -> Person | None:
        """Return the last person before `at` that the pronoun fits, subjects first."""
        gender = _GENDER.get(pronoun, "")
        for places, reach in ((self._subjects, _NEAR), (self._mentions, _FAR)):
            possible = unsure = None
            for place, person in reversed(places):
                if place >= at:
                    continue
                if at - place > reach:
                    break
                if person.gender == gender:
                    return person
                if not person.gender:
                    possible = possible or (person if person.certain else None)
                    unsure = unsure or person
            if possible or unsure:
                return possible or unsure
        return None

    def _last_subject(self, at: int) -> Person | None:
        """Return who did something last before `at`."""
        return next((person for place, person in reversed(self._subjects) if place < at), None)

    def _described(self, description: str) -> Person | None:
        words = re.findall(r"[\w.-]+", description.replace("'s", "").replace("’s", ""))
        told = [word for word in words if word not in _VAGUE]
        heads = [word for word in told if word in ROLES]
        if not heads:
            return None
        best, best_score = None, 0
        for person in self._described_people.values():
            score = _likeness(told, person.roles)
            if score > best_score:
                best, best_score = person, score
        return best


def _names_many(words: Sequence[str]) -> bool:
    """Tell whether the words mean some of many: `many Liberals`, or a body: `the Treasury`."""
    first = words[0].lower()
    if first in _SOME:
        return True
    return first == "the" and len(words) == 2 and words[1][0].isupper()


def _is_body(word: str) -> bool:
    return word.islower() and word in ORGANISATIONS


def _gender_of(words: Sequence[str]) -> str:
    """Return what the head of a description tells: `m` for `a spokesman for`, `f` or nothing."""
    for word in words[:5]:
        if word in PREPOSITIONS or word == "who":
            break
        if word.endswith("woman"):
            return "f"
        if word.endswith("man") and len(word) > 5 and word not in _NO_MEN:
            return "m"
    return ""


def _likeness(told: Sequence[str], roles: set[str]) -> int:
    """Score how well a description fits a person's roles; 0 when a word speaks against it."""
    score = 0
    for word in told:
        if word in roles:
            score += 2
        elif any(word in kind and not kind.isdisjoint(roles) for kind in _KINDS) or any(
            word[:5] == role[:5] for role in roles if len(role) > 4
        ):
            score += 1
        else:
            return 0
    return score


def _says(tokens: Sequence[Token], at: int, high: int) -> bool:
    """Tell whether the word at `at` is a cue, as only people and bodies have them."""
    cue = CUES.get(tokens[at].lower) if at < high else None
    return cue is not None and cue.form in ("past", "s") and "q" in cue.takes


def _is_subject(tokens: Sequence[Token], low: int, at: int, high: int) -> bool:
    token = tokens[at]
    if token.lower.endswith("'s"):
        return False
    after = tokens[at + 1].lower if at + 1 < high else ""
    if after in AUXILIARIES or after in CUES:
        return True
    first = at
    while first > max(low, at - 8) and tokens[first - 1].text[0].isupper():
        first -= 1
    if first > low and tokens[first - 1].lower in PREPOSITIONS:
        return False
    return at - low <= 5
