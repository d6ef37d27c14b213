"""REFI-QDA codebook (.qdc): the tags alone, for a project that begins elsewhere.

A tag is a Code: name, description, colour as #rrggbb, nested under its parent. Lost: keys,
verdict scales and every claim, which the format has no room for.

Source: “REFI-QDA Standard 1.5” and its schema `Codebook.xsd`.
"""

from collections.abc import Iterable
from typing import BinaryIO
from xml.etree import ElementTree as ET

from annotations.codebook import Codebook
from annotations.errors import ExportError
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.exporters.refi_codes import add_codes
from annotations.formats.xml_text import written

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the codebook, with the tags that the claims use beside those it has.

    Raises:
        ExportError: There is no tag at all; the format demands one.
    """
    losses = LossList()
    used: dict[str, None] = {}
    for claim in tagged.claims:
        used.update(dict.fromkeys(claim.tags))
        losses.add("claims, only their tags", claim)
    if not used and not tagged.codebook.tags:
        raise ExportError("There is no tag to export yet. Tag a claim or write a codebook first.")
    file.write(codebook_xml(tagged.codebook, used))
    return losses.report(len({*used, *(tag.name for tag in tagged.codebook.tags)}), thing="tag")


def codebook_xml(codebook: Codebook, used: Iterable[str] = ()) -> bytes:
    """Return the document of a codebook, with the tags in `used` that it does not have."""
    book = ET.Element("CodeBook", xmlns=NAMESPACE, origin="copydesk")
    add_codes(book, codebook, used)
    ET.indent(book, " ")
    return written(book)
