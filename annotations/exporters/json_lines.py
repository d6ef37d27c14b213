"""JSON Lines: one claim a line, every field as it is kept."""

import json
from typing import BinaryIO

from annotations.exporters.contract import Exporter, TaggedClaims
from annotations.records import to_record


def write(tagged: TaggedClaims, file: BinaryIO) -> None:
    """Write each claim's record on a line of its own, UTF-8, keys sorted."""
    for claim in tagged.claims:
        line = json.dumps(to_record(claim), ensure_ascii=False, sort_keys=True)
        file.write(line.encode() + b"\n")


EXPORTER = Exporter("jsonl", "JSON Lines, every field of a claim", ".jsonl", write)
