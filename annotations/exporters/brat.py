"""brat standoff: a folder with a .txt and an .ann for each article, and brat's settings.

| claim           | brat                                                              |
|-----------------|-------------------------------------------------------------------|
| article         | NAME.txt, its text; NAME is made of the path                      |
| words, place    | a text-bound annotation for each tag, code points; a span that    |
|                 | crosses lines is in fragments, one a line, as brat demands        |
| tags            | its type: the tag in letters that brat allows; the tag as it is   |
|                 | stands in visual.conf, which brat draws                           |
| kind, verdict   | the attributes Kind and Verdict                                   |
| note            | an AnnotatorNotes note, on one line                               |
| id              | a note of the type ClaimId                                        |
| all fields      | claims.jsonl beside the articles, for importing again             |

A tag in another script becomes a type in Latin letters; “<” begins a macro in brat's
settings and is written “‹”. Lost in brat itself: orphans, and claims of an article that is
gone; claimant, statement, evidence and the details of quotes and figures, which stand in
claims.jsonl only.

Source: “brat standoff format” and “brat configuration”, brat's manual; its parser.
"""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from annotations.claim import Claim
from annotations.codebook import Codebook, Tag, nested
from annotations.exporters.annotated_articles import ClaimInText, shipped_articles
from annotations.exporters.archive import write_archive
from annotations.exporters.colours import tag_colours
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.file_names import file_names
from annotations.exporters.losses import LossList, Report
from annotations.formats.latin_names import latin
from annotations.formats.standoff import drawn_label, fragments, plain_value
from annotations.records import to_record

KINDS = ("quote", "figure", "statement")

_LONGEST = 80
"""Letters of a type; a longer name is no help on brat's page."""


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the folder as an archive."""
    losses = LossList()
    articles = list(shipped_articles(tagged, losses))
    claims = [placed.claim for _, _, placed_claims in articles for placed in placed_claims]
    types = type_names([tag.name for tag in tagged.codebook.tags], claims_tags(articles))
    names = file_names(article.path for article, _, _ in articles)
    members = [
        ("annotation.conf", _annotation_conf(types, tagged.codebook, claims).encode()),
        ("visual.conf", _visual_conf(types, tagged.codebook).encode()),
    ]
    records = json.dumps({"types": types}) + "\n"
    for article, text, placed_claims in articles:
        name = names[article.path]
        lines = _lines(text, placed_claims, types)
        members.append((f"{name}.txt", text.encode(errors="replace")))
        members.append((f"{name}.ann", "".join(lines).encode(errors="replace")))
        for placed in placed_claims:
            record = {"document": name, "claim": to_record(placed.claim)}
            records += json.dumps(record, sort_keys=True) + "\n"
            losses.add_fields(
                placed.claim, "claimant", "statement", "evidence", "quote", "figure", "guess"
            )
            losses.add_fields(placed.claim, "unknown")
    members.append(("claims.jsonl", records.encode()))
    write_archive(file, members)
    return losses.report(len(claims))


def claims_tags(articles: Iterable[tuple[object, str, tuple[ClaimInText, ...]]]) -> list[str]:
    """Return the tags of all claims in the order of their first use."""
    return list(
        dict.fromkeys(tag for _, _, claims in articles for one in claims for tag in one.claim.tags)
    )


def type_names(*tags: list[str]) -> dict[str, str]:
    """Return a brat type for each tag: letters, digits, "_", "-", beginning with a letter."""
    types: dict[str, str] = {}
    taken: set[str] = set()
    for tag in dict.fromkeys(name for names in tags for name in names):
        stem = latin(tag).strip("_-")[:_LONGEST]
        stem = stem if stem[:1].isalpha() else f"Tag_{stem}".rstrip("_")
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}_{number}"
        taken.add(name)
        types[tag] = name
    return types


def _lines(text: str, claims: Iterable[ClaimInText], types: dict[str, str]) -> Iterator[str]:
    number = attribute = note = 0
    for placed in claims:
        claim = placed.claim
        parts = fragments(text, placed.span)
        place = ";".join(f"{start} {end}" for start, end in parts)
        words = " ".join(text[start:end] for start, end in parts)
        for tag in claim.tags:
            number += 1
            yield f"T{number}\t{types[tag]} {place}\t{words}\n"
            attribute += 1
            yield f"A{attribute}\tKind T{number} {claim.kind}\n"
            if claim.verdict:
                attribute += 1
                yield f"A{attribute}\tVerdict T{number} {plain_value(claim.verdict.value)}\n"
            note += 1
            yield f"#{note}\tClaimId T{number}\t{' '.join(claim.id.split())}\n"
            if claim.note:
                note += 1
                yield f"#{note}\tAnnotatorNotes T{number}\t{' '.join(claim.note.split())}\n"


def _annotation_conf(types: dict[str, str], codebook: Codebook, claims: Iterable[Claim]) -> str:
    lines = ["[entities]", ""]
    known = {tag.name: tag for tag in codebook.tags if tag.name in types}
    for name in types:
        known.setdefault(name, Tag(name=name))
    lines += ["\t" * depth + types[tag.name] for depth, tag in nested(known.values())]
    values = [value for scale in codebook.scales for value in scale.values]
    values += [claim.verdict.value for claim in claims if claim.verdict]
    verdicts = dict.fromkeys(map(plain_value, values))
    lines += ["", "[relations]", "", "[events]", "", "[attributes]", ""]
    lines.append(f"Kind\tArg:<ENTITY>, Value:{'|'.join(KINDS)}")
    if verdicts:
        lines.append(f"Verdict\tArg:<ENTITY>, Value:{'|'.join(verdicts)}")
    return "\n".join(lines) + "\n"


def _visual_conf(types: dict[str, str], codebook: Codebook) -> str:
    lines = ["[labels]", ""]
    for tag, name in types.items():
        label = drawn_label(tag)
        if label and label != name:
            lines.append(f"{name} | {label}")
    lines += ["", "[drawing]", ""]
    for tag, colour in tag_colours(list(types), codebook).items():
        lines.append(f"{types[tag]}\tbgColor:{colour}")
    return "\n".join(lines) + "\n"
