"""Reading tagged claims from the formats of other programs, one format a file.

    contract.py       what an importer is, and the one boundary around all of them
    registry.py       the importers; guessing.py, which of them a file is for
    opening.py        importing from a path

    returning.py      what comes back, held against what was given out and what is here
    labelled_spans.py spans with labels → claims, also where a program dropped our ids
    counted_offsets.py   offsets of other programs: words win over them
    tables.py, columns.py  rows of a table; which column has what
    archives.py       ZIP archives, as far as they may be trusted
    codebooks.py      a codebook from any file that has one
    brat.py            brat standoff: a folder of .txt and .ann files, ours or another's
    comma_separated.py CSV with a header: our own columns, or those of a table from elsewhere
    conll.py           CoNLL: a word a line with its tag in IOB, in the last column
    doccano.py         doccano's JSON or JSON Lines
    excel.py           Excel workbooks: the table of the first sheet, or of the one named Claims
    hypothesis.py      Hypothesis: the rows of its API, or the file that its sidebar exports
    json_lines.py      JSON Lines as our exporter writes it, every field
    label_studio.py    Label Studio: tasks with annotations, from our folder
    other_store.py     another store of copydesk
    predicted.py       what a model predicted, as JSON Lines: no claims yet
    prediction.py      words that a model gave a label, and what was decided on them
    prodigy.py         Prodigy's JSON Lines (`db-out`)
    refi_qda.py        REFI-QDA projects (.qdpx), ours or of NVivo, MAXQDA, ATLAS.ti
    spacy_docbin.py    spaCy's DocBin
    stable_ids.py      ids for claims that come without one
    web_annotation.py  W3C Web Annotation

Begin with `contract.py`. For `reader.workspace` and the
commands; what is here knows no store.
"""
