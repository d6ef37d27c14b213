"""A claim as a JSON record, and back.

The only module where values of any type are handled: what it lets through is typed.
"""

from collections.abc import Mapping
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
from annotations.errors import InvalidClaimError

VERSION = 1
"""The version of the file's form that this program writes."""

_Part = TypeVar("_Part", Anchor, Verdict, QuoteDetails, FigureDetails)


def to_record(claim: Claim) -> dict[str, JSONValue]:
    """Return the claim as JSON values; fields that say nothing are left out."""
    record: dict[str, Any] = {**claim.unknown, **asdict(claim)}
    del record["unknown"]
    record["created"] = written_time(claim.created)
    record["modified"] = written_time(claim.modified)
    return {key: _bare(value) for key, value in record.items() if value not in _EMPTY}


def from_record(record: Mapping[str, Any]) -> Claim:
    """Return the claim that a record holds.

    Raises:
        InvalidClaimError: A field is missing or has the wrong form.
    """
    try:
        known = {field.name for field in fields(Claim)}
        kind = record["kind"]
        if kind not in get_args(ClaimKind):
            raise ValueError(f"“{kind}” is no kind of claim")
        return Claim(
            id=str(record["id"]),
            article=_article(record["article"]),
            anchor=_part(Anchor, record["anchor"]),
            kind=kind,
            tags=tuple(map(str, record["tags"])),
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
            unknown={key: value for key, value in record.items() if key not in known},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        name = record.get("id", "without an id")
        raise InvalidClaimError(f"The claim {name} cannot be read: {error}.") from error


def article_record(article: ArticleReference) -> dict[str, JSONValue]:
    """Return what is known of an article as JSON values, as in a claim's record."""
    return {key: _bare(value) for key, value in asdict(article).items() if value not in _EMPTY}


def read_article(record: Mapping[str, Any]) -> ArticleReference:
    """Return the article that `article_record` wrote.

    Raises:
        InvalidClaimError: A field is missing or has the wrong form.
    """
    try:
        return _article(record)
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidClaimError(f"An article's description cannot be read: {error}.") from error


def written_time(time: datetime) -> str:
    """Return a time as ISO 8601 in UTC, "2026-11-23T08:10:54Z"."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_time(written: str) -> datetime:
    """Return the time that `written_time` wrote.

    Raises:
        ValueError: It is not ISO 8601.
    """
    return datetime.fromisoformat(written).astimezone(UTC)


_EMPTY: tuple[object, ...] = (None, "", (), {}, [])


def _bare(value: Any) -> JSONValue:
    if isinstance(value, dict):
        return {key: _bare(part) for key, part in value.items() if part not in _EMPTY}
    if isinstance(value, tuple | list):
        return [_bare(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    assert value is None or isinstance(value, bool | int | float | str)
    return value


def _article(record: Mapping[str, Any]) -> ArticleReference:
    values = dict(record)
    if "published" in values:
        values["published"] = date.fromisoformat(values["published"])
    return ArticleReference(**values)


def _evidence(record: Mapping[str, Any]) -> Evidence:
    values = dict(record)
    if "looked_up" in values:
        values["looked_up"] = date.fromisoformat(values["looked_up"])
    return Evidence(**values)


def _part(kind: type[_Part], record: Mapping[str, Any]) -> _Part:
    return kind(**record)


def _optional(kind: type[_Part], record: Mapping[str, Any] | None) -> _Part | None:
    return None if record is None else kind(**record)
