"""Reading the unit that follows a number: "27 km", "five-mile", "60 mph", "1.3 A/cm2"."""

import re
from typing import NamedTuple

from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.unit_names import CAPITALS, SYMBOLS, WORDS
from reader.detectors.figures.word_sets import word_set

_SYMBOL = Pattern(
    r"(?P<gap>[ \u00a0\u202f]?|-|&nbsp;)[\[<]?"
    r"(?P<symbol>[A-Za-zµμΩ℃℉ℓ°º′″‰]+(?:-[a-z]+)?[²³]?(?:\^?[23](?!\d))?(?:/[A-Za-z]+[²³]?"
    r"(?:[23](?!\d))?|\.-ft\.?)?)"
    r"(?![\w²³])"
)
_WORDS = Pattern(
    r"(?P<gap>[ \u00a0\u202f\n]{1,2}|[ ]?[-‐‑–][ ]?|&nbsp;)?(?P<words>(?P<first>[A-Za-z°]+)\.?"
    r"(?:[ -][A-Za-z]+\.?){0,4})(?![A-Za-z])"
)
_DEGREES = Pattern(r"[ ]?(celsius|fahrenheit|[CF])(?![A-Za-z])", re.IGNORECASE)
_INCHES = Pattern(
    r"[ ]?in\.?(?=[ ](?:thick|wide|long|tall|high|deep|across|in diameter|of (?:rain|snow)|by \d))"
)
_INCH_APART = Pattern(r'[ ](?:"|″)(?=[ ](?:long|wide|tall|thick|deep|high|across|screen|by|x)\b)')
_PER = Pattern(
    r"(?:[ -](?:per|a|an|each|every)[ -]|/[ ]?)(?P<thing>[A-Za-z]+(?:[ -](?:metre|meter|foot"
    r"|mile|ounce|m|inch|person))?)(?![A-Za-z])"
)
_TIMES_PER = {
    "h": "hour",
    "hr": "hour",
    "s": "second",
    "sec": "second",
    "min": "minute",
    "d": "day",
    "day": "day",
    "yr": "year",
    "ms": "millisecond",
    "wk": "week",
}
PER_THINGS = frozenset(
    (
        *word_set(
            "second minute hour day night week weekend month quarter year season decade",
            "century game person head capita household employee worker student patient",
            "child family customer passenger share barrel ounce pound gallon litre liter",
            "ton tonne gram kilo kilogram kg mile kilometre kilometer km acre hectare",
            "bushel carat unit piece item ticket seat room plate bottle pack vote cow",
            "animal vehicle car flight trip millisecond match mmbtu mwh subscriber bag box",
            "can cup glass jar dozen pair user episode song copy dose meal serving word",
        ),
        "square metre",
        "square meter",
        "square foot",
        "square mile",
        "square inch",
        "square kilometre",
        "sq m",
        "sq metre",
        "sq meter",
        "sq foot",
        "troy ounce",
        "cubic metre",
        "metric ton",
    )
)
_PER_NAMES = {"kg": "kilogram", "km": "kilometre", "meter": "metre", "liter": "litre"}
_AFTER_PERIOD = Pattern(r"[ ](?:ago|earlier|later|before|after|from now)(?![A-Za-z])")
_DOTTED = Pattern(r"[A-Za-z](?:\.[A-Za-z]){1,3}(?:\.|(?![\w]))")
"""A symbol with dots: "m.p.h."."""
_LONE_SPACED = word_set(
    "A B F J K L N P T V W b t h s d º",
)
"""One-letter symbols that need a boundary after a space: "5 A" may be anything."""


class Unit(NamedTuple):
    """A unit's name and where it ends."""

    name: str
    end: int


def read_unit(text: str, end: int, *, after_digits: bool) -> Unit | None:
    """Read the unit right after a number that ends at `end`.

    `after_digits` lets symbols follow ("5km"); after number words only words do.
    """
    if after_digits:
        inches = _inches(text, end)
        if inches:
            return inches
        symbol = _SYMBOL.match(text, end)
        if symbol and not text.startswith((" squared", " ft", " feet"), symbol.end()):
            found = _symbol_unit(text, symbol)
            if found:
                return found
    words = _WORDS.match(text, end)
    if words is None or (words["gap"] is None and not after_digits):
        return None
    first = words["first"].lower()
    if first not in _FIRST_WORDS:
        return None
    spoken = " ".join(words["words"].lower().split())
    while spoken:
        name = WORDS.get(spoken)
        if name:
            return Unit(name, words.start("words") + len(spoken))
        cut = max(spoken.rfind(" "), spoken.rfind("-"))
        if spoken.endswith("."):
            cut = max(cut, len(spoken) - 1)
        spoken = spoken[: max(cut, 0)]
    return None


def _inches(text: str, end: int) -> Unit | None:
    """Read the inch sign, told from a closing quotation mark, and "in" before a dimension."""
    if _INCH_APART.match(text, end):
        return Unit("inch", end + 2)
    if text[end : end + 1] == '"':
        paragraph = max(text.rfind("\n\n", max(0, end - 600), end), end - 600, 0)
        opened = text.count('"', paragraph, end) % 2
        closed = text[end + 1 : end + 2] in ("", " ", ",", ".", ")", "-")
        return Unit("inch", end + 1) if closed and not opened else None
    found = _INCHES.match(text, end)
    return Unit("inch", found.end()) if found else None


def read_per(text: str, end: int) -> Unit | None:
    """Read "per hour", "a day", "/s" after a unit or a sum; the name has no "per"."""
    following = text[end : end + 1]
    if following not in (" ", "-", "/"):
        return None
    found = _PER.match(text, end)
    if found is None:
        return None
    thing = found["thing"].lower()
    if following == "/" and found["thing"] in _TIMES_PER:
        return Unit(_TIMES_PER[found["thing"]], found.end())
    for candidate in (thing, thing.split(" ")[0].split("-")[0]):
        if candidate in PER_THINGS:
            stop = found.start("thing") + len(candidate)
            if _AFTER_PERIOD.match(text, stop):
                return None
            return Unit(_per_name(candidate), stop)
    single = thing.split(" ")[0]
    if found.group().startswith((" per ", "-per-")) and len(single) > 2:
        return Unit(single, found.start("thing") + len(single))
    return None


def _per_name(thing: str) -> str:
    thing = thing.replace("sq ", "square ")
    if thing == "square m":
        return "square metre"
    return " ".join(_PER_NAMES.get(word, word) for word in thing.split(" "))


_FIRST_WORDS = frozenset(re.split(r"[ -]", form, maxsplit=1)[0].rstrip(".") for form in WORDS)


def _symbol_unit(text: str, found: re.Match[str]) -> Unit | None:
    symbol, end, gap = found["symbol"], found.end(), found["gap"]
    name = SYMBOLS.get(symbol)
    if text[end : end + 1] == ".":
        if text[end + 1 : end + 2].isalpha() and not text[end + 2 : end + 3].islower():
            return _dotted_unit(text, found)
        if name is None and symbol + "." in SYMBOLS:
            name, end = SYMBOLS[symbol + "."], end + 1
    name = name or CAPITALS.get(symbol)
    if name is None and "/" in symbol:
        above, _, below = symbol.partition("/")
        if above in SYMBOLS and (below in SYMBOLS or below in _TIMES_PER):
            under = _TIMES_PER.get(below) or SYMBOLS[below]
            return Unit(f"{SYMBOLS[above]} per {under}", found.end())
    if name is None:
        return None
    if name == "degree":
        scale = _DEGREES.match(text, end)
        if scale:
            scaled = "celsius" if scale[1][0] in "Cc" else "fahrenheit"
            return Unit(scaled, scale.end())
    if gap == "-" and len(symbol) < 2:
        return None
    if symbol in ("C", "F") and text[end : end + 1] == "/":
        return None
    if symbol == "F" and gap != " " and not _is_weather(text, end - 1):
        return None
    if gap == " " and symbol in _LONE_SPACED and not _ends_phrase(text, end):
        return None
    return Unit(name, end)


def _dotted_unit(text: str, found: re.Match[str]) -> Unit | None:
    """Read "m.p.h.", which is neither metres nor, as "B.C.", any unit."""
    dotted = _DOTTED.match(text, found.start("symbol"))
    letters = dotted.group().replace(".", "") if dotted else ""
    name = SYMBOLS.get(letters) or SYMBOLS.get(letters.lower())
    return Unit(name, dotted.end()) if dotted and name and len(letters) > 1 else None


def _is_weather(text: str, end: int) -> bool:
    """Tell whether the digits before a bare "F" may be a temperature: "95F", not "777F"."""
    digits = text[max(0, end - 4) : end].lstrip("-−.").rpartition(" ")[2]
    return digits.isdecimal() and 20 <= int(digits) <= 140


def _ends_phrase(text: str, end: int) -> bool:
    following = text[end : end + 2]
    return (
        not following
        or following[0] in ".,;:)]!?\n"
        or (following[0] == " " and not following[1:].isupper())
    )
