"""A claim as a JSON record, and back.

The only module where values of any type are handled: what it lets through is typed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from typing import Any, TypeVar, get_args

from annotations.claim import (
    Anchor,
    ArticleReference,
    Claim,
    ClaimKind,
    Evidence,
    FigureDetails,
    JSONValue,
    QuoteDetails,
    Verdict,
)
from annotations.codebook import Tag, VerdictScale
from annotations.errors import InvalidClaimError

VERSION = 1
"""The version of the file's form that this program writes."""

UPGRADES: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (
    # 0 → 1: the first files told no version, and their claims were not yet dated twice.
    lambda record: {"modified": record.get("created"), **record},
)
"""What makes a claim's record of version n, at place n, one of version n + 1."""


def upgraded(record: dict[str, Any], version: int) -> dict[str, Any]:
    """Return a claim's record of an older version as one of this version."""
    for upgrade in UPGRADES[version:]:
        record = upgrade(record)
    return record


_KINDS = get_args(ClaimKind)
_Part = TypeVar("_Part", Anchor, Verdict, QuoteDetails, FigureDetails)


def to_record(claim: Claim) -> dict[str, JSONValue]:
    """Return the claim as JSON values; fields that say nothing are left out."""
    return {**claim.unknown, **_filled(claim, _CLAIM_FIELDS)}


def record_over(former: Mapping[str, JSONValue], claim: Claim) -> dict[str, JSONValue]:
    """Return the claim's record with what others wrote into the parts of its former one.

    Fields of other programs inside the article, the anchor, an evidence and so on are not
    in a `Claim`; here they stay as long as the part they are in does.
    """
    record = to_record(claim)
    for name, kind in _PARTS.items():
        old, new = former.get(name), record.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            record[name] = {**_unknown(kind, old), **new}
        elif isinstance(old, list) and isinstance(new, list):
            others = {_identity(part): _unknown(kind, part) for part in old if type(part) is dict}
            record[name] = [
                {**others.get(_identity(part), {}), **part} if isinstance(part, dict) else part
                for part in new
            ]
    return record


def from_record(record: Mapping[str, Any]) -> Claim:
    """Return the claim that a record holds.

    Raises:
        InvalidClaimError: A field is missing or has the wrong form.
    """
    try:
        kind = record["kind"]
        if kind not in _KINDS:
            raise ValueError(f"“{kind}” is no kind of claim")
        return Claim(
            id=str(record["id"]),
            article=_article(record["article"]),
            anchor=_part(Anchor, record["anchor"]),
            kind=kind,
            tags=tuple(map(str, record.get("tags", ()))),
            claimant=record.get("claimant", ""),
            statement=record.get("statement", ""),
            verdict=_optional(Verdict, record.get("verdict")),
            evidence=tuple(map(_evidence, record.get("evidence", ()))),
            note=record.get("note", ""),
            annotator=record.get("annotator", ""),
            created=read_time(record["created"]),
            modified=read_time(record["modified"]),
            quote=_optional(QuoteDetails, record.get("quote")),
            figure=_optional(FigureDetails, record.get("figure")),
            annotator_id=record.get("annotator_id", ""),
            decides=tuple(map(str, record.get("decides", ()))),
            guess=_guess(record.get("guess", {})),
            unknown=_unknown(Claim, record),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        name = record.get("id", "without an id")
        why = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else error
        raise InvalidClaimError(f"The claim {name} cannot be read: {why}.") from error


def article_record(article: ArticleReference) -> dict[str, JSONValue]:
    """Return what is known of an article as JSON values, as in a claim's record."""
    return _filled(article, _FIELDS[ArticleReference])


def read_article(record: Mapping[str, Any]) -> ArticleReference:
    """Return the article that `article_record` wrote.

    Raises:
        InvalidClaimError: A field is missing or has the wrong form.
    """
    with _told("An article's description"):
        return _article(record)


def anchor_record(anchor: Anchor) -> dict[str, JSONValue]:
    """Return an anchor as JSON values, as in a claim's record."""
    return _filled(anchor, _FIELDS[Anchor])


def read_anchor(record: Mapping[str, Any]) -> Anchor:
    """Return the anchor that `anchor_record` wrote.

    Raises:
        InvalidClaimError: A field is missing or has the wrong form.
    """
    with _told("A place"):
        return _part(Anchor, record)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Say what cannot be read.

    Raises:
        InvalidClaimError: A field is missing or has the wrong form.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidClaimError(f"{what} cannot be read: {error}.") from error


def tag_record(tag: Tag) -> dict[str, JSONValue]:
    """Return the tag as JSON values."""
    return dict(asdict(tag))


def tag_from(record: Mapping[str, Any]) -> Tag:
    """Return the tag that a record holds; fields nobody here knows are passed over."""
    return Tag(**{name: str(value) for name, value in _known(Tag, record).items()})


def scale_record(scale: VerdictScale) -> dict[str, JSONValue]:
    """Return the verdict scale as JSON values."""
    record: dict[str, JSONValue] = {
        "name": scale.name,
        "values": list(scale.values),
        "description": scale.description,
    }
    return record | ({"unordered": list(scale.unordered)} if scale.unordered else {})


def scale_from(record: Mapping[str, Any]) -> VerdictScale:
    """Return the verdict scale that a record holds."""
    return VerdictScale(
        name=str(record["name"]),
        values=tuple(map(str, record.get("values", ()))),
        description=str(record.get("description", "")),
        unordered=tuple(map(str, record.get("unordered", ()))),
    )


def written_time(time: datetime) -> str:
    """Return a time as ISO 8601 in UTC, "2026-11-23T08:10:54Z"."""
    if time.tzinfo is not UTC:
        time = time.astimezone(UTC)
    return time.isoformat().replace("+00:00", "Z")


def read_time(written: str) -> datetime:
    """Return the time that `written_time` wrote.

    Raises:
        ValueError: It is not ISO 8601.
    """
    time = datetime.fromisoformat(written)
    return time if time.tzinfo is UTC else time.astimezone(UTC)


_PARTS: dict[str, type] = {
    "article": ArticleReference,
    "anchor": Anchor,
    "verdict": Verdict,
    "evidence": Evidence,
    "quote": QuoteDetails,
    "figure": FigureDetails,
}


_NAMES = {
    kind: frozenset(field.name for field in fields(kind))
    for kind in (Claim, Tag, VerdictScale, *_PARTS.values())
}


def _known(kind: type, record: Mapping[str, Any]) -> dict[str, Any]:
    names = _NAMES[kind]
    if record.keys() <= names:
        return dict(record)
    return {name: value for name, value in record.items() if name in names}


def _unknown(kind: type, record: Mapping[str, Any]) -> dict[str, Any]:
    names = _NAMES[kind]
    if record.keys() <= names:
        return {}
    return {name: value for name, value in record.items() if name not in names}


def _identity(evidence: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(evidence.get(name, "") for name in ("url", "title", "quotation"))


# `dataclasses.asdict` copies every value deeply: four times as slow, at 100,000 claims.
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _PARTS.values()}
_CLAIM_FIELDS = tuple(field.name for field in fields(Claim) if field.name != "unknown")


def _filled(value: object, names: tuple[str, ...]) -> dict[str, JSONValue]:
    """Return the fields that say something; the number 0 does."""
    filled = {}
    for name in names:
        part = getattr(value, name)
        if part or part == 0:
            kind = type(part)
            filled[name] = part if kind is str or kind is int else _bare(part)
    return filled


def _bare(value: Any) -> JSONValue:
    names = _FIELDS.get(type(value))
    if names is not None:
        return _filled(value, names)
    if isinstance(value, tuple):
        return [part if type(part) is str else _bare(part) for part in value]
    if isinstance(value, datetime):
        return written_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    assert isinstance(value, bool | int | float | str)
    return value


def _article(record: Mapping[str, Any]) -> ArticleReference:
    values = _known(ArticleReference, record)
    if "published" in values:
        values["published"] = date.fromisoformat(values["published"])
    return ArticleReference(**values)


def _guess(record: Any) -> dict[str, JSONValue]:
    if not isinstance(record, Mapping):
        raise ValueError("its guess is not an object")
    return dict(record)


def _evidence(record: Mapping[str, Any]) -> Evidence:
    values = _known(Evidence, record)
    if "looked_up" in values:
        values["looked_up"] = date.fromisoformat(values["looked_up"])
    return Evidence(**values)


def _part(kind: type[_Part], record: Mapping[str, Any]) -> _Part:
    return kind(**_known(kind, record))


def _optional(kind: type[_Part], record: Mapping[str, Any] | None) -> _Part | None:
    return None if record is None else _part(kind, record)
