"""The exporters, in the order in which they are offered."""

from annotations.errors import UnknownExporterError
from annotations.exporters import json_lines
from annotations.exporters.contract import Exporter

EXPORTERS: tuple[Exporter, ...] = (json_lines.EXPORTER,)


def exporter_named(name: str) -> Exporter:
    """Return the exporter of that name.

    Raises:
        UnknownExporterError: There is none.
    """
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    known = ", ".join(exporter.name for exporter in EXPORTERS)
    raise UnknownExporterError(f"There is no exporter named “{name}”. Choose one of: {known}.")
