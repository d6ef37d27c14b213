"""Which articles there are under some paths, and what is said of all that is none."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import UnreadableArticleError
from reader.library.scan import (
    Listing,
    iter_files,
    iter_scan,
    listing,
    name_in,
    nearest_store,
    nothing_in,
    parse_file,
)

WORDS = "The market moves on Monday.\n"


def scan(*paths: Path) -> Listing:
    return listing(iter_scan(paths))


def names(*paths: Path) -> list[str]:
    return [article.path for article in scan(*paths).articles]


def put(file: Path, words: str | bytes = WORDS) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    return file


def test_a_folder_is_searched_through_all_its_folders_in_the_order_of_their_names(tmp_path):
    for name in ("b.txt", "a/z.md", "a/b/c.TEXT", "c/x.markdown", "a.txt"):
        put(tmp_path / name, f"{WORDS} {name}")
    assert names(tmp_path) == ["a.txt", "b.txt", "a/z.md", "a/b/c.TEXT", "c/x.markdown"]


def test_a_folder_of_thousands_is_in_the_order_of_names_too(tmp_path):
    numbers = [f"{number}.txt" for number in range(2500)]
    for name in numbers:
        put(tmp_path / name)
    found = iter_files([tmp_path])
    assert [file.file.name for file in found] == sorted(numbers)


def test_a_row_of_the_list_says_what_the_file_says(tmp_path):
    file = put(
        tmp_path / "a.txt", " date 2024-07-28 By Sundhaven Post Staff\n\nThe market moves. Soon.\n"
    )
    (row,) = scan(tmp_path).articles
    assert (row.path, row.library, row.file) == ("a.txt", tmp_path, file)
    assert (row.title, row.source, row.words) == ("The market moves", "Sundhaven Post", 4)
    assert str(row.published) == "2024-07-28"


def test_files_of_other_kinds_and_hidden_ones_are_passed_over(tmp_path):
    for name in ("a.jpg", "b", ".hidden.txt", ".git/c.txt", "copydesk.json", "txt", "d.txt~"):
        put(tmp_path / name)
    assert scan(tmp_path) == Listing((), ())


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path):
    assert names(put(tmp_path / "notes"), put(tmp_path / ".hidden.txt")) == ["notes", ".hidden.txt"]


def test_several_folders_and_files_are_one_list(tmp_path):
    one, two = put(tmp_path / "one" / "a.txt"), put(tmp_path / "two" / "b.txt")
    assert names(one.parent, two) == ["a.txt", "b.txt"]


def test_an_article_belongs_to_the_nearest_folder_above_it_that_holds_a_store(tmp_path):
    put(tmp_path / "copydesk.json", "{}")
    put(tmp_path / "inner" / "copydesk.json", "{}")
    outer, inner = put(tmp_path / "x" / "a.txt"), put(tmp_path / "inner" / "y" / "b.txt")
    found = scan(outer.parent, inner).articles
    assert [(row.path, row.library) for row in found] == [
        ("x/a.txt", tmp_path),
        ("y/b.txt", tmp_path / "inner"),
    ]
    assert nearest_store(outer.parent) == tmp_path


def test_a_path_that_goes_up_and_down_again_leads_to_the_library_it_ends_in(tmp_path, monkeypatch):
    put(tmp_path / "here" / "copydesk.json", "{}")
    put(tmp_path / "there" / "a.txt")
    monkeypatch.chdir(tmp_path / "here")
    (row,) = scan(Path("../there/a.txt")).articles
    assert (row.path, row.library) == ("a.txt", tmp_path / "there")


def test_a_file_that_two_paths_lead_to_is_listed_once_and_by_its_own_name(tmp_path):
    file = put(tmp_path / "m" / "real.txt")
    (tmp_path / "a.txt").symlink_to(file)
    (tmp_path / "b").symlink_to(file.parent)
    (tmp_path / "z.txt").hardlink_to(file)
    assert names(tmp_path, file.parent, file) == ["z.txt"]
    (tmp_path / "z.txt").unlink()
    assert names(tmp_path, file.parent, file) == ["m/real.txt"]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path):
    put(tmp_path / "elsewhere" / "a.txt")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "link").symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path / "library") == ["link/a.txt"]


def test_a_thousand_folders_inside_each_other_are_searched(tmp_path):
    folder = tmp_path
    for _ in range(1000):
        folder = folder / "d"
        folder.mkdir()
    article = put(folder / "a.txt")
    try:
        assert names(tmp_path) == ["d/" * 1000 + "a.txt"]
    finally:  # deeper than pytest can clear away
        article.unlink()
        while folder != tmp_path:
            folder.rmdir()
            folder = folder.parent


def test_folders_that_link_to_each_other_many_times_are_searched_once(tmp_path):
    for place in range(40):
        (tmp_path / f"{place}").mkdir()
        put(tmp_path / f"{place}" / f"{place}.txt")
    for place in range(39):
        for link in ("left", "right"):
            (tmp_path / f"{place}" / link).symlink_to(tmp_path / f"{place + 1}")
    assert len(names(tmp_path)) == 40


def test_a_name_that_is_not_utf_8_is_written_with_its_bytes(tmp_path):
    file = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(file)).write_text(WORDS)
    Path(os.fsdecode(file) + "-empty.txt").write_text("")
    found = scan(tmp_path)
    assert [row.path for row in found.articles] == [r"caf\xe9.txt"]
    assert r"caf\xe9.txt-empty.txt is empty" in found.problems[0]


# What cannot be read is one sentence, and the others are read all the same.


def problem_beside_a_good_article(folder: Path) -> str:
    """Return the one problem of a folder that also holds one article that can be read."""
    put(folder / "good.txt", "Good words.")
    found = scan(folder)
    assert [row.path for row in found.articles] == ["good.txt"]
    (sentence,) = found.problems
    return sentence.replace(f"{folder}{os.sep}", "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "bad.txt is empty: there is nothing to read in it."),
        (b" \r\n\t", "bad.txt is empty: there is nothing to read in it."),
        (b"\xef\xbb\xbf\n", "bad.txt is empty: there is nothing to read in it."),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 80, "bad.txt is not text: it looks like a binary file."),
        (
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
            "bad.txt is a PDF file, not text. Save the article as .txt or .md.",
        ),
    ],
)
def test_a_file_that_is_no_article_is_one_problem(tmp_path, content, sentence):
    put(tmp_path / "bad.txt", content)
    assert problem_beside_a_good_article(tmp_path) == sentence


def test_what_was_not_understood_in_an_article_is_a_problem_and_the_article_is_listed(tmp_path):
    put(tmp_path / "good.txt", "date 2024-02-30 Good words.")
    found = scan(tmp_path)
    assert len(found.articles) == 1
    assert found.problems == (
        "“2024-02-30” at the beginning of good.txt is no day; it is left in the text.",
    )


def test_a_link_that_leads_nowhere_is_one_problem(tmp_path):
    (tmp_path / "bad.txt").symlink_to("gone.txt")
    (tmp_path / "no-article").symlink_to("gone")
    expected = "bad.txt is a link that leads nowhere, or to itself."
    assert problem_beside_a_good_article(tmp_path) == expected


@pytest.mark.parametrize("name", ["bad.txt", "bad"])
def test_a_link_to_itself_is_one_problem(tmp_path, name):
    (tmp_path / name).symlink_to(name)
    expected = f"{name} is a link that leads nowhere, or to itself."
    assert problem_beside_a_good_article(tmp_path) == expected


def test_a_link_back_to_a_folder_above_is_one_problem(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "loop").symlink_to(tmp_path)
    expected = "inner/loop leads back to a folder above it: not searched again."
    assert problem_beside_a_good_article(tmp_path) == expected


def test_a_folder_named_like_an_article_is_searched(tmp_path):
    put(tmp_path / "folder.txt" / "a.txt")
    assert names(tmp_path) == ["folder.txt/a.txt"]


def test_a_named_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "bad.txt")
    assert problem_beside_a_good_article(tmp_path) == "bad.txt is not an ordinary file."
    assert scan(tmp_path / "bad.txt").problems == (f"{tmp_path}/bad.txt is not an ordinary file.",)


def test_a_socket_is_one_problem(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("bad.txt")
        assert problem_beside_a_good_article(tmp_path).startswith("bad.txt cannot be read: ")


def test_a_file_of_a_gigabyte_is_not_read_into_memory(tmp_path):
    with (tmp_path / "bad.txt").open("wb") as file:
        file.truncate(1_000_000_000)
    expected = (
        "bad.txt is too large to read: 1000 megabytes, where 32 are the most. "
        "Split it into articles."
    )
    assert problem_beside_a_good_article(tmp_path) == expected


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_and_a_folder_that_nobody_may_read_are_problems(tmp_path):
    put(tmp_path / "bad.txt").chmod(0)
    put(tmp_path / "closed" / "a.txt").parent.chmod(0)
    put(tmp_path / "good.txt", "Good words.")
    found = scan(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert [row.path for row in found.articles] == ["good.txt"]
    assert found.problems == (
        f"{tmp_path}/bad.txt cannot be read: Permission denied.",
        f"{tmp_path}/closed cannot be searched: Permission denied.",
    )


def test_a_path_that_does_not_exist_is_one_problem(tmp_path):
    assert scan(tmp_path / "nowhere").problems == (
        f"{tmp_path}/nowhere does not exist. Check the name, or open another folder.",
    )


def test_a_path_longer_than_any_file_name_is_one_problem(tmp_path):
    (sentence,) = scan(tmp_path / ("x" * 5000)).problems
    assert sentence.endswith("cannot be read: File name too long.")


def test_a_file_that_went_away_since_it_was_listed_says_so(tmp_path):
    with pytest.raises(UnreadableArticleError, match=r"a\.txt cannot be read: No such file"):
        parse_file(tmp_path / "a.txt", "a.txt")


def test_a_folder_without_articles_says_what_an_article_is(tmp_path):
    said = nothing_in([Path("here"), Path("there")])
    assert said.startswith("There is no article to read in here or there. Articles are files that")
    assert " .md, " in said
    assert said.endswith(".")


def test_an_article_name_has_slashes_and_no_dots(tmp_path):
    assert name_in(tmp_path, tmp_path / "a" / ".." / "b" / "c.txt") == "b/c.txt"


NAMES = st.sampled_from(["a.txt", "b.md", "c", ".d.txt", "e.TXT", "f\n.md", "g\udce9.txt", "sub"])
CONTENT = st.one_of(st.binary(max_size=60), st.just(WORDS.encode()), st.just(b"---\n: [\n---\n"))
TREES = st.recursive(
    st.one_of(CONTENT, st.sampled_from(["pipe", "link to itself", "link up", "link nowhere"])),
    lambda inner: st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def plant(place: Path, tree: object) -> None:
    """Make a file, a folder or a dead end at `place`."""
    match tree:
        case dict():
            place.mkdir()
            for name, inner in tree.items():
                plant(place / name, inner)
        case bytes():
            place.write_bytes(tree)
        case "pipe":
            os.mkfifo(place)
        case _:
            goals = {"link to itself": place.name, "link up": "..", "link nowhere": "gone.txt"}
            place.symlink_to(goals[tree])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(tree=st.dictionaries(NAMES, TREES, max_size=5))
def test_whatever_a_folder_holds_each_file_is_an_article_or_a_sentence(tmp_path_factory, tree):
    folder = tmp_path_factory.mktemp("tree") / "library"
    plant(folder, tree)
    found = scan(folder)
    assert all(sentence.endswith(".") for sentence in found.problems)
    assert len({row.path for row in found.articles}) == len(found.articles)
    assert all(row.title and row.words for row in found.articles)


def test_the_real_articles_are_listed_with_what_they_say_of_themselves(real_articles):
    first, second = (parse_file(file, file.name) for file in sorted(real_articles.iterdir()))
    assert str(first.published) == str(second.published) == "2024-07-28"
    assert second.byline == "Palestine Chronicle Staff"
    assert second.source == "Palestine Chronicle"
    assert second.agencies == ("PC", "TASS")
    sections = [part.span.of(second.text) for part in second.parts if part.kind == "heading"]
    assert sections == ["Key Role", "Ongoing Genocide"]
    assert [part.kind for part in second.parts] == ["pull quote", "heading", "heading"]
    assert first.text.startswith("Russian Foreign Minister")
    assert second.text.endswith("search for safety.")


def test_claims_are_found_by_a_path_that_goes_up_and_down_again(tmp_path, copydesk):
    put(tmp_path / "there" / "a.txt")
    (tmp_path / "here").mkdir()
    copydesk("tag", "here/../there/a.txt", "--words", "The market moves", "--tag", "market")
    for path in ("here/../there", "here/../there/a.txt", "there/a.txt"):
        assert copydesk("claims", path).stdout.count("The market moves") == 1
