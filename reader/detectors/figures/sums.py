"""Sums of money: a number and its currency, with the scale, the cents and the rate after it."""

from reader.detectors.figures.amount import Amount
from reader.detectors.figures.currencies import PART_NAMES, TABLE, plain, spoken_name
from reader.detectors.figures.money import Currency, currency_after
from reader.detectors.figures.numeral import Numeral, exact
from reader.detectors.figures.numerals import read_numeral
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.scales import with_scale_letter
from reader.detectors.figures.units import read_per

_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALE_AFTER = Pattern(r"[ ](million|billion|trillion)(?![A-Za-z])")
_CODE_AGAIN = Pattern(r"[ ](?:USD?|AUD|CAD|EUR|GBP)(?![A-Za-z])(?=[ .,;)]|$)")
_CENTS_IN_DIGITS = Pattern(r"[ ](\d\d)(?![\d%A-Za-z]|[.,]\d|[ ]?[$€£¥]|[ ](?:[a-z]+s\b|per|usd))")
_JOINT = Pattern(r",?[ ](?:and[ ])?(?=\d|[a-z])")
_PENCE = Pattern(r"p(?![\w/])")
_CENTS = frozenset(PART_NAMES.values())


def sum_after_currency(text: str, currency: Currency, numeral: Numeral, start: int) -> Amount:
    """Read on after "$5", "USD 10m", "$3500 a month"; `start` takes in sign and currency."""
    numeral = with_scale_letter(text, numeral)
    code, end = currency.code, numeral.end
    if len(code) == 4:
        code, numeral = code[1:], _multiplied(numeral, 10**6)
    again = _CODE_AGAIN.match(text, end)
    if again:
        end = again.end()
    return _with_rate(text, numeral, code, start, end)


def sum_before_currency(text: str, numeral: Numeral) -> Amount | None:
    """Read "5 million yen", "10 €", "4.3m euros", "millions of dollars", "50p"."""
    value = numeral.value or 0
    vague = numeral.style == "vague"
    large = vague or numeral.scale >= 1000 or value >= 1000
    currency = currency_after(text, numeral.start, numeral.end, large=large, scale=numeral.scale)
    if currency is None and numeral.scale == 1:
        lettered = with_scale_letter(text, numeral)
        if lettered is not numeral:
            currency = currency_after(
                text, lettered.start, lettered.end, large=True, scale=lettered.scale
            )
            numeral = lettered if currency else numeral
    if currency is None and vague and text.startswith(" of ", numeral.end):
        currency = currency_after(text, numeral.start, numeral.end + 3, large=True, scale=10**6)
    if currency:
        return _after_currency(text, numeral, currency)
    if numeral.style == "digits" and _PENCE.match(text, numeral.end):
        return Amount(numeral, numeral.start, numeral.end + 1, "money", "penny", "money")
    return None


def _after_currency(text: str, numeral: Numeral, currency: Currency) -> Amount:
    """Read on after the currency's name: "75 USD million", "15 dollars 50"."""
    code, end = currency.code, currency.end
    if len(code) == 4 and code.startswith("M"):
        code, numeral = code[1:], _multiplied(numeral, 10**6)
    scale = _SCALE_AFTER.match(text, end)
    cents = None if scale else _cents(text, currency)
    if scale:
        numeral, end = _multiplied(numeral, _SCALES[scale[1]]), scale.end()
    elif cents and isinstance(numeral.value, int) and numeral.scale == 1:
        numeral, end = numeral._replace(value=numeral.value + cents[0] / 100), cents[1]
    return _with_rate(text, numeral, code, numeral.start, end)


_PER_CURRENCY = Pattern(
    r"[ ](?:per|to the|against the|to a|versus the|vs the"
    r"|to one)[ ](?P<name>(?:[A-Za-z.]+[ ])??[a-z]+)"
    r"(?![A-Za-z])"
)
_WORDS_BACK = Pattern(r"[A-Za-zÀ-ž]+")


def exchange_rate(text: str, numeral: Numeral) -> Amount | None:
    """Read "151.20 per dollar" of a currency that was named just before."""
    if not text.startswith((" per", " to", " against", " v"), numeral.end):
        return None
    found = _PER_CURRENCY.match(text, numeral.end)
    if found is None or numeral.style != "digits":
        return None
    words = plain(found["name"])
    other = TABLE.full_names.get(words) or TABLE.names.get(words, (None,))[0]
    if other is None:
        return None
    back = max(0, numeral.start - 80)
    for word in reversed(_WORDS_BACK.findall(text, back, numeral.start)):
        name = TABLE.names.get(plain(word))
        if name and name.code != other:
            rate = f"{name.code} per {spoken_name(other)}"
            return Amount(numeral, numeral.start, found.end(), "money", rate, "exchange rate")
    return None


def _with_rate(text: str, numeral: Numeral, code: str, start: int, end: int) -> Amount:
    """Read "a barrel" after a sum: the unit is then "dollar per barrel", no longer a code."""
    per = read_per(text, end)
    if per:
        code, end = f"{spoken_name(code)} per {per.name}", per.end
    return Amount(numeral, start, end, "money", code, "money")


def _multiplied(numeral: Numeral, scale: int) -> Numeral:
    value = None if numeral.value is None else exact(numeral.value * scale)
    return numeral._replace(value=value, scale=scale, plain=False)


def _cents(text: str, currency: Currency) -> tuple[int, int] | None:
    """Read "15 dollars 50" and "ten dollars and five cents": the cents and their end."""
    if currency.code in _CENTS or not text[currency.end - 1].isalpha():
        return None
    digits = _CENTS_IN_DIGITS.match(text, currency.end)
    if digits:
        return int(digits[1]), digits.end()
    joint = _JOINT.match(text, currency.end)
    number = read_numeral(text, joint.end()) if joint else None
    if number is None or not isinstance(number.value, int) or not 0 < number.value < 100:
        return None
    named = currency_after(text, number.start, number.end, large=False)
    if named:
        return (number.value, named.end) if named.code in _CENTS else None
    last = number.style == "words" and number.value > 9
    return (number.value, number.end) if last and _ENDS.match(text, number.end) else None


_ENDS = Pattern(r"[ ]?(?:[.,;!?)\n]|$)")
