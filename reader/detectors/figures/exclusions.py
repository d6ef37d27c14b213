"""Digits that are names, not numbers: phones, models, versions, addresses, list numbers.

Each rule is a pattern and a name. They are asked only where digits stand, and look at most a
line's length around them.
"""

import re

from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

_GLUED_BEFORE = Pattern(r"(?:[A-Za-z]-|=[\"']|[A-Za-zÀ-ž_#@:/\\&=?]|[A-Za-z]\.|\d[.,:/])$")
_ALLOWED_GLUE = Pattern(
    r"(?:(?<=-of-)|(?<![A-Za-z])(?:sub|pre|post|mid|now|to|about|around|over|under|up|late|early"
    r"|minus|negative)-"
    r"|[ (]/|(?<!\d): ?|=)$",
    re.IGNORECASE,
)
_GLUED_AFTER = Pattern(r"-?[A-Z]{1,3}\d|\.\d+\.\d|:\d|[A-Za-z]\d|[x×]\d|_\w|/\w+/|-\d+-\d")
_PHONE = Pattern(
    r"(?:\+\d{1,3}[ .-]?)?\(?\d{2,5}\)?[ .-]\d{3,4}[ .-]\d{3,4}(?![\d,%])"
    r"|\+\d{1,3}[ .-]\d[\d .-]{5,14}\d(?!\d)"
    r"|\d(?:-\d{2,4}){3,4}(?!\d)|\d{3}-\d{4}(?![\d-])"
)
_STREET = Pattern(
    r"(?:[-–]\d{1,4})?[A-Za-z]?[ ](?:[NSEW]\.?[ ])?(?:[A-Z][\w’'.]{0,20}[ ]|\d{1,3}(?:st|nd"
    r"|rd|th)[ ]){1,3}"
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Way|Place|Pl|Court"
    r"|Ct|Terrace|"
    r"Square|Parade|Crescent|Close|Highway|Hwy|Parkway|Pkwy)\b"
)
_DETERMINER = Pattern(
    r"(?<![A-Za-z])(?:these|those|the|all|top|his|her|its|their)[ ]$", re.IGNORECASE
)
_STATE_BEFORE = Pattern(r"(?:\b[A-Z]{2}|\b[A-Z][a-z]+\.?),? $")
_STATE_CODE = Pattern(r"\b[A-Z]{2},? $")
_ZIP_AFTER = Pattern(r"[ ](?:ZIP|zip|postcode|postal)(?![A-Za-z])")
_LIST_NUMBER = Pattern(r"(?:^|\n)[ \t(\[]{0,4}$")
_LIST_MARK = Pattern(r"[.)\]:](?:[ \t]|$)")
_NAMING_WORDS = word_set(
    "flight flights route highway interstate freeway motorway section article chapter page",
    "pages p pp level grade phase group room channel number no nos model type class volume vol",
    "part title order form game week round area version series act rule proposition",
    "resolution amendment mark mk stage step category unit district ward precinct tier team",
    "apollo formula covid episode season lot exit gate pier terminal platform line track",
    "figure fig table appendix directive regulation convention protocol measure bill hb sb",
    "case docket item issue edition windows android ios iphone ipad galaxy boeing airbus",
    "falcon pixel playstation xbox postcode zip code pin paragraph clause annex schedule",
    "exhibit psalm verse sura surah brigade battalion squadron regiment division catch studio",
    "sp ftse nikkei stoxx russell",
    "next-gen flat apartment apt suite seat row unit planet box psalm hymn opus op sonata symphony",
)
_WORD_BEFORE = Pattern(r"([A-Za-z&][\w&’'-]*)\.?[ \u00a0-]{0,2}$")
_NOT_NAMES = word_set(
    "the a an in on at of to for from by with as is are was were and or but nor if so than",
    "then that this these those its his her their our your my about around nearly almost some",
    "over under up down only just more less least most since until before after between when",
    "where while which who another all both each every not no yes has have had did does do",
    "will would could can may might total early late mid last next first within among also",
    "even still now there here plus minus approximately roughly estimated aged age ages out",
    "what how per via off said says january february march april june july august september",
    "october november december monday tuesday wednesday thursday friday saturday sunday today",
    "yesterday tomorrow he she they we you it i one two killing wounding injuring leaving",
    "including involving",
)
_SENTENCE_END = frozenset(".!?:;\n\"“”'‘’(—–-|")
_FOOTNOTE = Pattern(r"\[$")
_TOKEN_START = Pattern(r"\S{1,60}$")
_WEB = Pattern(r"://|www\.|@\w|^#\w|\.(?:com|org|net|html?|php|co|gov)\b", re.IGNORECASE)
_DATE_LINE = Pattern(
    r"\s*(?:date|published|posted|updated"
    r"|dated?)[: ]{1,3}[^\n]{0,24}?\d{4}(?:[- /]\d{1,2}[- /]\d{1,2})?",
    re.IGNORECASE,
)


def date_line_end(text: str) -> int:
    """Return where the article's own date line at the top of the text ends; 0 without one.

    A file that opens with "date 2024-07-28" says when it was published; it is not a figure.
    """
    found = _DATE_LINE.match(text, 0, 120)
    return found.end() if found else 0


_WEB_ADDRESS = Pattern(r"(?:https?|ftp)://\S+|www\.\S+", re.IGNORECASE)


def web_address_end(text: str, start: int) -> int:
    """Return the end of the web address that starts at `start`, or 0."""
    found = _WEB_ADDRESS.match(text, start)
    return found.end() if found else 0


def phone_end(text: str, start: int) -> int:
    """Return the end of the phone number that starts at `start`, or 0: "+1-222-222-2222"."""
    found = _PHONE.match(text, start)
    return found.end() if found else 0


def glued_end(text: str, start: int, end: int, unit_end: int) -> int:
    """Return the end of the name these digits are a part of, or 0 when they are a number.

    "F-16", "COVID-19", "v2.4.1", "scp-173m", "n=30" inside a web address. `unit_end` is the
    end of a unit after the digits ("32m2"), or 0.
    """
    before = text[max(0, start - 10) : start]
    if _GLUED_BEFORE.search(before) and not _ALLOWED_GLUE.search(before):
        return end
    if not unit_end and _GLUED_AFTER.match(text, end):
        return end
    token = _TOKEN_START.search(text, max(0, start - 60), start)
    if token and _WEB.search(token.group()):
        return end
    return 0


def is_list_number(text: str, start: int, end: int) -> bool:
    """Tell whether the number opens a line as "1." or "(2)", or is a footnote "[3]"."""
    mark = text[end : end + 1]
    if not mark or mark not in ".)]:":
        return False
    if mark == "]" and _FOOTNOTE.search(text, max(0, start - 1), start):
        return True
    if end - start > 2 or not _LIST_MARK.match(text, end):
        return False
    if mark == ")" and text[start - 1 : start] == " " and _is_unopened(text, start):
        return True
    return bool(_LIST_NUMBER.search(text, max(0, start - 5), start)) and end + 1 < len(text)


def _is_unopened(text: str, start: int) -> bool:
    """Tell whether the bracket behind digits closes nothing: "1) wash, 2) dry"."""
    back = max(0, start - 80)
    return text.rfind("(", back, start) <= text.rfind(")", back, start)


def is_address(text: str, start: int, end: int) -> bool:
    """Tell whether the number is a house number or ZIP code: "358 El Brillo Way"."""
    counted = _DETERMINER.search(text, max(0, start - 8), start)
    if not counted and text[end : end + 1] in tuple(" -–abAB") and _STREET.match(text, end):
        return True
    return bool(
        end - start == 5
        and (
            _ZIP_AFTER.match(text, end)
            or (
                _STATE_BEFORE.search(text, max(0, start - 20), start)
                and text[start - 1 : start] == " "
                and _STATE_CODE.search(text, max(0, start - 5), start)
            )
        )
    )


def is_named(text: str, start: int) -> bool:
    """Tell whether the word before makes the number a name: "Flight 370", "Highway 35", "S&P 500".

    Any capitalised word inside a sentence does so, if it is not a common one: callers ask
    only for plain digits that no unit and no counted noun follows.
    """
    found = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if found is None:
        return False
    word = found[1]
    lowered = word.lower()
    if lowered in _NOT_NAMES:
        return False
    if lowered in _NAMING_WORDS:
        return True
    if lowered.endswith(("'s", "’s", "s'", "s’", "'", "’")) or text[found.end(1)] in "'’":
        return _MODEL_OF_SOMEBODY.match(text, start) is not None
    if not (word[0].isupper() or any(map(str.isupper, word))):
        return False
    if word.isupper() or not word[1:].islower():
        return True
    if lowered.endswith(("ed", "ing", "ly")):
        return False
    at = found.start()
    while at > 0 and text[at - 1] == " ":
        at -= 1
    return not _STARTS_A_COUNT.match(text, found.start())


_CAPITAL_AFTER = Pattern(r"[ ]([A-Z][a-z]{2,})(?![A-Za-z])")
_CAPITAL_WORDS = word_set(
    "January February March April June July August September October November December",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Celsius Fahrenheit The And But",
)


_MODEL_OF_SOMEBODY = Pattern(r"\d{5,}(?!\d|[,.]\d)")
"""Digits that nobody would write without a comma, were they a count: "Acme's 80486 chip"."""
_STARTS_A_COUNT = Pattern(
    r"(?:Add|Take|Use|Buy|Get|Give|Mix|Cut|Make|Put|See|Read|Serve|Serves|Bake|Heat|Total|Score"
    r"|Rain|Some|Kill|Sell|Pay|Dial|Count|Choose|Pick|Just|Only|Even|Plus|Another|Perhaps|Maybe)\b"
)
"""What may open a sentence with a number behind it: "Add 2 eggs"."""


def is_model(text: str, start: int, end: int) -> bool:
    """Tell whether a name follows the digits: "787 Dreamliner", "911 Turbo".

    Asked only for digits that no unit and no counted noun follows.
    """
    found = _CAPITAL_AFTER.match(text, end)
    if found is None or found[1] in _CAPITAL_WORDS or not 2 <= end - start <= 4:
        return False
    return not found[1].endswith("s") and not text.startswith(" of ", found.end())


_MODEL_PAIR = Pattern(
    r"\d{3}-\d{1,4}[A-Z]{0,3}(?![\w%-])"
    r"(?=[ ](?:[a-z]{3,}s|jet|aircraft|plane|airliner|helicopter|engine|variant|model)\b)"
)
_NAME_BEHIND_HYPHEN = Pattern(
    r"[-‐‑](?:point|foot|seat|yard|wheel|hand|part|parter|storey|story|door|time|way|piece|some"
    r"|bagg"
    r"|pound|ton|inch|mil|week|year|day|hour|minute|acre|metre|meter|cylind)ers?(?![A-Za-z])",
    re.IGNORECASE,
)
_GLUED_LETTERS = Pattern(r"(?:[2-6]G|[2-9]K|[1-9]D|\dFA|\d{1,4}[A-Z])(?![\w²³/%])")
_SCREEN = Pattern(
    r"[ -](?:screen|tv|television|video|display|monitor|resolution|film|footage|camera|projector"
    r"|content|stream|streaming|ultra|oled|uhd|blu)",
    re.IGNORECASE,
)


def is_model_pair(text: str, start: int) -> bool:
    """Tell whether a model with a hyphen stands here: "767-3 jets"."""
    found = _MODEL_PAIR.match(text, start)
    if found is None:
        return False
    first, second = found.group().rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").split("-")
    return int(first) > int(second)


def is_nickname(text: str, end: int) -> bool:
    """Tell whether a number makes the name of a thing with a hyphen: "3-pointer", "two-seater"."""
    return (
        text[end : end + 1] in ("-", "‐", "‑") and _NAME_BEHIND_HYPHEN.match(text, end) is not None
    )


def lettered_end(text: str, start: int, end: int, *, is_unit: bool) -> int:
    """Return the end of digits with capitals glued on that are a name: "5G", "3D", "4B".

    `is_unit` says that the letter is also a unit or a scale: then only what can be nothing
    else is a name ("5G", a "4K screen").
    """
    found = _GLUED_LETTERS.match(text, start)
    if found is None or found.end() <= end:
        return 0
    letters = text[end : found.end()]
    if letters == "G" or letters == "D" or letters == "FA":
        return found.end()
    if letters == "K" and end - start == 1:
        return found.end() if _SCREEN.match(text, found.end()) else 0
    return 0 if is_unit else found.end()


_RESULT_BEFORE = Pattern(
    r"[A-Z][\w.’'-]*[ ]\d{1,3},[ ](?:the )?[A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,2}[ ]$"
)


def is_result(text: str, start: int) -> bool:
    """Tell whether a number is the second score of a result: 17 in "Rovers 24, United 17"."""
    return _RESULT_BEFORE.search(text, max(0, start - 60), start) is not None


def naming_word(text: str, start: int) -> str:
    """Return the word that numbers things right before: "page" 3, "Category" 4, or ""."""
    found = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if found is None or text[start - 1] == "-":
        return ""
    return found[1] if found[1].lower() in _NAMING_WORDS else ""


_EMERGENCY = Pattern(
    r"(?<![A-Za-z])(?:call|dial|phon|ring|rang|text)(?:s|ed|led|ing|ling|e|es)?[ ]$", re.IGNORECASE
)
_EMERGENCY_AFTER = Pattern(
    r"[ -](?:calls?|callers?|dispatch\w*|operators?|lines?|tapes?|recordings?|system|services?)\b"
)


def is_emergency_number(text: str, start: int, end: int) -> bool:
    """Tell whether somebody "called 911"."""
    digits = text[start:end]
    if digits not in ("911", "999", "112", "111", "000"):
        return False
    if digits in ("911", "999") and _EMERGENCY_AFTER.match(text, end):
        return True
    return _EMERGENCY.search(text, max(0, start - 10), start) is not None
