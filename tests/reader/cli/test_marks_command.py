"""`copydesk marks`: rows and objects, choosing among marks, and texts of other programs."""

import json
from pathlib import Path

import pytest

REPORT = """ date 2031-05-02 The dam at Orlen held, mayor Ada Brandt said on Friday.

“We lost 1,200 sheep but no people,” Brandt said. At least 40 houses were flooded. The repair
will cost 3 to 4 million euros. Ring 999 in need; the 767-3 jets of the port are safe.

“The wall is too low,” said Otto Lind, an engineer.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "field" / "report.txt"
    file.parent.mkdir()
    file.write_text(REPORT, encoding="utf-8")
    return file


def found(done) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_marks_are_rows_under_a_header_and_objects_as_json(copydesk, report):
    header, *rows = [line.split("\t") for line in copydesk("marks", ".").stdout.splitlines()]
    marks = found(copydesk("marks", "--json", "."))
    assert header[:4] == ["path", "kind", "form", "words"]
    assert len(rows) == len(marks) > 4
    assert {row[1] for row in rows} == {"quote", "figure"}
    assert {row[0] for row in rows} == {"field/report.txt"}
    assert "“We lost 1,200 sheep but no people,”" in [mark["text"] for mark in marks]


def test_a_row_says_more_than_and_at_least_in_the_words_of_the_text(copydesk, report):
    report.write_text(
        "At least 40 houses and more than 30 boats were lost, about 9 cars burned, and costs "
        "rose 5% on Monday.",
        encoding="utf-8",
    )
    rows = [line.split("\t") for line in copydesk("marks", report).stdout.splitlines()[1:]]
    assert [row[4] for row in rows][:4] == [
        "at least 40", "more than 30", "about 9", "up by 5 percent"
    ]  # fmt: skip


def test_a_mark_has_the_path_that_the_list_has_for_its_article(copydesk, report, tmp_path):
    for place in (".", "field", "field/report.txt"):
        (listed,) = found(copydesk("list", "--json", place))
        for mark in found(copydesk("marks", "--json", place)):
            assert (mark["library"], mark["path"]) == (listed["library"], listed["path"])


def test_explained_marks_name_the_rule_that_found_them(copydesk, report):
    rules = {mark["rule"] for mark in found(copydesk("marks", "--json", report))}
    header, *rows = [
        line.split("\t") for line in copydesk("marks", "--explain", report).stdout.splitlines()
    ]
    assert header[-1] == "rule"
    assert rows
    assert all(row[-1] in rules for row in rows)


def test_one_kind_can_be_asked_for_and_a_date_is_a_kind_of_its_own(copydesk, report):
    quotes = found(copydesk("marks", "--json", "--kind", "quote", report))
    figures = found(copydesk("marks", "--json", "--kind", "figure", report))
    dates = found(copydesk("marks", "--json", "--kind", "date", report))
    assert {mark["kind"] for mark in quotes} == {"quote"}
    assert {mark["kind"] for mark in figures + dates} == {"figure"}
    assert [mark["text"] for mark in dates] == ["Friday"]
    assert "Friday" not in [mark["text"] for mark in figures]
    both = found(copydesk("marks", "--json", "--kind", "date", "--kind", "figure", report))
    assert len(both) == len(dates) + len(figures)


def test_figures_of_some_size_are_asked_for_by_value_and_ranges_by_their_upper_end(
    copydesk, report
):
    def least(number: str) -> list[str]:
        return [
            mark["text"] for mark in found(copydesk("marks", "--json", "--min", number, report))
        ]

    assert least("41") == ["1,200", "3 to 4 million euros"]
    assert least("4e6") == ["3 to 4 million euros"]
    assert copydesk("marks", "--min", "nan", report).returncode == 2


def test_quotes_of_one_speaker_are_asked_for_in_any_case(copydesk, report):
    marks = found(copydesk("marks", "--json", "--speaker", "lind", report))
    assert [mark["text"] for mark in marks] == ["“The wall is too low,”"]
    assert found(copydesk("marks", "--json", "--speaker", "nobody", report)) == []


def test_numbers_that_nobody_wants_come_only_with_all(copydesk, report):
    wanted = found(copydesk("marks", "--json", "--kind", "figure", report))
    every = found(copydesk("marks", "--json", "--all", "--kind", "figure", report))
    assert all(mark["wanted"] for mark in wanted)
    unwanted = {mark["text"]: mark["rule"] for mark in every if not mark["wanted"]}
    assert unwanted == {"999": "phone number", "767-3": "model"}
    assert len(every) == len(wanted) + 2


def test_texts_of_other_programs_are_marked_line_by_line_as_they_stand(copydesk):
    asked = [
        {"id": "a", "text": "“So be it,”\r\nshe said."},
        {"id": 7, "text": "It cost 4 euros.", "published": "2031-05-02"},
        {"id": "odd", "text": "\ud800 “x” \x1b[31m"},
    ]
    done = copydesk("marks", "--jsonl", "-", given="\n".join(map(json.dumps, asked)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 7, "odd"]
    for question, answer in zip(asked, answers, strict=True):
        for mark in answer["marks"]:
            assert question["text"][mark["start"] : mark["end"]] == mark["text"]
    assert answers[0]["marks"][0]["kind"] == "quote"


def test_several_processes_give_the_answers_of_one_in_the_same_order(copydesk):
    lines = [json.dumps({"id": n, "text": f"It cost {n} euros. " * (60 - n)}) for n in range(60)]
    alone = copydesk("marks", "--jsonl", "-", given="\n".join(lines))
    together = copydesk("marks", "--jsonl", "-", "-j", "3", given="\n".join(lines))
    assert alone.returncode == together.returncode == 0
    assert len(alone.stdout.splitlines()) == 60
    assert together.stdout == alone.stdout


def test_lines_are_filtered_like_articles(copydesk):
    line = json.dumps({"id": 1, "text": "Call 911. He paid 5 dollars, then 900 dollars."})
    done = copydesk("marks", "--jsonl", "-", "--min", "100", given=line)
    assert [mark["text"] for mark in json.loads(done.stdout)["marks"]] == ["900 dollars"]
    done = copydesk("marks", "--jsonl", "-", "--all", given=line)
    assert [mark["wanted"] for mark in json.loads(done.stdout)["marks"]] == [False, True, True]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_line_that_is_no_text_to_mark_is_named_and_the_others_are_answered(copydesk, jobs):
    good = json.dumps({"id": 1, "text": "x"})
    bad = ("{", "[]", '{"id": 2}', '{"id": 2, "text": 5}')
    given = "\n".join(line for one in bad for line in (good, one)) + "\n"
    done = copydesk("marks", "--jsonl", "-", "-j", jobs, given=given)
    assert done.returncode == 1
    assert done.stdout.count("\n") == len(bad)
    problems = done.stderr.splitlines()
    assert [problem.split("Line ")[1][0] for problem in problems] == ["2", "4", "6", "8"]
