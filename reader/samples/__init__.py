"""The built-in library: invented articles of our own writing, to try the program on."""

from pathlib import Path

SAMPLES = Path(__file__).parent / "articles"
"""The folder of the sample articles; never written to."""
