"""What can be done with claims from any screen: ask, then hand the change to the saver."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from textual.app import App
from textual.message import Message

from annotations.claim import Claim, Evidence, Verdict
from annotations.codebook import Codebook, Tag, VerdictScale
from annotations.errors import AnnotationsError
from annotations.span import Span
from annotations.wording import many, named_tags
from reader.article import Article
from reader.detectors.marks import Offer
from reader.display import display
from reader.library.scan import ListedArticle
from reader.state.progress import Place
from reader.ui.keys import with_keys
from reader.ui.saving import Saver
from reader.view.text.cells import gist
from reader.workspace import Workspace
from reader.workspace.open_article import OpenArticle

if TYPE_CHECKING:
    from reader.comparison.groups import Group
    from reader.ui.dialogs.tagging import TagDialog, Tagging
    from reader.workspace.everywhere import WordPlace


class Undone(Message):
    """A change of a claim was undone, or done again."""

    def __init__(self, claim: Claim, listed: ListedArticle, sentence: str) -> None:
        super().__init__()
        self.claim, self.listed, self.sentence = claim, listed, sentence


class Tagger:
    """Tags, changes and removes claims; remembers the tags that were given last.

    Keys may come before the screen shows what those before them did. So whether words have
    a claim already, and which tags it has, is looked up when the change is made.
    """

    def __init__(self, app: App[None], workspace: Workspace, saver: Saver) -> None:
        self._app = app
        self._workspace = workspace
        self._saver = saver
        self.last: tuple[str, ...] = ()
        self._box: TagDialog | None = None
        self._edited_last = ""
        self._makes_box = False

    def ask_and_tag(
        self,
        opened: OpenArticle,
        span: Span,
        then: Callable[[], object],
        *,
        row: int | None = None,
    ) -> None:
        """Ask for tags and give them to a span; `then` is called when they were given."""

        def tag(given: "Tagging") -> None:
            self.tag(opened, span, given.tags, note=given.note)
            then()

        self._ask(span.of(opened.text), (), "", tag, row=row)

    def tag(
        self,
        opened: OpenArticle,
        span: Span,
        tags: tuple[str, ...],
        *,
        note: str = "",
    ) -> None:
        """Give tags to a span."""
        self.last = tags
        self._workspace.tags.note_given(span.of(opened.text), tags)

        def tag() -> str:
            made, known = self._made_at(opened, span), self._known_tags()
            if made is None:
                self._workspace.claims.tag(opened, span, tags, note=note)
                return self._saved(tags, known)
            return self._save(made, replace(_beside(made, tags), note=note or made.note))

        self._saver.make(tag)

    def turn(self, opened: OpenArticle, span: Span, tag: str) -> None:
        """Give a tag to a span, or take it from a claim that was made there meanwhile."""
        self.last = (tag,)
        self._workspace.tags.note_given(span.of(opened.text), self.last)

        def turn() -> str:
            made = self._made_at(opened, span)
            if made is None:
                made = self._workspace.claims.tag(opened, span, (tag,))
                return self._saved(made.tags, ())
            return self._turn(made, tag)

        self._saver.make(turn)

    def _made_at(self, opened: OpenArticle, span: Span) -> Claim | None:
        """Return a claim on just these words that the screen may not show yet."""
        words = span.of(opened.text)
        return next(
            (
                claim
                for claim in self._workspace.claims.of(opened.listed)
                if (claim.anchor.start, claim.anchor.exact) == (span.start, words)
            ),
            None,
        )

    def _save(self, before: Claim, after: Claim) -> str:
        known = self._known_tags()
        if after != before:
            self._workspace.claims.change(after, was=before)
        return self._saved(after.tags, known) if after.tags else f"Saved: {named_tags(after)}."

    def _known_tags(self) -> Collection[str]:
        return {tag.name for tag in self._workspace.tags.codebook(waits=False).tags}

    def _saved(self, tags: Sequence[str], known: Collection[str]) -> str:
        """Return the sentence about tags that were given; of new ones it says how to go back."""
        new = [tag for tag in tags if known and tag not in known]
        if not new:
            return f"Saved as {_named(tags)}."
        names = ", ".join(f"“{display(tag)}”" for tag in new)
        what = "new tag" if len(new) == 1 else "new tags"
        takes = (
            "{u:desk.undo} takes it back." if len(new) == 1 else "{u:desk.undo} takes them back."
        )
        return f"Saved as {_named(tags)}: {what} {names}, {with_keys(self._app, takes)}"

    def ask_and_change(self, claim: Claim, *, row: int | None = None) -> None:
        """Ask for a claim's tags and note anew."""

        def change(given: "Tagging") -> None:
            self.change(claim, replace(claim, tags=given.tags, note=given.note))

        self._ask(claim.anchor.exact, claim.tags, claim.note, change, row=row)

    def edit(
        self,
        claim: Claim,
        *,
        people: Sequence[str] = (),
        first: str = "",
        opened: OpenArticle | None = None,
        place: Span | None = None,
        row: int | None = None,
    ) -> None:
        """Ask for everything that can be said of a claim, from the field `first` on.

        What the mark says is kept beside what the person puts right: the one at `place` in
        the article that is `opened`, or else the one that is found again. `row` is that of
        the words on the screen, which the box leaves free where it can.
        """

        def change(changed: Claim | None) -> None:
            if changed is None:
                return
            if changed == claim:
                return
            claims = self._workspace.claims

            def save() -> str:
                if opened is None or place is None:
                    (right,) = claims.put_right_unopened([changed], [claim])
                else:
                    right = claims.put_right(opened, changed, place)
                return self._save(claim, right)

            self._saver.make(save)

        self._show_claim(claim, people, first, change, row)

    async def correct(
        self,
        opened: OpenArticle,
        span: Span,
        then: Callable[[], object],
        *,
        people: Sequence[str] = (),
        first: str = "",
        row: int | None = None,
    ) -> None:
        """Ask for everything that a claim on a span would say, then make it.

        The fields hold what the mark there says. To put it right needs no tag; `then` is
        called when it was made.
        """
        # To look up the mark goes through the whole text.
        draft = await asyncio.to_thread(self._workspace.claims.draft, opened, span)

        def add(claim: Claim | None) -> None:
            if claim is not None:
                self.last = claim.tags or self.last
                self._saver.make(lambda: self._add(opened, span, claim))
                then()

        self._show_claim(draft, people, first, add, row)

    def _add(self, opened: OpenArticle, span: Span, said: Claim) -> str:
        made, known = self._made_at(opened, span), self._known_tags()
        draft = self._workspace.claims.put_right(opened, said, span)
        if made is None:
            self._workspace.claims.add(opened, draft)
            return self._saved(draft.tags, known) if draft.tags else "Saved: put right."
        said = replace(draft, id=made.id, created=made.created, note=draft.note or made.note)
        return self._save(made, replace(said, tags=_beside(made, draft.tags).tags))

    def _show_claim(
        self,
        claim: Claim,
        people: Sequence[str],
        first: str,
        take: Callable[[Claim | None], None],
        row: int | None = None,
    ) -> None:
        from reader.ui.dialogs.editing import ClaimDialog

        book = self._workspace.tags.codebook(waits=False)
        box = ClaimDialog(claim, book, people=people, first=first or self._edited_last, row=row)

        def remember(changed: Claim | None) -> None:
            self._edited_last = box.at or self._edited_last
            take(changed)

        self._app.push_screen(box, remember)

    # Judging

    def judge(
        self,
        opened: OpenArticle,
        span: Span,
        claim: Claim | None,
        verdict: Verdict | None,
        evidence: str,
    ) -> None:
        """Give words a verdict and evidence, whether they are a claim already or not."""

        def judge() -> str:
            made = claim and self._now(opened.listed, claim)
            made = made or self._made_at(opened, span)
            if made is not None:
                self._workspace.claims.change(_judged(made, verdict, evidence), was=made)
            else:
                draft = self._workspace.claims.draft(opened, span)
                self._workspace.claims.add(opened, _judged(draft, verdict, evidence))
            return _verdict_saved(verdict, evidence)

        self._saver.make(judge)

    def judge_all(self, claims: Sequence[Claim], verdict: Verdict | None, evidence: str) -> None:
        """Give several claims a verdict and evidence; one undo takes it back."""
        changed = [_judged(claim, verdict, evidence) for claim in claims]
        what = (
            f"gave {many(len(changed), 'claim')} the verdict {verdict.value if verdict else 'none'}"
        )
        said = _verdict_saved(verdict, evidence)
        if len(changed) > 1:
            said = f"Saved: {what}."
        self._saver.make(lambda: self._workspace.claims.change_all(changed, what, was=claims), said)

    def _now(self, listed: ListedArticle, claim: Claim) -> Claim:
        """Return a claim as it is kept, whatever was changed since the screen showed it."""
        kept = self._workspace.claims.of(listed)
        return next((found for found in kept if found.id == claim.id), claim)

    async def saved_at(self, opened: OpenArticle, span: Span) -> Claim | None:
        """Return the claim on these words once all is saved that was asked for."""
        await asyncio.to_thread(self._saver.wait)
        return await asyncio.to_thread(self._made_at, opened, span)

    def toggle(self, listed: ListedArticle, claim: Claim, tag: str) -> None:
        """Give a claim one tag more, or take it away, whatever tags it has by then."""

        def toggle() -> str:
            return self._turn(self._now(listed, claim), tag)

        self._saver.make(toggle)

    def _turn(self, claim: Claim, tag: str) -> str:
        """Give a claim a tag, or take it away; with its last one goes what says nothing else."""
        turned = _turned(claim, tag)
        if turned.says_something:
            return self._save(claim, turned)
        self._workspace.claims.remove(claim)
        return "Removed the claim with its last tag. Undo brings it back."

    def tag_more(self, listed: ListedArticle, claim: Claim, tags: tuple[str, ...]) -> None:
        """Give a claim tags beside those it has by then."""

        def tag() -> str:
            now = self._now(listed, claim)
            return self._save(now, _beside(now, tags))

        self._saver.make(tag)

    def names_of_tags(self) -> Sequence[str]:
        """Return the names of the tags, for a command to be completed."""
        return [tag.name for tag in self._workspace.tags.codebook(waits=False).tags]

    def names_of_verdicts(self) -> Sequence[str]:
        """Return the values of all scales."""
        return [value for scale in self.scales for value in scale.values]

    def verdict_named(self, words: str) -> tuple[Verdict, str]:
        """Return the verdict that some words begin with, and the rest of them.

        Raises:
            ValueError: They begin with none.
        """
        book = self._workspace.tags.codebook(waits=False)
        for value in sorted(self.names_of_verdicts(), key=len, reverse=True):
            if words.startswith(value):
                return book.verdict(value), words[len(value) :].strip()
        known = ", ".join(self.names_of_verdicts())
        raise ValueError(f"“{words}” begins with no verdict. Choose one of: {known}.")

    @property
    def scales(self) -> Sequence[VerdictScale]:
        """The scales of verdicts."""
        return self._workspace.tags.codebook(waits=False).scales

    def change(self, before: Claim, after: Claim) -> None:
        """Save a changed claim."""
        if before == after:
            return
        self._saver.make(lambda: self._save(before, after))

    def attach(self, claim: Claim, article: Article, span: Span) -> None:
        """Let a claim stand on other words."""
        self._saver.make(
            lambda: self._workspace.claims.reattach(claim, article, span),
            f"{display(named_tags(claim))} stands on “{gist(span.of(article.text), 40)}” now.",
        )

    def ask_for_tags(
        self, words: str, tags: Sequence[str], take: Callable[[Sequence[str]], object]
    ) -> None:
        """Ask for tags, and give them to `take`."""

        def answer(given: "Tagging") -> None:
            take(given.tags)

        self._ask(words, tuple(tags), "", answer)

    def tag_places(self, places: "Sequence[WordPlace]", tags: Sequence[str]) -> None:
        """Tag all these places; one undo takes it back."""
        self.last = tuple(tags)
        self._saver.make(lambda: self._workspace.everywhere.tag(places, tags))

    def edit_all(self, claims: Sequence[Claim], *, people: Sequence[str] = ()) -> None:
        """Ask for what several claims are to say alike; one undo takes it back."""
        from reader.ui.dialogs.several import SeveralForm

        def change(changed: Sequence[Claim] | None) -> None:
            if changed:
                what = f"changed {many(len(changed), 'claim')}"
                kept = self._workspace.claims

                def save() -> str:
                    kept.change_all(kept.put_right_unopened(changed, claims), what, was=claims)
                    return f"Saved: {what}."

                self._saver.make(save)

        book = self._workspace.tags.codebook(waits=False)
        self._app.push_screen(SeveralForm(claims, book, people=people), change)

    def ask_and_tag_all(self, claims: Sequence[Claim]) -> None:
        """Ask for the tags of several claims, and show which they have, all or some of them.

        What is named is put beside the tags of each; what all had and is let go of goes.
        """
        counts = Counter(tag for claim in claims for tag in claim.tags)
        common = tuple(tag for tag, on in counts.items() if on == len(claims))
        some = [(tag, on) for tag, on in counts.items() if on < len(claims)]

        def tag(given: "Tagging") -> None:
            changed = [
                replace(
                    claim,
                    tags=tuple(
                        dict.fromkeys(
                            (
                                *(tag for tag in claim.tags if tag not in given.taken_away),
                                *given.tags,
                            )
                        )
                    ),
                )
                for claim in claims
            ]
            added = [tag for tag in given.tags if tag not in common]
            self.last = tuple(added) or self.last
            what = f"tagged {many(len(changed), 'claim')} as {_named(added or given.tags)}"
            if given.taken_away:
                what += f" instead of {_named(given.taken_away)}" if added else ""
                if not added:
                    what = f"took {_named(given.taken_away)} from {many(len(changed), 'claim')}"
            self._saver.make(
                lambda: self._workspace.claims.change_all(changed, what, was=claims),
                f"Saved: {what}.",
            )

        self._ask(many(len(claims), "claim"), common, "", tag, some=some)

    def ask_and_tag_group(self, group: "Group") -> None:
        """Ask for tags and give them to all places of a group."""

        def tag(given: "Tagging") -> None:
            self.last = given.tags
            self._saver.make(
                lambda: self._workspace.group_tagging.tag(group, given.tags, note=given.note)
            )

        places = sum(member.span is not None for member in group.members)
        self._ask(f"{places} places of one group", (), "", tag)

    def remove(self, *claims: Claim) -> None:
        """Remove claims."""
        if len(claims) == 1:
            self._saver.make(
                lambda: self._workspace.claims.remove(claims[0]),
                "Removed the claim. Undo brings it back.",
            )
        elif claims:
            self._saver.make(
                lambda: self._workspace.claims.remove_all(claims),
                f"Removed {len(claims)} claims. Undo brings them back.",
            )

    def dismiss(self, opened: OpenArticle, mark: Offer) -> None:
        """Never suggest a mark again."""
        self._saver.make(lambda: self._workspace.suggestions.dismiss(opened, mark))

    def keep_place(self, listed: ListedArticle, place: Place) -> None:
        """Remember how far an article was read."""
        self._saver.keep(lambda: self._workspace.articles.list.keep_place(listed, place))

    def keep_done(self, listed: ListedArticle, *, done: bool) -> None:
        """Remember for all who have the library that this person did an article, or did not."""
        self._saver.keep(lambda: self._workspace.reviewing.keep_done(listed, done=done))

    def decide(self, decision: Callable[[], str]) -> None:
        """Keep what a person decided; it says what was done."""
        self._saver.make(decision)

    def undo(self) -> None:
        """Take the last change back."""
        self._saver.make(lambda: self._told(self._workspace.history.undo()))

    def redo(self) -> None:
        """Do the last undone change again."""
        self._saver.make(lambda: self._told(self._workspace.history.redo()))

    def _told(self, sentence: str) -> str:
        """Return the sentence, and let the screen show the place where it is out of sight."""
        undone = self._workspace.claims.undone()
        if undone is not None:
            claim, listed = undone
            where = gist(claim.article.title or claim.article.path, 30)
            told = f"{sentence.removesuffix('.')}, here in {where}."
            self._app.post_message(Undone(claim, listed, told))
        return sentence

    def tag_for_key(self, key: str) -> str | None:
        """Return the tag that a digit gives: the codebook's, else the one in that place.

        It does not wait for the change that may be on its way to the disk.
        """
        return tag_for_key(self._workspace.tags.codebook(waits=False), key)

    def _ask(
        self,
        words: str,
        tags: tuple[str, ...],
        note: str,
        answer: "Callable[[Tagging], None]",
        *,
        some: Sequence[tuple[str, int]] = (),
        row: int | None = None,
    ) -> None:
        def take(given: "Tagging | None") -> None:
            if given is not None:
                answer(given)

        book = self._workspace.tags.codebook(waits=False)
        known = book.tags
        if not tags:
            likely = self._workspace.tags.likely(words)
            first = (book.tag(name) or Tag(name=name) for name in (*likely, *self.last))
            known = tuple({tag.name: tag for tag in (*first, *known)}.values())
        box = self._ready_box()
        box.ask(words, known, tags=tags, note=note, some=some, row=row)
        self._app.push_screen(box, take)

    async def make_box_ready(self) -> None:
        """Make the box that asks for tags, which then opens at once each time.

        It is called when an article is open, and makes the box while nobody waits for it.
        """
        if not self._makes_box and self._app.is_running:
            self._makes_box = True
            await asyncio.to_thread(import_module, "reader.ui.dialogs.tagging")
            from reader.ui.dialogs.tagging import TagDialog

            with suppress(AnnotationsError):  # which is told where claims are shown
                await asyncio.to_thread(self._workspace.tags.learn)
            self._box = box = TagDialog(in_parts=True)
            self._app.install_screen(box, "tagging")
            await self._app._get_screen(box)[1]
            await box.make_parts()

    def _ready_box(self) -> "TagDialog":
        if self._box is not None and self._box.is_ready:
            return self._box
        from reader.ui.dialogs.tagging import TagDialog

        return TagDialog()


def tag_for_key(codebook: Codebook, key: str) -> str | None:
    """Return the tag with that key; where no tag has a key, the one in that place.

    >>> from annotations.codebook import Tag
    >>> tag_for_key(Codebook(tags=(Tag(name="disputed"), Tag(name="true"))), "2")
    'true'
    """
    keyed = {tag.key: tag.name for tag in codebook.tags if tag.key}
    if keyed:
        return keyed.get(key)
    place = int(key) - 1
    return codebook.tags[place].name if 0 <= place < len(codebook.tags) else None


def _beside(claim: Claim, tags: tuple[str, ...]) -> Claim:
    """Return a claim with these tags beside those it has."""
    return replace(claim, tags=tuple(dict.fromkeys((*claim.tags, *tags))))


def _turned(claim: Claim, tag: str) -> Claim:
    """Return a claim with one tag more, or without it."""
    tags = tuple(name for name in claim.tags if name != tag)
    return replace(claim, tags=(*tags, tag) if tags == claim.tags else tags)


def _judged(claim: Claim, verdict: Verdict | None, evidence: str) -> Claim:
    """Return a claim with a verdict, and with evidence beside what it has."""
    known = {text for found in claim.evidence for text in (found.url, found.title)}
    if evidence and evidence not in known:
        is_address = "://" in evidence
        found = Evidence(
            url=evidence if is_address else "",
            title="" if is_address else evidence,
            looked_up=date.today(),
        )
        claim = replace(claim, evidence=(*claim.evidence, found))
    return replace(claim, verdict=verdict)


def _verdict_saved(verdict: Verdict | None, evidence: str) -> str:
    said = f"verdict {verdict.value}" if verdict else "no verdict"
    return f"Saved: {display(said)}{', with evidence' * bool(evidence)}."


def _named(tags: Sequence[str]) -> str:
    return display(", ".join(tags))
