"""Suggestions of all articles from the command line: found, grouped, tagged and dismissed."""

import json
from pathlib import Path

import pytest

ARTICLES = {
    "dam.md": ("2031-05-02", "“We lost 1,200 sheep,” mayor Ada Brandt said. It cost €3 million."),
    "fire.md": ("2031-06-02", "“It was dark,” said Omar Ruiz. At least 1,200 sheep were lost."),
    "tax.md": ("2031-06-11", "“We pay,” said Ada Brandt. The tax is 4 percent, or €900."),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for name, (day, text) in ARTICLES.items():
        (place / name).write_text(f"---\ntitle: {name}\ndate: {day}\n---\n{text}\n", "utf-8")
    return place


@pytest.fixture
def found(copydesk, folder):
    """Return what is suggested: the article and the words of each."""

    def ask(*arguments: str) -> list[tuple[str, str]]:
        done = copydesk("suggestions", folder, "--json", *arguments)
        assert done.returncode == 0, done.stderr
        return [(row["article"], row["words"]) for row in json.loads(done.stdout)]

    return ask


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("figure>1000 counts:sheep", [("dam.md", "1,200"), ("fire.md", "At least 1,200")]),
        ("figure>1000 unit:EUR", [("dam.md", "€3 million")]),
        ("unit:EUR figure<1k", [("tax.md", "€900")]),
        ("unit:EUR -2031-05", [("tax.md", "€900")]),
        ("unit:percent OR unit:usd", [("tax.md", "4 percent")]),
        ("speaker:brandt form:direct kind:quote", [
            ("dam.md", "“We lost 1,200 sheep,”"), ("tax.md", "“We pay,”"),
        ]),
        ('speaker:"ada brandt" "the tax"', [("tax.md", "“We pay,”")]),
        ("ruiz", [("fire.md", "“It was dark,”")]),
        ("speaker:zzz", []),
    ],
)  # fmt: skip
def test_suggestions_are_found_by_what_they_say_and_by_their_articles(found, query, wanted):
    assert found("--query", query) == wanted


def test_a_suggestion_comes_with_its_sentence_and_what_it_says(copydesk, folder):
    done = copydesk("suggestions", folder, "--json", "--query", "fire figure>5")
    (row,) = json.loads(done.stdout)
    assert row["sentence"] == "At least 1,200 sheep were lost."
    text = Path(folder / "fire.md").read_text("utf-8")
    assert text.count(row["words"]) == 1
    said = (row["value"], row["relation"], row["counts"], row["kind"])
    assert said == (1200, ">", "sheep", "figure")


def test_what_is_tagged_or_dismissed_is_suggested_no_more(copydesk, folder, found):
    done = copydesk("suggestions", folder, "--query", "counts:sheep", "--tag", "sheep")
    assert done.stderr == "copydesk: Saved 2 claims as sheep.\n"
    assert found("--query", "counts:sheep") == []
    assert len(found("--query", "counts:sheep", "--all")) == 2
    done = copydesk("suggestions", folder, "--query", "unit:percent", "--dismiss")
    assert done.returncode == 0
    assert found("--query", "unit:percent") == []
    claims = json.loads(copydesk("claims", folder, "--json").stdout)
    assert {claim["figure"]["value"] for claim in claims} == {1200}


def test_suggestions_are_grouped(copydesk, folder):
    def groups(by: str) -> dict[str, int]:
        done = copydesk("suggestions", folder, "--json", "--by", by)
        return {row[by]: row["suggestions"] for row in json.loads(done.stdout)}

    assert groups("speaker") == {"Ada Brandt": 2, "Omar Ruiz": 1}
    assert groups("article") == {"dam.md": 3, "fire.md": 2, "tax.md": 3}
    assert [size for name, size in groups("figure").items() if name.startswith("1200")] == [2]


def test_a_term_that_is_not_understood_ends_every_command_that_takes_a_query(copydesk, folder):
    for command in ("list", "claims", "suggestions", "compare"):
        done = copydesk(command, folder, "--query", "figurs>5")
        assert done.returncode == 2
        assert "There is no “figurs” to ask for. Is “figures” meant?" in done.stderr


def test_a_changed_file_is_suggested_as_it_is_now(folder, found):
    assert found("--query", "unit:EUR figure<1k") == [("tax.md", "€900")]
    (folder / "tax.md").write_text("The tax is €800, they say.\n", "utf-8")
    assert found("--query", "unit:EUR figure<1k") == [("tax.md", "€800")]
    (folder / "tax.md").unlink()
    assert found("--query", "unit:EUR figure<1k") == []


def test_a_list_asks_for_articles_with_such_a_mark(copydesk, folder):
    done = copydesk("list", folder, "--json", "--query", "figure>1000 unit:EUR")
    assert [row["path"] for row in json.loads(done.stdout)] == ["dam.md"]
    done = copydesk("list", folder, "--json", "--query", "-speaker:brandt")
    assert [row["path"] for row in json.loads(done.stdout)] == ["fire.md"]


def test_a_saved_filter_stands_for_its_terms_in_every_query(copydesk, folder, found):
    assert copydesk("filters", "--save", "money", "unit:EUR OR unit:USD").returncode == 0
    assert found("--query", "@money figure>1000") == [("dam.md", "€3 million")]
    done = copydesk("list", folder, "--json", "--query", "-@money")
    assert [row["path"] for row in json.loads(done.stdout)] == ["fire.md"]
    assert json.loads(copydesk("filters", "--json").stdout) == {"money": "unit:EUR OR unit:USD"}
    assert copydesk("filters", "--save", "a b", "unread").returncode == 1
    assert copydesk("filters", "--save", "wrong", "zz>3").returncode == 2
    assert copydesk("filters", "--remove", "money").returncode == 0
    assert copydesk("list", folder, "--query", "@money").returncode == 2


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("tag:sheep figure>1000", ["1,200"]),
        ("tag:tax OR tag:sheep", ["1,200", "4 percent"]),
        ("(tag:tax OR tag:sheep) -unit:percent", ["1,200"]),
        ('"4 percent"', ["4 percent"]),
        ("2031-06 kind:figure", ["4 percent"]),
        ("words<100 by:nobody", []),
        ("unread -tag:sheep", ["4 percent"]),
        ("quote:brandt counts:sheep", ["1,200"]),
        ("note:ask", ["4 percent"]),
        ("annotator:zzz", []),
    ],
)
def test_claims_are_found_by_the_same_language(copydesk, folder, query, wanted):
    copydesk("tag", folder / "dam.md", "--words", "1,200", "--tag", "sheep")
    copydesk("tag", folder / "tax.md", "--words", "4 percent", "--tag", "tax", "--note", "ask why")
    done = copydesk("claims", folder, "--json", "--query", query)
    assert done.returncode == 0, done.stderr
    assert [claim["anchor"]["exact"] for claim in json.loads(done.stdout)] == wanted


def test_articles_are_found_by_the_verdict_and_the_annotator_of_their_claims(copydesk, folder):
    made = copydesk("tag", folder / "dam.md", "--words", "1,200", "--tag", "sheep").stdout.strip()
    done = copydesk("set", made, "--verdict", "mostly false", "--store", folder / "copydesk.json")
    assert done.returncode == 0, done.stderr
    for query, wanted in [
        ("verdict:mostly", ["dam.md"]),
        ('verdict:"mostly false"', ["dam.md"]),
        ('verdict:"mostly"', []),
        ("verdict:true", []),
        ("-annotator:nobody tagged", ["dam.md"]),
    ]:
        done = copydesk("list", folder, "--json", "--query", query)
        assert [row["path"] for row in json.loads(done.stdout)] == wanted
