"""Sums of money: the currency before or after a number."""

import re
from typing import NamedTuple

from reader.detectors.figures.counting import read_counted
from reader.detectors.figures.currencies import (
    ALSO_WORDS,
    PART_NAMES,
    SIGNS,
    TABLE,
    plain,
)
from reader.detectors.figures.numeral import Numeral
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.scales import with_scale_letter
from reader.detectors.figures.word_sets import word_set


class Currency(NamedTuple):
    """A currency and the words that name it, `[start, end)`."""

    code: str
    start: int
    end: int


_SIGN_LETTERS = {
    sign[:-1].upper() + sign[-1]: name.code
    for sign, name in TABLE.before.items()
    if len(sign) > 1 and sign[-1] in SIGNS
}
"""Letters with a sign behind them, in capitals: "US$", "GH₵"."""
_BEFORE_SIGN = Pattern(r"(?<![A-Za-z])([A-Za-z]{1,4}|U\.S\.) ?$")
_APART = frozenset(("c", "C", "HK", "US", "U.S.", "NZ", "A"))
"""What may stand before a dollar sign with a space between."""
_AFTER_SIGN = Pattern(r"(?:US|A|C|NZ|HK|AU|CA)(?=[ ]?\d)|")
_BEFORE_DIGITS = Pattern(r"(?<![\w$€£])([A-Za-zÀ-ž]{1,6}(?:\.[SF])?[./]{0,2})(?:[ \u00a0]|=)?$")
_HEAVY = Pattern(r"\d{1,3}(?:,\d{3})+|\d{1,4}\.\d\d(?!\d)")
_OFTEN_LOWER = word_set("usd eur gbp jpy cny rmb inr aud cad chf nzd hkd")
_CODE_AFTER = Pattern(
    r"[ \u00a0]?(M?)([A-Z]{3}|usd|eur|gbp|jpy|cny|rmb|inr|aud|cad|chf|nzd|hkd)(?![A-Za-z])"
)
_SHORT_AFTER = Pattern(r"[ \u00a0]([A-Za-zÀ-ž]{2,4}\.?)(?![\w])")
_SIGN_AFTER = Pattern(rf"[ \u00a0]?([{re.escape(''.join(SIGNS))}])(?!\d)")
_WORD = r"(?:U\.S\.|U\.K\.|St\.|&|[A-Za-zÀ-ž]+(?:[ʻʼ'’][a-z]{3,})?(?:-[A-Z][a-z]+)?)"
_NAME_AFTER = Pattern(
    rf"(?:[ \u00a0\n]|[ ]?[-‐‑][ ]?)(?P<first>{_WORD})(?:[ \n]{_WORD}){{0,4}}(?![\wÀ-ž])"
)
_FIRST_WORDS = frozenset(
    name.split(" ")[0] for name in (*TABLE.names, *TABLE.full_names, *PART_NAMES)
)
_NO_SUM_AFTER = Pattern(r"[ -](?:zone|area|bloc|coast|sign|store|shop)s?(?![A-Za-z])")
"""What shows that a name is none of money: "19 euro zone states", "20 dollar stores"."""
_VERB_AFTER = Pattern(r"[ ](?:the|a|an|his|her|its|their)[ ]")
"""What shows that a name is a verb: "1,000 won the prize"."""
_ABOUT_MONEY = Pattern(
    r"(?<![A-Za-z])(?:cost(?:s|ing)?|pa(?:y|ys|id|ying)|price[sd]?|pricing|worth|fin(?:e|es|ed)"
    r"|fees?|salar(?:y|ies)|wages?|earn(?:s|ed|ing)?|spen(?:t|d|ds|ding)|charg(?:e|es|ed|ing)"
    r"|(?:sold|bought|sell|buy|selling|buying) (?:\w+ ){0,3}?(?:for|at)|bills?|budgets?|grants?"
    r"|loans?|debts?|donat\w+|rais(?:e|ed|es|ing)|sav(?:e|ed|es|ing)|tax|income|cash)"
    r"(?![A-Za-z])[^.!?\n]{0,40}$",
    re.IGNORECASE,
)


def currency_before(text: str, sign_at: int, floor: int) -> Currency:
    """Read the currency whose sign stands at `sign_at`: "$", "US$", "$US", "HK $"."""
    sign = text[sign_at]
    code, start, end = SIGNS[sign], sign_at, sign_at + 1
    prefix = _BEFORE_SIGN.search(text, max(floor, sign_at - 6), sign_at)
    if prefix:
        letters = prefix[1]
        known = _SIGN_LETTERS.get(letters.upper() + sign)
        if known and (prefix.end() == prefix.end(1) or letters in _APART):
            code, start = known, prefix.start()
    suffix = _AFTER_SIGN.match(text, end) if sign == "$" else None
    if suffix and suffix.group():
        code, end = _SIGN_LETTERS[suffix.group() + sign], suffix.end()
    return Currency(code, start, end)


def currency_word_before(text: str, numeral: Numeral, floor: int) -> Currency | None:
    """Read a code or short name right before a number: "USD 200", "Rs. 500", "RM2.70"."""
    digits_at = numeral.start
    previous = text[digits_at - 1 : digits_at]
    if not previous or not (previous.isalpha() or previous in " \u00a0=./"):
        return None
    found = _BEFORE_DIGITS.search(text, max(floor, digits_at - 8), digits_at)
    if found is None:
        return None
    word, start = found[1], found.start(1)
    if previous == "=":
        code = {"Y": "JPY", "PS": "GBP"}.get(word)
        return Currency(code, start, digits_at) if code else None
    if word in TABLE.codes:
        if word in ALSO_WORDS and not _is_sum(text, numeral):
            return None
        return Currency(word, start, digits_at)
    if word[:1] == "M" and word[1:] in TABLE.codes:
        return Currency("M" + word[1:], start, digits_at)
    if word in _WORDS_BEFORE:
        return Currency(_WORDS_BEFORE[word], start, digits_at)
    short = TABLE.before.get(word) or TABLE.before.get(word.capitalize())
    if short is None:
        return None
    if short.common and (previous in " \u00a0" or not _is_sum(text, numeral)):
        return None
    return Currency(short.code, start, digits_at)


_WORDS_BEFORE = {"sen": "sen", "dollar": "USD", "Dollar": "USD", "PS": "GBP", "BTC": "BTC"}


def _is_sum(text: str, numeral: Numeral) -> bool:
    """Tell whether a number is written as sums are, and counts nothing: "5 million", "1,200"."""
    lettered = with_scale_letter(text, numeral) if numeral.scale == 1 else numeral
    if lettered.scale < 1000 and not _HEAVY.match(text, numeral.start):
        return False
    return read_counted(text, lettered.end) is None


def currency_after(
    text: str, start: int, end: int, *, large: bool, scale: float = 1
) -> Currency | None:
    """Read the currency after a number: "10 €", "5 million yen", "50 Danish crowns".

    `large` says that the number that begins at `start` may be a sum in a currency whose
    name is also a common word ("won", "marks"); "pounds" are money from a `scale` of a
    million, or where the words before are about money.
    """
    following = text[end : end + 2].lstrip(" \u00a0")
    if following[:1] in SIGNS and following:
        sign = _SIGN_AFTER.match(text, end)
        return Currency(SIGNS[sign[1]], sign.start(1), sign.end()) if sign else None
    if not following[:1].isalpha() and text[end : end + 1] not in ("-", "‐", "‑", "\n"):
        return None
    return (
        _code_after(text, end, large=large)
        or _name_after(text, start, end, large=large, scale=scale)
        or _short_after(text, end)
    )


def _code_after(text: str, end: int, *, large: bool) -> Currency | None:
    found = _CODE_AFTER.match(text, end)
    if found is None:
        return None
    letters = found[2].upper().replace("RMB", "CNY")
    if letters not in TABLE.codes:
        return None
    if letters in ALSO_WORDS and (not large or read_counted(text, found.end())):
        return None
    return Currency(found[1] + letters, found.start(1), found.end())


def _short_after(text: str, end: int) -> Currency | None:
    """Read "500 kr", "20 Kč", "1,000 FCFA"."""
    found = _SHORT_AFTER.match(text, end)
    if found is None:
        return None
    short = TABLE.before.get(found[1]) or TABLE.before.get(found[1].rstrip("."))
    if short is None or short.common:
        return None
    return Currency(short.code, found.start(1), found.start(1) + len(found[1].rstrip(".")))


def _name_after(text: str, start: int, end: int, *, large: bool, scale: float) -> Currency | None:
    """Read "UAE dirhams", "São Tomé & Príncipe dobras", "euros", "cents"."""
    found = _NAME_AFTER.match(text, end)
    if found is None or plain(found["first"]) not in _FIRST_WORDS:
        return None
    begin = found.start("first")
    words = plain(text[begin : found.end()]).replace("\n", " ")
    while words:
        stop = begin + len(words)
        code = TABLE.full_names.get(words)
        if code is None and words in TABLE.names:
            code = _alone(text, words, start, stop, large=large, scale=scale)
        code = code or PART_NAMES.get(words)
        if code and not _NO_SUM_AFTER.match(text, stop):
            return Currency(code, begin, stop)
        words = words.rpartition(" ")[0]
    return None


def _alone(
    text: str, words: str, start: int, stop: int, *, large: bool, scale: float
) -> str | None:
    """Return what a name alone means, where it is money."""
    name = TABLE.names[words]
    if words in ("pound", "pounds"):
        money = scale >= 10**6 or _ABOUT_MONEY.search(text, max(0, start - 60), start)
        return name.code if money and not text.startswith(" of ", stop) else None
    if name.common and (not large or _VERB_AFTER.match(text, stop)):
        return None
    return name.code
