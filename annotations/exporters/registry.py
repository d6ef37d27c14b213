"""The exporters, in the order in which they are offered.

A new format is one module, one line here and its expected files in `tests/cases/exports`.
Another distribution can add formats with entry points of the group `copydesk.exporters`,
each naming an `Exporter`; one is loaded only when its name is asked for.
"""

from importlib.metadata import entry_points

from annotations.errors import UnknownExporterError
from annotations.exporters.contract import Exporter

_ROOM = "annotations.exporters"

EXPORTERS: tuple[Exporter, ...] = (
    Exporter("csv", "CSV table, a row a claim", ".csv", f"{_ROOM}.comma_separated"),
    Exporter("jsonl", "JSON Lines, every field of a claim", ".jsonl", f"{_ROOM}.json_lines"),
    Exporter("markdown", "Markdown report", ".md", f"{_ROOM}.markdown_report"),
)


def exporter_named(name: str) -> Exporter:
    """Return the exporter of that name, built in or added by another distribution.

    Raises:
        UnknownExporterError: There is none.
    """
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    for entry in entry_points(group="copydesk.exporters", name=name):
        added = entry.load()
        if isinstance(added, Exporter):
            return added
    known = ", ".join(exporter.name for exporter in EXPORTERS)
    raise UnknownExporterError(f"There is no exporter named “{name}”. Choose one of: {known}.")
