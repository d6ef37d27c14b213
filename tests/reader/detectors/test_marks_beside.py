"""Marks of a long text come from another process, and are the same."""

import subprocess
import sys
from datetime import date

import pytest

from reader.detectors.beside import every_mark_in, packs_in
from reader.detectors.found_marks import FoundMarks
from reader.detectors.marks import is_wanted
from reader.detectors.registry import find_marks

PARAGRAPH = (
    "“The harbour will open in spring,” Mayor Lena Osk said on Monday. At least 4,120 people "
    "work there, and they load 35 ships a week, according to the port authority.\n\n"
)
TEXT = PARAGRAPH * 1300
DAY = date(2031, 7, 1)


class CalledOffError(Exception):
    pass


def marks_of(rest=lambda: None) -> FoundMarks:
    found = FoundMarks()
    found.take(packs_in(TEXT, DAY, rest), len(TEXT), lambda: None)
    return found


@pytest.fixture(scope="module")
def expected():
    return find_marks(TEXT, DAY)


@pytest.fixture
def processes(monkeypatch):
    """The processes that are started."""
    started = []

    class Watched(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return started


def test_marks_from_a_process_are_the_marks_of_the_text(expected, processes):
    assert tuple(marks_of()) == expected
    assert len(processes) == 1


def test_marks_that_are_counted_come_from_a_process_too(expected, processes):
    assert tuple(filter(is_wanted, every_mark_in(TEXT, DAY))) == expected
    assert len(processes) == 1
    assert tuple(filter(is_wanted, every_mark_in(PARAGRAPH, DAY))) == find_marks(PARAGRAPH, DAY)
    assert len(processes) == 1


@pytest.mark.parametrize("program", ["/there/is/no/python", "/bin/true"])
def test_without_a_process_the_marks_are_found_here(monkeypatch, program, expected):
    monkeypatch.setattr(sys, "executable", program)
    assert tuple(marks_of()) == expected


def test_a_search_that_is_called_off_leaves_no_process_behind(processes):
    def rest():
        raise CalledOffError

    with pytest.raises(CalledOffError):
        marks_of(rest)
    assert [process.poll() is None for process in processes] == [False]
