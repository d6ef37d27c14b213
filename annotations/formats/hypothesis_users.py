"""The names of annotators as accounts of Hypothesis, and back."""

from urllib.parse import quote, unquote

_OURS = "@copydesk.invalid"


def account_of(name: str) -> str:
    """Return the account of an annotator, in a domain that nobody can have."""
    return f"acct:{quote(name, safe='')}{_OURS}"


def name_of(account: str) -> str:
    """Return the annotator of an account; of one elsewhere, the account without its scheme."""
    name = account.removeprefix("acct:")
    return unquote(name.removesuffix(_OURS)) if name.endswith(_OURS) else name
