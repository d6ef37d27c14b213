"""Everything the program can do: the one list behind the app and the command line.

A workspace is some paths, the articles under them and the stores that keep their claims:
one for each library folder among them. Its methods may be called from any thread. Each
module adds one idea to the one before it:

    articles.py   which articles there are; reading them and finding their marks
    kept_claim.py a claim together with the library it was read from
    claims.py     the claims on them: where they stand, what others did
    undoing.py    undo and redo, over all stores at once
    changes.py    tagging, editing, dismissing
    codebooks.py  the tags: what is said of them, renamed and merged on every claim
    exchange.py   exports, imports, the health of the stores: the whole `Workspace`
"""

from reader.workspace.articles import LONG, Counts
from reader.workspace.claims import PlacedClaim
from reader.workspace.exchange import Workspace

__all__ = ["LONG", "Counts", "PlacedClaim", "Workspace"]
