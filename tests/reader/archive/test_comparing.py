"""What an archive says alike is what `copydesk compare` tells of the same articles."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

from reader.archive.comparing import compare
from reader.archive.manifest import Options
from reader.archive.marking import Way, fingerprint
from reader.archive.running import mark_all
from reader.comparison.answer import as_record
from reader.comparison.comparison import Comparison
from reader.comparison.reading import read
from reader.detectors.registry import find_marks
from reader.formats.columns import published

SHARED = Path(__file__).parents[4] / "shared" / "comparison"
SENTENCES = (
    "At least 14 miners died in the Harrow pit, the governor of Quelland said.",
    "Rescuers counted 16 dead miners at the Harrow pit near Brennick.",
    "“Nobody at the Harrow company warned the miners of Brennick,” said Tom Okafor.",
    "“Nobody at the company ever warned the miners,” Tom Okafor told reporters.",
    "The Vessmark bank will pay 3.2 billion euros for its rival Lindholm, it said.",
    "Vessmark agreed to buy Lindholm for about 3 billion euros in cash and shares.",
    "Ines Maro won the 400 metres in Tarnow in 49.2 seconds, a record for Verrany.",
    "“I never ran so fast in my whole life,” said Ms Maro after the race in Tarnow.",
    "“I never ran as fast,” Maro said.",
    "The council of Oldport voted 12 to 9 for a toll of 5% on the bridge.",
)
ARTICLES = st.lists(
    st.fixed_dictionaries(
        {
            "sentences": st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6),
            "published": st.sampled_from([None, "2024-07-01", "2024-07-03", "2024-09-01"]),
            "source": st.sampled_from(["", "The Post", "The Herald"]),
            "agency": st.sampled_from(["", "Lantern Wire"]),
        }
    ),
    min_size=2,
    max_size=9,
)


def by_comparison(records: list[dict[str, object]]) -> list[str]:
    readings = [
        read(
            str(each["id"]),
            str(each["text"]),
            find_marks(str(each["text"]), published(each.get("published"))),
            published=published(each.get("published")),
            source=str(each.get("source") or ""),
            agencies=(str(each["agency"]),) if each.get("agency") else (),
        )
        for each in records
    ]
    return sorted(json.dumps(as_record(group)) for group in Comparison(readings).groups())


def by_archive(records: list[dict[str, object]], folder: Path, size: int, workers: int = 1):
    folder.mkdir(exist_ok=True)
    file = folder / "news.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    options = Options(size, {}, Way("rules", fingerprint()))
    assert not [s for s in mark_all([str(file)], folder / "out", options, workers=1) if s.problem]
    *_, last = compare(folder / "out", workers=workers)
    return sorted(json.dumps(as_record(group)) for group in last.groups)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=ARTICLES, size=st.integers(1, 10))
def test_an_archive_has_the_groups_that_its_articles_have(articles, size, tmp_path_factory):
    records = [
        {
            "id": f"a{number}",
            "text": " ".join(each["sentences"]),
            **{name: each[name] for name in ("published", "source", "agency")},
        }
        for number, each in enumerate(articles)
    ]
    folder = tmp_path_factory.mktemp("archive")
    assert by_archive(records, folder, size) == by_comparison(records)


@pytest.mark.parametrize("workers", [1, 2])
def test_statements_figures_and_texts_are_found_across_parts(tmp_path, workers):
    pairs = [*SENTENCES[:6], " ".join(SENTENCES), " ".join(SENTENCES[1:])]
    records = [
        {"id": f"a{n}", "text": f"{text} {text}", "published": "2024-07-01"}
        for n, text in enumerate(pairs)
    ]
    found = by_archive(records, tmp_path, 1, workers)
    assert {json.loads(group)["kind"] for group in found} == {"quote", "figure", "article"}
    assert found == by_comparison(records)


@pytest.mark.skipif(not SHARED.exists(), reason="the judged pairs of news are not here")
def test_real_news_has_the_same_groups(tmp_path):
    lines = (SHARED / "ecb.articles.jsonl").read_text(encoding="utf-8").splitlines()[:90]
    records = [json.loads(line) for line in lines]
    found = by_archive(records, tmp_path, 20)
    assert found == by_comparison(records)
    assert len(found) > 20
