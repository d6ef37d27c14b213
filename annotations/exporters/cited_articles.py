"""The articles that claims stand in, as formats for references know them: each once."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.claim import ArticleReference, Claim
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.file_names import file_names
from annotations.exporters.titles import known_title
from annotations.formats.addresses import is_web_address


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """One article with what references ask for; an empty string means it is not known.

    `key` names it in a file of references, `words` are those of its claims, `tags` their tags.
    """

    key: str
    title: str
    source: str
    published: str
    address: str
    path: str
    tags: tuple[str, ...]
    words: tuple[str, ...]


def cited_articles(tagged: TaggedClaims) -> list[CitedArticle]:
    """Return the articles in the order of their first claim."""
    groups: dict[str, list[Claim]] = {}
    for claim in tagged.claims:
        groups.setdefault(claim.article.path, []).append(claim)
    keys = file_names(groups)
    return [
        _cited(keys[path], claims[-1].article, claims, tagged) for path, claims in groups.items()
    ]


def _cited(
    key: str, article: ArticleReference, claims: Iterable[Claim], tagged: TaggedClaims
) -> CitedArticle:
    return CitedArticle(
        key,
        _one_line(known_title(article, tagged.text_of(article))),
        _one_line(article.source),
        article.published.isoformat() if article.published else "",
        _one_line(article.url) if is_web_address(article.url) else "",
        article.path,
        tuple(dict.fromkeys(_one_line(tag) for claim in claims for tag in claim.tags)),
        tuple(dict.fromkeys(_one_line(claim.anchor.exact) for claim in claims)),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
