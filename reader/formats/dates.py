"""The day an article was published, in the forms in which files write it.

Numbers alone are read only where their order is plain: year first, with full stops (day
first), or where one can be no month. “03/04/2025” means two days to two readers, so it is
left alone.
"""

import re
from datetime import date
from pathlib import PurePosixPath

_MONTH_NAMES = (
    "January February March April May June July August September October November December",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
)
"""The months as dates name them, a line a language: English, German, French, Spanish,
Italian, Portuguese, Dutch, Swedish, Danish and Norwegian, Polish, Czech, Russian, Serbian.
Source: Unicode's CLDR 46, the form beside a day."""

_MONTHS = {
    name.lower(): number
    for names in _MONTH_NAMES
    for number, name in enumerate(names.split(), 1)
} | {"mrt": 3}  # fmt: skip
_SHORTEST = 3
"""Letters that a shortened month has; those that begin months of two numbers mean none."""

_LETTERS = r"[^\W\d_]"
_MONTH = rf"(?P<month>{_LETTERS}{{3,12}})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º)?"
_YEAR = r"(?P<year>[0-9]{4})"
_CLOCK = r"(?:at |um |à |a las |alle |om |kl\.? )?[0-9]{1,2} ?[:.h時时] ?[0-9]{2}分?"
_TIME = rf"(?:(?:T|,? ?(?:[-–—|·] )?){_CLOCK}(?:(?! By )[^\n]){{0,30}})?"
_TIME_BEFORE = rf"(?:{_CLOCK}(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{{2,5}}\)?)?(?:,| on|)? )?"
_WEEKDAY = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? |"
    r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Mo|Di|Mi|Do|Fr|Sa|So)\.?,? (?:den )?|"
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|"
    r"(?:segunda|terça|quarta|quinta|sexta)-feira),? )?"
)
_FORMS = tuple(
    re.compile(_TIME_BEFORE + _WEEKDAY + form + _TIME, re.IGNORECASE)
    for form in (
        rf"{_YEAR}([-/])(?P<month>[0-9]{{1,2}})\2{_DAY}",
        rf"{_DAY}\. ?(?P<month>[0-9]{{1,2}})\. ?{_YEAR}",
        rf"{_DAY}\.?(?: de)? {_MONTH},?(?: de| del)? {_YEAR}(?:\.| г\.?)?",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日",
    )
)
_LABEL = re.compile(
    r"(?:(?:first |last |erst)?(?P<label>published|publication date|posted|date|created|filed|"
    r"veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|publicerad|stand|"
    r"(?P<later>updated|modified|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|"
    r"uppdaterad)))(?: on| at| am| le| el| il| op)?(?:: ?| )",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:about |vor |il y a |hace )?(?:\d+|an?|eine[rn]?) ?(?:seconds?|minutes?|mins?|hours?|hrs?|"
    r"days?|weeks?|months?|Sekunden?|Minuten?|Stunden?|Tage?n?|heures?|jours?|horas?|días?)"
    r"(?: ago)?(?:[,-] ?)?|\d+[ -]min(?:ute)?s?[. -]+(?:read|lesezeit)|reading time:? .{1,12}|"
    r"lesedauer:? .{1,12}|[0-9]{1,2}[:.][0-9]{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5}| Uhr)?|"
    r"today|yesterday|heute|gestern|just now",
    re.IGNORECASE,
)
_BY_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})" + _TIME)
_MONTHS_OF_A_YEAR = 12
_TWO_READINGS = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}" + _TIME)
_DIGIT = re.compile("[0-9]")
_IN_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)
_LONGEST = 80
"""Code points; no line that holds a date and nothing else is longer."""


def date_from(words: str) -> date | None:
    """Return the day that these words name and nothing else, None where they do not.

    >>> date_from("Sunday, 28 July 2024, 10:15 GMT")
    datetime.date(2024, 7, 28)
    """
    words = words.strip()
    if len(words) > _LONGEST or not _DIGIT.search(words):
        return None
    for form in _FORMS:
        if found := form.fullmatch(words):
            return _day(found["year"], found["month"], found["day"])
    if found := _BY_SLASHES.fullmatch(words):
        first, second, year = found.groups()
        # Only where one number is no month can the other be the day of nobody else's date.
        if int(first) > _MONTHS_OF_A_YEAR or first == second:
            return _day(year, second, first)
        if int(second) > _MONTHS_OF_A_YEAR:
            return _day(year, first, second)
    return None


def date_from_line(line: str) -> date | None:
    """Return the day of a line that says nothing else, with or without “Published:”."""
    return date_from(without_label(line))


def without_label(line: str) -> str:
    """Return a line without the “Published:” before its date."""
    line = line.strip()
    label = _LABEL.match(line)
    return line[label.end() :] if label else line


def says_when(line: str) -> bool:
    """Tell whether a line is about a time and nothing else, though its day is not known.

    >>> says_when("2 hours ago"), says_when("Updated: 03/04/2024"), says_when("2 hours late")
    (True, True, False)
    """
    words = without_label(line).strip()
    return bool(
        len(words) <= _LONGEST and (_RELATIVE.fullmatch(words) or _TWO_READINGS.fullmatch(words))
    )


def is_update(line: str) -> bool:
    """Tell whether a line says that its date is that of a later change."""
    label = _LABEL.match(line.strip())
    return bool(label and label["later"])


def date_from_name(path: str) -> date | None:
    """Return the day with which a file's name begins, as site generators name their posts.

    >>> date_from_name("floods/2025-03-26-inquiry.txt")
    datetime.date(2025, 3, 26)
    """
    found = _IN_NAME.match(PurePosixPath(path).name)
    return date_from(found[1]) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month) if month.isdigit() else _month(month), int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return the number of a month by its name, whole or shortened, 0 for none."""
    name = name.lower()
    if name in _MONTHS:
        return _MONTHS[name]
    numbers = {number for whole, number in _MONTHS.items() if whole.startswith(name)}
    return numbers.pop() if len(name) >= _SHORTEST and len(numbers) == 1 else 0
