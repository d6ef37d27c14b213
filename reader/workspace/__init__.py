"""Everything the program can do: the one list behind the app and the command line.

A workspace is some paths, the articles under them and the stores that keep their claims:
one for each library folder among them. Its parts stand side by side over `libraries`, and
their methods may be called from any thread.

    workspace.py    the workspace itself: it makes the parts and closes them
    articles.py     .articles: the list of articles; reading them and finding their marks
    claims.py       .claims: where claims stand; tagging, changing and removing them
    everywhere.py   .everywhere: all places of the same words, tagged at once
    suggestions.py  .suggestions: which marks are offered; dismissing one
    predicted.py    .predicted: what models predicted: imported, accepted, dismissed
    tags.py         .tags: the codebook, and its changes on every claim
    history.py      .history: undo and redo over all stores at once
    exchange.py     .exchange: exports, imports, the health of the stores
    together.py     .together: merging others' work, and what stays to be decided
    reviewing.py    .reviewing: annotators compared, decisions, the review queue
    web.py          .web: pages added by their addresses, new articles of feeds
    libraries.py    the stores, opened and told of

and what they use:

    tagging.py      from a mark, or chosen words, to a claim
    amending.py     what is said of claims that are there
    corrections.py  what marks had said of claims that are put right where they are not open
    kept_claim.py   a claim together with the library it was read from
    evidence.py     evidence that quotes a source, held against it
    importing.py    the article here that another program's file means
    claim_query.py which claims a query finds: the language of the list, asked of claims one by one
    comparing.py   what the articles of a workspace say alike, kept and brought up to date
    given_out.py   what the libraries of a workspace gave out, remembered beside their stores
    group_query.py  which groups a query finds
    group_decisions.py what people decided of groups: that two places say the same, or do not
    group_tagging.py one key for a group
    open_article.py an article that is open
    suggested.py   the suggestions of all articles

Begin with `workspace.py`. For `reader.view`, `reader.ui` and `reader.cli`: what a screen or
a command can do is a method here.
"""

from reader.workspace.articles import LONG
from reader.workspace.claims import PlacedClaim
from reader.workspace.workspace import Workspace

__all__ = ["LONG", "PlacedClaim", "Workspace"]
