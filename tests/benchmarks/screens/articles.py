"""Libraries that are written for the benchmark: plausible articles of many sizes."""

import random
import shutil
from pathlib import Path

_TOWNS = "Orlen Sundhaven Marrow Kesselby Tolvik Brant Aldermoor Pira Westrock Lunde".split()
_KINDS = "Post Times Courier Observer Standard".split()
_SUBJECTS = (
    "harbour", "ferry", "water price", "school roof", "railway", "wind farm", "flood wall",
    "hospital", "fish quota", "bus strike", "tax office", "old mill", "border crossing", "dam",
)  # fmt: skip
_VERBS = "opens again,is delayed,divides the council,costs more,finds a buyer,is closed".split(",")
_NAMES = "Lena Osk,Ada Brandt,Tom Reyes,Ines Vale,Omar Haddad,Mika Torv,Sana Idris".split(",")
_OFFICES = "the port authority,the mayor’s office,the grid operator,the ministry".split(",")
_PLAIN = (
    "The council had put the matter off twice since the winter.",
    "People in the lower town have waited for an answer for a long time.",
    "The plans lie open in the town hall, where few came to see them.",
    "Nobody at the works wanted to comment before the meeting.",
    "Shops along the quay stayed shut in the morning.",
)

OPENING = "Here begins the report"
"""The first words under the title of every article, which no title has."""

_SIZES, _SHARES = ((250, 800), (800, 3000), (3000, 9000)), (5, 4, 1)
"""Characters in notes, reports and long reads, and how many of ten articles each are."""


def write_library(folder: Path, number: int) -> None:
    """Write `number` articles, at most a thousand to a folder."""
    chance = random.Random(number)
    for place in range(number):
        below = folder / f"{place // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        (size,) = chance.choices(_SIZES, _SHARES)
        title = f"{chance.choice(_TOWNS)}: {chance.choice(_SUBJECTS)} {chance.choice(_VERBS)}"
        text = _article(chance, f"{title}, {place}", chance.randint(*size))
        (below / f"{place:06}.md").write_text(text, encoding="utf-8")


def write_text(folder: Path, kilobytes: int) -> None:
    """Write one article of a size."""
    folder.mkdir(parents=True)
    text = _article(random.Random(kilobytes), f"A text of {kilobytes} KB", kilobytes * 1000)
    (folder / "text.md").write_text(text, encoding="utf-8")


def put_store(folder: Path, store: str) -> None:
    """Give a library a store, and take away what was done with the one it had."""
    shutil.rmtree(folder / ".copydesk.json.d", ignore_errors=True)
    (folder / "copydesk.json").write_text(store, encoding="utf-8")


def _article(chance: random.Random, title: str, size: int) -> str:
    day = f"20{chance.randint(18, 31)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    source = f"{chance.choice(_TOWNS)} {chance.choice(_KINDS)}"
    parts = [f'---\ntitle: "{title}"\ndate: {day}\nsource: {source}\n---\n{OPENING}.']
    length = 0
    while length < size:
        parts.append(_paragraph(chance))
        length += len(parts[-1].encode()) + 2
    return "\n\n".join(parts) + "\n"


def _paragraph(chance: random.Random) -> str:
    name, office, subject = map(chance.choice, (_NAMES, _OFFICES, _SUBJECTS))
    people, millions, percent = (
        chance.randint(20, 90_000),
        chance.randint(2, 900),
        chance.randint(2, 60),
    )
    sentences = [
        chance.choice(_PLAIN),
        f"“The {subject} {chance.choice(_VERBS)} before the summer,” {name} said on Monday.",
        f"At least {people:,} people are affected, according to {office}.",
        f"The work costs ${millions} million, {percent}% more than planned.",
        chance.choice(_PLAIN),
    ]
    return " ".join(chance.sample(sentences, chance.randint(2, 5)))
