"""Numbers and dates as they are typed into a query."""

import re

from reader.query.tree import Dates, Number

DATE = r"[0-9]{4}(?:-(?:[0-9]{1,2}(?:-[0-9]{0,2})?)?)?"
_DATES = re.compile(rf"(?P<only>{DATE})|(?P<first>(?:{DATE})?)\.\.(?P<last>(?:{DATE})?)")
_LIKE_A_DATE = re.compile(r"[12][0-9]{3}[-/.][0-9].*")
_NUMBER = r"(?:-?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?(?:k|m|bn|tn)?)"
_LIMIT = re.compile(_NUMBER, re.IGNORECASE)
_LIMITS = re.compile(rf"({_NUMBER})\.\.({_NUMBER}?)", re.IGNORECASE)
_SCALES = {"k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}


def number(field: str, sign: str, value: str) -> Number | None:
    """Return what a number is compared with; None where none is given, or not whole.

    >>> number("figure", ">", "1.5m")
    Number(field='figure', low=1500000, high=None, above=True, below=False)
    """
    if (both := _LIMITS.fullmatch(value)) and sign in ":=":
        return Number(field, amount(both[1]), amount(both[2]) if both[2] else None)
    if not _LIMIT.fullmatch(value):
        return None
    limit = amount(value)
    if sign in ":=":
        return Number(field, limit, limit)
    if sign in (">", ">="):
        return Number(field, low=limit, above=sign == ">")
    return Number(field, high=limit, below=sign == "<")


def amount(written: str) -> int | float:
    """Return a number that was typed: 1000, 1,000, 1.5m."""
    plain = written.lower().replace(",", "")
    digits = plain.rstrip("kmbtn")
    value = float(digits) * _SCALES.get(plain[len(digits) :], 1)
    return int(digits) if digits == plain and "." not in digits else _short(value)


def _short(value: float) -> int | float:
    rounded = round(value, 9)
    return int(rounded) if rounded.is_integer() else rounded


def number_mistake(field: str, value: str) -> str:
    """Return what is wrong with a number, empty where nothing is."""
    both = _LIMITS.fullmatch(value)
    if both and both[2] and amount(both[1]) > amount(both[2]):
        return f"No number is from {both[1]} to {both[2]}. Turn them round."
    if both or _LIMIT.fullmatch(value):
        return ""
    return f"“{field}” is compared with a number: {field}>5, or {field}:5..20."


def dates(field: str, value: str) -> Dates | None:
    """Return the days that were typed; None where that is no date.

    >>> dates("published", "2024-05..")
    Dates(field='published', first='2024-05', last='')
    """
    found = _DATES.fullmatch(value) if value != ".." else None
    if not found:
        return None
    return Dates(field, found["only"] or found["first"] or "", found["only"] or found["last"] or "")


def is_like_a_date(value: str) -> bool:
    """Tell whether a word was most likely meant as a date, well written or not."""
    return _LIKE_A_DATE.fullmatch(value) is not None


def date_mistake(value: str) -> str:
    """Return what is wrong with dates, empty where nothing is."""
    ends = [date for date in value.split("..") if date]
    numbers = [
        (int(part), most)
        for date in ends
        for part, most in zip(date.split("-")[1:], (12, 31), strict=False)
        if len(part) == 2 and part.isdecimal()
    ]
    if not _DATES.fullmatch(value) or not all(1 <= part <= most for part, most in numbers):
        return f"“{value}” is no date. Dates are written 2024, 2024-07 or 2024-07-28."
    if len(ends) == 2 and ends[0] > f"{ends[1]}~":
        return f"“{value}” ends before it begins. Turn the dates round."
    return ""
