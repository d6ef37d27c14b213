"""Sums of money: the currency before or after a number."""

import re
from typing import NamedTuple

from reader.detectors.figures.currencies import (
    CODES,
    DOLLAR_PREFIXES,
    NAMES,
    NATIONS,
    PREFIX_WORDS,
    RATE_NAMES,
    SIGNS,
)
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set


class Currency(NamedTuple):
    """A currency and the words that name it, `[start, end)`."""

    code: str
    start: int
    end: int


CURRENCY_SIGNS = "".join(SIGNS)
_BEFORE_SIGN = Pattern(r"(?<![A-Za-z])([A-Za-z]{1,3}|U\.S\.) ?$")
_AFTER_SIGN = Pattern(r"(?:US|A|C|NZ|HK|AU|CA)(?=[ ]?\d)|")
_BEFORE_DIGITS = Pattern(r"(?<![A-Za-z])([A-Za-z]{1,6}\.?|[A-Z]{3})(?:[ \u00a0]|=)?$")
_CODE_AFTER = Pattern(
    r"[ \u00a0]?(M?)([A-Z]{3}|usd|eur|gbp|jpy|cny|rmb|RMB|inr|aud|cad|chf|nzd|hkd)(?![A-Za-z])"
)
_SIGN_AFTER = Pattern(rf"[ \u00a0]?([{CURRENCY_SIGNS}])(?!\d)")
_NAME_AFTER = Pattern(
    r"(?:[ \u00a0\n]|[ ]?-[ ]?)((?:[A-Za-z.]{2,10}[ ]){0,2}?)"
    r"(dollar|buck|euro|pound|quid|yen|yuan|kuai|renminbi|rupee|rouble|ruble|peso|franc"
    r"|shekel|ringgit"
    r"|rand|lira|crown|koruna|krona|kronor|kroner|krone|baht|riyal|rial|dirham|naira|rupiah"
    r"|zloty|forint|hryvnia"
    r"|kuna|kn|dong|taka|cedi|dinar|shilling|mark|deutschemark|bitcoin|satoshi|cent|pence"
    r"|pennies|penny|sen|kopeck|won)s?"
    r"(?:[ ](sterling))?(?![A-Za-z])",
    re.IGNORECASE,
)
_WORDS_FOR_MONEY_ONLY_WHEN_LARGE = word_set(
    "won rand mark dong crown",
)


def currency_before(text: str, sign_at: int, floor: int) -> Currency:
    """Read the currency whose sign stands at `sign_at`: "$", "US$", "$US", "HK $"."""
    code, start, end = SIGNS[text[sign_at]], sign_at, sign_at + 1
    if text[sign_at] == "$":
        prefix = _BEFORE_SIGN.search(text, max(floor, sign_at - 6), sign_at)
        if prefix:
            letters = prefix[1]
            known = DOLLAR_PREFIXES.get(letters.upper())
            joined = prefix.end() == prefix.end(1)
            if known and (joined or letters in ("c", "C", "HK", "US", "U.S.", "NZ", "A")):
                code, start = known, prefix.start()
    suffix = _AFTER_SIGN.match(text, end)
    if suffix and suffix.group():
        code, end = DOLLAR_PREFIXES[suffix.group()], suffix.end()
    return Currency(code, start, end)


def currency_word_before(text: str, digits_at: int, floor: int) -> Currency | None:
    """Read a code or short name right before digits: "USD 200", "Rs. 500", "RM2.70"."""
    previous = text[digits_at - 1 : digits_at]
    if not previous or not (previous.isalpha() or previous in " \u00a0=."):
        return None
    found = _BEFORE_DIGITS.search(text, max(floor, digits_at - 8), digits_at)
    if found is None:
        return None
    word = found[1]
    if text[digits_at - 1] == "=":
        code = {"Y": "JPY", "PS": "GBP"}.get(word)
    elif word in CODES:
        code = word
    elif word[:1] == "M" and word[1:] in CODES:
        return Currency("M" + word[1:], found.start(1), digits_at)
    elif word.upper() in PREFIX_WORDS and not (word.islower() and word not in ("sen", "dollar")):
        code = PREFIX_WORDS[word.upper()]
    else:
        return None
    return Currency(code, found.start(1), digits_at) if code else None


def currency_after(text: str, end: int, *, large: bool, scale: float = 1) -> Currency | None:
    """Read the currency after a number: "10 €", "5 million yen", "50 Danish crowns".

    `large` says that the number may be a sum in a currency whose name is also a common
    word ("won", "marks"); "pounds" are money only from a `scale` of a million.
    """
    following = text[end : end + 2].lstrip(" \u00a0")
    if following[:1] in SIGNS and following:
        sign = _SIGN_AFTER.match(text, end)
        return Currency(SIGNS[sign[1]], sign.start(1), sign.end()) if sign else None
    code = _CODE_AFTER.match(text, end)
    if code and (code[2].upper() in CODES or code[2].upper() == "RMB"):
        letters = code[2].upper().replace("RMB", "CNY")
        return Currency(code[1] + letters, code.start(1), code.end())
    named = _NAME_AFTER.match(text, end)
    if named is None:
        return None
    nation, name = named[1].strip().lower(), named[2].lower()
    if nation:
        known = NATIONS.get(nation) or NATIONS.get(nation.split(" ")[-1])
        if known is None or name not in known:
            return None
        return Currency(known[name], named.start(1), named.end())
    if name == "pound":
        return Currency("GBP", named.start(2), named.end()) if named[3] or scale >= 10**6 else None
    if name in _WORDS_FOR_MONEY_ONLY_WHEN_LARGE and not large:
        return None
    if name not in NAMES:
        return None
    return Currency(NAMES[name], named.start(2), named.end())


def rate_name(code: str) -> str:
    """Return how the currency is called in a rate: "dollar" in "dollar per barrel"."""
    return RATE_NAMES.get(code, code)
