"""Which files copydesk wrote itself, when claims were exported into a folder of articles.

They hold words of the articles, and would be listed beside them. A file is known by how it
begins, and stops being one of ours when a person changes that; the texts of a brat corpus
by the two files that only our exporter puts beside them.
"""

import re
from collections.abc import Iterable
from pathlib import Path

_BEGINNINGS = (
    rb"# Tagged claims\n\nExported [0-9]{4}-[0-9]{2}-[0-9]{2}T",  # markdown
    rb"---\ncopydesk: (?:claims|index)\n",  # obsidian
    rb"(?:\xef\xbb\xbf)?id,article,title,source,published,url,kind,words,tags,",  # csv
    rb'\{"anchor": \{"end": ',  # jsonl
    rb'\{"types": \{',  # brat's records
    rb'\{\n "@context": \{\n  "@language": "en",\n  "@vocab": "https://schema\.org/",',  # croissant
    rb'\{"article": \{"path": ',  # doccano, prodigy
    rb'\[\n \{\n  "data": \{\n   "article": \{',  # labelstudio
    rb'\{"export_date": "[^"]*", "export_userid": "acct:@copydesk',  # hypothesis
    # claimreview
    rb'\{\n "@context": "https://schema\.org",\n "@type": "(?:DataFeed|ClaimReview)"',
    rb"<!DOCTYPE html>\n[\s\S]{0,500}<title>Tagged claims</title>",  # html
    # tei
    rb"<\?xml[^>]*\?>\n<teiCorpus [^>]*><teiHeader><fileDesc><titleStmt><title>Tagged claims<",
)
_REPORT = re.compile(b"|".join(_BEGINNINGS))
_BRAT_FILES = ("annotation.conf", "claims.jsonl")


def is_report(data: bytes) -> bool:
    """Tell whether a file that begins so is an export of ours."""
    return _REPORT.match(data) is not None


def without_exports(folder: Path, names: Iterable[str], *, is_opened: bool) -> Iterable[str]:
    """Return names of files in a folder, without those of our brat corpus.

    Where the folder is opened by its name, the texts are what is to be read.
    """
    if not all((folder / name).is_file() for name in _BRAT_FILES):
        return names
    return (
        name
        for name in names
        if name not in _BRAT_FILES
        and (is_opened or not (folder / name).with_suffix(".ann").is_file())
    )
