"""Identifiers that formats ask for, the same at each export of the same thing."""

from uuid import UUID, uuid5

_SPACE = UUID("6f5b6a52-50d5-4f0c-9a2c-7c1b6d2f3f43")
"""The name space of this program's UUIDs; drawn once at random."""


def guid(kind: str, name: str) -> str:
    """Return the UUID of a thing by its kind ("claim", "tag") and its name or id."""
    return str(uuid5(_SPACE, f"{kind}:{name}"))


def urn(kind: str, name: str) -> str:
    """Return the same as an IRI, "urn:uuid:…"."""
    return f"urn:uuid:{guid(kind, name)}"
