from reader.ui.screenshot import draw


def test_a_picture_of_the_list_is_drawn_without_a_terminal(workspace, tmp_path):
    draw(workspace, tmp_path / "list.svg", size=(140, 30))
    picture = (tmp_path / "list.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "harbour" in picture
