"""Which subcommands there are."""

COMMANDS = {
    "read": "reader.cli.reading:read",
    "list": "reader.cli.articles:list_articles",
    "index": "reader.cli.indexing:index",
    "marks": "reader.cli.marks:marks",
    "text": "reader.cli.text:text",
    "add": "reader.cli.web:add_pages",
    "feeds": "reader.cli.web:feeds",
    "mend": "reader.cli.mending:mend",
    "compare": "reader.cli.comparing:compare",
    "claims": "reader.cli.claims:claims",
    "tag": "reader.cli.claims:tag",
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
    "completion": "reader.cli.configuring:completion",
}
"""Where each subcommand lives. A path that is named like one is written `./marks`."""
