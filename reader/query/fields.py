"""What can be asked for: one row a name, from which parsing, hints and completion are derived.

A field is of an article, of a mark in it, or of a claim on it. Where articles are asked for,
a field of marks holds of those that have such a mark, and one of claims of those with such a
claim. Where marks or claims are asked for, a field of articles holds of the one they stand in.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["words", "value", "number", "dates"]
"""What stands after the name: words of a text, one value of several, a number, or days."""
Of: TypeAlias = Literal["article", "mark", "claim"]


@dataclass(frozen=True, slots=True)
class Field:
    """A name that can be asked for; `values` are all that it can have, where they are few."""

    name: str
    kind: Kind
    of: Of
    about: str
    values: tuple[str, ...] = ()


FIELDS = (
    Field("title", "words", "article", "words of the title"),
    Field("source", "words", "article", "words of the source"),
    Field("path", "words", "article", "a part of the path"),
    Field("by", "words", "article", "who wrote it"),
    Field("agency", "words", "article", "an agency it names"),
    Field("library", "words", "article", "the library's folder; its path, with a /"),
    Field("quote", "words", "article", "a speaker it quotes"),
    Field("text", "words", "article", "whole words of the text; flood* for what begins so"),
    Field("published", "dates", "article", "when it was published"),
    Field("words", "number", "article", "how many words it has"),
    Field("quotes", "number", "article", "how many quotes"),
    Field("figures", "number", "article", "how many figures"),
    Field("claims", "number", "article", "how many claims"),
    Field("kind", "value", "mark", "what it is", ("quote", "figure", "date", "statement")),
    Field(
        "form",
        "value",
        "mark",
        "what kind of quote or figure",
        (
            "direct", "partial", "pull", "block", "indirect", "scare", "number", "money", "percent",
            "measure", "ordinal", "age", "date", "time", "duration", "range",
        ),
    ),
    Field("figure", "number", "mark", "the value of a figure, or a value in its range"),
    Field("unit", "value", "mark", "its currency or unit"),
    Field("counts", "words", "mark", "what it counts"),
    Field("speaker", "words", "mark", "who is quoted"),
    Field("date", "dates", "mark", "the day that it names"),
    Field("label", "value", "mark", "what a model took it for"),
    Field("model", "value", "mark", "the model that found it"),
    Field("score", "number", "mark", "how sure the model is, 0 to 1"),
    Field("tag", "value", "claim", "a tag"),
    Field("verdict", "value", "claim", "its verdict"),
    Field("annotator", "value", "claim", "who tagged it"),
    Field("claimant", "words", "claim", "who claims it"),
    Field("note", "words", "claim", "words of its note"),
    Field("created", "dates", "claim", "when it was tagged"),
)  # fmt: skip
"""Every field, those of articles first."""

BY_NAME = {field.name: field for field in FIELDS}

STATES = {
    "unread": "not opened yet",
    "begun": "opened, not done",
    "done": "read to the end",
    "tagged": "with a claim",
    "decided": "decided between annotators",
}
"""Words that ask for what is so or not, each with what it means."""


def names(*kinds: Kind) -> tuple[str, ...]:
    """Return the names of the fields of some kinds, in order."""
    return tuple(field.name for field in FIELDS if field.kind in kinds)
