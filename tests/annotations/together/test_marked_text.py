"""Files that git or an editor left in a state that is no JSON."""

import pytest

from annotations.journal.json_text import dumps, text_of
from annotations.together.marked_text import sides_in, tables_of

SHARED = {"1": dumps({"id": "one"})}
MINE = {"claims": SHARED | {"2": dumps({"id": "mine"})}}
THEIRS = {"claims": SHARED | {"3": dumps({"id": "theirs"})}}
BASE = {"claims": dict(SHARED)}


def marked(*, with_base: bool, size: int = 7, end: bytes = b"\n") -> bytes:
    """Return what git leaves of MINE and THEIRS."""
    lines = [
        b"{",
        b'"claims": {',
        b' "1": {"id": "one"}',
        b"<" * size + b" HEAD",
        b',"2": {"id": "mine"}',
        *([b"|" * size + b" 12ab34c"] if with_base else []),
        b"=" * size,
        b',"3": {"id": "theirs"}',
        b">" * size + b" other",
        b"}",
        b"}",
    ]
    return end.join(lines) + end


@pytest.mark.parametrize("size", [7, 9])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_each_side_of_a_marked_file_can_be_read(size: int, end: bytes) -> None:
    found = sides_in(marked(with_base=True, size=size, end=end))
    assert found is not None
    assert found.base is not None
    assert tables_of(found.mine) == MINE
    assert tables_of(found.base) == BASE
    assert tables_of(found.theirs) == THEIRS


def test_markers_without_a_base_tell_none() -> None:
    found = sides_in(marked(with_base=False))
    assert found is not None
    assert found.base is None
    assert tables_of(found.mine) == MINE


@pytest.mark.parametrize("kind", ["cut off", "hurt"])
def test_a_side_that_is_not_whole_has_no_base_to_tell_what_it_removed(kind: str) -> None:
    whole = marked(with_base=True)
    text = whole[: whole.index(b">>>>")] if kind == "cut off" else whole.replace(b"theirs", b'"')
    found = sides_in(text)
    assert found is not None
    assert found.base is None
    assert tables_of(found.mine) == MINE


def test_a_whole_file_has_no_sides() -> None:
    text = b"".join(text_of({"claims": {"1": dumps({"note": "<<<<<<< HEAD\n=======\n"})}}))
    assert sides_in(text) is None


def test_markers_that_an_editor_saved_as_utf_16_are_seen() -> None:
    found = sides_in(marked(with_base=False).decode().encode("utf-16"))
    assert found is not None
    assert tables_of(found.theirs) == THEIRS


@pytest.mark.parametrize(
    "text",
    [
        b'{\n"claims": {\n "1": {"id": "one"}\n,"2": {"id": "mine"}\n',  # cut off
        b'{\n"claims": {\n "1": {"id": "one"},\n "2": {"id": "mine"},\n}\n}\n',  # a comma more
        b'{\n"claims": {\n "1": {"id": "one"}\n "2": {"id": "mine"}\n}\n}\n',  # a comma less
        b'{\n"claims": {\n "1": {"id": "one"}\n,"4": {"id": "cu\n,"2": {"id": "mine"}\n}\n}\n',
    ],
)
def test_a_text_that_is_no_json_gives_its_whole_lines(text: bytes) -> None:
    assert tables_of(text) == MINE


def test_two_documents_of_one_number_are_both_kept() -> None:
    union = b'{\n"claims": {\n "1": {"id": "one"}\n,"1": {"id": "two"}\n}\n}\n'
    both = {"1": dumps({"id": "one"}), "2": dumps({"id": "two"})}
    assert tables_of(union) == {"claims": both}
    assert tables_of(union[:-4]) == {"claims": both}
