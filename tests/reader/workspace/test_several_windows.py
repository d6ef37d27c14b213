"""Claims of several libraries, windows and people over the same words of the program."""

import shutil
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from annotations.codebook import Tag
from annotations.errors import ChangedMeanwhileError, HistoryError, StoreError
from annotations.span import Span
from reader.library.scan import ListedArticle
from reader.settings import Settings
from reader.workspace import Workspace
from reader.workspace.open_article import OpenArticle

TEXT = "The port loads 35 ships.\n\nTom Reyes, 35, owns the shop.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.txt").write_text(TEXT, "utf-8")
    return library


def window(*folders: Path, annotator: str = "ada") -> Workspace:
    return Workspace(folders, settings=Settings(annotator=annotator))


def listed_in(opened: Workspace, library: Path) -> ListedArticle:
    return next(row for row in opened.articles.scan().articles if row.library == library)


def tag(opened: Workspace, library: Path, start: int, *names: str) -> None:
    listed = listed_in(opened, library)
    opened.claims.tag(opened.articles.open(listed), Span(start, start + 3), names)


def tags(opened: Workspace, library: Path) -> list[tuple[str, ...]]:
    return [claim.tags for claim in opened.claims.of(listed_in(opened, library))]


@pytest.fixture
def copied(folder: Path) -> Path:
    """A copy of a library in which “The” is tagged “toll”."""
    with window(folder) as opened:
        tag(opened, folder, 0, "toll")
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    return copy


def test_a_claim_of_a_copied_library_is_changed_there_alone(folder, copied):
    with window(folder.parent) as opened:
        listed = listed_in(opened, copied)
        (kept,) = opened.claims.placed(opened.articles.open(listed))
        opened.claims.change(replace(kept.claim, tags=("dead",)), was=kept.claim)
        assert (tags(opened, folder), tags(opened, copied)) == ([("toll",)], [("dead",)])
        opened.claims.reattach(kept.claim, opened.articles.read(listed), Span(4, 8))
        assert opened.claims.of(listed_in(opened, folder))[0].anchor.exact == "The"
        opened.claims.remove(kept.claim)
        assert (tags(opened, folder), tags(opened, copied)) == ([("toll",)], [])


def test_all_claims_are_those_of_a_library_and_of_its_copy(folder, copied):
    with window(folder.parent) as opened:
        claims = {claim.library: claim for claim in opened.claims.find()}
        assert set(claims) == {folder, copied}
        opened.claims.remove_all([claims[copied]])
        assert [claim.library for claim in opened.claims.find()] == [folder]
        list(opened.articles.list.update())
        assert [row.library for row in opened.claims.articles_of(claims[folder])] == [folder]


def test_an_export_has_each_claim_once_also_where_a_library_was_copied(folder, copied):
    written = BytesIO()
    with window(folder.parent) as opened:
        opened.exchange.export("jsonl", opened.claims.find(), written)
    assert len(written.getvalue().splitlines()) == 1


def test_what_another_window_wrote_stays_when_many_claims_are_tagged(folder):
    with window(folder) as one, window(folder) as other:
        tag(one, folder, 0, "toll")
        tag(one, folder, 4, "toll")
        other.refresh()
        first, second = other.claims.find()
        one.claims.change(replace(first, note="Bea's words"))
        tagged = [replace(claim, tags=("toll", "dead")) for claim in (first, second)]
        other.claims.change_all(tagged, "tagged", was=(first, second))
        said = {(claim.tags, claim.note) for claim in other.claims.find()}
        assert said == {(("toll", "dead"), "Bea's words"), (("toll", "dead"), "")}


def test_many_claims_stay_when_another_window_changed_the_same_of_one(folder):
    with window(folder) as one, window(folder) as other:
        tag(one, folder, 0, "toll")
        tag(one, folder, 4, "toll")
        other.refresh()
        before = other.claims.find()
        one.claims.change(replace(before[1], tags=("hurt",)))
        with pytest.raises(ChangedMeanwhileError, match="changed the tags of the claim “por”"):
            other.claims.change_all(
                [replace(claim, tags=("toll", "dead")) for claim in before], "tagged", was=before
            )
        assert tags(other, folder) == [("toll",), ("hurt",)]


def test_what_another_window_said_of_a_tag_stays_when_something_else_is_said(folder):
    with window(folder) as one, window(folder) as other:
        one.tags.add(Tag(name="toll"))
        other.refresh()
        read = other.tags.codebook().tag("toll")
        one.tags.change("toll", replace(read, description="Dead and hurt"), was=read)
        other.tags.change("toll", replace(read, colour="red"), was=read)
        now = Tag(name="toll", description="Dead and hurt", colour="red")
        assert other.tags.codebook().tag("toll") == now
        with pytest.raises(ChangedMeanwhileError, match="changed the colour of the tag “toll”"):
            one.tags.change("toll", replace(read, colour="blue"), was=read)
        assert one.tags.codebook().tag("toll") == now


def test_after_a_restart_the_last_change_of_all_libraries_is_undone_first(folder):
    south = folder.parent / "south"
    shutil.copytree(folder, south)
    with window(folder) as opened:
        tag(opened, folder, 0, "old")
    with window(south) as opened:
        tag(opened, south, 0, "new")
    with window(folder, south) as opened:
        assert opened.history.undo() == "Undone: tagged “The” as new."
        assert opened.history.undo() == "Undone: tagged “The” as old."
        with pytest.raises(HistoryError, match=r"^There is nothing to undo\.$"):
            opened.history.undo()
    with window(folder, south) as opened:
        assert opened.history.redo() == "Done again: tagged “The” as old."
        assert opened.history.redo() == "Done again: tagged “The” as new."


def test_each_window_of_a_person_takes_back_what_was_done_in_it(folder):
    with window(folder) as one, window(folder) as other:
        tag(one, folder, 0, "first")
        tag(other, folder, 4, "second")
        assert one.history.undo() == "Undone: tagged “The” as first."
        assert other.history.undo() == "Undone: tagged “por” as second."
        assert one.history.redo() == "Done again: tagged “The” as first."
        assert tags(other, folder) == []
        other.refresh()
        assert tags(other, folder) == [("first",)]


def test_two_people_of_one_user_name_do_not_undo_each_other(folder, monkeypatch, tmp_path):
    for home, start in (("one", 0), ("other", 4)):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / home))
        with window(folder) as opened:
            tag(opened, folder, start, home)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "one"))
    with window(folder) as opened:
        assert opened.history.undo() == "Undone: tagged “The” as one."
        with pytest.raises(HistoryError, match="nothing to undo"):
            opened.history.undo()
        assert tags(opened, folder) == [("other",)]


@pytest.mark.parametrize("starts", [1, 2])
def test_what_someone_wrote_over_is_passed_and_what_came_before_it_undone(folder, starts):
    with window(folder) as ada:
        tag(ada, folder, 0, "first")
        tag(ada, folder, 4, "second")
        with window(folder, annotator="bea") as bea:
            second = bea.claims.find()[1]
            bea.claims.change(replace(second, tags=("Bea's",)), was=second)
        if starts == 1:
            undone_past(ada, folder)
    if starts == 2:
        with window(folder) as again:
            undone_past(again, folder)


def undone_past(opened: Workspace, library: Path) -> None:
    with pytest.raises(HistoryError, match="Someone changed the same since"):
        opened.history.undo()
    assert opened.history.undo() == "Undone: tagged “The” as first."
    assert tags(opened, library) == [("Bea's",)]


def test_a_dismissal_is_undone_in_its_turn_also_after_a_restart(folder):
    with window(folder) as opened:
        listed = listed_in(opened, folder)
        article = opened.articles.read(listed)
        tag(opened, folder, 0, "before")
        opened.suggestions.dismiss(
            OpenArticle(listed, article), next(iter(opened.articles.marks(article)))
        )
        tag(opened, folder, 4, "after")
    with window(folder) as opened:
        assert opened.history.undo() == "Undone: tagged “por” as after."
        assert opened.history.undo() == "Undone: dismissed a suggestion."
        assert (
            opened.suggestions.of(
                OpenArticle(listed, article), opened.articles.marks(article)
            ).dismissed
            == frozenset()
        )
        assert opened.history.undo() == "Undone: tagged “The” as before."
        assert opened.history.redo() == "Done again: tagged “The” as before."
        assert opened.history.redo() == "Done again: dismissed a suggestion."


def test_a_change_that_changed_nothing_is_not_undone(folder):
    with window(folder) as opened:
        opened.tags.add(Tag(name="toll"))
        tag(opened, folder, 0, "toll")
        opened.tags.save_codebook(opened.tags.codebook())
        opened.tags.move("toll", 1)
        opened.tags.change("toll", Tag(name="toll"))
        assert opened.history.undo() == "Undone: tagged “The” as toll."


@pytest.fixture
def can_be_written(monkeypatch):
    """Switch between folders that can be written and folders that cannot, also for root."""
    return lambda answer: monkeypatch.setattr(
        "reader.workspace.libraries._can_write", lambda _: answer
    )


def test_claims_made_while_a_folder_could_not_be_written_come_into_it(folder, can_be_written):
    with window(folder) as opened:
        tag(opened, folder, 0, "before")
    can_be_written(False)
    with window(folder) as opened:
        tag(opened, folder, 4, "meanwhile")
        opened.claims.change(replace(opened.claims.find()[0], note="seen"))
        opened.tags.add(Tag(name="meanwhile-too", description="never used"))
    can_be_written(True)
    with window(folder) as opened:
        assert tags(opened, folder) == [("before",), ("meanwhile",)]
        assert opened.claims.find()[0].note == "seen"
        assert opened.tags.codebook().tag("meanwhile-too").description == "never used"
        (notice,) = opened.notices()
        assert notice == f"2 claims are in {folder} now, from when it could not be written."
        opened.claims.remove(opened.claims.find()[1])
    with window(folder) as opened:
        assert tags(opened, folder) == [("before",)]
        assert opened.notices() == ()


def test_what_a_colleague_changed_or_removed_meanwhile_stays(folder, can_be_written):
    with window(folder, annotator="bea") as bea:
        for start in (0, 4, 9):
            tag(bea, folder, start, "before")
        can_be_written(False)
        with window(folder) as ada:
            first, second, _ = ada.claims.find()
            ada.claims.change(replace(first, note="Ada's"))
            ada.claims.change(replace(second, note="Ada's"))
        first, second, third = bea.claims.find()
        bea.claims.change(replace(first, note="Bea's"))
        bea.claims.change(replace(second, claimant="Lund"))
        bea.claims.remove(third)
    can_be_written(True)
    with window(folder) as ada:
        said = [(claim.note, claim.claimant) for claim in ada.claims.find()]
        assert said == [("Bea's", ""), ("Ada's", "Lund")]
        brought, refused = ada.notices()
        assert brought.startswith("1 claim is in ")
        assert refused.startswith("the claim “The” was changed in ")


def test_a_copy_for_oneself_has_what_a_colleague_saved_a_moment_ago(folder, can_be_written):
    with window(folder, annotator="bea") as bea:
        tag(bea, folder, 0, "in the file")
        bea.close()
        tag(bea, folder, 4, "in the journal")
        can_be_written(False)
        with window(folder) as ada:
            assert tags(ada, folder) == [("in the file",), ("in the journal",)]


def test_a_copy_for_oneself_follows_what_colleagues_save(folder, can_be_written):
    with window(folder, annotator="bea") as bea:
        for start in (0, 4, 9):
            tag(bea, folder, start, "before")
        can_be_written(False)
        with window(folder) as ada:
            first, second, third = ada.claims.find()
            ada.claims.remove(first)
            ada.claims.change(replace(second, note="Ada's"))
        (bea_third,) = (claim for claim in bea.claims.find() if claim.id == third.id)
        later = third.modified + timedelta(seconds=5)
        bea.libraries.stores.of(folder).save(replace(bea_third, tags=("by Bea",), modified=later))
        tag(bea, folder, 14, "new")
        with window(folder) as ada:
            said = [(claim.tags, claim.note) for claim in ada.claims.find()]
            assert said == [(("before",), "Ada's"), (("by Bea",), ""), (("new",), "")]
            assert ada.history.undo().startswith("Undone: changed the note")
        tag(bea, folder, 18, "newer")
    can_be_written(True)
    with window(folder) as ada:
        names = [name for names in tags(ada, folder) for name in names]
        assert names == ["before", "before", "by Bea", "new", "newer"]
        assert ada.notices() == ()


def test_a_store_that_cannot_be_opened_hinders_no_tag_in_the_other_libraries(folder):
    below = folder / "below"
    below.mkdir()
    (below / "b.txt").write_text(TEXT, "utf-8")
    (below / "copydesk.json").write_text("no store", "utf-8")
    with window(folder) as opened:
        tag(opened, folder, 0, "toll")
        assert [known.name for known in opened.tags.codebook().tags] == ["toll"]
        assert opened.tags.counts() == {"toll": 1}
        (notice,) = opened.notices()
        assert notice.startswith(f"{below / 'copydesk.json'} cannot be read: ")
        assert opened.claims.follow() == ()
        assert opened.history.undo() == "Undone: tagged “The” as toll."
        assert opened.notices() == ()
        with pytest.raises(StoreError, match="cannot be read"):
            opened.claims.find()
    with window(below) as opened, pytest.raises(StoreError, match="cannot be read"):
        opened.tags.codebook()


def test_a_claim_names_its_article_as_the_library_does_that_it_is_kept_in(folder):
    below = folder / "below"
    below.mkdir()
    (below / "b.txt").write_text(TEXT, "utf-8")
    with window(folder) as opened:
        listed = next(row for row in opened.articles.scan().articles if row.path == "below/b.txt")
        assert opened.articles.read(listed).path == "below/b.txt"
        (below / "copydesk.json").write_text("{}", "utf-8")
        opened.claims.tag(
            opened.articles.open(again := listed_in(opened, below)), Span(0, 3), ["toll"]
        )
        assert [claim.article.path for claim in opened.claims.of(again)] == ["b.txt"]
