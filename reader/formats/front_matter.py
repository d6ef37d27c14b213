"""Front matter: the fields above a Markdown text, YAML between `---` or TOML between `+++`.

Names of fields are those that site generators and note-taking programs write; the first
that says something counts. A line of `---` with no fields below it is only a line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

from reader.article import normal_text
from reader.formats.dates import date_from

_BLOCK = re.compile(
    r"\s*(?:---[^\S\n]*\n(?P<yaml>.*?)^(?:---|\.\.\.)|\+\+\+[^\S\n]*\n(?P<toml>.*?)^\+\+\+)"
    r"[^\S\n]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_PLAIN_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*)[^\S\n]*[:=][^\S\n]+(?P<value>[^\n]+)")
_SIMPLE_LINE = re.compile(
    r"(?P<name>[A-Za-z][\w-]*): +"
    r"(?:\"(?P<quoted>[^\"\\]*)\"|(?P<plain>[A-Za-z0-9](?:[^:#]|(?<! )#|:(?=[^\s:]))*)) *"
)
"""A line that means the same wherever it stands, so that nothing must be loaded to read it."""

_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_LONGEST = 20_000
"""Code points; nobody describes an article with more, and longer ones take seconds to read."""

_DEEPEST = 200
"""Signs that can begin a list inside a list. The fast reader of YAML, which is written in C,
ends the whole program at some twenty thousand of them, seen by trying."""

_NOTHING = frozenset({"", "~", "null"})

_TITLE = ("title", "headline")
_BYLINE = ("byline", "author", "authors", "by")
_SOURCE = ("source", "publisher", "publication", "outlet", "site")
_AGENCIES = ("agencies", "agency")
_PUBLISHED = ("published", "date", "pubdate", "publishdate")
_URL = ("url", "link", "canonical")
_LANGUAGE = ("language", "lang")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands above a text about it; `end` is where the text begins."""

    title: str = ""
    byline: str = ""
    source: str = ""
    agencies: tuple[str, ...] = ()
    published: date | None = None
    url: str = ""
    language: str = ""
    remarks: tuple[str, ...] = field(default=())
    end: int = 0


def front_matter(text: str, path: str) -> FrontMatter:
    """Return the front matter at the beginning of a normalised text, empty if there is none.

    Of broken front matter, the lines that read “name: value” are kept.
    """
    found = _BLOCK.match(text)
    if not found:
        return FrontMatter()
    remarks = []
    try:
        written = _toml(found["toml"]) if found["yaml"] is None else _yaml(found["yaml"])
    except ValueError as error:
        written = _plain_fields(found["yaml"] or found["toml"] or "")
        remarks.append(
            f"The front matter of {path} is broken: {error}. "
            "Only its lines of the form “name: value” were read."
        )
    if written is None:
        return FrontMatter()
    fields = {str(name).lower(): value for name, value in written.items()}
    published, not_understood = _date(fields)
    if not_understood:
        remarks.append(f"“{not_understood}” in the front matter of {path} is no date we can read.")
    source, url = _source_and_url(fields)
    return FrontMatter(
        title=_words(fields, _TITLE),
        byline=_words(fields, _BYLINE),
        source=source,
        agencies=next(filter(None, (_names(fields.get(name)) for name in _AGENCIES)), ()),
        published=published,
        url=url,
        language=_words(fields, _LANGUAGE),
        remarks=tuple(remarks),
        end=found.end(),
    )


def may_begin(text: str) -> bool:
    """Tell whether a text begins with a line that opens front matter, closed or not."""
    return text.lstrip().startswith(("---", "+++"))


_Fields = Mapping[str, object]


def _yaml(written: str) -> _Fields | None:
    """Return the fields, every value as the text that was written; None if there are none."""
    if len(written) > _LONGEST:
        raise ValueError("it is too long")
    if simple := simple_fields(written):
        return simple
    import yaml

    deep = sum(map(written.count, "[{?-")) > _DEEPEST
    loader = yaml.BaseLoader if deep else getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        fields = yaml.load(written, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ValueError(f"{error.problem} in line {line}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError("it is not YAML") from error
    return fields if isinstance(fields, dict) else None


def simple_fields(written: str) -> dict[str, object]:
    """Return the fields of YAML that needs no reader of YAML, none if it does."""
    fields: dict[str, object] = {}
    for line in written.split("\n"):
        if not line.strip(" "):
            continue
        found = _SIMPLE_LINE.fullmatch(line)
        if found is None:
            return {}
        plain = found["plain"]
        fields[found["name"]] = found["quoted"] if plain is None else plain.rstrip(" ")
    return fields


def _toml(written: str) -> _Fields:
    import tomllib

    if len(written) > _LONGEST:
        raise ValueError("it is too long")
    try:
        return tomllib.loads(written)
    except RecursionError as error:
        raise ValueError("it is not TOML") from error


def _plain_fields(written: str) -> _Fields | None:
    """Return what the lines that begin with a name say, None if no line does."""
    fields: dict[str, object] = {}
    for line in written.split("\n"):
        if found := _PLAIN_FIELD.fullmatch(line):
            fields.setdefault(found["name"], found["value"].strip().strip("\"'"))
    return fields or None


def _words(fields: _Fields, names: tuple[str, ...]) -> str:
    """Return the first of these fields that says something, lists joined with commas."""
    return next(filter(None, (", ".join(_names(fields.get(name))) for name in names)), "")


def _names(value: object) -> tuple[str, ...]:
    """Return what a field names: words, a list of words, or mappings with a `name`."""
    return tuple(filter(None, map(_name, value if isinstance(value, list) else [value])))


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    words = " ".join(_WIKI_LINK.sub(r"\1", normal_text(str(value))).split())
    return "" if words in _NOTHING else words


def _date(fields: _Fields) -> tuple[date | None, str]:
    """Return the day of publication, or else what is written where it should stand."""
    not_understood = ""
    for name in _PUBLISHED:
        value = fields.get(name)
        if isinstance(value, datetime):
            return value.date(), ""
        if isinstance(value, date):
            return value, ""
        if words := _name(value):
            if day := date_from(words):
                return day, ""
            not_understood = not_understood or words
    return None, not_understood


def _source_and_url(fields: _Fields) -> tuple[str, str]:
    """Return who published the article, and where; some programs write the one as the other."""
    source, url = _words(fields, _SOURCE), _words(fields, _URL)
    if source.startswith(("https://", "http://")):
        try:
            host = urlsplit(source).hostname or ""
        except ValueError:
            host = ""
        return host.removeprefix("www."), url or source
    return source, url
