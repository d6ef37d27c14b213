"""Marks are found for the articles that are asked for, and for all by `copydesk index`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.settings import Settings
from reader.workspace import Workspace

NUMBER = 30
ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for number in range(NUMBER):
        month = 5 + number % 3  # ten articles a month
        text = "".join(f" Then {goats} goats were sold at the fair." for goats in range(3, number))
        header = f"---\ntitle: Report {number}\ndate: 2031-0{month}-02\n---\n"
        said = f"{header}“We pay,” said Ada Brandt.{text}"
        (place / f"{number:02}.md").write_text(said, encoding="utf-8")
    return place


def found_now(done) -> int:
    """Return for how many articles the command says that it found marks."""
    assert done.returncode == 0, done.stderr
    total, _, rest = done.stdout.partition(" articles, and marks found in ")
    assert int(total) == NUMBER
    return int(rest.removesuffix(" of them now.\n"))


def listed(copydesk, *arguments) -> list[tuple[str, int, int]]:
    rows = json.loads(copydesk("list", "articles", "--json", *arguments).stdout)
    return [(row["path"], row["quotes"], row["figures"]) for row in rows]


def test_a_list_finds_marks_only_in_the_articles_it_shows(copydesk, folder):
    rows = listed(copydesk, "--query", "2031-06")
    assert [path for path, _, _ in rows] == [f"{number:02}.md" for number in range(1, 30, 3)]
    assert {quotes for _, quotes, _ in rows} == {1}
    assert found_now(copydesk("index", folder)) == 20


@pytest.mark.parametrize(
    ("query", "paths", "left"),
    [
        ("2031-06 figures>20", ["25.md", "28.md"], 20),
        ("2031-06 -figures<20", ["25.md", "28.md"], 20),
        ("2031-05 quote:brandt words<12", ["00.md", "03.md"], 28),
        ('"27 goats" quotes=1', ["28.md", "29.md"], 28),
        ("2031-09 figures>20", [], 30),
    ],
)
def test_a_condition_on_marks_has_them_found_where_the_others_hold(
    copydesk, folder, query, paths, left
):
    assert [path for path, _, _ in listed(copydesk, "--query", query)] == paths
    assert found_now(copydesk("index", folder, "-j", "2")) == left


def test_what_is_sorted_by_marks_is_in_order_the_first_time(copydesk, folder):
    figures = [count for _, _, count in listed(copydesk, "--sort", "figures", "--reverse")]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] > 20
    assert found_now(copydesk("index", folder)) == 0


def test_several_processes_find_what_one_does(copydesk, folder, home):
    assert found_now(copydesk("index", folder, "-j", "3")) == NUMBER
    by_three = listed(copydesk)
    for table in home.rglob("*.db*"):
        table.unlink()
    assert found_now(copydesk("index", folder, "-j", "1")) == NUMBER
    assert listed(copydesk) == by_three


def test_a_comparison_finds_marks_where_a_condition_needs_them(copydesk, folder):
    assert copydesk("compare", folder, "--query", "2031-06 quotes=0").returncode == 0
    assert found_now(copydesk("index", folder)) == 20


def test_single_files_are_refused_in_one_sentence(copydesk, folder):
    done = copydesk("index", folder / "00.md")
    assert done.returncode == 2
    assert "Name a folder" in done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_that_is_called_off_goes_on_where_it_was(folder, jobs):
    with Workspace((folder,), settings=Settings(annotator="Ada")) as workspace:
        articles = workspace.articles.list
        for _ in articles.update():
            pass
        left = [len(articles.uncounted())]
        while left[-1] and len(left) < 5:
            steps = articles.count(jobs=jobs)
            next(step for step in steps if step.changed)
            steps.close()
            left.append(len(articles.uncounted()))
        assert left == sorted(set(left), reverse=True)


def test_work_that_is_killed_goes_on_where_it_was(folder):
    program = """
import sys
from pathlib import Path
from reader.settings import Settings
from reader.workspace import Workspace
with Workspace((Path(sys.argv[1]),), settings=Settings(annotator="Ada")) as workspace:
    for _ in workspace.articles.list.update():
        pass
    print(len(workspace.articles.list.uncounted()), flush=True)
    for step in workspace.articles.list.count(jobs=2):
        if step.changed:
            print("some", flush=True)
"""
    left = []
    while len(left) < 5:
        with subprocess.Popen(
            [sys.executable, "-c", program, str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        ) as running:
            left.append(int(running.stdout.readline()))
            running.stdout.readline()
            running.kill()
        if not left[-1]:
            break
    assert left[0] == NUMBER
    assert left == sorted(set(left), reverse=True)
