"""The importers, and which of them a file is for.

A new format is one module and one line here. Another distribution can add formats with
entry points of the group `copydesk.importers`, each naming an `Importer`.
"""

from dataclasses import replace

from annotations.errors import ClaimImportError, UnknownImporterError
from annotations.formats.registry import FormatRegistry
from annotations.importers.contract import Importer

_ROOM = "annotations.importers"

IMPORTERS: tuple[Importer, ...] = (
    Importer("jsonl", "JSON Lines of copydesk", (".jsonl",), f"{_ROOM}.json_lines"),
    Importer(
        "csv",
        "CSV table, a row a claim",
        (".csv", ".tsv"),
        f"{_ROOM}.comma_separated",
        table=True,
    ),
    Importer(
        "xlsx",
        "Excel workbook, a row a claim",
        (".xlsx",),
        f"{_ROOM}.excel",
        extra="xlsx",
        table=True,
    ),
    Importer(
        "webannotation", "W3C Web Annotation, JSON-LD", (".jsonld",), f"{_ROOM}.web_annotation"
    ),
    Importer("brat", "brat standoff, a folder", (".zip",), f"{_ROOM}.brat", folder=True),
    Importer(
        "labelstudio", "Label Studio tasks with annotations", (".json",), f"{_ROOM}.label_studio"
    ),
    Importer("hypothesis", "Hypothesis annotations", (".json",), f"{_ROOM}.hypothesis"),
    Importer("doccano", "doccano sequence labelling", (".jsonl",), f"{_ROOM}.doccano"),
    Importer("conll", "CoNLL, a word a line in IOB", (".conll", ".iob", ".bio"), f"{_ROOM}.conll"),
    Importer("prodigy", "Prodigy spans", (".jsonl",), f"{_ROOM}.prodigy"),
    Importer("spacy", "spaCy DocBin", (".spacy",), f"{_ROOM}.spacy_docbin", extra="spacy"),
    Importer("refi", "REFI-QDA project", (".qdpx",), f"{_ROOM}.refi_qda"),
    Importer("store", "store of copydesk, whatever its name", (), f"{_ROOM}.other_store"),
)


_REGISTRY = FormatRegistry(
    kind=Importer,
    noun="importer",
    group="copydesk.importers",
    built_in=IMPORTERS,
    adopt=lambda importer, name: replace(importer, name=name),
    unknown=UnknownImporterError,
    broken=ClaimImportError,
)


def importer_named(name: str) -> Importer:
    """Return the importer of that name, built in or added by another distribution.

    Raises:
        UnknownImporterError: There is none.
        ClaimImportError: The distribution that adds it is broken.
    """
    return _REGISTRY.named(name)


def importer_for(file_name: str) -> Importer | None:
    """Return the first importer for a file of that name, None where the name tells nothing."""
    name = file_name.lower()
    return next(
        (importer for importer in IMPORTERS if name.endswith(importer.suffixes)),
        None,
    )
