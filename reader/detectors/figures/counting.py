"""What a number counts: the noun group after it, and the state its people are in."""

import re
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

_OF = Pattern(r"[ ]of(?:[ ](?:the|its|their|his|her|our|these|those|all|such|my|your))?(?=[ ])")
_WORD = Pattern(r"[ \n]((?:(?:[A-Z]\.){2,3}|[A-Za-zÀ-ÿ][\w’'&-]{0,30}|\d{2,4}(?=[ ][A-Z])))")
_MODEL_AMONG = Pattern(r"[ ](\d{3}(?:-\d{1,4})?[A-Z]{0,3})(?=[ ][a-z]{3,}s\b)")
_STOP = word_set(
    "the a an and or but in on at of to for from by with as is are was were be been has have",
    "had this that these those which who whom whose when where while than then after before",
    "during since until per its his her their our your my it he she they we you i not no so",
    "if though ago about over under between against into onto out off up down said says say",
    "will would could can may might must should shall also because although however whether",
    "each every both either via through within without among across around near along behind",
    "beyond towards toward upon despite amid versus vs plus minus does did do am being",
    "there here how why what all any some only just even still yet already now later earlier",
    "once too very well back away more less him them us me himself themselves itself always",
    "perhaps maybe today yesterday tomorrow pm a.m p.m et pt gmt utc est pst bst cet edt pdt",
    "",
)
_TELLS_WHEN = word_set("last next this earlier later ago monday tuesday wednesday thursday friday")
_PERIODS = word_set("year years month months week weeks day days")
_PLURALS = word_set(
    "people men women children police feet teeth mice geese sheep fish deer aircraft",
    "spacecraft personnel staff troops cattle offspring dead wounded injured missing media",
    "data criteria others folk youth clergy salmon bison moose lives wives halves wolves",
    "knives thieves loaves phenomena bacteria alumni cacti fungi crises bases hostages swine",
    "poultry chinese japanese vietnamese portuguese taiwanese lebanese burmese sudanese swiss",
    "british irish dutch french english spanish scottish welsh bosses buses viruses gases",
    "plusses",
)
_NO_MEN = word_set("specimen regimen acumen omen abdomen amen semen women-only")
_PLURAL_MODIFIERS = word_set(
    "sports sales games arms goods drugs news savings operations communications systems jobs",
    "securities futures earnings customs resources services rights affairs weapons veterans women",
    "children men police media staff data troops people",
)
"""Plurals that stand before another noun: "sales jobs", "women soldiers"."""
_WEAK_STATES = word_set("shot left released affected charged convicted hurt captured freed")
"""States that need "were" before them: "12 shot" may be pictures."""
_SINGULAR_S = word_set(
    "this is was has does its his us as plus versus always perhaps across news thus yes bus",
    "gas less unless besides towards afterwards sometimes nowadays series says goes comes",
    "makes takes gives means seems remains includes becomes",
)
_ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ful", "less", "ic", "able", "ible", "ary", "ish", "ese")
_ADJECTIVES = word_set(
    "new old big small large great good bad best worst long short high low young early late",
    "major minor single separate key main full further extra other different local free",
    "big-budget top senior junior former current recent human white black red green blue more",
    "last first second third whole entire rare strong weak tiny huge fatal deadly heavy light",
)
_STATES = word_set(
    "killed wounded injured dead missing displaced arrested detained hospitalized",
    "hospitalised infected evacuated rescued abducted kidnapped captured executed slain hurt",
    "died homeless imprisoned jailed vaccinated trapped stranded murdered shot",
    "martyred sickened deported freed released convicted charged sentenced affected orphaned",
    "uprooted drowned poisoned hanged beheaded perished",
) | {"unaccounted for"}
_BARE_STATE = Pattern(
    r"[ ]((?:(?:others?|more|were|was|have|has|had|been|being|are|are still|still|also|reported|"
    r"confirmed|feared|believed|presumed|left|seriously|critically|severely|badly"
    r"|to be)[ ]){0,4})(unaccounted for|[a-z]{4,13})(?![A-Za-z-])"
)
_STATE_AFTER_NOUN = Pattern(
    r"[ ]((?:(?:were|was|have|has|had|been|being|are|is|still|also|reported|reportedly|confirmed|"
    r"feared|believed|presumed|to be|to have|so far|seriously|critically|severely|badly|now|may|be)"
    r"[ ]){0,4})(unaccounted for|[a-z]{4,13})(?![A-Za-z-])"
)
_AND_NOUN = Pattern(r"[ ]and[ ]([a-z]{3,20}s|people|men|women|children|police)(?![A-Za-z-])")


class Counted(NamedTuple):
    """What is counted: its words in the text, and the unit where that says more."""

    span: Span
    unit: str | None
    head: str
    """The last word of the noun group, lower case; empty for a bare state."""


def read_counted(text: str, end: int, *, one: bool = False) -> Counted | None:
    """Read the noun group after a number that ends at `end`.

    "39,324 Palestinians have been killed" counts "Palestinians have been killed", unit
    "Palestinian"; "90,830 wounded" counts "wounded", unit "person"; "14 first-team players
    left" counts "first-team players". `one` lets a singular noun follow ("one proposal").
    """
    if text[end : end + 1] not in (" ", "\n"):
        return None
    bare = _BARE_STATE.match(text, end)
    strong = bare is not None and bare[2] in _STATES and (bare[1] or bare[2] not in _WEAK_STATES)
    if bare and strong and _nothing_counted_after(text, bare.end()):
        return Counted(Span(end + 1, bare.end()), "person", "")
    model = read_counted_model(text, end)
    if model:
        return model
    begin = end
    of = owner = None
    if text.startswith(" of", end):
        of = _OF.match(text, end)
        owner = None if of else _OF_AN_OWNER.match(text, end)
        of = of or owner
    if of:
        begin = of.end()
    words: list[re.Match[str]] = []
    at = begin
    head = -1
    while len(words) < 6:
        found = _WORD.match(text, at)
        if found is None:
            found = _MODEL_AMONG.match(text, at) if owner and not words else None
            if found is None:
                break
        word = found[1]
        lowered = word.lower()
        joins = lowered in ("and", "or") and words and head < 0
        if lowered in _STOP and not joins and not (lowered == "more" and not words):
            break
        if lowered in _PERIODS and not words:
            break
        if one and lowered in _TELLS_WHEN:
            break
        words.append(found)
        at = found.end()
        if one and not of:
            if len(words) == 1 and word.islower() and lowered in _VERBS_OF_ONE:
                return None
            continue
        if _is_plural(word, lowered):
            head = len(words) - 1
            if not _continues(lowered, text, at):
                break
        elif head >= 0 or _closes_group(lowered, len(words), text, at):
            break
    if head < 0:
        if not one or not words or of:
            return None
        head = _singular_head(words)
        if head < 0:
            return None
    return _counted(text, words, head)


_MODEL_BEFORE_NOUN = Pattern(
    r"[ ](?:of[ ](?:[A-Z]\S*[ ]){1,4})?(\d{3}(?:-\d{1,4})?[A-Z]{0,3}[ ]([a-z]{3,}s))\b"
)
_OF_AN_OWNER = Pattern(r"[ ]of[ ](?:[A-Z][\w&.-]*[ ]){0,4}[A-Z][\w&.-]*[’']s?(?=[ ])")


def read_counted_model(text: str, end: int) -> Counted | None:
    """Read things of some model: "747 freighters" in "400 747 freighters"."""
    if not (text[end + 1 : end + 2].isdecimal() or text.startswith(" of ", end)):
        return None
    found = _MODEL_BEFORE_NOUN.match(text, end)
    return Counted(Span(*found.span(1)), None, found[2].lower()) if found else None


_HEAD_IN_THE_SINGULAR = Pattern(r"[ ]([a-z]{3,20})[ ]([a-z]{3,20})(?![A-Za-z-])")
_MAKES_A_COMPOUND = word_set(
    "page storey story seat bed room bedroom man woman person member point game match vote seater",
    "lane mile word line track volume part piece nation country state team player goal shot run",
    "gallon litre liter pound foot inch metre meter acre horse cylinder door wheel gun barrel",
    "dollar euro cent case count item step stage year month week day hour minute million unit",
    "bit byte core speed carat karat percentage degree star course hole lap stroke set round song",
)
"""Nouns that stand in the singular between a number and another noun: "a 14 page letter"."""


def read_compound(text: str, end: int) -> Counted | None:
    """Read the noun in the singular in "a 14 page letter", "the 12 member panel"."""
    found = _HEAD_IN_THE_SINGULAR.match(text, end)
    if found is None or found[1] not in _MAKES_A_COMPOUND or found[2] in _STOP:
        return None
    return Counted(Span(*found.span(1)), None, found[1])


def _counted(text: str, words: list[re.Match[str]], head: int) -> Counted:
    first = 0
    while first < head and words[first][1].lower() in ("more", "other", "additional", "further"):
        first += 1
    start, end = words[first].start(1), words[head].end(1)
    noun = words[head][1]
    if noun.endswith(("'s", "’s")):
        end, noun = end - 2, noun[:-2]
    elif noun.endswith(("'", "’")):
        end, noun = end - 1, noun[:-1]
    joined = _AND_NOUN.match(text, end)
    joined_end = joined.end() if joined and noun.islower() else end
    state = _STATE_AFTER_NOUN.match(text, joined_end)
    if state and state[2] in _STATES and (state[1] or state[2] not in _WEAK_STATES):
        unit = singular(noun) if joined_end == end else None
        return Counted(Span(start, state.end()), unit, noun.lower())
    return Counted(Span(start, end), None, noun.lower())


def _is_plural(word: str, lowered: str) -> bool:
    word, lowered = word.rstrip("'’"), lowered.rstrip("'’")
    if lowered in _PLURALS:
        return True
    if lowered.endswith(("children", "women", "men")) and lowered not in _NO_MEN:
        return True
    if len(lowered) < 4 or lowered in _SINGULAR_S or lowered.endswith(("'s", "’s")):
        return False
    return (lowered[-1] == "s" and not lowered.endswith(("ss", "us", "is"))) or word in (
        "MPs",
        "TVs",
        "EVs",
        "PCs",
    )


def _continues(word: str, text: str, at: int) -> bool:
    """Tell whether the noun goes on: "games consoles", but not "fouls proves"."""
    if word not in _PLURAL_MODIFIERS:
        return False
    following = _WORD.match(text, at)
    if following is None:
        return False
    word = following[1]
    lowered = word.lower()
    return lowered not in _STOP and _is_plural(word, lowered) and lowered not in _PLURALS


def _closes_group(word: str, count: int, text: str, at: int) -> bool:
    """Tell whether the noun group cannot go on after `word`, the `count`-th of it.

    An adverb with a verb ("1,800 hardly matters"), or a participle that says by whom.
    """
    following = _WORD.match(text, at)
    after = following[1].lower() if following else ""
    if word.endswith("ly"):
        return after.endswith("s")
    return word.endswith("ed") and count > 1 and len(word) > 4 and (not after or after in _STOP)


_VERBS_OF_ONE = word_set("having being knows thinks sees does makes feels needs")
_ONE_OF_THEM = word_set(
    "series species headquarters means crossroads news lens gas yes atlas canvas"
)
"""Words in "s" that are one: "one series"; behind *one* others are verbs ("as one does")."""
_PAST_OR_ADVERB = word_set(
    "came went ran took made won lost left fell rose held sent saw found got gave kept led knew",
    "drew flew grew threw hit shot cut put set let quit spoke wrote broke chose drove ate drank",
    "sat",
    "stood sold bought brought thought taught caught built felt meant paid read heard sang began",
    "ago here there home alone apart away together each too also only just ever never later soon",
    "today tonight yesterday tomorrow old long high wide tall deep available likely able such",
)
"""What does not go on with a noun in the singular: "one man ran home"."""


def _singular_head(words: list[re.Match[str]]) -> int:
    """Return which word is the noun after "one": the last of those that may be nouns."""
    head = -1
    for place, found in enumerate(words):
        word = found[1].lower()
        following = words[place + 1][1].lower() if place + 1 < len(words) else ""
        if word.endswith("ing") and following and not following.endswith(("s", "ed", "ing")):
            continue
        ends = word.endswith(("ing", "ed", "ly")) or word in _PAST_OR_ADVERB
        verb = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
        verb = verb and word not in _PLURAL_MODIFIERS and word not in _ONE_OF_THEM
        if verb or (head >= 0 and ends):
            break
        if ends or found[1][0].isupper() or word in ("and", "or"):
            if head >= 0:
                break
            continue
        last = not following or (
            following.endswith(("s", "ed")) and not following.endswith(("ss", "us"))
        )
        if not last and (word in _ADJECTIVES or word.endswith(_ADJECTIVE_ENDINGS) or "-" in word):
            continue
        head = place
        if head - _first_lower(words) > 2:
            break
    return head


def _first_lower(words: list[re.Match[str]]) -> int:
    return next((place for place, found in enumerate(words) if found[1][0].islower()), 0)


_VICTIMS = Pattern(
    r"(?<![A-Za-z])(?P<verb>kill(?:ed|ing|s)|wound(?:ed|ing|s)|injur(?:ed|ing|es)|arrest(?:ed|ing)"
    r"|detain(?:ed|ing)|displac(?:ed|ing)|rescu(?:ed|ing))[ ]"
    r"(?:at least |more than |nearly |about |some |another |up to |over |around |almost )?$"
)


def read_victims(text: str, start: int) -> Counted | None:
    """Read the verb before a number without a noun: "wounded 53", "killing at least 12"."""
    found = _VICTIMS.search(text, max(0, start - 30), start)
    return Counted(Span(*found.span("verb")), "person", "") if found else None


_A_BEFORE = Pattern(
    r"(?:(?<![A-Za-z])|(?=[’']s))(?:an?|the|[’']s|its|their|his|her|about an?"
    r"|over an?)[ ](?:[a-z]+[ ])?$",
    re.IGNORECASE,
)
_CHANGES = word_set(
    "increase rise gain jump growth drop fall decline cut decrease surge hike slump dip loss raise",
    "higher lower more less up down annually yearly stronger weaker faster slower",
)


def read_risk(text: str, start: int, end: int) -> Span | None:
    """Read the noun behind a percentage with an article: "a 40 per cent risk of loss"."""
    if not _A_BEFORE.search(text, max(0, start - 20), start):
        return None
    first = last = None
    at = end
    for _ in range(4):
        found = _WORD.match(text, at)
        if found is None:
            break
        lowered = found[1].lower()
        if lowered == "of" and last is not None:
            at = found.end()
            continue
        if lowered in _STOP or lowered.endswith(("ed", "ly")):
            break
        if first is None and lowered in _CHANGES:
            return None
        if last is not None and lowered.endswith("s") and not lowered.endswith("ss"):
            break
        first, last, at = first or found, found, found.end()
    return Span(first.start(1), last.end(1)) if first and last else None


_WHOLE = Pattern(
    r"[ ](?:of(?:[ ](?:all|the|its|their|his|her|our|these|those|my|your|every)){0,2}|the|its"
    r"|their)(?=[ ])"
)


def read_whole(text: str, end: int) -> Span | None:
    """Read what a share is a share of: "adults" in "24 per cent of adults saying"."""
    whole = _WHOLE.match(text, end)
    if whole is None:
        return None
    first = last = None
    at = whole.end()
    for _ in range(5):
        found = _WORD.match(text, at)
        if found is None:
            break
        word = found[1]
        lowered = word.lower()
        if lowered in _STOP or (first is not None and lowered.endswith(("ed", "ing"))):
            break
        first, last, at = first or found, found, found.end()
        if _is_plural(word, lowered):
            break
    return Span(first.start(1), last.end(1)) if first and last else None


def _nothing_counted_after(text: str, end: int) -> bool:
    following = _WORD.match(text, end)
    return following is None or not _is_plural(following[1], following[1].lower())


def singular(noun: str) -> str:
    """Return the singular of an English noun: "people" → "person", "cities" → "city"."""
    lowered = noun.lower()
    known = _IRREGULAR.get(lowered)
    if known:
        return known
    if lowered.endswith("men") and len(noun) > 4:
        return noun[:-2] + "an"
    if lowered.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if lowered.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "lives": "life",
    "wives": "wife",
    "wolves": "wolf",
    "knives": "knife",
    "thieves": "thief",
    "viruses": "virus",
    "buses": "bus",
}
