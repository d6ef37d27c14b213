"""What tells whether marks were found by the detectors that are there now."""

import os
import zlib
from pathlib import Path

from reader.detectors.contract import Reported


def fingerprint(reported: Reported, folder: Path = Path(__file__).parent) -> str:
    """Return a few characters that change when a detector, or a table that it reads, changes.

    Files are told apart by name, size and time, which takes a millisecond for all of them.
    """
    seen = zlib.crc32(reported.encode())
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                    continue
                found = entry.stat()
                said = f"{entry.name} {found.st_size} {found.st_mtime_ns}"
                seen = zlib.crc32(said.encode(), seen)
    return f"{seen:08x}"
