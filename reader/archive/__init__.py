"""Articles by the million, marked by engines made for it, asked, compared and opened.

An archive is a folder: `archive.json` says what is in it, and `parts/` has a folder for each
part of an input that is marked, whole or not there at all. In it are Parquet tables.

    inputs.py     which files there are, and how each is cut into parts
    addresses.py  files that are here or behind an address of fsspec
    records.py    from a part of an input to its articles, the bad records told
    schema.py     the tables and their columns
    marking.py    one part marked: a function without any state, whoever calls it
    parts.py      a part's tables, written whole or not at all
    manifest.py   what an archive was made from, and whether that is still so
    running.py    the parts of all inputs marked, in this machine's processes or a cluster's
    words.py      the words of texts, each with where it stands
    gathering.py  what is asked of parts, kept a second time, sorted, in few large tables
    conditions.py a query as SQL; finding.py, what it finds
    comparing.py  what articles say alike: candidates.py, the pairs that DuckDB finds;
                  readings.py, what they are judged by
    opening.py    what was found as a library; its file is a format of `reader.formats`
    extra.py      the libraries that an archive needs

Begin with `running.py` and `marking.py`. For `reader.cli`; stands on `reader.formats`,
`reader.detectors` and `reader.comparison`.
"""
