"""Looking over a store: what is in it, what is orphaned, what was damaged; and mending it.

Looking never writes. Mending opens the store as usual, which rebuilds what can be rebuilt,
and, where a file is too broken for that, saves every line of it that is still whole.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from annotations import disk
from annotations.anchoring import Orphan, OrphanClaim, locate
from annotations.claim import Claim
from annotations.errors import StoreError, UnreadableStoreError
from annotations.journal.lines import read_journal
from annotations.journal.place import KEPT, Place
from annotations.store.claim_file import CLAIMS
from annotations.store.claim_store import ClaimStore
from annotations.store.salvage import content_of
from annotations.wording import many

TextOf = Callable[[str], str | None]
"""Gives an article's normalised text by its path in the library; None where there is none."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a look at a store found; every text is a sentence.

    `damages` need mending; `unreadable` are records that are no claims, and stay as they are;
    `kept` are files put aside earlier, which can be brought back. `changes` counts what can
    still be undone, `waiting` what is not yet in the file; `elsewhere` is what other machines
    did not write into theirs.
    """

    path: Path
    claims: int = 0
    articles: int = 0
    tags: int = 0
    changes: int = 0
    waiting: int = 0
    orphans: tuple[OrphanClaim, ...] = ()
    damages: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    elsewhere: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing needs mending."""
        return not self.damages

    def sentences(self) -> tuple[str, ...]:
        """Return everything found, a sentence each, the most important last."""
        told = [
            f"{self.path} holds {many(self.claims, 'claim')} on "
            f"{many(self.articles, 'article')} with {many(self.tags, 'tag')}.",
            f"The last {many(self.changes, 'change')} can be undone.",
        ]
        if self.waiting:
            told.append(
                f"{many(self.waiting, 'change')} of the last session are in the journal; "
                "opening the store puts them into the file."
            )
        told += [
            f"Orphaned: “{orphan.claim.anchor.exact}” in {orphan.claim.article.path}. "
            f"{orphan.reason}"
            for orphan in self.orphans
        ]
        told += self.elsewhere
        told += [_told_of(path) for path in self.kept]
        if self.kept:
            told.append(
                "“copydesk doctor --bring-back NAME” merges one of those into the library. "
                f"At most {KEPT} are kept; the oldest go first, of those that were looked at."
            )
        told += self.unreadable
        told += self.repaired
        told += self.damages
        if self.damages:
            told.append("Run “copydesk doctor --repair” to mend this; nothing is thrown away.")
        elif self.repaired:
            told.append(f"{self.path} is mended: nothing in it is damaged any more.")
        else:
            told.append("Nothing is damaged.")
        return tuple(told)


def _told_of(kept: Path) -> str:
    claims = content_of(disk.read_or_empty(kept)).get(CLAIMS, {})
    number = len(claims) if isinstance(claims, dict) else 0
    return f"Kept from an earlier mishap: {kept}, {many(number, 'claim')}."


def _nowhere(_path: str) -> str | None:
    """Stand for texts nobody has, so that no claim is called an orphan."""
    return None


def examine(path: Path, text_of_article: TextOf = _nowhere) -> Findings:
    """Look over the store at `path` without changing anything.

    Raises:
        StoreError: There is no such store, or a newer program wrote it.
    """
    place = Place(Path(os.path.realpath(path)))
    if not path.exists() and not place.top.exists():
        raise StoreError(f"There is no store at {path}.")
    journal = read_journal(disk.read_or_empty(place.journal))
    damages = [
        f"{many(len(damage.data), 'byte')} of the journal are an unfinished save, or were damaged."
        for damage in journal.damages
    ]
    found = Findings(path, changes=sum(1 for _ in journal.backwards()), kept=place.all_kept())
    try:
        with ClaimStore(path, reading=True) as store:
            damages += store.problems()
            claims = store.claims()
            tags = len(store.codebook().tags)
            elsewhere = store.told_elsewhere()
            unreadable = store.problems()
    except UnreadableStoreError as error:
        return replace(found, damages=(*damages, str(error)))
    checkpoints = journal.present()
    return replace(
        found,
        claims=len(claims),
        articles=len({claim.article.path for claim in claims}),
        tags=tags,
        waiting=journal.last() - checkpoints[-1].n if checkpoints else 0,
        orphans=_orphans(claims, text_of_article),
        elsewhere=elsewhere,
        unreadable=unreadable,
        damages=tuple(damages),
    )


def repair(path: Path, text_of_article: TextOf = _nowhere) -> Findings:
    """Mend the store at `path`, and look over it again.

    Raises:
        StoreError: There is no such store, a newer program wrote it, or it cannot be written.
    """
    place = Place(Path(os.path.realpath(path)))
    if not path.exists() and not place.top.exists():
        raise StoreError(f"There is no store at {path}.")
    try:
        store = ClaimStore(path)
    except UnreadableStoreError as error:
        nothing = f"Nothing in {path} can be read as claims; it stays as it is."
        raise UnreadableStoreError(nothing) from error
    with store:
        store.mend()
        repaired = store.problems()
    repaired += store.problems()
    return replace(examine(path, text_of_article), repaired=repaired)


def _orphans(claims: Iterable[Claim], text_of_article: TextOf) -> tuple[OrphanClaim, ...]:
    texts: dict[str, str | None] = {}
    orphans = []
    for claim in claims:
        article = claim.article.path
        if article not in texts:
            texts[article] = text_of_article(article)
        text = texts[article]
        if text is not None and isinstance(placement := locate(text, claim.anchor), Orphan):
            orphans.append(OrphanClaim(claim, placement.reason))
        elif text is None and text_of_article is not _nowhere:
            orphans.append(OrphanClaim(claim, "The article is gone."))
    return tuple(orphans)
