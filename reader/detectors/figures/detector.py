"""Finding figures in a text, left to right.

A cheap scan finds the words and signs at which a figure may start. Each kind of trigger has
its readers, which are asked in turn; the first that answers gives the mark. Big patterns are
thus tried only where they may match, and never twice at one place.
"""

import re
from collections.abc import Iterator
from datetime import date

from reader.detectors.contract import Rest, go_on
from reader.detectors.figures.amount import Skip
from reader.detectors.figures.currencies import SIGNS
from reader.detectors.figures.dates.durations import (
    VAGUE_DURATION_WORDS,
    read_one_period,
    read_vague_duration,
    with_its_date,
)
from reader.detectors.figures.dates.moments import MOMENT_WORDS, read_moment
from reader.detectors.figures.digit_numerals import FRACTION_SIGNS
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.echoes import (
    note_first_of_row,
    take_over_relation,
    take_over_what,
)
from reader.detectors.figures.exclusions import date_line_end, web_address_end
from reader.detectors.figures.number_words import ORDINALS, STARTERS
from reader.detectors.figures.numerals import NUMBER_WORDS
from reader.detectors.figures.ordinals import (
    RELATIVE_ORDINAL_WORDS,
    read_digit_ordinal,
    read_relative_ordinal,
    read_word_ordinal,
)
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.quantities import read_quantity
from reader.detectors.figures.shares import read_handful, read_multiple, read_share_of
from reader.detectors.figures.unit_names import TIME_UNITS
from reader.detectors.marks import Figure

_SIGNS = "".join((*SIGNS, *FRACTION_SIGNS))
_TRIGGER = Pattern(rf"[A-Za-z]{{3,}}|\d+|[{re.escape(_SIGNS)}]|\.(?=\d)|Q(?=[1-4])|FY")
"""Words and signs at which a figure may start.

Without anything that looks back: to ask what stands before at each place takes longer than
to ask it afterwards at the few that are left.
"""
_STRETCH = 4000
"""Characters searched at once: a few milliseconds of work where they are full of figures."""
_SHARE_WORDS = frozenset(
    ("half", "third", "quarter", *(w for w in ORDINALS if w not in ("first", "second")))
)
_MULTIPLES = frozenset(word + "fold" for word in STARTERS)
_ADDRESS_STARTS = frozenset(("http", "https", "www", "ftp"))
_WORDS = {
    written: word
    for word in (
        *NUMBER_WORDS,
        *VAGUE_DURATION_WORDS,
        *RELATIVE_ORDINAL_WORDS,
        *MOMENT_WORDS,
        *ORDINALS,
        *_MULTIPLES,
        *_ADDRESS_STARTS,
    )
    for written in (word, word.capitalize(), word.upper())
}
"""The words that may start a figure, as they are written in a text, and in small letters."""


def find(text: str, published: date | None, rest: Rest = go_on) -> Iterator[Figure]:
    """Yield each figure, left to right.

    Relative dates are resolved against `published`; without it they carry no date.
    """
    floor = done = date_line_end(text)
    previous: Draft | None = None
    thing: Draft | None = None
    for trigger in _triggers(text, rest):
        at = trigger.start()
        if at < done:
            continue
        word = _WORDS.get(trigger.group())
        if word:
            if word in _ADDRESS_STARTS:
                done = max(done, web_address_end(text, at))
                continue
            if at and (text[at - 1].isalpha() or text[at - 1] in "_@#/"):
                continue
            found = _read_word(text, at, word, floor, published)
        else:
            found = _read_sign(text, at, floor, published)
        if found is None:
            continue
        done = max(done, found.end)
        if isinstance(found, Skip):
            if found.kind:
                floor = done
                yield _unwanted(text, at, found)
        elif not found.wanted:
            floor = done
            yield found.finished()
        else:
            if found.form == "duration":
                found = with_its_date(text, found, floor, published)
            if previous is not None:
                take_over_relation(text, previous, found)
                if previous.form == "percent":
                    take_over_what(text, previous, found)
            if thing is not None:
                take_over_what(text, thing, found)
                note_first_of_row(text, thing, found)
            if found.form not in ("date", "time"):
                previous = found
                thing = found if found.counts or found.form == "measure" else thing
            done = floor = max(found.end, done, _end_of_model(text, found))
            yield found.finished()


def _unwanted(text: str, at: int, name: Skip) -> Figure:
    """Return the mark of digits that are a name, or of a number word that is none."""
    words = text[at : name.end]
    value = int(words) if words.isdecimal() and words.isascii() and len(words) < 16 else None
    draft = Draft(at, name.end, "number", name.kind, value=value, wanted=False)
    return draft.finished()


def _end_of_model(text: str, found: Draft) -> int:
    """Return where a counted noun with digits in it ends: "400 747 freighters"."""
    if found.counts is None or not any(map(str.isdecimal, found.counts.of(text))):
        return 0
    return found.counts.end


def _triggers(text: str, rest: Rest) -> Iterator[re.Match[str]]:
    """Yield the places at which a figure may start, with a rest after each stretch of text.

    A stretch ends after white space; where there is hardly any, anywhere.
    """
    start = 0
    while start < len(text):
        end = start + _STRETCH
        if end < len(text):
            least = start + _STRETCH // 2
            end = max(text.rfind(" ", least, end), text.rfind("\n", least, end)) + 1 or end
        yield from [
            found
            for found in _TRIGGER.finditer(text, start, end)
            if (written := found.group()) in _WORDS or not written.isalpha()
        ]
        rest()
        start = end


def _read_sign(text: str, at: int, floor: int, published: date | None) -> Draft | Skip | None:
    if text[at].isdecimal():
        moment = read_moment(text, at, "", floor, published)
        if moment:
            return moment
        ordinal = read_digit_ordinal(text, at)
        if ordinal:
            return ordinal
    elif text[at] in FRACTION_SIGNS and text[at - 1 : at].isalpha():
        return None  # letters in a wrong encoding: "MÃ¼ller"
    elif text[at] == "." and at and (text[at - 1].isalpha() or text[at - 1] == "/"):
        return None
    return read_quantity(text, at, floor)


def _read_word(
    text: str, at: int, word: str, floor: int, published: date | None
) -> Draft | Skip | None:
    if word in MOMENT_WORDS:
        moment = read_moment(text, at, word, floor, published)
        if moment:
            return moment
    if word in _MULTIPLES:
        return read_multiple(text, at, at + len(word), floor)
    if word in _SHARE_WORDS:
        share = read_share_of(text, at, floor)
        if share:
            return share
    if word in NUMBER_WORDS:
        quantity = read_quantity(text, at, floor)
        if quantity or word not in ORDINALS:
            return quantity
    if word in TIME_UNITS and word not in ORDINALS and word != "quarter":
        return read_one_period(text, at, at + len(word), floor)
    if word in VAGUE_DURATION_WORDS:
        return read_vague_duration(text, at, floor) or read_handful(text, at, floor)
    if word in RELATIVE_ORDINAL_WORDS:
        return read_relative_ordinal(text, at, floor)
    if word in ORDINALS:
        return read_word_ordinal(text, at, word)
    return None
