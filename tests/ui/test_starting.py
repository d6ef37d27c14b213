"""What a terminal shows from the first moment on, at a second start: the list is known."""

import pytest

TEXT = "date 2031-05-04 Norvale builds a harbour.\n\nAt least 4,120 people work there.\n"


@pytest.fixture
def folder(terminal, tmp_path):
    library = tmp_path / "library"
    library.mkdir()
    (library / "harbour.txt").write_text(TEXT, encoding="utf-8")
    first = terminal(library)
    first.wait_for("1 of 1")
    assert first.leave() == 0
    return library


def test_keys_that_are_typed_before_anything_is_shown_act(terminal, folder):
    desk = terminal(folder)
    desk.press("l")
    desk.wait_for("At least 4,120 people")
    assert desk.leave() == 0
