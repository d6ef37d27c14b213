"""The kept comparison is the one that all articles at once give."""

import random

import pytest

from reader.comparison.comparison import Comparison
from reader.comparison.kept import Kept
from reader.comparison.reading import read
from reader.detectors.registry import find_marks

PLACES = ("Ardmoor", "Belhaven", "Corrick", "Dunmere", "Eskdale")
SENTENCES = (
    "The bridge at {place} fell into the river and killed {n} workers on Monday.",
    "At least {n} people were injured when the {place} bridge collapsed.",
    "“We had warned the council of {place} about the cables for {m} years,” said Ada Quill.",
    "Ada Quill told reporters that the council “had warned nobody in {place} about the cables”.",
    "The inquiry in {place} will cost $ {n} million, the ministry of transport estimated.",
    "About {m} engineers searched the {place} riverbank for the missing barge.",
    "“Nobody in {place} expected the cables to snap at night,” Tom Harrow told the harbour post.",
    "The {place} ferry, which carries {n} passengers, was cancelled until further notice.",
)


def article(draw, number):
    place = draw.choice(PLACES)
    chosen = draw.sample(SENTENCES, draw.randint(1, 3))
    text = " ".join(
        sentence.format(place=place, n=draw.choice((14, 17, 230, 1250)), m=draw.choice((3, 12, 40)))
        for sentence in chosen
    )
    source = draw.choice(("Harbour Post", "Evening Bell", ""))
    return read(f"{number}.txt", text, find_marks(text), source=source)


def found(groups):
    return sorted(
        groups, key=lambda group: (group.kind, [(m.article, str(m.span)) for m in group.members])
    )


@pytest.mark.parametrize("seed", range(3))
def test_groups_are_the_same_as_from_nothing(seed):
    draw = random.Random(seed)
    kept = Kept()
    begun = [article(draw, number) for number in range(8)]
    readings = {reading.id: reading for reading in begun}
    kept.fill(begun, [""] * len(begun))
    for step in range(16):
        number = draw.randint(0, 16)
        name = f"{number}.txt"
        if name in readings and draw.random() < 0.3:
            del readings[name]
            kept.remove(name)
        else:
            readings[name] = article(draw, number)
            kept.put(readings[name])
        if step % 4 == 3:
            order = list(kept.readings())
            assert {r.id: r for r in order} == readings
            fresh = list(Comparison(order, kept.judging).groups())
            assert fresh
            assert found(kept.groups()) == found(fresh)


def test_words_that_become_common_lead_nowhere_any_more(monkeypatch):
    from reader.comparison import keys

    for kind in keys.KeyKind:
        monkeypatch.setitem(keys.MOST, kind, 3)
    test_groups_are_the_same_as_from_nothing(11)
