"""What the marks had said of claims that are put right where their articles are not open.

kept_apart    changed claims, each with the mark's word where a person says otherwise
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from annotations.anchoring import Orphan, locate
from annotations.claim import Claim
from reader.errors import UnreadableArticleError
from reader.library.scan import ListedArticle
from reader.workspace.kept_claim import library_of
from reader.workspace.libraries import PIPED

if TYPE_CHECKING:
    from reader.workspace.articles import Articles
    from reader.workspace.claims import Claims
    from reader.workspace.open_article import OpenArticle


def kept_apart(
    claims: "Claims", articles: "Articles", changed: Iterable[Claim], was: Iterable[Claim]
) -> Sequence[Claim]:
    """Return changed claims with what the mark said kept beside what a person says instead.

    Only articles with claims of whose speaker, statement or figure something else is said
    than in `was` are read. Where one cannot be read, or the words stand there no more, the
    claim keeps the guess that it has.
    """
    before = {claim.id: claim for claim in was}
    opened: dict[str, OpenArticle | None] = {}
    found = []
    for claim in changed:
        if claim.kind != "statement" and _said(claim) != _said(before.get(claim.id)):
            path = claim.article.path
            if path not in opened:
                opened[path] = _opened(articles, claim)
            claim = _put_right(claims, claim, opened[path])
        found.append(claim)
    return found


def _said(claim: Claim | None) -> object:
    return claim and (claim.claimant, claim.statement, claim.figure)


def _opened(articles: "Articles", claim: Claim) -> "OpenArticle | None":
    library, path = library_of(claim), claim.article.path
    if library is None:
        return None
    whole = library / path
    file = whole if whole.exists() else library / path.partition("#")[0]
    reference = claim.article
    listed = ListedArticle(
        path=path,
        library=library,
        file=None if library == PIPED else file,
        title=reference.title,
        source=reference.source,
        published=reference.published,
        words=0,
    )
    try:
        return articles.open(listed)
    except UnreadableArticleError:
        return None


def _put_right(claims: "Claims", claim: Claim, opened: "OpenArticle | None") -> Claim:
    placement = locate(opened.text, claim.anchor) if opened else None
    if opened is None or placement is None or isinstance(placement, Orphan):
        return claim
    return claims.put_right(opened, claim, placement.span)
