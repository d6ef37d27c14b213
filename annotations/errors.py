"""What can go wrong with claims, each a sentence for the person at the desk.

AnnotationsError
├── StoreError            the store could not be read or written
├── ClaimNotFoundError    no claim has that id
├── InvalidClaimError     a claim or record does not hold together
├── ExportError           an export could not be made
│   ├── UnknownExporterError
│   └── MissingLibraryError
└── ClaimImportError      claims could not be read from another program's file
    └── UnknownImporterError
"""


class AnnotationsError(Exception):
    """The base of every error of this package; its text can be shown as it is."""


class StoreError(AnnotationsError):
    """A store could not be read or written; nothing acknowledged is lost."""


class ClaimNotFoundError(AnnotationsError):
    """No claim has the id that was asked for."""


class InvalidClaimError(AnnotationsError):
    """A claim, or a record that should be one, does not hold together."""


class ExportError(AnnotationsError):
    """An export could not be made."""


class UnknownExporterError(ExportError):
    """No exporter has the name that was asked for."""


class MissingLibraryError(ExportError):
    """The library of a format is not installed; the text names the command that does."""


class ClaimImportError(AnnotationsError):
    """Claims could not be read from a file of another program."""


class UnknownImporterError(ClaimImportError):
    """No importer has the name that was asked for."""
