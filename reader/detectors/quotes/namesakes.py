"""The people of a text by their surnames: which of several Lees is meant, and spelled how."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.detectors.quotes.first_names import FEMALE, MALE
from reader.detectors.quotes.names import SUFFIXES, names_a_trade
from reader.detectors.quotes.spelling import same_first_name, same_surname, sound_of
from reader.detectors.quotes.vocabulary import FEMALE_TITLES, MALE_TITLES

_SLIPS = 12
"""People of another sound whose surname is compared for a slip in its letters."""

_LONG = 6
"""Letters of a surname that may stand for another, one letter away, with no first name beside."""


@dataclass(slots=True)
class Person:
    """Someone with a name: the full name, words for what they are, and he or she if known.

    `last` is the offset at which the full name was met last.
    """

    name: str
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    certain: bool = False
    last: int = -1


class Namesakes:
    """Everyone met in a text, by surname as it is written and as it sounds."""

    def __init__(self, text: str) -> None:
        """Begin with nobody; `written` has those of a surname in just this spelling."""
        self._text = text
        self._titles: dict[str, bool] = {}
        self.written: dict[str, list[Person]] = {}
        self._sounding: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[tuple[str, Person]]] = {}
        self._latest: list[tuple[str, Person]] = []

    def take(self, full: str, before: Sequence[str], surname: str) -> Person:
        """Return the one called so, new or met before, maybe in another spelling.

        `before` are the words before the surname, none where only that is given.
        """
        known = self.written.get(surname, ())
        for person in known:
            if not self._is_another(before, person):
                if before and " " not in person.name:
                    person.name = full
                return person
        sound = sound_of(surname)
        for person in self._sounding.get(sound, ()):
            if not before or _agrees(before, person):
                self.written.setdefault(surname, []).append(person)
                return person
        namesakes = self._by_first.setdefault(sound_of(before[0]), []) if before else []
        for other, person in namesakes:
            if same_surname(surname, other):
                self.written.setdefault(surname, []).append(person)
                return person
        namesakes.append((surname, person := Person(full)))
        del namesakes[:-_SLIPS]
        self.written.setdefault(surname, []).append(person)
        self._sounding.setdefault(sound, []).append(person)
        self._latest.append((surname, person))
        del self._latest[:-_SLIPS]
        return person

    def _slip(self, surname: str) -> list[Person]:
        """Return the one person whose surname differs by a letter, none where there are two."""
        if len(surname) < _LONG:
            return []
        alike = [person for other, person in self._latest if same_surname(surname, other)]
        return alike if len(alike) == 1 else []

    def meant_by(
        self,
        surname: str,
        before: Sequence[str] = (),
        titles: Sequence[str] = (),
        at: int = -1,
    ) -> Person | None:
        """Return who a mention with this surname means, None where it is someone not met.

        Of several the one whose first name (among the words `before` the surname) or title
        fits, then whose full name stood last before `at`.
        """
        people = self.written.get(surname)
        if people is None and surname:
            people = self._sounding.get(sound_of(surname)) or self._slip(surname)
        if not people:
            return None
        named = next((one for one in people if before and _agrees(before, one)), None)
        if named or (before and all(self._is_another(before, one) for one in people)):
            return named
        if len(people) == 1:
            return people[0]
        gender = _gender(titles)
        fitting = [one for one in people if not gender or one.gender in ("", gender)] or people
        earlier = [one for one in fitting if -1 < one.last < at]
        return max(earlier, key=lambda one: one.last) if earlier else fitting[0]

    def _is_another(self, before: Sequence[str], person: Person) -> bool:
        """Tell whether the words before a surname show that someone else is meant.

        One that also stands in small letters is a title nobody listed: `Councillor Lee`.
        """
        if not before or " " not in person.name or _agrees(before, person):
            return False
        return any(not self._is_title(word) for word in before)

    def _is_title(self, word: str) -> bool:
        lower = word.lower()
        if lower in FEMALE or lower in MALE:
            return False
        known = self._titles.get(lower)
        if known is None:
            known = f" {lower} " in self._text or f" {lower}," in self._text
            self._titles[lower] = known = known or names_a_trade(lower)
        return known


def first_and_surname(name: Sequence[str]) -> tuple[Sequence[str], str]:
    """Return the words before the surname of a full name without titles, and the surname."""
    end = len(name) - 1 if len(name) > 1 and name[-1] in SUFFIXES else len(name)
    return name[: end - 1], name[end - 1]


def _agrees(before: Sequence[str], person: Person) -> bool:
    first = person.name.split(" ", 1)[0]
    return any(same_first_name(word, first) for word in before)


def _gender(titles: Sequence[str]) -> str:
    if not FEMALE_TITLES.isdisjoint(titles):
        return "f"
    return "m" if not MALE_TITLES.isdisjoint(titles) else ""
