"""From a number to a figure: its sign, currency or unit, range, and what it counts.

`read_quantity` is asked where a digit, a number word or a currency sign stands. It reads the
number, then asks one rule after another what the number is of; the first that answers names
the figure's rule.
"""

from annotations.span import Span
from reader.detectors.figures.ages import (
    OLDEST,
    age_word_before,
    is_age_in_apposition,
    is_age_in_row,
    is_age_of_person,
)
from reader.detectors.figures.amount import Amount, Skip
from reader.detectors.figures.amounts import read_amount
from reader.detectors.figures.approximators import (
    approximator_after,
)
from reader.detectors.figures.counting import (
    Counted,
    read_compound,
    read_counted,
    read_victims,
)
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.exclusions import (
    is_address,
    is_emergency_number,
    is_model,
    is_named,
    is_nickname,
    is_result,
    naming_word,
)
from reader.detectors.figures.names import is_in_brackets_alone, is_word_of_a_name
from reader.detectors.figures.nouns import singular
from reader.detectors.figures.numeral import Numeral, exact
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.pronouns import is_pronoun
from reader.detectors.figures.ranges import read_range, second_amount
from reader.detectors.figures.ratios import read_out_of, read_score
from reader.detectors.figures.relations import add_relation
from reader.detectors.figures.unit_names import WORDS
from reader.detectors.figures.units import read_per
from reader.detectors.figures.wholes import read_risk, read_whole

_FOLD = Pattern(r"[-‐‑ ]?fold(?![A-Za-z])")
_INCHES_AFTER = Pattern(r"(?:,?[ ](?:and[ ])?)?(1?\d)[ -]?(?:in\b|\"|″|inch(?:es)?\b)")
_SECOND_PART = Pattern(r",?[ ](?:and[ ])?(?=\d|[a-z])")
_SMALLER_UNITS: dict[str, dict[str, float]] = {
    "foot": {"inch": 1 / 12},
    "stone": {"pound": 1 / 14},
    "pound": {"ounce": 1 / 16},
    "yard": {"foot": 1 / 3},
    "hour": {"minute": 1 / 60},
    "minute": {"second": 1 / 60},
    "year": {"month": 1 / 12},
}


def read_quantity(text: str, at: int, floor: int) -> Draft | Skip | None:
    """Read the figure whose number or currency sign stands at `at`.

    Looks back no further than `floor`, the end of the figure before.
    """
    amount = read_amount(text, at, floor)
    if amount is None or isinstance(amount, Skip):
        return amount
    numeral = amount.numeral
    name = _name(text, amount) if amount.form == "number" else _name_of_words(text, amount)
    if name:
        return name
    draft = read_range(text, amount, floor) or _as_ratio_or_score(text, amount)
    if draft is None:
        draft = _plain_draft(amount)
        if draft.form in ("measure", "duration"):
            _add_smaller_unit(text, draft)
    multiple = None
    if draft.form in ("number", "range") and text.startswith(("-f", " f", "f", "‑f"), draft.end):
        multiple = _FOLD.match(text, draft.end)
    if multiple:
        draft.end, draft.rule = multiple.end(), "multiple"
    elif draft.form in ("number", "range") and draft.unit is None:
        _add_counted(text, numeral, draft)
        _add_unit_of_whole(text, draft)
        if _is_no_figure(text, numeral, draft):
            pronoun = numeral.style == "words" and draft.value == 1
            return Skip(numeral.end, "pronoun" if pronoun else "name with a number")
    elif draft.form == "percent":
        draft.counts = read_whole(text, draft.end) or read_risk(text, draft.start, draft.end)
    add_relation(text, draft, floor)
    return draft


def _name(text: str, amount: Amount) -> Skip | None:
    """Return what name the number makes: an address, "Flight 370", "3-pointer", "Four Tops"."""
    numeral = amount.numeral
    start, end = numeral.start, numeral.end
    if numeral.style in ("digits", "words") and is_nickname(text, end):
        return Skip(end, "name with a number")
    if numeral.style == "words":
        return Skip(end, "name with a number") if is_word_of_a_name(text, start, end) else None
    if not numeral.plain:
        return None
    if is_address(text, start, end):
        return Skip(end, "address")
    if is_emergency_number(text, start, end):
        return Skip(end, "phone number")
    if is_in_brackets_alone(text, start, end):
        return Skip(end, "number in brackets")
    word = naming_word(text, start)
    if not word or (word.islower() and read_counted(text, end)):
        return None
    longer = _MORE_OF_A_MODEL.match(text, end)
    return Skip(longer.end() if longer else end, "name with a number")


def _name_of_words(text: str, amount: Amount) -> Skip | None:
    """Return the name that a number word with a unit makes: "Three Degrees", "Five Stars"."""
    numeral = amount.numeral
    named = (
        numeral.style == "words"
        and amount.form == "measure"
        and text[numeral.start].isupper()
        and is_word_of_a_name(text, numeral.start, numeral.end)
    )
    return Skip(amount.end, "name with a number") if named else None


def _plain_draft(amount: Amount) -> Draft:
    numeral = amount.numeral
    draft = Draft(amount.start, amount.end, amount.form, amount.rule, unit=amount.unit)
    if numeral.style == "vague":
        draft.low, draft.high = numeral.low, numeral.high
        draft.rule = "vague " + amount.rule
    else:
        draft.value = amount.value
        if numeral.style == "ordinal":
            draft.form, draft.rule = "ordinal", "ordinal in words"
    return draft


def _as_ratio_or_score(text: str, amount: Amount) -> Draft | None:
    """Read "one in five", "two out of three", and the score "2-0"."""
    numeral = amount.numeral
    if amount.form != "number" or numeral.value is None or numeral.style not in ("digits", "words"):
        return None
    share = read_out_of(text, numeral.end, float(numeral.value))
    if share:
        return Draft(amount.start, share.end, "number", "ratio", value=share.value)
    if numeral.plain and numeral.end - numeral.start < 4:
        score = read_score(text, numeral.start, numeral.end)
        if score and is_address(text, numeral.start, score[1]):
            return None
        if score:
            pair = sorted((int(numeral.value), score[0]))
            return Draft(amount.start, score[1], "range", "score", low=pair[0], high=pair[1])
    return None


def _add_smaller_unit(text: str, draft: Draft) -> None:
    """Read on in "5 feet 10 inches", "5 ft 2 in", "11 stone 4 pounds"."""
    smaller = _SMALLER_UNITS.get(draft.unit or "")
    if not smaller or draft.value is None:
        return
    inches = _INCHES_AFTER.match(text, draft.end) if draft.unit == "foot" else None
    if inches:
        draft.value = exact(draft.value + int(inches[1]) / 12)
        draft.end, draft.rule = inches.end(), "compound measure"
        return
    joint = _SECOND_PART.match(text, draft.end)
    second = second_amount(text, joint.end()) if joint else None
    if second and second.unit in smaller and second.numeral.value is not None:
        draft.value = exact(draft.value + second.numeral.value * smaller[second.unit])
        draft.end, draft.rule = second.end, "compound measure"


def _add_counted(text: str, numeral: Numeral, draft: Draft) -> None:
    """Find what a bare number counts, or that it is somebody's age."""
    if draft.rule == "score" or draft.form == "ordinal" or _make_age(text, numeral, draft):
        return
    if numeral.style == "fraction":
        draft.counts = read_whole(text, draft.end)
        draft.rule = "share" if draft.counts else draft.rule
        return
    counted = _find_counted(text, draft, one=numeral.value == 1) or _counted_whole(text, draft)
    if counted is None:
        return
    draft.counts, draft.unit = counted.span, counted.unit
    draft.rule = "count" if draft.form == "number" else draft.rule
    words = counted.span.of(text)
    if draft.unit is None and counted.head and words.endswith(counted.head):
        draft.unit = WORDS.get(singular(counted.head))
    per = read_per(text, counted.span.end)
    if per:
        draft.unit = f"{draft.unit or _singular_phrase(words)} per {per.name}"


def _add_unit_of_whole(text: str, draft: Draft) -> None:
    """Give "280 million of the 1.5 billion shekels" the currency or measure of the whole."""
    if draft.form != "number" or draft.counts is not None or draft.unit is not None:
        return
    of = _OF_THE.match(text, draft.end)
    whole = second_amount(text, of.end()) if of else None
    if whole is not None and whole.form in ("money", "measure"):
        draft.form, draft.unit, draft.rule = whole.form, whole.unit, "part of a sum"


def _find_counted(text: str, draft: Draft, *, one: bool) -> Counted | None:
    """Read the noun after the number, after "or more", or after a hyphen."""
    ratio = draft.rule == "ratio"
    counted = read_counted(text, draft.end, one=one and not ratio)
    if counted is None and ratio:
        counted = read_counted(text, draft.end, one=True)
    if counted is None:
        after = approximator_after(text, draft.end)
        counted = read_counted(text, after.end) if after else None
    return (
        counted
        or read_compound(text, draft.end)
        or _hyphenated_noun(text, draft.end)
        or read_victims(text, draft.start)
    )


def _make_age(text: str, numeral: Numeral, draft: Draft) -> bool:
    """Make the number an age: "aged 21", "Senard, 65,", "he will be 35"."""
    value = numeral.value
    if value is None or not 0 < value <= OLDEST:
        return False
    word = age_word_before(text, draft.start, max(0, draft.start - 16))
    if word is not None:
        draft.start, rule = word, "aged"
    elif is_age_in_row(text, draft.start) and not read_counted(text, draft.end):
        rule = "aged"
    elif numeral.plain and is_age_in_apposition(text, numeral.start, numeral.end):
        rule = "age after a name"
    elif is_age_of_person(text, draft.start, draft.end):
        rule = "age of a person"
    else:
        return False
    draft.form, draft.unit, draft.rule = "age", "year of age", rule
    return True


def _singular_phrase(words: str) -> str:
    """Return a noun group with its last word in the singular."""
    head, gap, last = words.rpartition(" ")
    return head + gap + singular(last)


_OF_A_COUNT = Pattern(
    r"(?:[ ]of[ ](?:(?:the|its|their|his|her|our|my|your)[ ])?(?:(?:first|last|next|other"
    r"|past)[ ])?"
    r"|-of-)(?=\d|[a-z]{3})"
)


def _counted_whole(text: str, draft: Draft) -> Counted | None:
    """Read the noun behind the number of which this one is a part: "18 of his 27 points"."""
    of = _OF_A_COUNT.match(text, draft.end)
    whole = second_amount(text, of.end()) if of else None
    if whole is None or whole.form != "number":
        return None
    return read_counted(text, whole.end)


_OF_THE = Pattern(r"[ ]of[ ](?:the|its|their|his|her|a|an)[ ](?=[\d$£€¥])")
_IN_AN_INDEX = Pattern(r"[-‐‑]stock(?![a-z])")
"""The number of shares in an index is part of its name: "500-stock index"."""
_RESULT_AFTER = Pattern(
    r"[ ](?:to|over)[ ]\d{1,3}(?![\d,.]?\d)"
    r"|,[ ](?:the )?[A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,2}[ ]\d{1,3}"
    r"(?![\d%]|[.,]\d)"
)
"""What shows that names are told with their scores: "Rovers 24, United 17", "458 to 359"."""
_MORE_OF_A_MODEL = Pattern(r"-\d+[A-Za-z]*(?![\w-])")
_HYPHENATED = Pattern(
    r"[-‐‑](?!(?:year|month|day|week|hour|minute|fold|time|old|plus|odd|something|one|and|with|the"
    r"|for|of|in|to|by|on|at|per|or|up|down|out|off|all|plus)"
    r"(?![a-z])|a-)([a-z]{3,20})(?![\w])"
)


def _hyphenated_noun(text: str, end: int) -> Counted | None:
    """Read what a compound counts: "country" in "the 12-country deal"."""
    found = _HYPHENATED.match(text, end)
    if found and (found[1] == "stock" or found[1].endswith("ed")):
        return None
    return Counted(Span(*found.span(1)), None, found[1]) if found else None


def _is_no_figure(text: str, numeral: Numeral, draft: Draft) -> bool:
    """Tell the pronoun "one" and names ("Galaxy 20", "787 Dreamliner") from numbers."""
    if draft.form in ("age", "ordinal") or draft.rule in ("ratio", "range", "score"):
        return False
    if numeral.style == "words" and draft.value == 1:
        alone = len(text) < 8 and text.strip().lower() == "one"
        uncounted = not alone and draft.counts is None
        return uncounted or is_pronoun(text, draft.start, numeral.end)
    if draft.counts is not None or not numeral.plain:
        return False
    if _IN_AN_INDEX.match(text, numeral.end):
        return True
    if approximator_after(text, numeral.end):
        return False
    if _RESULT_AFTER.match(text, numeral.end) or is_result(text, numeral.start):
        return False
    return is_named(text, numeral.start) or is_model(text, numeral.start, numeral.end)
