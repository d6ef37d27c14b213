"""Obsidian and Logseq: a folder of notes, one an article, its claims as block quotes.

| claim            | note                                                             |
|------------------|------------------------------------------------------------------|
| article          | a note with properties: title, source, published, url, article;  |
|                  | an index, “Tagged claims.md”, links to each                      |
| words            | a block quote, with the claim's id as its block id, so that other |
|                  | notes can link to it                                             |
| tags             | `#tags` in the note and its properties; blanks are “-”           |
| verdict, note, … | a list of named points                                           |
| place            | a link back to the words in the article's page, where it has an  |
|                  | address; else the path                                           |
| evidence         | its addresses are links                                          |

Everything that came from an article or a person is escaped: it is never markup, a link, a
tag or an embed. Lost: fields of another program.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from annotations.claim import ArticleReference, Claim
from annotations.exporters.annotated_articles import AnnotatedArticle, annotated_articles
from annotations.exporters.archive import write_archive
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.file_names import file_names
from annotations.exporters.losses import LossList, Report
from annotations.exporters.markdown_report import escaped, linked
from annotations.exporters.titles import known_title
from annotations.exporters.web_annotation import source_iri
from annotations.exporters.wording import named_points
from annotations.formats.addresses import is_web_address
from annotations.records import written_time
from annotations.wording import many

INDEX = "Tagged claims.md"


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the folder as an archive."""
    losses = LossList()
    articles = list(annotated_articles(tagged))
    names = file_names(article.reference.path for article in articles)
    written = 0
    members = []
    listed = []
    for article in articles:
        claims = article.all_claims()
        for claim in claims:
            losses.add_fields(claim, "unknown")
        written += len(claims)
        name = names[article.reference.path]
        note = "\n".join(_note(article)) + "\n"
        members.append((f"{name}.md", note.encode(errors="replace")))
        title = _text(_title(article))
        listed.append(f"- [[{name}]] {title}, {many(len(claims), 'claim')}")
    head = ["---", "copydesk: index", "---", f"Exported {written_time(tagged.made)}.", ""]
    members.insert(0, (INDEX, ("\n".join([*head, *listed]) + "\n").encode(errors="replace")))
    write_archive(file, members)
    return losses.report(written)


def tag_name(tag: str) -> str:
    """Return a tag as Obsidian can hold it: letters, digits, “-”, “_” and “/”, not all digits."""
    name = re.sub(r"[^\w/-]+", "-", tag).strip("-/") or "tag"
    return f"{name}-" if name.isdigit() else name


def _note(article: AnnotatedArticle) -> Iterator[str]:
    reference = article.reference
    claims = article.all_claims()
    tags = dict.fromkeys(tag_name(tag) for claim in claims for tag in claim.tags)
    title = known_title(reference, article.text)
    published = reference.published.isoformat() if reference.published else ""
    yield "---"
    yield "copydesk: claims"
    for name, value in (
        ("title", title),
        ("source", reference.source),
        ("published", published),
        ("url", reference.url if is_web_address(reference.url) else ""),
        ("article", reference.path),
    ):
        if value:
            yield f"{name}: {_property(value)}"
    yield "tags:"
    yield from (f"  - {_property(tag)}" for tag in tags)
    yield "---"
    yield f"# {_text(title or reference.path)}"
    places = {one.claim.id: f"characters {one.span.start}–{one.span.end}" for one in article.claims}
    places |= {one.claim.id: one.reason for one in article.orphans}
    for claim in claims:
        yield ""
        for line in claim.anchor.exact.splitlines():
            yield f"> {_text(line)}".rstrip()
        yield f"> ^{re.sub('[^A-Za-z0-9-]', '-', claim.id)}"
        yield ""
        yield " ".join(f"#{tag_name(tag)}" for tag in claim.tags)
        yield ""
        yield from _points(claim, places[claim.id])


def _points(claim: Claim, place: str) -> Iterator[str]:
    for name, lines in named_points(claim):
        if name == "Tags":
            continue
        shown = _linked if name == "Evidence" else _text
        if len(lines) == 1:
            yield f"- **{name}:** {shown(lines[0])}"
        else:
            yield f"- **{name}:**"
            yield from (f"  - {shown(line)}" for line in lines)
    yield f"- **Place:** {_back(claim.article, claim.anchor.exact)}, {_text(place)}"


def _back(article: ArticleReference, words: str) -> str:
    """Return a link to the words in the article's page, else its path.

    Source: “URL Fragment Text Directives”, W3C Community Group.
    """
    if not is_web_address(article.url):
        return _text(article.path)
    address = source_iri(article).partition("#")[0]
    begin = " ".join(words.split()[:12])
    fragment = quote(begin, safe="").replace("-", "%2D")
    address = address.replace("(", "%28").replace(")", "%29")
    return f"[article](<{address}#:~:text={fragment}>)"


def _title(article: AnnotatedArticle) -> str:
    return known_title(article.reference, article.text) or article.reference.path


def _property(value: str) -> str:
    """Return a value of YAML, always in quotes: JSON's are YAML's."""
    return json.dumps(" ".join(value.split()), ensure_ascii=False)


def _text(text: str) -> str:
    """Return the text escaped, for Obsidian's dialect as well: comments are “%%” there."""
    return escaped(text).replace("%", r"\%")


def _linked(text: str) -> str:
    return linked(text)
