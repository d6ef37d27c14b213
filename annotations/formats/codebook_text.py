"""A codebook as a text file, to be shared, edited by hand and kept in git.

JSON, one tag and one scale a line; only names, and a scale's values, have to be given:

    {
    "tags": [
    {"name": "damage", "description": "What was destroyed", "key": "d", "colour": "red"},
    {"name": "houses", "parent": "damage"}
    ],
    "scales": [
    {"name": "truth", "values": ["false", "mixed", "true"], "description": ""}
    ]
    }
"""

import json
from collections.abc import Iterable, Mapping

from annotations.claim import JSONValue
from annotations.codebook import Codebook, check
from annotations.errors import InvalidCodebookError
from annotations.records import scale_from, scale_record, tag_from, tag_record


def written(codebook: Codebook) -> str:
    """Return the text of a codebook."""
    tags = [{name: part for name, part in tag_record(tag).items() if part} for tag in codebook.tags]
    scales = [scale_record(scale) for scale in codebook.scales]
    return f'{{\n"tags": {_lines(tags)},\n"scales": {_lines(scales)}\n}}\n'


def _lines(records: Iterable[Mapping[str, JSONValue]]) -> str:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    return "[\n" + ",\n".join(lines) + "\n]"


def read(text: str) -> Codebook:
    """Return the codebook that a text holds.

    Raises:
        InvalidCodebookError: It is no codebook, or does not hold together.
    """
    try:
        fields = json.loads(text)
        codebook = Codebook(
            tags=tuple(map(tag_from, fields.get("tags", ()))),
            scales=tuple(map(scale_from, fields.get("scales", ()))),
        )
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise InvalidCodebookError(
            f"This is not a codebook: {error}. A codebook is JSON with “tags” and “scales”; "
            "export yours to see one."
        ) from error
    check(codebook)
    return codebook
