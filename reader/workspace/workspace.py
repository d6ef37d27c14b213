"""The workspace: it makes the parts, and closes them."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.settings import Settings
from reader.workspace.articles import Articles
from reader.workspace.claims import Claims
from reader.workspace.comparing import Comparing
from reader.workspace.history import History
from reader.workspace.libraries import Libraries
from reader.workspace.suggestions import Suggesting
from reader.workspace.tags import Tags

if TYPE_CHECKING:
    from reader.workspace.everywhere import Everywhere
    from reader.workspace.evidence import CheckedEvidence
    from reader.workspace.exchange import Exchange
    from reader.workspace.group_tagging import GroupTagging
    from reader.workspace.predicted import Predicted
    from reader.workspace.reviewing import Reviewing
    from reader.workspace.suggested import Suggested
    from reader.workspace.together import Together
    from reader.workspace.web import Web


class Workspace(AbstractContextManager["Workspace"]):
    """The articles under `paths` and the claims on them: all that the program can do.

    `store_path` keeps all claims in that one file. `piped` is the content of standard
    input, when an article comes that way. Close it, or use it in a `with` statement.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        settings: Settings,
        store_path: Path | None = None,
        piped: bytes | None = None,
    ) -> None:
        self.paths = tuple(paths)
        self.settings = settings
        self.libraries = Libraries(paths, settings, store_path=store_path, piped=piped is not None)
        self.articles = Articles(self.libraries, piped)
        self.history = History(self.libraries)
        self.comparing = Comparing(self.libraries, self.articles, self.history)
        self.claims = Claims(self.libraries, self.articles, self.history)
        self.suggestions = Suggesting(self.libraries, self.history, lambda: self.predicted)
        self.tags = Tags(self.libraries, self.history)

    # Parts that are loaded when they are first asked for, as no screen needs them to begin.

    @cached_property
    def evidence(self) -> "CheckedEvidence":
        """The words that evidence quotes, held against the articles here."""
        from reader.workspace.evidence import CheckedEvidence

        return CheckedEvidence(self.articles)

    @cached_property
    def group_tagging(self) -> "GroupTagging":
        """The groups of the articles, tagged with one key."""
        from reader.workspace.group_tagging import GroupTagging

        return GroupTagging(
            self.libraries, self.articles, self.claims, self.comparing, self.history
        )

    @cached_property
    def suggested(self) -> "Suggested":
        """The suggestions of all articles."""
        from reader.workspace.suggested import Suggested

        return Suggested(
            self.libraries,
            self.articles,
            self.claims,
            self.suggestions,
            self.tags,
            self.predicted,
        )

    @cached_property
    def predicted(self) -> "Predicted":
        """What models predicted, as suggestions."""
        from reader.workspace.predicted import Predicted

        return Predicted(self.libraries, self.articles, self.claims, self.history)

    @cached_property
    def everywhere(self) -> "Everywhere":
        """All places of the same words."""
        from reader.workspace.everywhere import Everywhere

        return Everywhere(self.libraries, self.articles, self.claims, self.history)

    @cached_property
    def exchange(self) -> "Exchange":
        """What goes out and comes in, and the health of the stores."""
        from reader.workspace.exchange import Exchange

        return Exchange(self.libraries, self.articles, self.tags, self.history)

    @cached_property
    def together(self) -> "Together":
        """Others' work merged, and what stays to be decided."""
        from reader.workspace.together import Together

        return Together(self.libraries, self.history)

    @cached_property
    def reviewing(self) -> "Reviewing":
        """Annotators compared, decisions, the review queue."""
        from reader.workspace.reviewing import Reviewing

        return Reviewing(self.libraries, self.articles, self.history)

    @cached_property
    def web(self) -> "Web":
        """Pages and feeds that are added to the library."""
        from reader.workspace.web import Web

        return Web(self.libraries)

    def close(self) -> None:
        """Let go of every store, of the list of articles, and of what was dismissed."""
        self.suggestions.close()
        self.comparing.close()
        self.libraries.close()
        self.articles.close()

    def __exit__(self, *_: object) -> None:
        self.close()

    def notices(self) -> tuple[str, ...]:
        """Return what the person should know of how their work is kept, each thing once."""
        return (*self.libraries.notices(), *self.articles.notices())

    def refresh(self) -> bool:
        """Take in what other windows and people did; tell whether there was anything new.

        Cheap enough to be asked twice a second. When nothing was changed here for a while,
        the journals are checkpointed into their TinyDB files, beside the caller.
        """
        news = self.libraries.refresh()
        self.history.rest()
        return news
