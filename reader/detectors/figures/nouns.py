"""English nouns: the words of a group, its plural, its singular, and where it ends."""

from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

WORD = Pattern(r"[ \n]((?:(?:[A-Z]\.){2,3}|[A-Za-zÀ-ÿ][\w’'&-]{0,30}|\d{2,4}(?=[ ][A-Z])))")
STOP = word_set(
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
PLURALS = word_set(
    "people men women children police feet teeth mice geese sheep fish deer aircraft",
    "spacecraft personnel staff troops cattle offspring dead wounded injured missing media",
    "data criteria others folk youth clergy salmon bison moose lives wives halves wolves",
    "knives thieves loaves phenomena bacteria alumni cacti fungi crises bases hostages swine",
    "poultry chinese japanese vietnamese portuguese taiwanese lebanese burmese sudanese swiss",
    "british irish dutch french english spanish scottish welsh bosses buses viruses gases",
    "plusses",
)
_NO_MEN = word_set("specimen regimen acumen omen abdomen amen semen women-only")
PLURAL_MODIFIERS = word_set(
    "sports sales games arms goods drugs news savings operations communications systems jobs",
    "securities futures earnings customs resources services rights affairs weapons veterans women",
    "children men police media staff data troops people",
)
"""Plurals that stand before another noun: "sales jobs", "women soldiers"."""
_SINGULAR_S = word_set(
    "this is was has does its his us as plus versus always perhaps across news thus yes bus",
    "gas less unless besides towards afterwards sometimes nowadays series says goes comes",
    "makes takes gives means seems remains includes becomes",
)


def is_plural(word: str, lowered: str) -> bool:
    """Tell whether a word, given also in small letters, is a noun in the plural."""
    word, lowered = word.rstrip("'’"), lowered.rstrip("'’")
    if lowered in PLURALS:
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
