"""Numbers in digits: "39,324", "1 200 000", "35,00,000", "1.5", "½", "2 1/2", "1.99×10−30"."""

import re

from reader.detectors.figures.numeral import Numeral, exact
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.scales import with_scale
from reader.detectors.marks import Number

_COMMA = r"(?P<comma>(?:\d{1,3}(?:\.\d{3})+|\d{1,6}),\d{1,2}(?![\d,.]\d|\d))|"
_POINTS = (
    r"(?:(?P<grouped>\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?!\d)"
    r"|(?P<spaced>\d{1,3}(?:(?:[ ]\d{3}){2,}"
    r"|[ \u00a0\u202f\u2009]000|[\u00a0\u202f\u2009'’]\d{3})+)(?![\d%])"
    r"|(?P<dotted>\d{1,3}(?:\.\d{3}){2,})(?![\d.])"
    r"|(?P<plain>\d+))"
    r"(?P<decimals>\.\d+(?![\d]*\.\d))?"
)
_DIGITS = Pattern(_COMMA + _POINTS)
_WITH_POINTS = Pattern(_POINTS)
_COMMA_FITS = Pattern(
    r"[ \u00a0]?(?:%|per[ -]?cent|pct|[$€£¥₽₴₺]|(?:million|billion|bn|mn|mio|mld|euros?|dollars?"
    r"|pounds?|rubles?|roubles?|zlotys?|kronor|kroner|lei|leva|lira|[A-Z]{3}|km|kg|cm|mm|m²|m2|m3"
    r"|kWh|MWh|MW|GW|kW|km/h|kph|ha|hectares?|litres?|liters?|l|g|t|tonnes?|met(?:re|er)s?"
    r"|kilomet(?:re|er)s?|kilos?|kilograms?|degrees?|°C?|percentage points?)(?![A-Za-z]))"
)
"""What shows that a comma parts decimals: a unit or a currency."""
_LEADING_POINT = Pattern(r"\.\d+")
_POWER = Pattern(r"[ ]?[×x*][ ]?10(?:\^|\*\*)?([-−–+]?\d{1,2})(?![\d.,]*\d)|[eE]([-−+]?\d{1,2})\b")
_RAISED = Pattern(r"\^([-−+]{0,2}\d{1,2})(?!\d)")
_MIXED = Pattern(
    r"(?:[ \u00a0-]{1,2}(\d{1,2})[/⁄](\d{1,2})(?![\d/⁄])|[ \u00a0-]?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]))"
)
_SLASHED = Pattern(r"[/⁄](\d{1,4})(?![\d/⁄])")
FRACTION_SIGNS = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅚": 5 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
_LONGEST_PLAIN = 15
"""Digits without a comma between; a longer row of them is nobody's count."""
_LONGEST_NUMBER = 24
"""Digits in one figure; what is longer is an identifier, a key or hostile text."""
_MINUS = str.maketrans("−–", "--", "+")


def read_digits(text: str, start: int) -> Numeral | None:
    """Read the numeral whose first digit, point or fraction sign stands at `start`."""
    sign = text[start]
    if sign in FRACTION_SIGNS:
        return with_scale(text, Numeral(start, start + 1, "fraction", FRACTION_SIGNS[sign]))
    if sign == ".":
        point = _LEADING_POINT.match(text, start)
        if point is None or point.end() - start > _LONGEST_NUMBER:
            return None
        return with_scale(text, Numeral(start, point.end(), "digits", float(point.group())))
    found = _DIGITS.match(text, start)
    if found is None or found.end() - start > _LONGEST_NUMBER:
        return None
    if found["plain"] and len(found["plain"]) > _LONGEST_PLAIN:
        return None
    if found["comma"]:
        if _comma_fits(text, found):
            digits = found["comma"].replace(".", "").replace(",", ".")
            return with_scale(text, Numeral(start, found.end(), "digits", float(digits)))
        found = _WITH_POINTS.match(text, start)
        if found is None:
            return None
    numeral = _whole(found)
    raised = _with_power(text, numeral) or (
        _with_fraction(text, numeral) or _with_spoken_part(text, numeral) if numeral.plain else None
    )
    return raised or with_scale(text, numeral)


def _comma_fits(text: str, found: re.Match[str]) -> bool:
    """Tell "4,5%", "12,50 euros" and "€1.234,50" from numbers in a row."""
    if "." in found["comma"] or _COMMA_FITS.match(text, found.end()):
        return True
    return text[found.start() - 1 : found.start()] in ("€", "£", "$")


def _whole(found: re.Match[str]) -> Numeral:
    """Return the number with its groups joined."""
    whole = found["grouped"] or found["spaced"] or found["dotted"] or found["plain"]
    digits = "".join(filter(str.isdecimal, whole))
    decimals = found["decimals"]
    value: Number = float(digits + decimals) if decimals else int(digits)
    plain = found["plain"] is not None and not decimals
    return Numeral(found.start(), found.end(), "digits", value, plain=plain)


def _with_power(text: str, numeral: Numeral) -> Numeral | None:
    """Read "×10−30", "e+14" and "^2" after a number."""
    if text[numeral.end : numeral.end + 1] not in tuple(" ×x*eE^"):
        return None
    value = float(numeral.value or 0)
    power = _POWER.match(text, numeral.end)
    if power:
        exponent = int((power[1] or power[2]).translate(_MINUS))
        raised = exact(value * 10.0**exponent)
        return Numeral(numeral.start, power.end(), "digits", raised)
    found = _RAISED.match(text, numeral.end)
    if found is None or value >= 1000:
        return None
    exponent = int(found[1].translate(_MINUS).replace("--", "-"))
    if not value and exponent < 0:
        return None
    return Numeral(numeral.start, found.end(), "digits", exact(value**exponent))


_SPOKEN_PART = Pattern(
    r"[ ]and[ ](?P<n>a|one|two|three)[ -](?P<part>half|halves|thirds?|quarters?)(?![A-Za-z])"
    r"|[ ]point[ ](?P<decimals>\d{1,3})(?=[ ]?(?:%|per ?cent|million|billion|degrees|metres"
    r"|meters)\b)"
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4}


def _with_spoken_part(text: str, numeral: Numeral) -> Numeral | None:
    """Read "3 and a half" and "4 point 5 per cent"."""
    found = _SPOKEN_PART.match(text, numeral.end)
    if found is None:
        return None
    value = int(numeral.value or 0)
    if found["decimals"]:
        spoken = float(f"{value}.{found['decimals']}")
    else:
        spoken = value + _COUNTS[found["n"]] / _PARTS[found["part"]]
    return with_scale(text, Numeral(numeral.start, found.end(), "digits", spoken))


def _with_fraction(text: str, numeral: Numeral) -> Numeral | None:
    """Read "2 1/2", "2½" and "3/4"."""
    value = int(numeral.value or 0)
    mixed = _MIXED.match(text, numeral.end)
    if mixed and (mixed[3] or 0 < int(mixed[1]) < int(mixed[2])):
        share = FRACTION_SIGNS[mixed[3]] if mixed[3] else int(mixed[1]) / int(mixed[2])
        return with_scale(text, Numeral(numeral.start, mixed.end(), "digits", value + share))
    slashed = _SLASHED.match(text, numeral.end)
    if slashed and int(slashed[1]) and value < 100:
        share = value / int(slashed[1])
        return with_scale(text, Numeral(numeral.start, slashed.end(), "fraction", share))
    return None
