"""Which column of a table, or field of a record, holds an article's text, title and so on.

They are told by their names, as archives and interfaces of newspapers write them; the text
also by its values: no other column is as long. What a person says of them comes first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, pairwise
from unicodedata import combining, normalize
from urllib.parse import urlsplit

from reader.article import Article, PartKind, normal_text
from reader.formats.credits import credit_of
from reader.formats.dates import date_from
from reader.formats.layout import blocks, parts_of
from reader.formats.paragraphs import Paragraph, article_of, one_line

FACTS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text articletext fulltext maintext bodytext articlebody body content articlecontent "
        "contenthtml contenttext bodyhtml html article story storytext contents cleanedtext "
        "rawtext selftext document message post paragraphs texte texto testo tekst inhalt obsah "
        "treść текст 正文 全文 内容 本文 summary description leadparagraph "
        "abstract snippet excerpt",
    ),
    "title": (
        "title headline articletitle hed heading webtitle titel titre titulo titolo nadpis titulek "
        "tytuł заголовок 标题 標題 タイトル 見出し subject",
    ),
    "published": (
        "published datepublished publisheddate publishedat publishdate publicationdate pubdate "
        "webpublicationdate date datetime articledate createdat created timestamp time day datum "
        "fecha datumpublikace datumvydání datapublikacji дата датапубликации 日期 发布时间 "
        "发布日期 日付 公開日 data",
    ),
    "byline": (
        "byline author authors creator writer writers journalist by autor auteur autore "
        "автор 作者 记者 記者 著者",
    ),
    "source": (
        "source outlet publisher publication newspaper paper sitename site media medium "
        "sourcename journal domain feed quelle fuente zdroj źródło источник 来源 來源 媒体 出典",
    ),
    "url": (
        "url link weburl articleurl canonical canonicalurl permalink href uri sourceurl odkaz "
        "ссылка 链接 網址 リンク",
    ),
    "language": (
        "language lang locale inlanguage langue sprache idioma jazyk język язык 语言 言語",
    ),
}  # fmt: skip
"""The names of columns for each fact of an article, the likeliest first; signs between their
words do not count. Collected from data sets of news and from interfaces of newspapers."""

_TEXT_LENGTH = 120
"""Code points that half the values of a column have which is the text without its name saying
so; chosen as longer than a headline."""

_LOOKED_AT = 50
_DEEPEST = 3
_MOST_PARAGRAPHS = 10_000
_SIGNS = re.compile(r"[\W_]+")
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]{8}")
"""Words of Japanese, Chinese and Thai, which have no spaces between them."""

_HTML = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|blockquote|table|article|section|span|a)\b[^<>]*>", re.IGNORECASE
)
_BY = re.compile(r"^\s*(?:by|von|par|por)\s+", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{8}|[0-9]{9,13}(?:\.[0-9]+)?")

_NAMES_OF_PEOPLE = (
    ("first", "firstname", "first_name", "firstName", "given", "given_name"),
    ("last", "lastname", "last_name", "lastName", "family", "family_name"),
)
_A_FEW = 3
_NAMING = {"name": 8, "rendered": 8, "title": _A_FEW, "text": _A_FEW, "value": _A_FEW, "#text": 8}
"""What a field is called that names a record, and of how many at most; in larger ones a title
is that of an article."""

_SAYS_NOTHING = frozenset("main original full value default plain cdata raw en".split())
"""Names of fields that only say that theirs is the value: `headline.main`."""

_NOTHING: tuple[object, ...] = (None, "", [], {})

_KINDS: Mapping[str, PartKind] = {
    "heading": "heading",
    "quote": "block quote",
    "pull quote": "pull quote",
    "list": "list",
    "table": "table",
    "caption": "caption",
    "standfirst": "standfirst",
}
"""What `copydesk text --json` calls the kinds of paragraphs, which may come back."""

Row = Mapping[str, object]


def _without_accents(words: str) -> str:
    return "".join(sign for sign in normalize("NFD", words) if not combining(sign)).lower()


_NAMES = {fact: tuple(_without_accents(" ".join(names)).split()) for fact, names in FACTS.items()}
_OF_ARTICLES = frozenset(_NAMES["text"] + _NAMES["published"] + _NAMES["byline"])
"""Fields that a record does not have which only names something."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that may hold each fact, by their names in the table, the likeliest first.

    Records of one file may name the same fact differently: the first column counts that
    says something in a row. `are_claims` tells that this program exported the table.
    """

    names: Mapping[str, tuple[str, ...]]

    are_claims: bool = False

    @property
    def has_text(self) -> bool:
        """Whether it is known which column holds the text."""
        return bool(self.names["text"])

    def values(self, row: Row, fact: str) -> Iterator[object]:
        """Yield what a row says of a fact, the likeliest first."""
        return (row[name] for name in self.names[fact] if row.get(name) not in _NOTHING)

    def first(self, row: Row, fact: str) -> object:
        """Return what a row says of a fact, None where that is nothing."""
        return next(self.values(row, fact), None)


def columns_of(rows: Sequence[Row], said: Mapping[str, str]) -> Columns:
    """Return which columns of these rows are which; `said` is what a person says of them."""
    rows = rows[:_LOOKED_AT]
    there = list(dict.fromkeys(chain.from_iterable(rows)))
    bare = {name: _bare(name) for name in there}
    named = {fact: _said(name, there) for fact, name in said.items()}
    taken = set(filter(None, named.values()))
    names: dict[str, tuple[str, ...]] = {}
    for fact, known in _NAMES.items():
        if chosen := named.get(fact):
            names[fact] = (chosen,)
            continue
        likely = [name for one in known for name in there if bare[name] == one]
        if fact == "text":
            likely = [name for name in likely if _has_words(rows, name)]
        names[fact] = tuple(name for name in likely if name not in taken)
        taken.update(names[fact])
    if not names["text"] and not said.get("text") and (longest := _longest(rows, there, taken)):
        names["text"] = (longest,)
    return Columns(names, are_claims="texthash" in bare.values())


def is_known(name: str) -> bool:
    """Tell whether a column of this name is known to hold a fact."""
    return any(_bare(name) in names for names in _NAMES.values())


def _bare(name: str) -> str:
    """Return what a column is called, without the records it is in and the signs in it."""
    *outer, last = (_SIGNS.sub("", _without_accents(part)) for part in name.split("."))
    return outer[-1] if outer and last in _SAYS_NOTHING else last


def _said(name: str, there: Iterable[str]) -> str | None:
    """Return the column that a person named, by its name or its number."""
    if not name:
        return None
    whole = [one for one in there if one == name or one.rpartition(".")[2] == name]
    folded = [one for one in there if one.lower().strip() == name.lower().strip()]
    return next(chain(whole, folded), None)


def _has_words(rows: Sequence[Row], name: str) -> bool:
    return any(
        " " in words or _WITHOUT_SPACES.search(words)
        for words in (_text(row.get(name)) for row in rows)
    )


def _longest(rows: Sequence[Row], there: Iterable[str], taken: set[str]) -> str:
    """Return the column of the longest texts, empty where none is long."""
    lengths: list[tuple[int, str]] = []
    for name in there:
        values = sorted(len(_text(row.get(name))) for row in rows)
        middle = values[len(values) // 2] if values else 0
        if name not in taken and _has_words(rows, name):
            lengths.append((middle, name))
    length, name = max(lengths, default=(0, ""), key=lambda each: each[0])
    return name if length >= _TEXT_LENGTH else ""


def flat(record: Mapping[str, object], depth: int = 0, before: str = "") -> dict[str, object]:
    """Return a record with the fields of the records in it, named `outer.inner`.

    A record that names something, such as `{"name": "The Post"}`, is a value, and so is
    one that is only numbered, as in the stores of programs.
    """
    found: dict[str, object] = {}
    inner: dict[str, object] = {}
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, Mapping) and depth < _DEEPEST and not (_name(value) or key.isdigit()):
            inner |= flat(value, depth + 1, f"{name}.")
        else:
            found[name] = value
    return found | inner


def article_of_row(row: Row, columns: Columns, path: str) -> Article:
    """Return the article in a row.

    Raises:
        UnreadableArticleError: There is no text in it.
    """
    days = filter(None, map(published, columns.values(row, "published")))
    source, url = (one_line(_text(columns.first(row, fact))) for fact in ("source", "url"))
    if re.match("https?://", source):
        source, url = host_of(source), url or source
    return article_of(
        path,
        _paragraphs(columns.first(row, "text")),
        title=without_tags(_text(columns.first(row, "title"))),
        published=next(days, None),
        byline=names_in(columns.first(row, "byline")),
        source=source,
        url=url,
        language=_text(columns.first(row, "language")),
    )


def _paragraphs(value: object) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text: words, or a record for each that may name its kind."""
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        for each in value[:_MOST_PARAGRAPHS]:
            kind = _KINDS.get(str(each.get("kind", "")))
            words = each.get("text")
            words = words if isinstance(words, str) else _text(each)
            if kind:
                yield Paragraph(words.replace("\t", " | ") if kind == "table" else words, kind)
            else:
                yield from paragraphs_in(words)
        return
    yield from paragraphs_in(_text(value))


def paragraphs_in(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text that may be HTML."""
    if _HTML.search(text[:100_000]):
        yield from _of_html(text)
        return
    text = normal_text(text).strip()
    parts = {part.span: part.kind for part in parts_of(text, blocks(text))}
    for span in blocks(text):
        yield Paragraph(span.of(text), parts.get(span))


def _of_html(written: str) -> Iterable[Paragraph]:
    try:
        from reader.formats.html_blocks import paragraphs_in_html
    except ModuleNotFoundError:  # the default install has no library for HTML
        from reader.formats.markup import paragraphs_of_html

        return (Paragraph(words, kind) for words, kind in paragraphs_of_html(written))
    return paragraphs_in_html(written)


def without_tags(words: str) -> str:
    """Return words that may be HTML, or have references to characters, as they are shown."""
    if "<" not in words and "&" not in words:
        return words
    from reader.formats.markup import blocks_of_html

    return " ".join(blocks_of_html(words))


def published(value: object) -> date | None:
    """Return the day that a value names: a date, words, or seconds since 1970."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    written = _text(value).strip()
    if not _DIGITS.fullmatch(written):
        return date_from(written)
    if len(written) == 8:
        return date_from(f"{written[:4]}-{written[4:6]}-{written[6:]}")
    seconds = float(written)
    while seconds > 10_000_000_000:  # milliseconds, microseconds
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC).date()


def names_in(value: object) -> str:
    """Return the names that a value gives as a byline, parted by “; ”, without “By”."""
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(names_in, value)))
    written = one_line(_BY.sub("", without_tags(_text(value))))
    credit = credit_of(written)
    return credit.byline or "; ".join(credit.agencies) or written


def host_of(address: str) -> str:
    """Return the site of an address, empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _text(value: object) -> str:
    """Return a value as words: a list has its values as paragraphs, a record its name."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, map(_text, value[:_MOST_PARAGRAPHS])))
    if isinstance(value, Mapping):
        return _name(value)
    if value is None or isinstance(value, bool | bytes):
        return ""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _name(value: Mapping[str, object]) -> str:
    """Return what a record says it is called, or its words; empty if it does not."""
    for key, most in _NAMING.items():
        said = value.get(key)
        if isinstance(said, str) and said and len(value) <= most:
            others = (other for other in value if other != key)
            if most > _A_FEW or not any(_bare(other) in _OF_ARTICLES for other in others):
                return said
    names = (value.get(key) for keys in _NAMES_OF_PEOPLE for key in keys)
    return " ".join(name for name in names if isinstance(name, str) and len(value) <= 8)


def numbers_as_words(numbers: Sequence[int], most: int = 8) -> str:
    """Return the numbers of rows as a sentence has them: “3, 5–9, 12 …”."""
    runs: list[list[int]] = []
    for before, number in pairwise((-1, *numbers)):
        if runs and number == before + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    said = ["–".join(map(str, run)) for run in runs[:most]]
    return ", ".join(said) + (" …" if len(runs) > most else "")
