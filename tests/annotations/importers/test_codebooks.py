"""Codebooks from any file that has one."""

import io
import json

import pytest

from annotations.codebook import DEFAULT_SCALE, Codebook, Tag
from annotations.errors import InvalidCodebookError
from annotations.exporters.refi_codebook import codebook_xml
from annotations.formats import codebook_table, codebook_text
from annotations.importers.codebooks import merged, read_codebook
from annotations.records import scale_record, tag_record

BOOK = Codebook(
    tags=(
        Tag(name="place", description="=Where, “exactly”", colour="#112233", key="p"),
        Tag(name="bridge", parent="place"),
        Tag(name="@odd", description="a\nb"),
    )
)


def store_of(book: Codebook) -> bytes:
    tables = {
        "about": {"1": {"version": 1}},
        "claims": {},
        "tags": {str(number): tag_record(tag) for number, tag in enumerate(book.tags, 1)},
        "scales": {"1": dict(scale_record(DEFAULT_SCALE))},
    }
    return json.dumps(tables).encode()


def keyless(book: Codebook) -> list[tuple[str, str, str, str]]:
    return [(tag.name, tag.description, tag.colour, tag.parent) for tag in book.tags]


@pytest.mark.parametrize(
    "written",
    [
        codebook_text.written(BOOK).encode(),
        codebook_table.written(BOOK).encode("utf-8-sig"),
        codebook_xml(BOOK),
        store_of(BOOK),
    ],
    ids=["json", "csv", "qdc", "store"],
)
def test_a_codebook_comes_back_from_each_form(written):
    assert keyless(read_codebook(written)) == keyless(BOOK)


def test_a_table_has_no_cell_that_begins_a_formula():
    table = codebook_table.written(BOOK)
    assert table.splitlines()[0] == "tag,description,parent,colour,key"
    assert "'=Where" in table
    assert "'@odd" in table


def test_the_codebook_of_taguette_and_of_others_is_read():
    assert read_codebook(b"tag,description\nplace.bridge,Where it is\n").tags == (
        Tag(name="place.bridge", description="Where it is"),
    )
    assert read_codebook(b"Name;Parent;Color\nArch;Bridge;red\n").tags == (
        Tag(name="Arch", parent="Bridge", colour="red"),
        Tag(name="Bridge"),
    )


def test_a_project_has_its_codebook_with_it(claims, give):
    book = read_codebook(give("refi", claims))
    assert {"cost", "money; public", "promise"} <= {tag.name for tag in book.tags}


def test_what_a_file_leaves_open_stays_and_a_key_stays_where_it_was():
    present = Codebook(tags=(Tag(name="a", description="here", key="x"), Tag(name="b")))
    other = Codebook(tags=(Tag(name="a", colour="red"), Tag(name="c", key="x")), scales=())
    book = merged(present, other)
    assert book.tags == (
        Tag(name="a", description="here", key="x", colour="red"),
        Tag(name="b"),
        Tag(name="c"),
    )
    assert book.scales == present.scales


@pytest.mark.parametrize(
    "written",
    [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"<x/>", b"[1]", b'{"tags": 3}', b"tag,key\na,x\nb,x\n"],
)
def test_what_is_no_codebook_is_one_sentence(written):
    with pytest.raises(InvalidCodebookError) as raised:
        read_codebook(written)
    assert str(raised.value).endswith(".")
    assert io.BytesIO(written)
