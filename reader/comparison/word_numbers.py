"""Numbers of words that are the same in every run.

A word's number is a checksum of its stem; an odd number is a word with a content, an even one
a word or digits that say little by themselves. Numbers are compared much faster than words,
and a table of them is small.

Source of the classes of words that news uses for one thing: chosen by reading agency reports
of accidents, takeovers, trials and sports.
"""

import re
from zlib import crc32

_STOP = frozenset(
    "a an the of in on at to for and or but by with from as is are was were be been being has"
    " have had having do does did not no this that these those it its he his him she her they"
    " their them we our us you your i my me who whom which what here there than then so if when"
    " while will would can could may might shall should must also about after before over into"
    " out up down more most other some any all said says say told least nearly almost just only"
    " very too both each such own same new".split()
)
_CLASSES = """
kill kills killed killing dead death deaths died dies die dying fatality fatalities toll slain \
    lives perished perish fatally
injured injuries injury injure injures injuring wounded wounding wounds hurt hurting hospitalised \
    hospitalized
missing unaccounted
arrested arrests arrest arresting detained detentions detain custody
homeless displaced evacuated fled refugee refugees evacuees flee fleeing
destroyed damaged flattened collapsed damage destroy destroying toppled
quake quakes earthquake earthquakes tremor tremors temblor
person people persons others victims civilians civilian individuals
house houses home homes
worker workers employees staff jobs job employee
buy buys buying bought acquire acquires acquired acquiring acquisition purchase purchased takeover
pay pays paid paying
shoot shoots shot shooting shots fired fire firing gunshot gunned bullet bullets
strike strikes struck striking hit hits hitting
fall falls fell falling fallen slip slipped
win wins won winning victory beat beats beaten defeat defeated
lose loses lost losing loss
begin begins began begun start starts started
site sites location locations place places
jail jailed prison imprisoned sentence sentenced
officer officers police policeman policemen cops cop
soldier soldiers troop troops
attacker attackers gunman gunmen shooter assailant assailants suspect suspects
vote votes voted voting ballot ballots
child children kid kids youngster youngsters
doctor doctors physician physicians
ship ships vessel vessels boat boats
car cars vehicle vehicles
movie movies film films
company companies firm firms
lawyer lawyers attorney attorneys
dollar dollars usd
depth deep
point points pts
rise rises rose risen rising grow grows grew growth increase increased increases climb climbed
cut cuts cutting reduce reduced drop drops dropped decline declined fell
price prices priced cost costs
share shares stock stocks
say speak spoke speaks
wife husband spouse
woman women
man men
"""
_CLASS = {
    word: "=" + line.split()[0] for line in _CLASSES.strip().split("\n") for word in line.split()
}
STATES = ("kill", "injured", "missing", "arrested", "homeless", "destroyed")
"""What can become of people and things that are counted together."""

_CONTRACTIONS = {
    "n't": "not",
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'m": "am",
    "'d": "would",
    "'s": "",
}
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2})our$"), "or"),
    (re.compile(r"is(e|ed|ing|ation)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})ence$"), "ense"),
)
_ENDINGS = ("ing", "ed", "es", "s", "e")
_KEPT_AT_MOST = 200_000
"""Words whose numbers are remembered: those of a large library, some ten megabytes."""


def stem(word: str) -> str:
    """Return what a word in lower case has in common with its other forms."""
    if word in _CLASS:
        return _CLASS[word]
    if word in _STOP:
        return word
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def is_plain(word: str) -> bool:
    """Tell whether a word in lower case says little by itself."""
    return word in _STOP


def number_of(word: str) -> int:
    """Return the number of a word's stem."""
    if word in _STOP or word.isdecimal():
        return crc32(word.encode("utf-8", "replace")) & ~1
    return crc32(stem(word).encode("utf-8", "replace")) | 1


STATE_NUMBERS = frozenset(map(number_of, STATES))


class _Numbers(dict[str, tuple[int, ...]]):
    """The numbers of words as printed; two for a contraction."""

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > _KEPT_AT_MOST:
            self.clear()
        plain = word.lower().replace("’", "'")
        numbers: tuple[int, ...] = ()
        if "'" in plain:
            for tail, full in _CONTRACTIONS.items():
                if plain.endswith(tail) and len(plain) > len(tail):
                    plain = plain[: -len(tail)]
                    numbers = (number_of(full),) if full else ()
                    break
        self[word] = found = (number_of(plain), *numbers)
        return found


class _Letters(dict[str, int]):
    """The numbers of words as they are, case aside."""

    def __missing__(self, word: str) -> int:
        if len(self) > _KEPT_AT_MOST:
            self.clear()
        plain = word.lower().replace("’", "'")
        self[word] = found = crc32(plain.encode("utf-8", "replace"))
        return found


NUMBERS = _Numbers()
LETTERS = _Letters()
