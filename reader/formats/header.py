"""What stands above the text of an article: its title, its standfirst, who wrote it and when.

Lines of their own say it, in any order and up to eight of them; what is not understood
stays in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reader.formats.credits import Credit, credit_from, credit_of, is_name, is_outlet
from reader.formats.dates import date_from, date_from_line, is_update, says_when
from reader.formats.layout import PROSE_LINE, is_headline

_GLUED_DATE = re.compile(r"\s*date[:\s]\s*(?P<date>\d{4}-\d{2}-\d{2})(?!\S)", re.IGNORECASE)
_VISIBLE = re.compile(r"\S")
_LINES = 8
"""A title, a standfirst, a byline, an outlet, two dates; and two more for what comes twice."""

_LONGEST_STANDFIRST = 400
_LONGEST_TITLE = 300
"""Code points, where a byline or a date stands below it."""

_LONGEST_NAMES, _MOST_NAMES = 100, 12
_BY = re.compile(r"(?:by|von|par|por) +(?=\S)", re.IGNORECASE)
_BETWEEN_FACTS = re.compile(r" ?\| ?| [·•/] | [–—] |(?<=\S) (?=By [A-Z])")
_BEFORE_DATE = re.compile(
    r",? (?:on )?(?=(?:published|updated|posted|\w+,? )?[^,]*\d)", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:URL|Source|Link)?:? ?(?P<url>https?://[^\s<>\"]+)", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:(?P<author>作者|记者|記者|撰文|著者|執筆)|来源|來源|稿源|出典)\s?[:：／/ ]\s*"
    r"(?P<said>[^\s:：。]{2,20})"
)
"""Who wrote it, and for whom, as Chinese and Japanese lines say it."""

_SITE = re.compile(r"(?P<title>.+\S) (?:[|–—-]|::) (?P<site>[^|–—]{2,40})")


@dataclass(slots=True)
class Header:
    """What stands above the text of an article, which begins at `end`.

    `no_day` is what is written like the date of an archive, but names no day.
    """

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    source: str = ""
    agencies: tuple[str, ...] = ()
    published: date | None = None
    url: str = ""
    end: int = 0
    no_day: str = ""

    def remarks(self, path: str) -> Iterator[str]:
        """Yield a sentence for each thing that was not understood."""
        if self.no_day:
            yield f"“{self.no_day}” at the beginning of {path} is no day; it is left in the text."

    def is_title_again(self, line: str) -> bool:
        """Tell whether a line says the title once more, with or without the site's name."""
        return bool(self.title) and _bare(line) == _bare(self.title)

    def take(self, facts: "_Facts") -> None:
        """Keep what a line says; what was said first counts."""
        if facts.credit is not None:
            self.byline = self.byline or facts.credit.byline
            self.source = self.source or facts.credit.source
            self.agencies = self.agencies or facts.credit.agencies
        self.url = self.url or facts.url
        if facts.published and not (facts.is_update and self.published):
            self.published = self.published or facts.published


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a line says about the article."""

    credit: Credit | None = None
    published: date | None = None
    is_update: bool = False
    url: str = ""


def header_of(text: str) -> Header:
    """Return what stands above the text of an article."""
    header = Header()
    if glued := _GLUED_DATE.match(text):
        header.published = date_from(glued["date"])
        if header.published:
            header.end = glued.end()
        else:
            header.no_day = glued["date"]
    for _ in range(_LINES):
        start = _next_words(text, header.end)
        end = _line_end(text, start)
        line = text[start:end].strip()
        if not line:
            break
        following = text[_next_words(text, end) : _line_end(text, _next_words(text, end))]
        if facts := _facts(line) or _name_beside_date(header, line, following):
            header.take(facts)
        elif header.title:
            if not (header.is_title_again(line) or _is_standfirst(header, line, following)):
                break
        elif end := _title_end(text, start, end):
            header.title = text[start:end].strip()
            _take_site(header, following)
        else:
            break
        header.end = end
    return header


def _facts(line: str) -> _Facts | None:
    """Return what a line says if it is a byline, a date, or both; None if it is neither."""
    if len(line) > PROSE_LINE:
        return None
    if found := _ADDRESS.fullmatch(line):
        return _Facts(url=found["url"])
    if facts := _labelled(line):
        return facts
    if credit := credit_from(line):
        pieces = _BETWEEN_FACTS.split(line)
        if len(pieces) == 1:
            return _by_and_date(line) or _Facts(credit)
    elif day := date_from_line(line):
        return _Facts(published=day, is_update=is_update(line))
    elif says_when(line):
        return None
    pieces = [piece.strip() for piece in _BETWEEN_FACTS.split(line) if piece.strip()]
    return _of_pieces(pieces) if len(pieces) > 1 else _by_and_date(line)


def _labelled(line: str) -> _Facts | None:
    """Return what a line says that is all labels of Chinese or Japanese, and perhaps a date."""
    found = list(_LABELLED.finditer(line))
    rest = _LABELLED.sub("", line).strip()
    day = date_from_line(rest)
    if not found or (rest and day is None):
        return None
    names = [name for each in found if each["author"] for name in re.split("[、，,]", each["said"])]
    source = next((each["said"] for each in found if not each["author"]), "")
    return _Facts(Credit("; ".join(filter(None, names)), source), day)


def _by_and_date(line: str) -> _Facts | None:
    """Return what “By Ada Brandt, 28 July 2024” says, None for another line."""
    for found in _BEFORE_DATE.finditer(line):
        day = date_from_line(line[found.end() :])
        by = _BY.match(line[: found.start()]) if day else None
        if by and _could_be_names(line[by.end() : found.start()]):
            return _Facts(credit_of(line[by.end() : found.start()]), day)
    return None


def _could_be_names(words: str) -> bool:
    """Tell whether words that stand where a byline stands are few enough for one."""
    return 0 < len(words) <= _LONGEST_NAMES and len(words.split()) <= _MOST_NAMES


def _of_pieces(pieces: list[str]) -> _Facts | None:
    """Return what the pieces of a line say that is all bylines, names, outlets and dates."""
    days = [(date_from_line(piece), is_update(piece)) for piece in pieces]
    rest = [
        piece
        for piece, (day, _) in zip(pieces, days, strict=True)
        if day is None and not says_when(piece)
    ]
    has_date = len(rest) < len(pieces)
    # Beside a date even “By lupa” is a byline; alone only what has the form of one.
    named = [
        credit_from(piece) is not None or (has_date and bool(_BY.match(piece))) for piece in rest
    ]
    if not (has_date or any(named)) or not all(
        by or is_name(piece) or is_outlet(piece) for piece, by in zip(rest, named, strict=True)
    ):
        return None
    bare = [_BY.sub("", piece) for piece in rest]
    if not all(map(_could_be_names, bare)):
        return None
    first = next((day for day, later in days if day and not later), None)
    day = first or next((day for day, _ in days if day), None)
    return _Facts(credit_of(" | ".join(bare)) if bare else None, day)


def _name_beside_date(header: Header, line: str, following: str) -> _Facts | None:
    """Return who a line names, below the title and beside the date, that says nothing else."""
    if not header.title:
        return None
    is_below_date = header.published is not None and bool(_BY.match(line))
    if not (_says_when(following) or is_below_date) or not _is_name_or_outlet(line):
        return None
    if is_outlet(line):
        return _Facts(Credit(source=line))
    return None if header.byline else _Facts(credit_of(_BY.sub("", line, count=1)))


def _says_when(line: str) -> bool:
    facts = _facts(line)
    return bool(facts and facts.published) or says_when(line)


def _is_name_or_outlet(line: str) -> bool:
    if not line or len(line) >= PROSE_LINE / 2:
        return False
    if by := _BY.match(line):
        return _could_be_names(line[by.end() :]) and line[-1] not in ".!?…:;,"
    is_one_word = len(line.split()) == 1 and line[-1].isalnum()
    return is_name(line.split(",")[0]) or is_outlet(line) or is_one_word


def _is_standfirst(header: Header, line: str, following: str) -> bool:
    """Tell whether a line stands between the title and a byline or date, and keep it."""
    if header.standfirst or header.byline or len(line) > _LONGEST_STANDFIRST:
        return False
    if not _facts(following):
        return False
    header.standfirst = line
    return True


def _title_end(text: str, start: int, end: int) -> int:
    """Return where the title that begins at `start` ends, 0 if there is none.

    A title is one or two lines above a blank line, or a line above a byline, a date or a
    line as long as a paragraph.
    """
    following = text[end + 1 : _line_end(text, end + 1)]
    if _next_words(text, end) == len(text):
        return 0
    line = text[start:end]
    if _begins_credits(text, end + 1) and any(map(str.isalpha, line)):
        return end if len(line) <= _LONGEST_TITLE else 0
    apart = not following.strip() or len(following) > PROSE_LINE
    apart = apart or _bare(following) == _bare(line)
    if not apart:
        end += 1 + len(following)
        after = text[end + 1 : _line_end(text, end + 1)]
        is_last = not after.strip() or _begins_credits(text, end + 1)
        if not is_last or _next_words(text, end) == len(text):
            return 0
    return end if is_headline(" ".join(text[start:end].split())) else 0


def _begins_credits(text: str, start: int) -> bool:
    """Tell whether a line is about the article, or a name above such a line."""
    end = _line_end(text, start)
    line, following = text[start:end].strip(), text[end + 1 : _line_end(text, end + 1)].strip()
    if _facts(line) or says_when(line):
        return True
    return _is_name_or_outlet(line) and _says_when(following)


def _take_site(header: Header, following: str) -> None:
    """Part a title from the name of the site, where the next line is that title without it."""
    found = _SITE.fullmatch(header.title)
    if found and _bare(found["title"]) == _bare(following):
        header.title, header.source = found["title"], header.source or found["site"]


def _bare(line: str) -> str:
    """Return a line as it is compared: without case, quotation marks and its full stop."""
    return re.sub(r"[^\w]+", " ", line).strip().casefold()


def _next_words(text: str, start: int) -> int:
    found = _VISIBLE.search(text, start)
    return found.start() if found else len(text)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
