"""HTML report: the articles with their claims highlighted in place, in one file.

| claim                    | HTML                                                        |
|--------------------------|-------------------------------------------------------------|
| article                  | a section: title, source, date, address, text               |
| words, place             | `mark` in the text, a link to its card; a claim that        |
|                          | overlaps another is in pieces                               |
| tags, claimant, verdict  | a card beside the text, with every point a person gave      |
| a figure several print   | a table on one axis, in the order of print, hedges kept     |
| an orphan                | a card below the others, with its reason                    |

It needs no network and no script: tags are filtered by check boxes and CSS. It follows the
reader's light or dark setting and prints without colours. Everything that came from an
article or a person is escaped, and a content policy in the file forbids scripts and
loading anything.

Left out: the anchor's neighbours and the text's hash. Lost: fields of another program.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import BinaryIO

from annotations.anchoring.quotation import FAITHFULNESS, faithfulness
from annotations.claim import ArticleReference, Claim
from annotations.exporters import figures_over_time
from annotations.exporters.annotated_articles import AnnotatedArticle, annotated_articles
from annotations.exporters.colours import tag_colours
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.exporters.stretches import stretches
from annotations.exporters.wording import named_points
from annotations.formats.xml_text import legal
from annotations.records import written_time
from annotations.wording import many

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_LINK = re.compile(r"https?://[\w.-]+(:\d+)?([/?#][^\s\"<>{}|\\^`\x00-\x20\x7f]*)?")
"""An address that is safe to link and valid in HTML; others are shown as text."""

_ADDRESS = re.compile(r"https?://[^\s\"<>{}|\\^`]+")

_ENDS = "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(f"[\x7f-\x9f\ufdd0-\ufdef{_ENDS}]")
"""What XML allows and HTML does not. Source: HTML Living Standard, 13.1.4."""


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the page."""
    articles = list(annotated_articles(tagged))
    losses = LossList()
    written = 0
    used: dict[str, None] = {}
    for article in articles:
        for claim in article.all_claims():
            losses.add_fields(claim, "unknown")
            used.update(dict.fromkeys(claim.tags))
            written += 1
    known = [tag.name for tag in tagged.codebook.tags if tag.name in used]
    tags = list(dict.fromkeys(known + list(used)))
    numbers = {tag: number for number, tag in enumerate(tags, 1)}
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n")
    text.writelines(_head(tagged, tags))
    text.writelines(_filter(tags))
    text.write(f"<p>{many(written, 'claim')} in {many(len(articles), 'article')}, exported ")
    made = written_time(tagged.made)
    text.write(f'<time datetime="{made}">{made}</time>.</p>\n')
    text.writelines(_checked(tagged, articles))
    also = _Appearances(articles)
    text.writelines(also.over_time())
    first = 1
    for place, article in enumerate(articles, 1):
        text.writelines(_section(article, place, first, numbers, also))
        first += len(article.claims) + len(article.orphans)
    text.write("</main>\n</body>\n</html>\n")
    text.detach()
    return losses.report(written)


def _head(tagged: TaggedClaims, tags: list[str]) -> Iterator[str]:
    style = files("annotations.exporters").joinpath("html_report.css").read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f"<title>Tagged claims</title>\n<style>\n{style}"
    for number, colour in enumerate(tag_colours(tags, tagged.codebook).values(), 1):
        shown = f"body:has(#t{number}:checked)"
        yield f".t{number} {{ --tag: {colour} }}\n"
        yield f"{shown} .card.c{number} {{ display: block }}\n"
        yield f"{shown} mark.c{number} {{ border-bottom: 2px solid var(--tag); "
        yield "background: color-mix(in srgb, var(--tag) 30%, transparent) }\n"
        yield f"{shown} mark.c{number} a::after {{ content: attr(data-ends); "
        yield "font: .6em system-ui; vertical-align: super; margin-inline-start: .1em }\n"
    yield "</style>\n</head>\n<body>\n<main>\n<h1>Tagged claims</h1>\n"


def _filter(tags: list[str]) -> Iterator[str]:
    if not tags:
        return
    yield '<fieldset class="filter">\n<legend>Tags</legend>\n'
    for number, tag in enumerate(tags, 1):
        yield f'<label class="t{number}"><input type="checkbox" id="t{number}" checked> '
        yield f"<bdi>{_shown(tag)}</bdi></label>\n"
    yield "</fieldset>\n"


def _section(
    article: AnnotatedArticle,
    place: int,
    first: int,
    numbers: dict[str, int],
    also: "_Appearances",
) -> Iterator[str]:
    reference = article.reference
    yield f'<section class="article" aria-labelledby="a{place}">\n'
    yield f'<h2 id="a{place}" dir="auto">{_shown(reference.title or reference.path)}</h2>\n'
    yield f"<p>{' · '.join(_origin(reference))}</p>\n"
    yield '<div class="columns">\n'
    if article.text is not None:
        yield from _text(article, first, numbers)
    yield '<div class="cards">\n'
    for number, placed in enumerate(article.claims, first):
        where = f"characters {placed.span.start}–{placed.span.end}"
        yield from _card(placed.claim, number, where, numbers, also)
    for number, lost in enumerate(article.orphans, first + len(article.claims)):
        yield from _card(lost.claim, number, lost.reason, numbers, also)
    yield "</div>\n</div>\n</section>\n"


def _origin(article: ArticleReference) -> Iterator[str]:
    if article.source:
        yield f"<bdi>{_shown(article.source)}</bdi>"
    if article.published:
        day = article.published.isoformat()
        yield f'<time datetime="{day}">{day}</time>'
    if _LINK.fullmatch(article.url):
        yield f'<a href="{_shown(article.url)}" rel="noreferrer">{_shown(article.url)}</a>'
    elif article.url:
        yield f"<bdi>{_shown(article.url)}</bdi>"
    yield f"<bdi>{_shown(article.path)}</bdi>"


def _text(article: AnnotatedArticle, first: int, numbers: dict[str, int]) -> Iterator[str]:
    assert article.text is not None
    claims = article.claims
    kinds = {each.span.start: each.kind.replace(" ", "-") for each in article.set_apart}
    yield f'<div class="text">\n{_paragraph(kinds.get(0, ""))}'
    end = 0
    for stretch in stretches(article.text, [placed.span for placed in claims]):
        end += len(stretch.words)
        if stretch.words == "\n":
            yield f"</p>\n{_paragraph(kinds.get(end, ''))}"
        elif not stretch.covering:
            yield _shown(stretch.words)
        else:
            innermost = min(stretch.covering, key=lambda number: len(claims[number].span))
            tags = dict.fromkeys(
                tag for number in stretch.covering for tag in claims[number].claim.tags
            )
            classes = [f"t{numbers[tag]}" for tag in claims[innermost].claim.tags[:1]]
            classes += [f"c{numbers[tag]}" for tag in tags]
            listed = " ".join(str(first + number) for number in stretch.covering)
            yield f'<mark class="{" ".join(classes)}" title="{_shown("; ".join(tags))}">'
            ended = [number for number in stretch.covering if claims[number].span.end == end]
            here = " ".join(str(first + number) for number in ended)
            yield f'<a href="#n{first + innermost}" data-claims="{listed}" data-ends="{here}">'
            yield f"{_shown(stretch.words)}</a></mark>"
    yield "</p>\n</div>\n"


def _paragraph(kind: str) -> str:
    return f'<p class="{_shown(kind)}" dir="auto">' if kind else '<p dir="auto">'


class _Appearances:
    """Claims that several articles have: one statement of one claimant, tagged in each."""

    def __init__(self, articles: Sequence[AnnotatedArticle]) -> None:
        self._cards: dict[tuple[str, str], list[tuple[int, Claim]]] = {}
        number = 0
        for article in articles:
            for claim in article.all_claims():
                number += 1
                if claim.statement:
                    self._cards.setdefault(_key(claim), []).append((number, claim))

    def beside(self, claim: Claim) -> list[tuple[int, str]]:
        """Return the other cards of a claim, each with the title of its article."""
        cards = self._cards.get(_key(claim), ()) if claim.statement else ()
        return [
            (other, its.article.title or its.article.path)
            for other, its in cards
            if its.article.path != claim.article.path
        ]

    def over_time(self) -> Iterator[str]:
        """Yield the figures that several articles print, in the order of print."""
        drawn = False
        for cards in self._cards.values():
            points = figures_over_time.over_time(cards)
            if points:
                if not drawn:
                    yield '<section aria-labelledby="over-time">\n'
                    yield '<h2 id="over-time">Figures over time</h2>\n'
                    yield "<p>● exact · ▲ at least · ▼ at most · ≈ about</p>\n"
                drawn = True
                yield from figures_over_time.rows(cards[0][1].statement, points, _shown)
        if drawn:
            yield "</section>\n"


def _key(claim: Claim) -> tuple[str, str]:
    """Return what the same claim has in common in several articles."""
    return (
        " ".join(claim.statement.casefold().split()),
        " ".join(claim.claimant.casefold().split()),
    )


def _checked(tagged: TaggedClaims, articles: Sequence[AnnotatedArticle]) -> Iterator[str]:
    """Yield how faithful the evidence is whose sources are known."""
    counts: Counter[str] = Counter()
    for article in articles:
        for claim in article.all_claims():
            for evidence in claim.evidence:
                source = tagged.source_of(evidence) if evidence.quotation else None
                if source is not None:
                    counts[faithfulness(evidence.quotation, source)] += 1
    if counts:
        told = ", ".join(f"{counts[each]} {each}" for each in FAITHFULNESS if counts[each])
        yield f"<p>Words quoted as evidence, held against their sources: {told}.</p>\n"


def _card(
    claim: Claim, number: int, where: str, numbers: dict[str, int], also: _Appearances
) -> Iterator[str]:
    classes = [f"t{numbers[tag]}" for tag in claim.tags[:1]]
    classes += [f"c{numbers[tag]}" for tag in claim.tags]
    yield f'<article class="card {" ".join(classes)}" id="n{number}">\n'
    yield f"<h3>{number}</h3>\n"
    yield f'<blockquote dir="auto">{_shown(claim.anchor.exact)}</blockquote>\n<dl>\n'
    for name, lines in [*named_points(claim), ("Place", [where]), ("Id", [claim.id])]:
        yield f"<dt>{name}</dt>\n"
        for line in lines:
            shown = _linked(line) if name == "Evidence" else _shown(line)
            yield f'<dd dir="auto">{shown}</dd>\n'
    if others := also.beside(claim):
        yield "<dt>The same claim in</dt>\n"
        for other, title in others:
            yield f'<dd dir="auto"><a href="#n{other}">{other}</a> {_shown(title)}</dd>\n'
    yield "</dl>\n</article>\n"


def _linked(line: str) -> str:
    """Return a line with its web addresses as links."""
    shown, end = [], 0
    for match in _ADDRESS.finditer(line):
        address = match[0].rstrip(".,;)")
        if _LINK.fullmatch(address):
            shown.append(_shown(line[end : match.start()]))
            shown.append(f'<a href="{_shown(address)}" rel="noreferrer">{_shown(address)}</a>')
            end = match.start() + len(address)
    return "".join([*shown, _shown(line[end:])])


def _shown(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", legal(text)))
