"""Putting together the words that a line end broke: “main-” and “tenance”.

A hyphen at the end of a line may be the word's own, as in “long-running”. What the rest of
the text says decides first, then the halves that compounds are made of.
"""

import re
from collections import Counter
from collections.abc import Iterable

_HYPHENS = "-\u00ad\u2010"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(rf"((?:[^\W_]+-)*[^\W_]+)[{_HYPHENS}]$")
_FIRST = re.compile(r"[^\W_]+")

_FIRST_HALVES = frozenset(
    "all anti brand broad centre center centuries century clean clear close co cold cost cross "
    "custom day deep double down early east eight ever ex face fact far fast father fire first "
    "five follow four free front full fund fuel good grand great half hand hard heavy high home "
    "hour ill in inter job kind land large last late law left life light line little local long "
    "low lower made make man market mass mid middle mind month mother much multi nation near new "
    "next night nine non north off oil old on one open out over part pay peace post pre pro "
    "quarter quick re record red right rock round run school second self semi seven short single "
    "six slow small so socio soft solar son south state still stone straight strong ten third "
    "three time tight top touch town tree twelve twenty thirty forty fifty sixty seventy eighty "
    "ninety two un under up upper vice war warm water week well west white whole wide wind world "
    "year young zero already newly fully".split()
)
_SECOND_HALVES = frozenset(
    "armed away back backed based bodied born bound breaking building built by called care case "
    "century changing city class come control country court cut day deep depth door down driven "
    "earned eared edge elect end ended ever eyed faced farm fashioned fast fed fetched fired "
    "first fit five four free friendly front funded general generation grade ground growing grown "
    "haired half hand handed hard headed hearted held high hit hold hour in income intensive "
    "interest job kept killed kind knit known largest last laid law lasting led left legged level "
    "life like line linked living long looking looked low made maker making man mannered market "
    "mile million minded minute month mouth needed nine note off office oil old on one out over "
    "owned owner page paid party pressed price priced profile profit proof quality range ranging "
    "ranking rate rated reaching reading ready related right rise risk road round run runner "
    "running scale school sea seated second serving seven share short sided sighted six size sized "
    "sold source speaking speed spoken standing star start state step stock stop storey story "
    "street strong style supply taking tax tech term third three time timer to town trade trained "
    "turn two up wage war washed water wave week wheel white wide wing winning winner "
    "working world worn year years".split()
)
"""Halves of the compounds that English writes with a hyphen; collected from style guides'
lists of hyphenated words and from the news set tried on."""

_NUMBERS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())


class Vocabulary:
    """The words of a text, for telling which hyphen at a line end is a word's own."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._times: Counter[str] = Counter()
        for line in lines:
            bare = line.strip()
            if bare[-1:] and bare[-1] in _HYPHENS:
                bare = bare.rpartition(" ")[0]
            self._times.update(word.lower() for word in _WORD.findall(bare))

    def joined(self, before: str, after: str) -> str:
        """Return two lines as one, with the word that their border breaks put together."""
        before, after = before.rstrip(), after.lstrip()
        last, first = _LAST.search(before), _FIRST.match(after)
        if last is None or first is None:
            is_dash = before.endswith(("—", "/"))
            return before + after if is_dash else f"{before} {after}"
        if before[-1] == "\u00ad":
            return before[:-1] + after
        return (before if self._keeps_hyphen(last[1], first[0]) else before[:-1]) + after

    def _keeps_hyphen(self, before: str, after: str) -> bool:
        if not after[0].islower() or not before[-1].isalpha():
            return True  # a name of two names, a number
        half = before.rpartition("-")[2].lower()
        whole, apart = self._times[f"{half}{after}".lower()], self._times[f"{half}-{after}".lower()]
        if whole != apart:
            return apart > whole
        if "-" in before and self._times[after]:
            return True  # “nine-year-” and “old”
        return half in _FIRST_HALVES and (after in _SECOND_HALVES or _is_participle(after))


def _is_participle(word: str) -> bool:
    """Tell whether a word is long enough to be a participle and not an ending."""
    return (
        len(word) >= 6
        and word.endswith(("ed", "ing"))
        and bool(re.search("[aeiou].*[aeiou]", word))
    )
