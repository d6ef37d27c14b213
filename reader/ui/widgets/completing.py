"""Completing a filter while it is typed: a name, a value of this library, a saved filter."""

import asyncio

from textual.suggester import Suggester

from reader.query.completion import completed
from reader.settings import saved_filters
from reader.workspace import Workspace


class FilterCompletion(Suggester):
    """Shows how the last term most likely goes on; the right arrow takes it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._workspace = workspace

    async def get_suggestion(self, value: str) -> str | None:
        """Return the filter with its last term completed, looked up in a thread."""
        saved = saved_filters(self._workspace.settings)
        values = self._workspace.suggested.values
        return await asyncio.to_thread(completed, value, values, saved)
