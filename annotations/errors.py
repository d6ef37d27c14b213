"""What can go wrong with claims, each a sentence for the person at the desk.

AnnotationsError
├── StoreError            the store could not be read or written (also an OSError)
│   ├── ReadOnlyStoreError    it can be read, not written; nothing was changed
│   ├── UnreadableStoreError  the file is no store, or broken beyond its journal
│   ├── NewerStoreError       a newer copydesk wrote it; nothing was changed
│   ├── ChangedMeanwhileError someone else changed the same of a claim
│   └── HistoryError          there is nothing to undo or redo, or it would lose a change
├── ClaimNotFoundError    no claim has that id
├── InvalidClaimError     a claim or record does not hold together
├── InvalidCodebookError  a codebook does not hold together
├── ExportError           an export could not be made
│   ├── UnknownExporterError
│   └── MissingLibraryError
└── ClaimImportError      claims could not be read from another program's file
    └── UnknownImporterError
"""


class AnnotationsError(Exception):
    """The base of every error of this package; its text can be shown as it is."""


class StoreError(AnnotationsError, OSError):
    """A store could not be read or written; nothing acknowledged is lost.

    Also an OSError, which is what users of a TinyDB storage expect.
    """


class ReadOnlyStoreError(StoreError):
    """A store can be read and not written; nothing was changed."""


class UnreadableStoreError(StoreError):
    """A file is no store, or is broken in a way its journal cannot mend."""


class NewerStoreError(StoreError):
    """A newer version of the program wrote the store; nothing was changed."""


class ChangedMeanwhileError(StoreError):
    """Someone else changed the same of a claim since it was read; nothing was changed."""


class HistoryError(StoreError):
    """There is nothing to undo or redo, or doing so would lose another change."""


class ClaimNotFoundError(AnnotationsError):
    """No claim has the id that was asked for."""


class InvalidClaimError(AnnotationsError):
    """A claim, or a record that should be one, does not hold together."""


class InvalidCodebookError(AnnotationsError):
    """A codebook, or a file that should hold one, does not hold together."""


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
