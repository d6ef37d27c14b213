"""Who wrote an article: the byline above it, the dateline and the agency sign-off."""

import re
from dataclasses import dataclass

_BY = re.compile(
    r"(?:(?:by|von|par|por|di|door|av|af|words by|written by|reported by|text|texte|texto):?|"
    r"(?:authors?|autor(?:in|ka|zy)?|autore|auteur|autora|автор|текст|piše|tekst):) +"
    r"(?P<names>\S.{1,150})",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    "a al and at bin da de del della den der des di do dos du e el et for from in la le of og on "
    "the und van von y zu".split()
)
"""Words that stay in lower case between the names of people, offices and places."""

_STAFF = re.compile(
    r"(?P<source>.+?)\s+(?:Staff|Newsroom|News Desk|Correspondents?|Reporters?)\b.*"
)
_NOBODY = frozenset({"Staff", "Our", "A", "Own", "Our Own", "Special", "Senior", "Web", "Online"})
_BETWEEN_CREDITS = re.compile(
    r" ?\| ?| [·•/] | [–—-]{1,2} |, (?:for )?|; | (?:for|of) (?=the |[A-Z])"
)
_BETWEEN_NAMES = re.compile(r" (?:and|und|et|y|e|og|och|en|with|avec|mit|con) (?=\S)| & ")
_PLACE = re.compile(r" (?:in|at|from|aus|à) [A-Z][^,;|]*")
_NAME = re.compile(
    r"(?:[A-Z]\.-?)*[^\W\d_][^\s\d,;:!?()“”\"]*(?: (?:[^\W\d_][^\s\d,;:!?()“”\"]*)){1,3}"
)
_POSITION = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|staff|columnist|producer|analyst|contributor|"
    r"bureau|chief|desk|photographer|journalist|redakteur(?:in)?|korrespondent(?:in)?|"
    r"redaktion|editora?|redactora?|journaliste)s?\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"(?:The|Le|La|El|Il|Die|Der|Das) \S.*|\S+\.(?:com|org|net|co\.uk|de|fr|news)|"
    r".*\b(?:Times|Posts?|News|Herald|Tribune|Journal|Gazette|Chronicle|Courier|Press|Observer|"
    r"Telegraph|Mail|Star|Sun|Globe|Mirror|Express|Today|Daily|Weekly|Review|Magazine|Radio|"
    r"TV|Television|Broadcasting|Network|Media|Online|Register|Record|Standard|Independent|"
    r"Examiner|Sentinel|Dispatch|Inquirer|Enquirer|Ledger|Monitor|Advocate|Bulletin|Argus|Echo|"
    r"Zeitung|Presse|Kurier|Tagblatt|Tageblatt|Anzeiger|Nachrichten|Rundschau|Allgemeine|"
    r"Tidende|Nieuws|Dagblad|Gazeta|Noticias|Diario)\b.*"
)
"""How the names of newspapers and stations read; the words were collected from mastheads."""

_CAPITALS = re.compile(r"[A-Z]{2,5}")

_SIGN_OFF_LENGTH = 120
_BETWEEN_AGENCIES = re.compile(r", ?|/| and | & ")
_AGENCY = re.compile(r"[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,3}")
_LETTERS = re.compile(r"[A-Z&.-]{2,}")
_AGENCIES_BY_NAME = frozenset(
    "Agencies Anadolu Ansa Belga Bloomberg Interfax Kyodo Reuters Sputnik Tasnim Wafa "
    "Xinhua".split()
)
"""Agencies that sign with one word; another word, such as “(Applause)”, is no sign-off."""

_AGENCIES_IN_BYLINES = frozenset(
    name.lower()
    for name in (
        *_AGENCIES_BY_NAME,
        *"AA AAP AFP Agerpres ANI ANP ANSA AP APA ATS BNS BTA Cihan CNS ČTK CTK dpa EFE Europa "
        "FIDES Hina IANS IPS IRNA JTA KUNA KNA LETA Lusa Mehr MTI NAN NTB PA PAP PTI QNA Ritzau "
        "SANA SID SITA SPA STT STA Tanjug TASS TT Ukrinform UNI UPI Yonhap".split(),
        "Agence France-Presse",
        "Anadolu Agency",
        "Associated Press",
        "Australian Associated Press",
        "Canadian Press",
        "Kyodo News",
        "PA Media",
        "PA news agency",
        "Press Association",
        "Press Trust of India",
        "RIA Novosti",
        "United Press International",
        "Xinhua News Agency",
    )
)
"""News agencies as bylines name them. Source: members of the European Alliance of News
Agencies and of OANA, and the four that sell worldwide."""

_AGENCY_WORDS = re.compile(
    r".*\b(?:news agency|wires?|wire services?|newswires?|agencies|nachrichtenagentur)\b.*|"
    r"(?:from )?(?:our )?(?:wire|agency) (?:reports?|services?|staff)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][^\n(—–]{1,60}?)(?: \((?P<agency>[^()\n]{2,30})\))? ?"
    r"(?:[—–―]|--?(?= ))\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Who an article is by: people, the newspaper they write for, and agencies.

    `byline` has the names, parted by “; ”.
    """

    byline: str = ""
    source: str = ""
    agencies: tuple[str, ...] = ()


def credit_from(line: str) -> Credit | None:
    """Return whom a line that begins with “By” names, None where it is no such line.

    Names have capitals: a sentence that happens to begin with “By” is no byline.

    >>> credit_from("By Ada Brandt and Kit Amaray, The Sundhaven Post")
    Credit(byline='Ada Brandt; Kit Amaray', source='The Sundhaven Post', agencies=())
    >>> credit_from("By noon it had gone.")
    """
    line = " ".join(line.split())
    found = _BY.fullmatch(line)
    if not found or line[0].islower() or line[-1] in ".!?…,;:":
        return None
    names = found["names"].split()
    if not (names[0][0].isalpha() and (_are_names(names) or _is_agency(found["names"]))):
        return None
    return credit_of(found["names"])


def _are_names(words: list[str]) -> bool:
    """Tell whether words have capitals, but for the small ones and the signs between them."""
    return not any(
        word[0].islower()
        and word.strip(",|;") not in _SMALL_WORDS
        and not _is_agency(word.strip(",|;"))
        and not _OUTLET.fullmatch(word)
        and not _POSITION.fullmatch(word.strip(",|;"))
        for word in words
    )


def credit_of(names: str) -> Credit:
    """Return whom words name that are a byline for certain, with or without “By”."""
    byline: list[str] = []
    source = ""
    agencies: list[str] = []
    pieces = [piece.strip() for piece in _BETWEEN_CREDITS.split(names.strip()) if piece.strip()]
    for place, piece in enumerate(pieces):
        for name in _BETWEEN_NAMES.split(piece):
            name = _PLACE.sub("", name).strip()
            if staff := source_of(name):
                if _is_agency(staff):
                    agencies.append(staff)
                elif not byline:
                    byline.append(name)
                    source = source or staff
            elif _is_agency(name):
                agencies.append(_without_article(name))
            elif place and (_OUTLET.fullmatch(name) or _CAPITALS.fullmatch(name)):
                source = source or name
            elif place and (_POSITION.search(name) or not _NAME.fullmatch(name)):
                pass  # an office or a place
            elif name:
                byline.append(name)
    return Credit("; ".join(byline), source, tuple(dict.fromkeys(agencies)))


def is_name(line: str) -> bool:
    """Tell whether a line could be nothing but the names of one or more people."""
    return all(
        _NAME.fullmatch(name)
        and all(word[0].isupper() or word in _SMALL_WORDS for word in name.split())
        and not _OUTLET.fullmatch(name)
        for name in _BETWEEN_NAMES.split(line.strip())
    )


def is_outlet(line: str) -> bool:
    """Tell whether a line reads like the name of a newspaper or a station."""
    return bool(
        "," not in line
        and _OUTLET.fullmatch(line)
        and len(line.split()) <= 5
        and _are_names(line.split())
    )


def _is_agency(name: str) -> bool:
    name = _without_article(name)
    return (
        name.lower() in _AGENCIES_IN_BYLINES
        or name.partition("/")[0] in {"dpa", "AP", "AFP"}
        or bool(_AGENCY_WORDS.fullmatch(name))
    )


def _without_article(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")


def byline_from(line: str) -> str:
    """Return the names in a line that begins with “By”; empty if it is no such line.

    >>> byline_from("By Palestine Chronicle Staff"), byline_from("By noon it had gone.")
    ('Palestine Chronicle Staff', '')
    """
    credit = credit_from(line)
    return (credit.byline or "; ".join(credit.agencies)) if credit else ""


def source_of(byline: str) -> str:
    """Return the newspaper whose staff wrote an article, where its byline says so."""
    staff = _STAFF.fullmatch(byline)
    return staff["source"] if staff and staff["source"] not in _NOBODY else ""


def agency_of_dateline(paragraph: str) -> str:
    """Return the agency in the dateline that a paragraph begins with, if there is one.

    >>> agency_of_dateline("NORVALE, Verrany (Reuters) — The dam broke.")
    'Reuters'
    """
    found = _DATELINE.match(paragraph)
    agency = (found["agency"] or "") if found else ""
    return agency if _is_agency(agency) or _LETTERS.fullmatch(agency) else ""


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
