"""What the libraries of a workspace gave out, remembered beside their stores."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # each of them is loaded when it is asked for
    from annotations.claim import Claim
    from annotations.formats.given_out import Checks, GivenOut


class RememberedExports:
    """The last exports of the open libraries, for holding against them what comes back."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries

    @contextmanager
    def remembering(
        self, format_name: str, claims: Iterable["Claim"]
    ) -> Iterator[Iterable["Claim"]]:
        """Give the claims on, and remember them if the format can come back."""
        from annotations.importers.registry import IMPORTERS

        with ExitStack() as stack:
            if any(importer.name == format_name for importer in IMPORTERS):
                for given_out in self._all():
                    claims = stack.enter_context(given_out.remembering(format_name, claims))
            yield claims

    def remember(self, format_name: str, claims: Iterable["Claim"]) -> None:
        """Remember what came in: from now on it is what both sides know."""
        with self.remembering(format_name, claims) as noted:
            for _ in noted:
                pass

    def ids(self, format_name: str) -> set[str]:
        """Return the ids of the claims that were given out in the format."""
        return {claim_id for given_out in self._all() for claim_id in given_out.ids(format_name)}

    def began_as(self, format_name: str, found: Mapping[str, "Claim"]) -> Mapping[str, "Checks"]:
        """Return what the claims of a file were when it was given out, empty if it was not."""
        exports = [given_out.began_as(format_name, found) for given_out in self._all()]
        known = [export.claims for export in exports if export]
        return max(known, key=len, default={})

    def _all(self) -> "list[GivenOut]":
        from annotations.formats.given_out import GivenOut

        with self._libraries.lock:
            stores = [store for store, _ in self._libraries.every()]
        return [GivenOut.beside(path) for path in dict.fromkeys(it.path for it in stores)]
