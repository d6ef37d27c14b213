"""The formats, and which one reads a file."""

import re
from pathlib import PurePath

from reader.formats.article_file import ArticleFile
from reader.formats.contract import Format

_ROOM = "reader.formats"

FORMATS: tuple[Format, ...] = (
    Format(
        name="plain text",
        suffixes=(".txt", ".text"),
        module=f"{_ROOM}.plain_text",
        long_from=30_000,  # words that take longer to read than a person notices
    ),
    Format(
        name="Markdown",
        suffixes=(".md", ".markdown"),
        module=f"{_ROOM}.markdown",
        # With the spaces between them there are surely more code points than are read as Markdown.
        long_from=150_000,
    ),
    Format(
        name="MHTML",
        suffixes=(".mhtml", ".mht"),
        module=f"{_ROOM}.mhtml",
        begins=re.compile(rb"From: <Saved by |(?:[A-Za-z-]+: [^\n]*\n)*Snapshot-Content-Location:"),
        extra="html",
    ),
    Format(
        name="HTML",
        suffixes=(".html", ".htm", ".xhtml"),
        module=f"{_ROOM}.web_page",
        begins=re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*"
            rb"<(?:!doctype html|html)\b",
            re.IGNORECASE,
        ),
        extra="html",
    ),
    Format(
        name="a table",
        suffixes=(".csv", ".tsv", ".tab"),
        module=f"{_ROOM}.csv_table",
        is_lone=False,
    ),
    Format(
        name="JSON",
        suffixes=(".json", ".jsonl", ".ndjson", ".jsonlines", ".ldjson"),
        module=f"{_ROOM}.json_records",
        is_lone=False,
    ),
    Format(
        name="a feed",
        suffixes=(".rss", ".atom", ".xml", ".rdf"),
        module=f"{_ROOM}.feed",
        begins=re.compile(rb"[^<]{0,20}(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|rdf:RDF)[\s>]"),
        extra="feeds",
        is_lone=False,
    ),
    Format(
        name="a letter",
        suffixes=(".eml", ".emlx"),
        module=f"{_ROOM}.mail",
    ),
    Format(
        name="a mailbox",
        suffixes=(".mbox", ".mbx"),
        module=f"{_ROOM}.mailbox_file",
        begins=re.compile(rb"From \S+ {1,2}(?:[A-Z][a-z]{2} ){2}[ \d]{2} \d\d:\d\d[^\n]*\n[\w-]+:"),
        is_lone=False,
    ),
    Format(
        name="a web archive",
        suffixes=(".warc", ".arc", ".wet"),
        module=f"{_ROOM}.warc",
        begins=re.compile(rb"WARC/1\.\d\r?\n"),
        extra="warc",
        is_lone=False,
    ),
    Format(
        name="EPUB",
        suffixes=(".epub",),
        module=f"{_ROOM}.epub",
        begins=re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL),
        extra="epub",
        is_lone=False,
    ),
    Format(
        name="a Word document",
        suffixes=(".docx", ".docm"),
        module=f"{_ROOM}.word_document",
        extra="docx",
    ),
    Format(
        name="PDF",
        suffixes=(".pdf",),
        module=f"{_ROOM}.pdf",
        begins=re.compile(rb"[\s\S]{0,1000}?%PDF-\d"),
        extra="pdf",
    ),
    Format(
        name="a compressed file",
        suffixes=(".gz",),
        module=f"{_ROOM}.compressed",
        begins=re.compile(rb"\x1f\x8b"),
        is_lone=False,
    ),
    Format(
        name="Parquet",
        suffixes=(".parquet",),
        module=f"{_ROOM}.parquet",
        begins=re.compile(rb"PAR1"),
        extra="parquet",
        is_lone=False,
    ),
    Format(
        name="articles of an archive",
        suffixes=(".found",),
        module=f"{_ROOM}.found_articles",
        begins=re.compile(rb'\{"copydesk archive"'),
        extra="archive",
        is_lone=False,
    ),
)
"""In the order in which they are asked whether a file is theirs."""

PLAIN_TEXT = FORMATS[0]

SUFFIXES = frozenset(suffix for kind in FORMATS for suffix in kind.suffixes)
"""The file endings that make a file in a folder an article."""

_TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
"""Endings of files that are text for certain; what stands in them may look like anything."""


def format_of(name: str, head: bytes = b"") -> Format:
    """Return the format that reads a file of this name which begins with these bytes.

    A format that has the file's ending reads it, unless the first bytes are surely another
    one's. Where several share an ending, their first bytes tell them apart. What no format
    claims is plain text.
    """
    suffix = PurePath(name).suffix.lower()
    claiming = [kind for kind in FORMATS if suffix in kind.suffixes]
    if suffix in _TEXT:
        return claiming[0]
    others = [kind for kind in FORMATS if kind not in claiming]
    sure = (kind for kind in (*claiming, *others) if kind.begins and kind.begins.match(head))
    return next(sure, claiming[0] if claiming else PLAIN_TEXT)


def format_of_file(file: ArticleFile) -> Format:
    """Return the format that reads a file."""
    return format_of(file.path, file.head)
