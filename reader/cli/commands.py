"""Which subcommands there are."""

import os

COMMANDS = {
    "read": "reader.cli.reading:read",
    "list": "reader.cli.articles:list_articles",
    "index": "reader.cli.indexing:index",
    "marks": "reader.cli.marks:marks",
    "text": "reader.cli.text:text",
    "add": "reader.cli.web:add_pages",
    "feeds": "reader.cli.web:feeds",
    "mend": "reader.cli.mending:mend",
    "suggestions": "reader.cli.suggesting:suggestions",
    "filters": "reader.cli.filters:filters",
    "compare": "reader.cli.comparing:compare",
    "archive": "reader.cli.archive:archive",
    "claims": "reader.cli.claims:claims",
    "tag": "reader.cli.claims:tag",
    "set": "reader.cli.amending:set_claims",
    "rm": "reader.cli.amending:rm",
    "dismiss": "reader.cli.amending:dismiss",
    "export": "reader.cli.exports:export",
    "import": "reader.cli.imports:import_claims",
    "merge": "reader.cli.merging:merge",
    "adjudicate": "reader.cli.adjudicating:adjudicate",
    "agreement": "reader.cli.agreeing:agreement",
    "review": "reader.cli.review:review",
    "memo": "reader.cli.memo:memo",
    "codebook": "reader.cli.codebook:codebook",
    "doctor": "reader.cli.doctor:doctor",
    "config": "reader.cli.configuring:config",
    "man": "reader.cli.manual:man",
    "completion": "reader.cli.configuring:completion",
}
"""Where each subcommand lives. A path that is named like one is written `./marks`."""


def meant_by(word: str) -> str:
    """Return a question about the command that a word nearly is, empty where it is a path."""
    if os.path.lexists(word):
        return ""
    from difflib import get_close_matches  # for mistakes only

    near = get_close_matches(word, COMMANDS, 1)
    if not near:
        return ""
    return f"There is neither a command nor a file “{word}”. Did you mean “{near[0]}”?"
