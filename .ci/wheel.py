"""Check that the wheel holds everything the program reads besides its code."""

import subprocess
import sys
import zipfile
from pathlib import Path

wheel = Path(sys.argv[1])
packed = set(zipfile.ZipFile(wheel).namelist())
tracked = subprocess.run(
    ["git", "ls-files", "reader", "annotations"], check=True, capture_output=True, text=True
).stdout.split("\n")
missing = [name for name in tracked if name and name not in packed]
if missing:
    sys.exit(f"{wheel.name} lacks: {', '.join(missing)}")
print(f"{wheel.name} holds all {len(tracked) - 1} files of the packages.")
