"""Files that are damaged in any way: every reader gives articles or one sentence, and ends."""

import io
import random
import sys
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

import pytest

from reader.article import Article, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.mail import article_of_letter
from reader.formats.registry import FORMATS, SUFFIXES, format_of_file

CASES = Path(__file__).parents[2] / "cases" / "articles"
SEEDS = sorted(file for file in CASES.iterdir() if file.suffix in SUFFIXES)
MUTATIONS, IN_PROCESSES = 60, 20
"""Of each format, and of those that are read in a process of their own; a longer form with
thousands is `python tests/reader/formats/test_hostile_files.py TIMES`."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few of the damages that disks, networks and people do.

    Of ZIP archives every other one is damaged inside.
    """
    if data.startswith(b"PK") and chance.random() < 0.5:
        with suppress(zipfile.BadZipFile, zlib.error):
            return with_damaged_entry(data, chance)
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 4, 30, 400)))
        match chance.randrange(7):
            case 0:
                data[at:end] = chance.randbytes(end - at)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * chance.choice((1, 3, 50))
            case 3:
                data[at:at] = chance.choice(SCRAPS) * chance.choice((1, 2, 200))
            case 4:
                del data[at:]
            case 5:
                data[at:end] = bytes(byte ^ 1 << chance.randrange(8) for byte in data[at:end])
            case 6:
                numbers = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
                if numbers:
                    data[chance.choice(numbers)] = chance.randrange(48, 58)
    return bytes(data)


def with_damaged_entry(archive: bytes, chance: random.Random) -> bytes:
    """Return a ZIP archive in which one or two of the entries are damaged."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as whole, zipfile.ZipFile(written, "w") as damaged:
        names = whole.namelist()
        hit = {chance.choice(names), chance.choice([n for n in names if n.endswith("ml")] or names)}
        for name in names:
            entry = whole.read(name)
            damaged.writestr(name, mutated(entry, chance) if name in hit else entry)
    return written.getvalue()


SCRAPS = [
    b"\0", b"\xff\xfe", b"<", b">", b"</", b"<!--", b"<![CDATA[", b"&#0;", b"&a;", b'"', b"\n\n",
    b"From ", b"{", b"[", b"}", b"\\u0000", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"\x1b[2J",
    b"9999999999", b"-1", b"PK\x03\x04", b"stream", b"endobj", b"\r\n\r\n", b"--b\r\n", b"<div>",
]  # fmt: skip


def letter(data: bytes) -> object:
    return article_of_letter(data, "a.eml")


def feed(data: bytes):
    pytest.importorskip("feedparser")
    from reader.formats.feed import feed_in

    return feed_in(data)


def page(data: bytes) -> object:
    pytest.importorskip("trafilatura")
    from reader.formats.web_page import article_from

    return article_from(data.decode(), "a.html")


LETTER = b"Subject: Quay\nFrom: ada@example.org\n\nThe quay is open.\n\n%b\n\nIt is long.\n"
FEED = b"<rss><channel><item><title>Quay</title><description>It is open.</description>%b"
PAGE = (
    b"<html><head><title>Quay</title><script type='application/ld+json'>{%b x}</script></head>"
    b"<body><article><p>The quay is open again, and the ferries go.</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("read", "around", "signs"),
    [
        (letter, LETTER, b"-" * 20_000),
        (feed, FEED, b"<" + b"a" * 300_000 + b"<"),
        (page, PAGE, b" " * 20_000),
    ],
    ids=["dashes in a letter", "a long name in a feed", "blanks in linked data"],
)
def test_no_signs_go_back_over_all_before_them(read, around, signs):
    with suppress(UnreadableArticleError):  # to go back for each takes hours
        read(around % signs)


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_a_damaged_file_gives_articles_or_sentences(kind):
    chance = random.Random(kind.name)
    seeds = [seed for seed in SEEDS if is_of(kind, seed)]
    for number in range(IN_PROCESSES if kind.name in ("PDF", "a feed") else MUTATIONS):
        seed = seeds[number % len(seeds)]
        file = ArticleFile.of_bytes(mutated(seed.read_bytes(), chance), f"{number}-{seed.name}")
        for found in all_of(kind, file):
            if isinstance(found, Article):
                assert found.text == normal_text(found.text) != ""
                assert found.title
            else:
                assert "\n" not in str(found)


def is_of(kind, file: Path) -> bool:
    return format_of_file(ArticleFile.of_bytes(file.read_bytes(), file.name)) == kind


def all_of(kind, file: ArticleFile):
    """Yield what a file gives, the sentence with which it ends too."""
    try:
        yield from kind.read(file)
    except UnreadableArticleError as error:
        yield error


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_an_article_is_found_again_at_its_place(kind):
    for seed in SEEDS:
        file = ArticleFile.of_bytes(seed.read_bytes(), seed.name)
        if kind.is_lone or not is_of(kind, seed):
            continue
        for found in all_of(kind, file):
            if isinstance(found, Article):
                place = found.path.removeprefix(f"{file.path}#")
                assert kind.article(file, place) == found


def main(times: int, name: str = "") -> None:
    """Read thousands of damaged files of each format, and print the slowest and the worst."""
    for kind in FORMATS:
        if name not in kind.name:
            continue
        chance = random.Random(f"{kind.name} {times}")
        seeds = [seed for seed in SEEDS if is_of(kind, seed)]
        read = Counter()
        slowest = (0.0, -1)
        for number in range(times):
            file = ArticleFile.of_bytes(
                mutated(chance.choice(seeds).read_bytes(), chance), f"{number}{seeds[0].suffix}"
            )
            before = perf_counter()
            try:
                found = list(in_process(kind, file))
            except Exception as error:  # noqa: BLE001 - to be told
                found = []
                read[f"RAISED {type(error).__name__}: {error}"[:80]] += 1
            slowest = max(slowest, (perf_counter() - before, number))
            read["articles"] += sum(isinstance(each, Article) for each in found)
            read["sentences"] += sum(not isinstance(each, Article) for each in found)
        print(
            f"{kind.name:15} slowest {slowest[0]:6.2f} s (file {slowest[1]}) {dict(read)}",
            flush=True,
        )


def in_process(kind, file: ArticleFile):
    """Yield what a file gives, in this process also where the format takes another one."""
    module = import_module(kind.module)
    with patch.object(module, "limited", at_once, create=True):
        try:
            yield from module.read(file, "")
        except UnreadableArticleError as error:
            yield error


def at_once(work, *given, seconds, megabytes, path):
    return work(*given)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
