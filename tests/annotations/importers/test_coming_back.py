"""What a colleague changed in another program comes back from it, and nothing else does."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from annotations.anchoring import describe
from annotations.claim import ArticleReference, Claim, Verdict
from annotations.codebook import Codebook
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.registry import exporter_named
from annotations.formats.given_out import GivenOut
from annotations.importers.contract import ImportTarget
from annotations.importers.registry import IMPORTERS, importer_named
from annotations.importers.returning import Returned, returned
from annotations.span import Span
from annotations.together.fields import OF_CLAIMS, merged_fields

from .programs import PROGRAMS, Mark, Program

MERGE = partial(merged_fields, OF_CLAIMS)

TEXT = (
    "Council votes to close the bridge\n\n"
    "The council voted on Monday to close the old bridge, which carries 12,000 cars a day.\n\n"
    "“We had no choice,” said Mayor Ines Corvale. “The steel is rotten.”\n"
)
LIBRARIES = {"xlsx": "openpyxl", "spacy": "spacy"}
EARLIER = datetime(2026, 11, 23, 8, 0, 5, tzinfo=UTC)
LATER = datetime(2026, 12, 2, tzinfo=UTC)

every_program = pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)


def claim_on(words: str, *tags: str, **said: object) -> Claim:
    start = TEXT.index(words)
    return Claim(
        **{
            "id": f"claim-{start:03}",
            "article": ArticleReference(path="bridge.txt", url="https://news.example/bridge"),
            "anchor": describe(TEXT, Span(start, start + len(words))),
            "kind": "statement",
            "tags": tags,
            "annotator": "ann",
            "annotator_id": "0123456789ab",
            "created": EARLIER,
            "modified": EARLIER,
        }
        | said
    )


CARS = claim_on(
    "12,000 cars a day", "traffic", note="Ask them.", verdict=Verdict(value="true", scale="truth")
)
STEEL = claim_on("The steel is rotten.", "state")
MAYOR = claim_on("Mayor Ines Corvale", "people")
CLAIMS = (CARS, MAYOR, STEEL)


class Abroad:
    """Claims that were given out to a program, and are here as they are now."""

    def __init__(self, program: Program, folder: Path, claims: Sequence[Claim] = CLAIMS) -> None:
        self.program = program
        importer = importer_named(program.format_name)
        if importer.extra:
            pytest.importorskip(LIBRARIES[importer.extra])
        self.given_out = GivenOut(folder / "exports")
        self.here = {claim.id: claim for claim in claims}
        self.into = ImportTarget(
            lambda article: TEXT if article.path == "bridge.txt" else None,
            self._named,
            self._known,
            annotator="me",
            made=LATER,
            scales=Codebook().scales,
        )
        file = io.BytesIO()
        exporter = exporter_named(program.format_name)
        with self.given_out.remembering(program.format_name, claims) as noted:
            tagged = TaggedClaims(noted, self.into.text_of, Codebook(), LATER)
            exporter.write(tagged, file)
        _, self.marks, self._kept = program.read(file.getvalue())

    def _named(self, name: str, text: str) -> ArticleReference:
        known = {"https://news.example/bridge", "bridge.txt", "bridge"}
        is_it = "".join(text.split()) == "".join(TEXT.split()) or name in known
        return CARS.article if is_it else ArticleReference(path=name)

    def _known(self, path: str) -> list[Claim]:
        known = self.given_out.ids(self.program.format_name)
        return [claim for claim in self.here.values() if claim.id in known]

    def mark_of(self, claim: Claim) -> Mark:
        return next(mark for mark in self.marks if mark.start == claim.anchor.start)

    def come_back(self) -> Returned:
        written = self.program.write(TEXT, self.marks, self._kept)
        imported = importer_named(self.program.format_name).read(io.BytesIO(written), self.into)
        self.problems = imported.problems
        base = self.given_out.began_as(self.program.format_name, imported.found)
        self.found = imported.found
        return returned(
            imported,
            self.here.values(),
            base.claims if base else {},
            merge=MERGE,
            made=LATER,
        )

    def take(self, found: Returned) -> None:
        """Keep what came back, as an import with --update and --remove does."""
        for claim in (*found.added, *found.changed):
            self.here[claim.id] = claim
        for claim in found.removed:
            del self.here[claim.id]
        with self.given_out.remembering(self.program.format_name, self.found.values()) as noted:
            list(noted)


@pytest.fixture
def abroad(program: Program, tmp_path: Path) -> Abroad:
    return Abroad(program, tmp_path)


def test_each_importer_is_held_against_a_program():
    # Another store is merged by a command of its own.
    held = {one.format_name for one in PROGRAMS.values()}
    assert {one.name for one in IMPORTERS} == held | {"store"}


@every_program
def test_what_nobody_changed_changes_nothing(abroad):
    found = abroad.come_back()
    assert (found.added, found.changed, found.removed, found.disputed) == ((), (), (), ())
    assert {claim.id for claim in found.same} == set(abroad.here)


@every_program
def test_of_two_claims_on_the_same_words_each_keeps_what_was_said_of_it(program, tmp_path):
    other = claim_on("12,000 cars a day", "traffic", id="another", note="Fine.", annotator="bo")
    abroad = Abroad(program, tmp_path, (*CLAIMS, other))
    found = abroad.come_back()
    assert (found.added, found.changed, found.removed) == ((), (), ())


@every_program
@pytest.mark.parametrize("tag", ["<b>toll</b>", "حالة", "מצב", "a|b", "one, two", "50% & more"])
def test_a_tag_in_any_letters_is_the_same_when_it_comes_back(program, tag, tmp_path):
    abroad = Abroad(program, tmp_path, (CARS, replace(STEEL, tags=(tag,))))
    found = abroad.come_back()
    assert (found.added, found.changed, found.removed, found.disputed) == ((), (), (), ())


@every_program
def test_words_marked_there_are_a_new_claim_of_who_marked_them(abroad, program):
    start = TEXT.index("old bridge")
    abroad.marks.append(Mark(start, start + len("old bridge"), ["place"]))
    found = abroad.come_back()
    (added,) = found.added
    assert (added.anchor.exact, added.tags) == ("old bridge", ("place",))
    assert (found.changed, found.removed) == ((), ())
    people = {
        "labelstudio": "lo@example.org",
        "prodigy": "claims-lo",
        "refi": "lo",
        "hypothesis": "Lo",
        "webannotation": "https://people.example/lo",
        "jsonl": "ann",
    }
    assert added.annotator == people.get(program.format_name, "me")


@every_program
def test_another_tag_on_the_same_words_takes_the_old_one_s_place(abroad):
    abroad.mark_of(MAYOR).tags[:] = ["office"]
    found = abroad.come_back()
    assert found.changed == (replace(MAYOR, tags=("office",), modified=LATER),)
    assert (found.added, found.removed) == ((), ())


@every_program
def test_words_that_were_moved_move_the_claim(abroad):
    mark = abroad.mark_of(MAYOR)
    mark.start += len("Mayor ")
    found = abroad.come_back()
    (moved,) = found.changed
    assert moved.anchor == describe(TEXT, Span(mark.start, mark.end))
    assert replace(moved, anchor=MAYOR.anchor, modified=EARLIER) == MAYOR
    assert (found.added, found.removed) == ((), ())


@every_program
def test_a_verdict_given_there_is_taken(abroad, program):
    if "verdict" not in program.holds:
        pytest.skip("the program has no verdicts")
    abroad.mark_of(CARS).verdict = "false"
    found = abroad.come_back()
    verdict = Verdict(value="false", scale="truth")
    assert found.changed == (replace(CARS, verdict=verdict, modified=LATER),)


@every_program
def test_a_note_written_there_is_taken(abroad, program):
    if "note" not in program.holds:
        pytest.skip("the program has no notes")
    abroad.mark_of(CARS).note = "They answered."
    assert abroad.come_back().changed == (replace(CARS, note="They answered.", modified=LATER),)


@every_program
def test_what_was_deleted_there_is_to_be_removed(abroad):
    abroad.marks.remove(abroad.mark_of(STEEL))
    found = abroad.come_back()
    assert found.removed == (STEEL,)
    assert (found.added, found.changed) == ((), ())


@every_program
def test_what_was_deleted_there_and_changed_here_stays(abroad):
    abroad.marks.remove(abroad.mark_of(STEEL))
    abroad.here[STEEL.id] = replace(STEEL, note="It holds.", modified=LATER)
    found = abroad.come_back()
    assert (found.removed, found.edited_here) == ((), (abroad.here[STEEL.id],))


@every_program
def test_what_was_changed_here_meanwhile_stays(abroad, program):
    newer = replace(CARS, note="Newer.", tags=("traffic", "checked"), claimant="city")
    abroad.here[CARS.id] = newer
    abroad.mark_of(MAYOR).tags[:] = ["office"]
    found = abroad.come_back()
    assert [claim.id for claim in found.changed] == [MAYOR.id]
    assert found.disputed == ()


@every_program
def test_what_both_changed_stays_as_it_is_here_and_is_told(abroad, program):
    if "note" not in program.holds:
        pytest.skip("the program has no notes")
    abroad.here[CARS.id] = replace(CARS, note="Ours.")
    abroad.mark_of(CARS).note = "Theirs."
    found = abroad.come_back()
    assert found.changed == ()
    assert [(one.claim.id, one.fields) for one in found.disputed] == [(CARS.id, ("note",))]


@every_program
def test_taking_the_same_file_twice_does_nothing_more(abroad):
    start = TEXT.index("old bridge")
    abroad.marks.append(Mark(start, start + len("old bridge"), ["place"]))
    abroad.mark_of(MAYOR).tags[:] = ["office"]
    abroad.marks.remove(abroad.mark_of(STEEL))
    abroad.take(abroad.come_back())
    again = abroad.come_back()
    assert (again.added, again.changed, again.removed) == ((), (), ())


@every_program
def test_what_was_removed_here_stays_so(abroad):
    del abroad.here[STEEL.id]
    found = abroad.come_back()
    assert found.added == ()
