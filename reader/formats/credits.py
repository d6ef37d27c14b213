"""Who wrote an article: the byline above it and the agency sign-off below it."""

import re

_BYLINE = re.compile(r"(?:By|BY)[^\S\n]+(?P<byline>[^\W\d_].{1,98}[^\s.!?…,;:])", re.DOTALL)
_SMALL_WORDS = frozenset(
    "a al and at bin da de del della den der des di do dos du e el for from in la le of the van "
    "von y zu".split()
)
"""Words that stay in lower case between the names of people, offices and places."""

_STAFF = re.compile(
    r"(?P<source>.+?)\s+(?:Staff|Newsroom|News Desk|Correspondents?|Reporters?)\b.*"
)

_SIGN_OFF_LENGTH = 120
_BETWEEN_AGENCIES = re.compile(r", ?|/| and | & ")
_AGENCY = re.compile(r"[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,3}")
_LETTERS = re.compile(r"[A-Z&.-]{2,}")
_AGENCIES_BY_NAME = frozenset(
    "Agencies Anadolu Ansa Belga Bloomberg Interfax Kyodo Reuters Sputnik Tasnim Wafa "
    "Xinhua".split()
)
"""Agencies that sign with one word; another word, such as “(Applause)”, is no sign-off."""


def byline_from(line: str) -> str:
    """Return who a line says the article is by, without the “By”; empty if it does not.

    Names have capitals: a sentence that happens to begin with “By” is no byline.

    >>> byline_from("By Palestine Chronicle Staff"), byline_from("By noon it had gone.")
    ('Palestine Chronicle Staff', '')
    """
    found = _BYLINE.fullmatch(line.strip())
    if not found:
        return ""
    names = found["byline"].split()
    if any(name[0].islower() and name.strip(",|") not in _SMALL_WORDS for name in names):
        return ""
    return " ".join(names)


def source_of(byline: str) -> str:
    """Return the newspaper whose staff wrote an article, where its byline says so."""
    staff = _STAFF.fullmatch(byline)
    return staff["source"] if staff else ""


def take_sign_off(text: str) -> tuple[tuple[str, ...], str]:
    """Return the agencies in the last line of a text, and the text without that line."""
    text = text.rstrip()
    start = text.rfind("\n") + 1
    line = text[start:].strip() if len(text) - start <= _SIGN_OFF_LENGTH else ""
    agencies = _agencies(line)
    return (agencies, text[:start].rstrip()) if agencies and start else ((), text)


def _agencies(line: str) -> tuple[str, ...]:
    if not (line.startswith("(") and line.endswith(")")):
        return ()
    names = tuple(_BETWEEN_AGENCIES.split(line[1:-1]))
    if not all(_AGENCY.fullmatch(name) for name in names):
        return ()
    sure = len(names) > 1 or names[0] in _AGENCIES_BY_NAME or _LETTERS.fullmatch(names[0])
    return names if sure else ()
