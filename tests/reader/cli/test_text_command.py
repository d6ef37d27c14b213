"""`copydesk text`: articles as paragraphs, one JSON object a line."""

import json


def test_an_article_is_printed_with_its_paragraphs_and_their_kinds(copydesk, tmp_path):
    (tmp_path / "a.md").write_text(
        "---\ntitle: Quay reopens\ndate: 2031-05-04\n"
        "url: https://a.example/quay\nlang: en_GB\n---\n"
        "# Quay reopens\n\nBy Lena Osk\n\nIt took *nine* years.\n\n## Why\n\n> Nobody knows.\n\n"
        "- mud\n- money\n\n| a | b |\n|-|-|\n| 1 | 2 |\n",
        encoding="utf-8",
    )
    done = copydesk("text", "--json", "a.md")
    assert json.loads(done.stdout) == {
        "path": "a.md",
        "title": "Quay reopens",
        "published": "2031-05-04",
        "byline": "Lena Osk",
        "source": "",
        "url": "https://a.example/quay",
        "language": "en-GB",
        "paragraphs": [
            {"kind": "text", "text": "It took nine years."},
            {"kind": "heading", "text": "Why"},
            {"kind": "quote", "text": "Nobody knows."},
            {"kind": "list", "text": "mud"},
            {"kind": "list", "text": "money"},
            {"kind": "table", "text": "a\tb"},
            {"kind": "table", "text": "1\t2"},
        ],
    }


def test_a_file_that_cannot_be_read_is_one_sentence_and_does_not_stop_the_others(
    copydesk, tmp_path
):
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    done = copydesk("text", "--json", "gone.txt", "a.txt")
    assert done.returncode == 1
    assert done.stderr == "copydesk: gone.txt cannot be read: No such file or directory.\n"
    assert json.loads(done.stdout)["paragraphs"] == [{"kind": "text", "text": "It rained."}]


def test_without_json_an_article_is_printed_for_people(copydesk, tmp_path):
    (tmp_path / "a.md").write_text("# Quay\n\n## Why\n\n- mud\n\nIt rained.\n", encoding="utf-8")
    done = copydesk("text", "a.md")
    assert done.stdout == "Quay\n\n\n## Why\n\n• mud\n\nIt rained.\n\n"


def test_the_columns_of_a_table_can_be_named(copydesk, tmp_path):
    (tmp_path / "a.csv").write_text("a,b,title\nIt rained.,It snowed.,Rain\n", encoding="utf-8")
    done = copydesk("text", "--json", "--text-column", "B", "--title-column", "a", "a.csv")
    found = json.loads(done.stdout)
    assert found["title"] == "It rained."
    assert found["paragraphs"] == [{"kind": "text", "text": "It snowed."}]


def test_the_columns_of_a_table_can_be_named_in_the_settings(copydesk, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "copydesk").mkdir(parents=True)
    settings = tmp_path / "config" / "copydesk" / "config.toml"
    settings.write_text('[columns]\ntext = "b"\n', encoding="utf-8")
    (tmp_path / "a.csv").write_text("a,b\nIt rained.,It snowed.\n", encoding="utf-8")
    done = copydesk("text", "--json", "a.csv")
    assert json.loads(done.stdout)["paragraphs"] == [{"kind": "text", "text": "It snowed."}]
