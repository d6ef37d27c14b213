"""Files that are damaged in any way: every reader gives articles or one sentence, and ends."""

import random
from pathlib import Path

import pytest

from reader.article import Article, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.registry import FORMATS, SUFFIXES, format_of_file

CASES = Path(__file__).parents[2] / "cases" / "articles"
SEEDS = sorted(file for file in CASES.iterdir() if file.suffix in SUFFIXES)
MUTATIONS = 60
"""Of each format; a longer form with thousands is run by hand: see `mutated`."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few of the damages that disks, networks and people do."""
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


SCRAPS = [
    b"\0", b"\xff\xfe", b"<", b">", b"</", b"<!--", b"<![CDATA[", b"&#0;", b"&a;", b'"', b"\n\n",
    b"From ", b"{", b"[", b"}", b"\\u0000", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"\x1b[2J",
    b"9999999999", b"-1", b"PK\x03\x04", b"stream", b"endobj", b"\r\n\r\n", b"--b\r\n", b"<div>",
]  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_a_damaged_file_gives_articles_or_sentences(kind):
    chance = random.Random(kind.name)
    seeds = [seed for seed in SEEDS if is_of(kind, seed)]
    for number in range(MUTATIONS):
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
