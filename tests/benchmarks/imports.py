"""What an import costs beside parsing the same file, and whether it grows in step with it.

    python tests/benchmarks/imports.py [--sizes 10000,20000,40000] [--formats jsonl,csv]

For each size and format: the claims of articles that are there are exported, and imported
into a library that has the articles and no claim. The cost is that of `import_claims`, the
articles read and the claims on disk, in processor seconds, the least of three; parsing is
the standard library's, of the JSON Lines of these claims. The last number is what twice the
size costs.
"""

import argparse
import gc
import io
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from annotations.anchoring import describe
from annotations.claim import ArticleReference, Claim
from annotations.codebook import Codebook
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.registry import exporter_named
from annotations.importers.registry import importer_named
from annotations.span import Span
from reader.settings import Settings
from reader.workspace import Workspace

PER_ARTICLE = 50
SENTENCE = "At least {} people crossed the river on day {}, the port authority said on Monday.\n\n"
BEGAN = datetime(2026, 11, 23, tzinfo=UTC)
TIMES = 3


def library(folder: Path, size: int) -> list[Claim]:
    """Write articles into a folder, and return a claim on each of their sentences."""
    claims = []
    for article in range(0, size, PER_ARTICLE):
        name, text = f"article-{article // PER_ARTICLE}.txt", "The river\n\n"
        starts = []
        for number in range(article, min(article + PER_ARTICLE, size)):
            starts.append(len(text))
            text += SENTENCE.format(1_000 + number, number)
        text = text.strip() + "\n"
        (folder / name).write_text(text, encoding="utf-8")
        for number, start in enumerate(starts, article):
            made = BEGAN + timedelta(seconds=number)
            claims.append(
                Claim(
                    id=f"01k{number:023d}",
                    article=ArticleReference(path=name),
                    anchor=describe(text, Span(start, start + len("At least 1000 people"))),
                    kind="figure",
                    tags=("crossing", f"day {number % 7}"),
                    annotator="ann",
                    created=made,
                    modified=made,
                )
            )
    return claims


def exported(claims: list[Claim], format_name: str) -> bytes:
    """Return the claims in a format."""
    file = io.BytesIO()
    tagged = TaggedClaims(claims, lambda _: "", Codebook())
    exporter_named(format_name).write(tagged, file)
    return file.getvalue()


def least(work: Callable[[], object], before: Callable[[], object] = gc.collect) -> float:
    """Return the processor seconds of the cheapest of some times."""
    found = []
    for _ in range(TIMES):
        before()
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def importing(folder: Path, format_name: str, content: bytes) -> float:
    """Return what an import into a library without claims costs."""
    reports = []

    def once() -> None:
        with Workspace([folder], settings=Settings(annotator="ann")) as workspace:
            reports.append(workspace.exchange.import_claims(io.BytesIO(content), format_name))

    def forget() -> None:
        (folder / "copydesk.json").unlink(missing_ok=True)
        shutil.rmtree(folder / ".copydesk.json.d", ignore_errors=True)
        gc.collect()

    cost = least(once, forget)
    assert reports[0].found == len(reports[0].added), reports[0].sentences
    return cost


def main() -> None:
    """Print a line a size and format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,20000,40000")
    parser.add_argument("--formats", default="jsonl,csv")
    given = parser.parse_args()
    former: dict[str, float] = {}
    for size in map(int, given.sizes.split(",")):
        folder = Path(tempfile.mkdtemp())
        claims = library(folder, size)
        lines = exported(claims, "jsonl").splitlines()
        parsing = least(lambda lines=lines: [json.loads(line) for line in lines])
        for name in given.formats.split(","):
            importer_named(name)
            cost = importing(folder, name, exported(claims, name))
            grown = f", {cost / former[name]:.2f} x half the size" if name in former else ""
            former[name] = cost
            print(
                f"{size:,} claims from {name}: {cost:.2f} s = {cost / parsing:.1f} x parsing{grown}"
            )
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
