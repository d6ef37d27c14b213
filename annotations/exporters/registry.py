"""The exporters, in the order in which they are offered.

A new format is one module, one line here and its expected files in `tests/cases/exports`.
Another distribution can add formats with entry points of the group `copydesk.exporters`,
each naming an `Exporter`; they are loaded only when one, or all, are asked for.
"""

from dataclasses import replace

from annotations.errors import ExportError, UnknownExporterError
from annotations.exporters.contract import Exporter
from annotations.formats.registry import FormatRegistry

_ROOM = "annotations.exporters"

EXPORTERS: tuple[Exporter, ...] = (
    Exporter("csv", "CSV table, a row a claim", ".csv", f"{_ROOM}.comma_separated"),
    Exporter(
        "xlsx",
        "Excel workbook, a row a claim",
        ".xlsx",
        f"{_ROOM}.excel",
        extra="xlsx",
        library="openpyxl",
    ),
    Exporter("jsonl", "JSON Lines, every field of a claim", ".jsonl", f"{_ROOM}.json_lines"),
    Exporter(
        "parquet",
        "Parquet table for notebooks",
        ".parquet",
        f"{_ROOM}.parquet",
        extra="parquet",
        library="pyarrow",
    ),
    Exporter("markdown", "Markdown report", ".md", f"{_ROOM}.markdown_report"),
    Exporter("html", "HTML report, claims highlighted in place", ".html", f"{_ROOM}.html_report"),
    Exporter(
        "docx",
        "Word report with comments",
        ".docx",
        f"{_ROOM}.word_report",
        extra="docx",
        library="docx",
    ),
    Exporter("webannotation", "W3C Web Annotation, JSON-LD", ".jsonld", f"{_ROOM}.web_annotation"),
    Exporter("hypothesis", "Hypothesis annotations", ".json", f"{_ROOM}.hypothesis"),
    Exporter(
        "obsidian", "Obsidian notes, one an article", ".zip", f"{_ROOM}.obsidian", folder=True
    ),
    Exporter("claimreview", "ClaimReview, JSON-LD of schema.org", ".json", f"{_ROOM}.claim_review"),
    Exporter("brat", "brat standoff, a folder", ".zip", f"{_ROOM}.brat", folder=True),
    Exporter(
        "labelstudio",
        "Label Studio tasks and interface, a folder",
        ".zip",
        f"{_ROOM}.label_studio",
        folder=True,
    ),
    Exporter("doccano", "doccano sequence labelling, JSON Lines", ".jsonl", f"{_ROOM}.doccano"),
    Exporter("prodigy", "Prodigy spans, JSON Lines", ".jsonl", f"{_ROOM}.prodigy"),
    Exporter(
        "spacy", "spaCy DocBin", ".spacy", f"{_ROOM}.spacy_docbin", extra="spacy", library="spacy"
    ),
    Exporter(
        "uima",
        "UIMA CAS XMI, a folder",
        ".zip",
        f"{_ROOM}.uima_cas",
        extra="uima",
        library="cassis",
        folder=True,
    ),
    Exporter("refi", "REFI-QDA project for NVivo, MAXQDA …", ".qdpx", f"{_ROOM}.refi_qda"),
    Exporter("codebook", "REFI-QDA codebook, the tags alone", ".qdc", f"{_ROOM}.refi_codebook"),
    Exporter("conll", "CoNLL, a word a line in IOB2", ".conll", f"{_ROOM}.conll"),
    Exporter("ris", "RIS references of the articles", ".ris", f"{_ROOM}.ris"),
    Exporter("csl", "CSL-JSON references of the articles", ".json", f"{_ROOM}.csl"),
    Exporter("bibtex", "BibTeX references of the articles", ".bib", f"{_ROOM}.bibtex"),
    Exporter("sqlite", "SQLite database with full-text search", ".sqlite", f"{_ROOM}.sqlite"),
    Exporter(
        "datapackage",
        "Data package: CSV, Parquet and descriptions",
        ".zip",
        f"{_ROOM}.data_package",
        folder=True,
    ),
    Exporter("tei", "TEI P5 with standOff annotations", ".xml", f"{_ROOM}.tei"),
)


_REGISTRY = FormatRegistry(
    kind=Exporter,
    noun="exporter",
    group="copydesk.exporters",
    built_in=EXPORTERS,
    adopt=lambda exporter, name: replace(exporter, name=name, added=True),
    unknown=UnknownExporterError,
    broken=ExportError,
)


def exporter_named(name: str) -> Exporter:
    """Return the exporter of that name, built in or added by another distribution.

    Raises:
        UnknownExporterError: There is none.
        ExportError: The distribution that adds it is broken.
    """
    return _REGISTRY.named(name)


def added_exporters() -> tuple[tuple[Exporter, ...], tuple[str, ...]]:
    """Load the exporters of other distributions; return them, and a sentence for each that fails.

    It runs what others wrote, and may take as long as they do.
    """
    return _REGISTRY.added()
