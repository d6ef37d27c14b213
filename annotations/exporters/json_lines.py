"""JSON Lines: one claim a line, every field as it is kept.

The record of `annotations.records`, UTF-8, keys sorted, empty fields left out. Offsets
count code points. Nothing is lost.
"""

import json
from typing import BinaryIO

from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report
from annotations.records import to_record


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write each claim's record on a line of its own."""
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, check_circular=False).encode
    written = 0
    for claim in tagged.claims:
        file.write(encode(to_record(claim)).encode(errors="backslashreplace") + b"\n")
        written += 1
    return Report(written)
