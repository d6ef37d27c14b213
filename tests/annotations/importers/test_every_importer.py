"""What holds for each importer, because it is registered."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.anchoring import describe
from annotations.claim import (
    ArticleReference,
    Claim,
    Evidence,
    FigureDetails,
    QuoteDetails,
    Verdict,
)
from annotations.errors import ClaimImportError
from annotations.importers.contract import Imported
from annotations.importers.registry import IMPORTERS, importer_named
from annotations.importers.returning import returned
from annotations.span import Span
from annotations.together.fields import OF_CLAIMS, merged_fields

MERGE = partial(merged_fields, OF_CLAIMS)

every_importer = pytest.mark.parametrize("name", [one.name for one in IMPORTERS])
LOSSY = {"conll"}
"""Formats that carry no record of a claim."""

every_carrier = pytest.mark.parametrize(
    "name", [one.name for one in IMPORTERS if one.name not in LOSSY]
)
KEEPS_ORPHANS = {"jsonl", "store", "csv", "xlsx", "webannotation", "hypothesis"}
LATER = datetime(2027, 1, 1, tzinfo=UTC)
ORPHANS = {"01k9m4tz000000000000000008", "01k9m4tz000000000000000017"}


@every_carrier
def test_what_we_exported_is_imported_again_equal(name, claims, give, take):
    imported = take(name, give(name, claims))
    expected = {claim.id: claim for claim in claims}
    if name not in KEEPS_ORPHANS:
        expected = {key: claim for key, claim in expected.items() if key not in ORPHANS}
    assert {claim.id: claim for claim in imported.claims} == expected
    assert imported.problems == ()
    listed = {orphan.claim.id for orphan in imported.orphans}
    assert listed == (ORPHANS if name in KEEPS_ORPHANS else set())


@every_importer
def test_importing_twice_adds_nothing(name, claims, give, take):
    written = give(name, claims)
    once = take(name, written)
    again = returned(once, once.claims, {}, merge=MERGE, made=LATER)
    assert (again.added, again.changed, again.removed) == ((), (), ())
    assert returned(once, claims, {}, merge=MERGE, made=LATER).added == ()


@every_carrier
def test_claims_follow_their_words_in_a_text_that_has_changed(name, claims, give, take):
    chosen = [claim for claim in claims if claim.article.path == "rival.txt"]
    before = "Updated at noon. Tunnel to cost £1.2bn\n\nCouncil leader Ana Ruiz said the harbour "
    moved = before + "tunnel “will cost at least £1.2bn”.\n"
    imported = take(name, give(name, chosen), {"rival.txt": moved})
    assert [claim.anchor.start for claim in imported.claims] == [88, 88]
    assert imported.orphans == ()
    assert {claim.id for claim in imported.claims} == {claim.id for claim in chosen}


@every_carrier
def test_words_that_are_not_in_the_article_make_an_orphan(name, claims, give, take):
    chosen = [claim for claim in claims if claim.article.path == "rival.txt"]
    imported = take(name, give(name, chosen), {"rival.txt": "Another text altogether."})
    assert len(imported.claims) == len(imported.orphans) == 2
    assert {orphan.reason for orphan in imported.orphans} == {
        "The words no longer stand in the article."
    }


@every_importer
def test_a_file_of_something_else_is_a_sentence_not_a_crash(name, take):
    for written in (b"", b"\x00\xff\xfe nonsense", b"{}", b"[1]", b'{"a": [{"b": 1}]}', b"PK\x03"):
        try:
            imported = take(name, written)
        except ClaimImportError as error:
            assert str(error).endswith(".")  # noqa: PT017
        else:
            assert isinstance(imported, Imported)
            assert imported.claims == ()


LETTERS = "ab .,;\"'|\n=-@ £“”é\u0303q🎉𝔘👩🏽‍🚀ابتאבג市費円"
words = st.text(LETTERS, max_size=12)
names = st.text(LETTERS.replace("\n", ""), min_size=1, max_size=8).filter(str.strip)
moments = st.datetimes(min_value=datetime(1901, 1, 1), timezones=st.just(UTC))
numbers = st.none() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, width=32)


@st.composite
def tagged_texts(draw: st.DrawFn) -> tuple[dict[str, str], list[Claim]]:
    """Draw two texts and claims on them, overlapping as it comes."""
    texts, found = {}, []
    for path in ("one.txt", "folder/two 🎉.txt"):
        text = draw(st.text(LETTERS, min_size=8, max_size=60))
        texts[path] = text
        for number in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            found.append(draw(_claims(path, text, Span(start, end), f"{path}-{number}")))
    return texts, found


def _claims(path: str, text: str, span: Span, identifier: str) -> st.SearchStrategy[Claim]:
    return st.builds(
        Claim,
        id=st.just(identifier),
        article=st.builds(
            ArticleReference, path=st.just(path), title=st.just("=Title"), url=st.just("")
        ),
        anchor=st.just(describe(text, span)),
        kind=st.sampled_from(["quote", "figure", "statement"]),
        tags=st.lists(names.map(str.strip), min_size=1, max_size=3, unique=True).map(tuple),
        claimant=words,
        statement=words,
        verdict=st.none() | st.builds(Verdict, value=names, scale=words),
        evidence=st.lists(st.builds(Evidence, url=words, title=words), max_size=2).map(
            lambda listed: tuple(one for one in listed if one != Evidence())
        ),
        note=words,
        annotator=words,
        created=moments,
        modified=moments,
        quote=st.none() | st.builds(QuoteDetails, form=words, speaker=words),
        figure=st.none()
        | st.builds(FigureDetails, value=numbers, relation=st.sampled_from("=~<>"), unit=words),
        unknown=st.just({}) | st.just({"colour": "red", "rank": [1, None, "=2"]}),
    )


@every_carrier
@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(drawn=tagged_texts())
def test_any_claims_are_imported_again_equal(name, drawn, give, take):
    texts, chosen = drawn
    if name == "xlsx":  # a cell knows no parts of a second
        chosen = [
            replace(
                claim,
                created=claim.created.replace(microsecond=0),
                modified=claim.modified.replace(microsecond=0),
            )
            for claim in chosen
        ]
    imported = take(name, give(name, chosen, texts), texts)
    assert imported.problems == ()
    found = {claim.id: claim for claim in imported.claims}
    assert found == {claim.id: claim for claim in chosen}


@pytest.fixture
def distribution(tmp_path, monkeypatch):
    """A distribution that adds three formats, of which two are broken."""
    info = tmp_path / "more_formats-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: more-formats\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[copydesk.importers]\nten = more_to_import:TEN\nodd = more_to_import:ODD\n"
        "gone = no_such_module:GONE\n"
    )
    (tmp_path / "more_to_import.py").write_text(
        "from annotations.importers.contract import Importer\n"
        "TEN = Importer('x', 'Ten bytes', ('.ten',), 'more_to_import')\n"
        "ODD = 10\n"
    )
    monkeypatch.syspath_prepend(tmp_path)


def test_another_distribution_can_add_a_format(distribution):
    added = importer_named("ten")
    assert (added.name, added.suffixes) == ("ten", (".ten",))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("odd", "is added by another distribution and is no importer."),
        ("gone", "cannot be loaded: No module named 'no_such_module'."),
        ("nobody", "There is no importer named “nobody”. Choose one of: jsonl, csv"),
    ],
)
def test_a_format_that_nobody_can_give_is_one_sentence(distribution, name, sentence):
    with pytest.raises(ClaimImportError, match=sentence):
        importer_named(name)
