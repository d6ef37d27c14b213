"""One key for a group: all its places become claims, each with the others as its evidence."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.claim import Claim, Evidence
from annotations.errors import InvalidClaimError
from reader.errors import UnreadableArticleError
from reader.workspace.articles import Articles
from reader.workspace.claims import Claims
from reader.workspace.comparing import Comparing
from reader.workspace.history import History
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before anything is compared
    from annotations.store.claim_store import ClaimStore
    from reader.comparison.groups import Group
    from reader.workspace.open_article import OpenArticle

_EVIDENCE = 12
"""Other places that are named as a claim's evidence at most."""


class GroupTagging:
    """Makes claims of what several articles say."""

    def __init__(
        self,
        libraries: Libraries,
        articles: Articles,
        claims: Claims,
        comparing: Comparing,
        history: History,
    ) -> None:
        self._libraries = libraries
        self._articles = articles
        self._claims = claims
        self._comparing = comparing
        self._history = history

    def tag(self, group: "Group", tags: Sequence[str], *, note: str = "") -> str:
        """Tag all places of a group as one claim in several articles; one undo takes it back.

        They have one statement and one claimant, by which exports know them for one claim.
        A place that has a claim already gets the tags and the evidence beside its own.

        Raises:
            InvalidClaimError: There is no tag, or no place of the group stands any more.
            StoreError: They could not be saved; nothing is.
        """
        from reader.workspace.tagging import clean_tags

        wanted = clean_tags(tags)
        drafts = self._drafts(group, note)
        if not drafts:
            raise InvalidClaimError(
                "Nothing was tagged: these words do not stand in the articles any more. "
                "Compare them again."
            )
        sources = [_evidence(claim) for _, claim in drafts]
        # A draft says its own sentence; what a person wrote in a claim before goes for all.
        said = [claim.statement for _, claim in drafts if claim.tags and claim.statement]
        said += [claim.statement for _, claim in drafts if claim.statement]
        statement = said[0] if said else drafts[0][1].anchor.exact
        claimant = next((c.claimant for _, c in drafts if c.claimant), "")
        by_store: dict[ClaimStore, list[Claim]] = {}
        with self._libraries.lock:
            for place, (opened, claim) in enumerate(drafts):
                others = [
                    each
                    for number, each in enumerate(sources)
                    if number != place
                    and drafts[number][1].article.path != claim.article.path
                    and each not in claim.evidence
                ]
                made = replace(
                    claim,
                    tags=tuple(dict.fromkeys((*claim.tags, *wanted))),
                    statement=(claim.tags and claim.statement) or statement,
                    claimant=claim.claimant or claimant,
                    evidence=(*claim.evidence, *others[:_EVIDENCE]),
                )
                store = self._libraries.stores.of(opened.listed.library)
                by_store.setdefault(store, []).append(made)
            what = f"tagged {len(drafts)} places of a group"
            self._history.change_each(
                by_store, lambda store: store.save_all(by_store[store], what=what)
            )
        return f"Saved: {len(drafts)} places are tagged, each with the others as its evidence."

    def _drafts(self, group: "Group", note: str) -> "list[tuple[OpenArticle, Claim]]":
        """Return a claim for each place that still stands: the one it has, or a new one."""
        from annotations.anchoring import Placed

        drafts: list[tuple[OpenArticle, Claim]] = []
        for member in group.members:
            listed = self._comparing.listed(member.article)
            if listed is None or member.span is None:
                continue
            try:
                opened = self._articles.open(listed)
            except UnreadableArticleError:  # it is gone: the others are tagged
                continue
            if member.span.of(opened.text) != member.words:
                continue
            known = next(
                (
                    kept.claim
                    for kept in self._claims.placed(opened)
                    if isinstance(kept.placement, Placed) and kept.placement.span == member.span
                ),
                None,
            )
            drafts.append((opened, known or self._claims.draft(opened, member.span, note=note)))
        return drafts


def _evidence(claim: Claim) -> Evidence:
    article = claim.article
    title = article.title or article.path
    named = f"{article.source}: {title}" if article.source else title
    return Evidence(url=article.url, title=named, quotation=claim.anchor.exact)
