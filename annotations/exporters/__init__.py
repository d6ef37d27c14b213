"""Writing tagged claims in the formats of other tools, one format a file.

    annotated_articles.py the claims of an export
    archive.py            ZIP archives whose bytes depend on what is in them and on nothing else
    bibtex.py             BibTeX: the articles cited, for LaTeX
    brat.py               brat standoff
    cited_articles.py     the articles that claims stand in, as formats for references know them
    claim_details.py      every field of a claim that is more than its words and tags, by name
    claim_review.py       ClaimReview: JSON-LD in schema.org's vocabulary
    colours.py            tag colours as "#rrggbb", for formats that know no colour names
    comma_separated.py    CSV: one claim a row, every field in a column
    conll.py              CoNLL: one word a line with its tag in IOB2
    contract.py           what an exporter is
    csl.py                CSL-JSON: the articles cited, for Pandoc, Zotero and citation processors
    data_package.py       a data package
    doccano.py            doccano: one article a line
    excel.py              XLSX: the table of the CSV export as an Excel workbook
    file_names.py         names of files in an export
    html_report.py        HTML report: the articles with their claims highlighted in place
    figures_over_time.py  what several articles print of one figure, for the HTML report
    hypothesis.py         Hypothesis: the file that its sidebar exports and imports
    json_lines.py         JSON Lines: one claim a line, every field as it is kept
    label_studio.py       Label Studio: tasks with their annotations
    losses.py             what an export could not carry over
    markdown_report.py    Markdown report
    obsidian.py           Obsidian and Logseq
    parquet.py            Parquet: the table with real types, for pandas, Polars, DuckDB and R
    prodigy.py            Prodigy: one article a line with its spans
    refi_codebook.py      REFI-QDA codebook (.qdc)
    refi_codes.py         the codebook as REFI-QDA codes, for projects and codebooks
    refi_qda.py           REFI-QDA project (.qdpx)
    registry.py           the exporters, in the order in which they are offered
    ris.py                RIS: the articles cited, for Zotero, EndNote, Citavi and others
    spacy_docbin.py       spaCy: a `DocBin` with one `Doc` an article
    sqlite.py             SQLite: one file that every language opens as it is
    stretches.py          a text cut where claims begin and end
    tei.py                TEI: a corpus with one TEI document an article, its claims in `standOff`
    titles.py             titles that stand in an article
    uima_cas.py           UIMA CAS: a folder with an XMI file for each article
    web_annotation.py     W3C Web Annotation
    word_report.py        DOCX report: the articles with their claims highlighted
    wording.py            the parts of a claim in words, for the reports that people read
    writing.py            putting an export where the person wants it

Begin with `contract.py` and any format. For `reader.workspace` and the commands; what is here
knows no store.
"""
