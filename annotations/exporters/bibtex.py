r"""BibTeX: the articles cited, for LaTeX.

An `@misc` for each, or `@article` where the source is known: `title`, `journal` (the
source), `year`, `month`, `day`, `date`, `url`, `keywords` (the tags of its claims),
`annote` (their words). Everything is text: what means something to TeX is escaped, and a
title keeps its capitals. Lost: everything else that was said of a claim.

Source: “BibTeXing”, Oren Patashnik; the biblatex manual for `date`.
"""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.exporters.cited_articles import CitedArticle, cited_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write an entry for each article."""
    articles = cited_articles(tagged)
    for article in articles:
        kind = "article" if article.source else "misc"
        lines = ",\n".join(f"  {name} = {value}" for name, value in _fields(article))
        file.write(f"@{kind}{{{article.key},\n{lines}\n}}\n\n".encode(errors="replace"))
    return Report(len(articles), thing="article")


def escaped(text: str) -> str:
    """Return the text with nothing left that means something to TeX."""
    legal = (letter if letter.isprintable() else "\ufffd" for letter in text)
    return "".join(_ESCAPED.get(letter, letter) for letter in legal)


def _fields(article: CitedArticle) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{escaped(article.title or article.path)}}}}}"
    if article.source:
        yield "journal", f"{{{escaped(article.source)}}}"
    if article.published:
        year, month, day = article.published.split("-")
        yield "date", f"{{{article.published}}}"
        yield "year", f"{{{year}}}"
        yield "month", _MONTHS[int(month) - 1]
        yield "day", f"{{{int(day)}}}"
    if article.address:
        yield "url", f"{{{_address(article.address)}}}"
    yield "keywords", f"{{{escaped(', '.join(article.tags))}}}"
    yield "annote", f"{{{escaped(' / '.join(article.words))}}}"


def _address(address: str) -> str:
    r"""Return an address for `\url`, which takes everything but braces and backslashes."""
    for letter, code in (("\\", "%5C"), ("{", "%7B"), ("}", "%7D"), (" ", "%20")):
        address = address.replace(letter, code)
    return address
