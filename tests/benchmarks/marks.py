"""Measure quotes, then figures, in one run: `python tests/benchmarks/marks.py`.

Each prints its throughput beside a plain-regex yardstick and beside other programs where
they are installed, how it grows with the text, and what hostile text costs.
"""

import runpy
from pathlib import Path

for script in ("marks_quotes.py", "marks_figures.py"):
    print(f"== {script}", flush=True)
    runpy.run_path(str(Path(__file__).with_name(script)), run_name="__main__")
