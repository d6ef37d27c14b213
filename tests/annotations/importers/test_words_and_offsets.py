"""Words win over offsets, whatever letters a program counts, and nothing is guessed in silence."""

import json

import pytest

from annotations.importers.counted_offsets import CountedText
from annotations.span import Span

from .programs import packed

TEXT = "Flood 🌊 kills 12\n\nThe mayor, Zoë Müller, said 12,000 people fled. “Run!”\n"
WORDS = ["12,000 people", "Zoë Müller", "“Run!”"]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


COUNTS = {
    "code points": (len, TEXT),
    "UTF-16 units": (units, TEXT),
    "bytes": (lambda text: len(text.encode()), TEXT),
    "code points, with Windows line ends": (len, TEXT.replace("\n", "\r\n")),
    "UTF-16 units, with Windows line ends": (units, TEXT.replace("\n", "\r\n")),
    "code points, with the mark at the beginning": (len, "\ufeff" + TEXT),
}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("words", WORDS)
def test_words_are_found_whatever_was_counted(count, words):
    measure, written = COUNTS[count]
    start = measure(written[: written.index(words)])
    counted = CountedText(written)
    span = counted.span(start, start + measure(words), words)
    assert span is not None
    assert span.of(counted.text) == words
    assert counted.text == TEXT


@pytest.mark.parametrize(
    "written", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT.replace("\n", "\r\n")]
)
def test_words_are_found_where_the_program_counted_a_plainer_text(written):
    start = TEXT.index("12,000")
    span = CountedText(written).span(start, start + 6, "12,000")
    assert span == Span(start, start + 6)


def test_words_that_stand_elsewhere_are_taken_from_the_one_place_near():
    counted = CountedText(TEXT)
    assert counted.span(3, 9, "12,000") == Span(TEXT.index("12,000"), TEXT.index("12,000") + 6)
    assert counted.span(0, 4, "nowhere") is None


def test_words_in_two_places_as_near_are_in_none():
    assert CountedText("ab ... xx ... ab").span(7, 9, "ab") is None


def test_without_words_offsets_are_code_points():
    assert CountedText(TEXT).span(6, 7) == Span(6, 7)
    assert CountedText(TEXT).span(6, 10_000) is None


def doccano(take, start: int, end: int):
    line = json.dumps({"text": TEXT, "label": [[start, end, "name"]]}).encode()
    imported = take("doccano", line, {"doccano-1": TEXT})
    return [claim.anchor.exact for claim in imported.claims], imported.problems


def test_what_was_selected_on_doccano_s_page_is_read_as_it_counts(take):
    start = units(TEXT[: TEXT.index("Müller")])
    assert doccano(take, start, start + 6) == (["Müller"], ())
    start = TEXT.index("Müller")
    assert doccano(take, start, start + 6) == (["Müller"], ())


def test_what_may_be_read_both_ways_is_told(take):
    found, problems = doccano(take, 0, 5)
    assert (found, problems) == (["Flood"], ())
    start = TEXT.index("fled")
    text = TEXT.replace("fled. ", "a b c ")
    line = json.dumps({"text": text, "label": [[start, start + 1, "x"]]}).encode()
    imported = take("doccano", line, {"doccano-1": text})
    assert len(imported.claims) == 1


def test_two_annotators_of_doccano_are_two_people(take):
    line = json.dumps({"text": TEXT, "label": [[0, 5, "event"]]}).encode()
    written = packed({"ada.jsonl": line, "lo.jsonl": line})
    imported = take("doccano", written, {"doccano-1": TEXT})
    assert [(claim.annotator, claim.tags) for claim in imported.claims] == [
        ("ada", ("event",)),
        ("lo", ("event",)),
    ]


def test_brat_s_attributes_are_verdict_and_kind(take):
    lines = "T1\tFact 0 5\tFlood\nA1\tVerdict T1 mostly_false\nA2\tKind T1 quote\n"
    written = packed({"a.txt": TEXT.encode(), "a.ann": lines.encode()})
    (claim,) = take("brat", written, {"a.txt": TEXT}).claims
    assert claim.verdict is not None
    assert (claim.verdict.value, claim.kind) == ("mostly_false", "quote")


def test_brat_s_pieces_are_told_when_words_stand_between_them(take):
    lines = "T1\tWho 22 27;41 45\tmayor said\nT2\tAll 14 16;18 21\t12 The\n"
    start = TEXT.index("mayor"), TEXT.index("said")
    lines = (
        f"T1\tWho {start[0]} {start[0] + 5};{start[1]} {start[1] + 4}\tmayor said\n"
        f"T2\tAll {TEXT.index('12')} {TEXT.index('12') + 2};{TEXT.index('The')} "
        f"{TEXT.index('The') + 3}\t12 The\n"
    )
    written = packed({"a.txt": TEXT.encode(), "a.ann": lines.encode()})
    imported = take("brat", written, {"a.txt": TEXT})
    assert [claim.anchor.exact for claim in imported.claims] == [
        "mayor, Zoë Müller, said",
        "12\n\nThe",
    ]
    (told,) = imported.problems
    assert told.startswith("T1 of a is in 2 pieces; it became one claim")


def test_another_export_of_label_studio_says_which_one_to_take(take):
    from annotations.errors import ClaimImportError

    for written in (b"id,text,label\n", b'{"images": []}', b"[1]"):
        try:
            told = take("labelstudio", written).problems[0]
        except ClaimImportError as error:
            told = str(error)
        assert "choose Export, then “JSON”" in told
