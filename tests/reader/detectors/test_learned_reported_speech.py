"""The table of reported speech: what it is, how it is made, and how it is switched."""

import hashlib
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from reader.detectors.marks import Quote
from reader.detectors.quotes import finding_reported
from reader.detectors.registry import find_marks
from reader.settings import Settings, config_file

ROOT = Path(__file__).parents[3]
FOLDER = files("reader.detectors.quotes.learned")
TEXT = "Ada Brandt, the mayor, said on Monday that the bridge was safe. “It is,” she added."


def told(text: str, reported: str) -> list[str]:
    marks = find_marks(text, reported=reported)
    return [
        mark.span.of(text) for mark in marks if isinstance(mark, Quote) and mark.form == "indirect"
    ]


def test_the_card_is_that_of_the_table_in_the_package():
    packed = FOLDER.joinpath("weights.bin").read_bytes()
    assert len(packed) <= 400 * 1024
    assert hashlib.sha256(packed).hexdigest() in FOLDER.joinpath("CARD.md").read_text("utf-8")


def test_speech_is_heard_by_rules_by_the_table_or_not_at_all():
    assert told(TEXT, "rules") == ["that the bridge was safe"]
    assert told(TEXT, "learned") == ["that the bridge was safe"]
    assert told(TEXT, "off") == []


def test_the_table_is_asked_once_more_for_speech_that_no_rule_knows():
    text = "Ada Brandt was adamant that the bridge was safe."
    assert told(text, "rules") == []
    assert told(text, "learned") == ["that the bridge was safe"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Anna Quill Calls For New Harbour", "For New Harbour"),
        ("Some Farmers Say It Proves She Lied", "It Proves She Lied"),
        ("Ada Brandt was dismayed that the bridge was closed.", "that the bridge was closed"),
    ],
)
def test_headlines_in_capitals_and_states_of_mind_are_heard(text, content):
    assert told(text, "learned") == [content]


@pytest.mark.parametrize("way", ["rules", "learned", "off"])
def test_quotes_with_marks_are_found_in_every_way(way):
    quotes = [mark.span.of(TEXT) for mark in finding_reported(way).find(TEXT, None)]
    assert "“It is,”" in quotes


@pytest.mark.parametrize(
    ("written", "found", "shown"),
    [
        ('"rules"', "rules", "rules"),
        ('"off"', "learned", "off"),
        ("true", "learned", "learned"),
        ("false", "learned", "off"),
    ],
)
def test_the_setting_says_how_reported_speech_is_found(written, found, shown):
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f"reported_speech = {written}\n", "utf-8")
    settings = Settings.load()
    assert (settings.finding_reported, settings.reported_speech) == (found, shown)


@pytest.mark.parametrize(("written", "lines"), [('"off"', 0), ('"rules"', 1), ("true", 1)])
def test_marks_of_lines_obey_the_setting(copydesk, written, lines):
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f"reported_speech = {written}\n", "utf-8")
    done = copydesk("marks", "--jsonl", "-", given=json.dumps({"id": 1, "text": TEXT}) + "\n")
    marks = json.loads(done.stdout)["marks"]
    assert sum(mark.get("form") == "indirect" for mark in marks) == lines


def test_the_same_articles_give_the_same_table_to_the_byte(tmp_path):
    names, days = ("Ada Brandt", "The mayor", "Okoro", "Officials"), ("Monday", "Friday")
    articles = []
    for number, name in enumerate(names * 3):
        text = f"{name} said on {days[number % 2]} that the bridge was safe. It rained."
        cue = text.index("said")
        that = text.index("that")
        articles.append(
            {
                "text": text,
                "attributions": [
                    {
                        "source": [[0, len(name)]],
                        "cue": [[cue, cue + 4]],
                        "content": [[that, text.index(".")]],
                    }
                ],
            }
        )
    learned_from = tmp_path / "own.jsonl"
    learned_from.write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")
    answers = {
        subprocess.run(
            [
                sys.executable,
                *("-m", "tests.training.reported_speech"),
                *(learned_from, "--check", learned_from),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert "100.0% of 12 answers are right, 100.0% of 12 are found" in answers.pop()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Brandt disputed the notion that the bridge was closed.", "the notion that"),
        ("Officials were confident that the road would open.", "that the road would open"),
    ],
)
def test_the_table_hears_words_of_opinion_that_no_rule_lists(text, words):
    assert not any(words in one for one in told(text, "rules"))
    assert any(words in one for one in told(text, "learned"))


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman declined to comment on the plan for the bridge.",
        "She said in a low voice, “The bridge is safe.”",
        "It replied by closing the bridge for two days.",
        "The bridge shows rust and offers a view of the river.",
    ],
)
def test_the_table_hears_nothing_where_nothing_is_told(text):
    assert told(text, "learned") == []


def test_words_that_another_reports_are_heard_inside_what_is_reported():
    text = "Ada Brandt said that officials believe the bridge is safe."
    heard = told(text, "learned")
    assert "that officials believe the bridge is safe" in heard
