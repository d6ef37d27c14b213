"""The plain text of a letter: lines put together again, signature and footers left out."""

import re
from collections.abc import Iterable, Iterator

from reader.article import normal_text
from reader.formats.columns import paragraphs_in
from reader.formats.paragraphs import Paragraph

_SIGNATURE_LINES = 12
"""Lines of a signature behind a “--” that is not written quite as mail programs do."""

_LIST_FOOTER = re.compile(
    r"^_{20,}\n[^\n]*(?:mailing list|list)[^\n]*\n[\s\S]{0,600}\Z", re.MULTILINE
)
_HEAD_OF_ANOTHER = re.compile(
    r"^(?:--[^\n]*--\n+|_{5,}\n+|Begin forwarded message:\n+)?"
    r"(?:\*?[^\W\d_][\w -]{1,20}:\*? [^\n]*\n){3,9}(?=\n)",
    re.MULTILINE,
)
"""The lines above a letter that is sent on below another one: who, when, about what, to whom."""

_QUOTED = re.compile(r"(?:> ?)+")

_ABOUT_THE_LETTER = re.compile(
    r".*(?:\bunsubscribe\b|\bopt[ -]out\b|view (?:this )?(?:e-?mail |message |newsletter |it )?"
    r"(?:in|on) (?:your |a |the )?(?:web )?browser|view (?:it |this )?online|"
    r"(?:manage|update|change) (?:your )?(?:e-?mail |subscription |newsletter )*"
    r"(?:preferences|subscriptions?|settings)|you(?:[’']re| are) receiving this|"
    r"you received this|this e-?mail was sent to|(?:was )?sent to \S+@\S+|"
    r"no longer wish to receive|forward(?:ed)? (?:this )?(?:e-?mail |newsletter )?to a friend|"
    r"add us to your address book|all rights reserved|if you (?:can[’']t|cannot|are unable to) "
    r"(?:see|read|view) this|having trouble (?:viewing|reading)|newsletter ab(?:bestellen|melden)|"
    r"abmelden|im browser (?:ansehen|öffnen|anzeigen)|se désabonner|désinscri|"
    r"voir (?:cet e-?mail )?dans (?:votre |le )?navigateur|darse de baja|"
    r"cancelar (?:la )?suscripci|ver en (?:el |tu )?navegador|annulla iscrizione|"
    r"disiscriviti|afmelden|uitschrijven|"
    r"avregistrera|cancelar inscrição).*|(?:sent from my|get outlook for) [\w ]{2,30}\.?|"
    r"(?:von meinem [\w ]{2,20} gesendet|envoyé de mon [\w ]{2,20}|"
    r"enviado desde mi [\w ]{2,20})\.?",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NOTICE = 300
_AT_THE_END = 0.6
"""The share of a letter's paragraphs behind which a notice is its end, and so is what follows."""


def paragraphs_of_letter(
    text: str, *, flowed: bool = False, joined: bool = False
) -> Iterator[Paragraph]:
    """Yield the paragraphs of a plain letter.

    `flowed` and `joined` are its `format=flowed` and `DelSp=yes`. Source: RFC 3676.
    """
    text = normal_text(text)
    text = _LIST_FOOTER.sub("", text)
    text = _HEAD_OF_ANOTHER.sub(lambda head: "" if "@" in head[0] else head[0], text)
    text = _without_signature(text)
    if flowed:
        text = _unfolded(text, joined)
    for quoted, piece in _by_quotation(text):
        for each in paragraphs_in(piece):
            yield Paragraph(each.words, "block quote") if quoted else each


def without_notices(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return a letter's paragraphs without those about the letter and its subscription."""
    found = list(paragraphs)
    kept: list[Paragraph] = []
    for number, each in enumerate(found):
        if len(each.words) <= _LONGEST_NOTICE and _ABOUT_THE_LETTER.fullmatch(each.words):
            if number > len(found) * _AT_THE_END and kept:
                break
            continue
        kept.append(each)
    return kept


def _without_signature(text: str) -> str:
    lines = text.split("\n")
    last = [line.rstrip() == "--" for line in lines[-_SIGNATURE_LINES:]]
    for number, line in enumerate(lines):
        near_end = number - (len(lines) - len(last))
        if line == "-- " or (near_end >= 0 and last[near_end]):
            return "\n".join(lines[:number])
    return text


def _unfolded(text: str, joined: bool) -> str:
    """Return text whose lines go on where they end with a space; deeper quotations do not."""
    lines: list[str] = []
    goes_on, depth = False, ""
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        marks = quoted[0].replace(" ", "") if quoted else ""
        words = line[quoted.end() :] if quoted else line
        words = words.removeprefix(" ")
        if goes_on and marks == depth:
            lines[-1] += words
        else:
            lines.append(f"{marks} {words}" if marks else words)
        goes_on, depth = words.endswith(" ") and words != "-- ", marks
        if goes_on and joined:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _by_quotation(text: str) -> Iterator[tuple[bool, str]]:
    """Yield runs of lines that are quoted, without their marks, and runs that are not."""
    run: list[str] = []
    was_quoted = False
    for line in text.split("\n"):
        found = _QUOTED.match(line)
        quoted = found is not None and line.startswith(">")
        if quoted != was_quoted and run:
            yield was_quoted, "\n".join(run)
            run = []
        run.append(line[found.end() :] if quoted and found else line)
        was_quoted = quoted
    if run:
        yield was_quoted, "\n".join(run)
