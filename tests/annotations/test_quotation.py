"""Words quoted from a source are held against it."""

import pytest

from annotations.anchoring.quotation import faithfulness

SOURCE = """The council met on Tuesday. “We had warned the harbour about the cables for years,”
said Ada Quill, who built the bridge. Nobody else spoke.

The repairs cost €4.2 million."""


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("We had warned the harbour about the cables for years", "as printed"),
        ('"we had warned the harbour about the cables for years,"', "as printed"),
        ("We had warned … for years", "as printed"),
        ("We had warned the city about the cables for ten years", "changed"),
        ("The harbour paid for all new cables last spring", "not there"),
        ("€4.2 million", "as printed"),
        ("€4.9 million", "changed"),
        ("", "not there"),
        ("…", "not there"),
    ],
)
def test_a_quotation_is_held_against_its_source(quotation, found):
    assert faithfulness(quotation, SOURCE) == found
