import pytest

from reader.ui.screenshot import draw, pressed


def test_a_picture_of_the_list_is_drawn_without_a_terminal(workspace, tmp_path):
    draw(workspace, tmp_path / "list.svg", size=(140, 30))
    picture = (tmp_path / "list.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "harbour" in picture


def test_keys_are_pressed_before_the_picture(copydesk, tmp_path):
    done = copydesk(
        *("read", "--samples", "--screenshot", "tag.svg"),
        *("--keys", "Enter n t toll", "--size", "80x24", "--theme", "textual-light"),
    )

    picture = (tmp_path / "tag.svg").read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "toll" in picture
    assert "another&#160;tag" in picture
    assert 'url("http' not in picture


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--theme", "mud"), 1, "There is no theme “mud”. Choose one of: ansi-dark,"),
        (("--size", "wide"), 2, "“wide” is no size. Write columns and rows, as in 80x24."),
    ],
)
def test_what_a_picture_cannot_be_is_told(copydesk, tmp_path, options, code, sentence):
    done = copydesk("read", "--samples", "--screenshot", "tag.svg", *options)

    assert done.returncode == code
    assert sentence in done.stderr
    assert not (tmp_path / "tag.svg").exists()


def test_keys_without_a_picture_are_not_understood(copydesk):
    done = copydesk("read", "--samples", "--keys", "Enter")
    assert done.returncode == 2
    assert "are for a --screenshot" in done.stderr


def test_keys_are_named_as_on_a_keyboard():
    assert pressed("Enter n Ctrl+P PgDn Esc ? ab F1") == [
        *("enter", "n", "ctrl+p", "pagedown", "escape", "?", "a", "b", "f1")
    ]


@pytest.mark.parametrize(("theme", "paper"), [("ansi-light", "#ffffff"), ("ansi-dark", "#292929")])
def test_a_picture_in_the_terminals_own_colours_has_paper_that_fits(
    workspace, tmp_path, theme, paper
):
    draw(workspace, tmp_path / "list.svg", size=(80, 24), theme=theme)
    picture = (tmp_path / "list.svg").read_text(encoding="utf-8")
    assert f'fill="{paper}"' in picture
