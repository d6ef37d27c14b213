"""The codebook as REFI-QDA codes, for projects and codebooks."""

from collections.abc import Iterable
from functools import lru_cache
from xml.etree import ElementTree as ET

from annotations.codebook import Codebook, Tag
from annotations.exporters.colours import hex_colour
from annotations.formats.identifiers import guid
from annotations.formats.xml_text import legal


@lru_cache(maxsize=200_000)
def code_guid(name: str) -> str:
    """Return the id of the code for a tag."""
    return guid("tag", name)


def add_codes(parent: ET.Element, codebook: Codebook, used: Iterable[str] = ()) -> None:
    """Add a Code for each tag, under the Code of its parent tag.

    Tags in `used` that the codebook does not have come last.
    """
    known = {tag.name: tag for tag in codebook.tags}
    for name in used:
        known.setdefault(name, Tag(name=name))
    codes = ET.SubElement(parent, "Codes")
    made: dict[str, ET.Element] = {}
    for tag in known.values():
        _add(tag, known, made, codes, frozenset())


def _add(
    tag: Tag,
    known: dict[str, Tag],
    made: dict[str, ET.Element],
    codes: ET.Element,
    below: frozenset[str],
) -> ET.Element:
    if tag.name in made:
        return made[tag.name]
    above = codes
    if tag.parent in known and tag.parent != tag.name and tag.parent not in below:
        above = _add(known[tag.parent], known, made, codes, below | {tag.name})
    code = ET.SubElement(
        above, "Code", guid=code_guid(tag.name), name=legal(tag.name), isCodable="true"
    )
    if colour := hex_colour(tag.colour):
        code.set("color", colour)
    if tag.description:
        ET.SubElement(code, "Description").text = legal(tag.description)
    made[tag.name] = code
    return code
