r"""Markdown report: the claims of each article under its title, for reading and pasting.

| claim                       | Markdown                                    |
|-----------------------------|---------------------------------------------|
| article                     | a section: title, source, date, address or path |
| words (anchor)              | a block quote                               |
| tags, kind, claimant, …     | a list of named points                      |
| evidence                    | a nested list                               |
| start, end                  | “characters 12–40”, code points counted from 0 |
| an orphan                   | its reason in place of the offsets          |

Left out: the anchor's neighbours and the text's hash. Lost: fields of another program.

Everything that came from an article or a person is escaped: it is never markup, HTML, a
link or an image, in CommonMark and in GitHub's dialect. But the web addresses of evidence,
which a person gave for others to follow, are links.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from annotations.claim import ArticleReference, Claim
from annotations.exporters.annotated_articles import AnnotatedArticle, annotated_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.exporters.wording import named_points
from annotations.records import written_time


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the report, articles in the order of their first claim."""
    articles = list(annotated_articles(tagged))
    losses = LossList()
    written = 0
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n")
    text.write(f"# Tagged claims\n\nExported {written_time(tagged.made)}.\n")
    for article in articles:
        text.write("\n" + "\n".join(_section(article)) + "\n")
        for claim, _ in _in_order(article):
            losses.add_fields(claim, "unknown")
            written += 1
    text.detach()
    return losses.report(written)


def escaped(text: str) -> str:
    """Return the text on one line, with no character left that means something in Markdown."""
    line = " ".join(text.split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_\[\]#|~!@$^=])", r"\\\1", line)
    line = re.sub(r":(?=/)", r"\\:", line)
    line = re.sub(r"\bwww\.", r"www\\.", line, flags=re.IGNORECASE)
    return re.sub(r"^([+-]|\d{1,9}(?=[.)]))", _first_escaped, line)


def linked(text: str) -> str:
    """Return the text escaped, with its web addresses as links."""
    shown, end = [], 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;")
        shown.append(escaped(text[end : match.start()]) if text[end : match.start()] else "")
        spaced = " " if text[end : match.start()].endswith(" ") else ""
        shown.append(f"{spaced}<{address}>")
        end = match.start() + len(address)
    rest = text[end:]
    spaced = " " if end and rest.startswith(" ") else ""
    return "".join(shown) + spaced + (escaped(rest) if rest else "")


_ADDRESS = re.compile(r"https?://[A-Za-z0-9][\w.:-]*(?:[/?#][!#$%&'*+,./:;=?@\w~-]*)?", re.ASCII)
"""A web address of letters that mean nothing between “<” and “>” in Markdown."""


def _first_escaped(match: re.Match[str]) -> str:
    start = match[1]
    return f"\\{start}" if start in "+-" else f"{start}\\"


def _section(article: AnnotatedArticle) -> Iterator[str]:
    yield f"## {escaped(article.reference.title or article.reference.path)}"
    yield ""
    yield _origin(article.reference)
    for claim, place in _in_order(article):
        yield ""
        for line in claim.anchor.exact.splitlines():
            yield f"> {escaped(line)}".rstrip()
        yield ""
        yield from _points(claim, place)


def _in_order(article: AnnotatedArticle) -> Iterator[tuple[Claim, str]]:
    for placed in article.claims:
        yield placed.claim, f"characters {placed.span.start}–{placed.span.end}"
    for orphan in article.orphans:
        yield orphan.claim, orphan.reason


def _origin(article: ArticleReference) -> str:
    published = article.published.isoformat() if article.published else ""
    parts = (article.source, published, article.url, article.path)
    return " · ".join(escaped(part) for part in parts if part)


def _points(claim: Claim, place: str) -> Iterator[str]:
    for name, lines in [*named_points(claim), ("Place", [place]), ("Id", [claim.id])]:
        shown = linked if name == "Evidence" else escaped
        if len(lines) == 1:
            yield f"- **{name}:** {shown(lines[0])}"
        else:
            yield f"- **{name}:**"
            yield from (f"  - {shown(line)}" for line in lines)
