"""Going on from the last suggestion of an article into the next one, and how far the review is."""

from collections.abc import Callable, Iterable

from textual.message import Message
from textual.worker import Worker

from annotations.errors import AnnotationsError
from reader.library.scan import ListedArticle
from reader.workspace import Workspace

NOTHING_LEFT = "No article after this one has a suggestion that is not decided."


class NextFound(Message):
    """The next article with something to decide, None where there is none."""

    def __init__(self, listed: ListedArticle | None, sentence: str = NOTHING_LEFT) -> None:
        super().__init__()
        self.listed, self.sentence = listed, sentence


class ReviewTold(Message):
    """How far the review of an article is, and of all."""

    def __init__(self, listed: ListedArticle, facts: tuple[str, ...]) -> None:
        super().__init__()
        self.listed, self.facts = listed, facts


def find_next(
    workspace: Workspace,
    numbers: Iterable[int],
    worker: Worker[None],
    tell: Callable[[Message], object],
) -> None:
    """Look for the next article in a thread, and tell which it is."""
    try:
        number = workspace.suggested.next_left(numbers, lambda: not worker.is_cancelled)
        listed = workspace.articles.list.row(number).listed if number is not None else None
    except KeyError:
        listed = None
    except AnnotationsError as error:
        tell(NextFound(None, str(error)))
        return
    if not worker.is_cancelled:
        tell(NextFound(listed))


def tell_review(
    workspace: Workspace,
    listed: ListedArticle,
    worker: Worker[None],
    tell: Callable[[Message], object],
) -> None:
    """Find out in a thread how far the review is, and tell it."""
    try:
        facts = workspace.suggested.headway(listed)
    except AnnotationsError:
        return  # what is wrong with the store is told elsewhere
    if not worker.is_cancelled:
        tell(ReviewTold(listed, facts))
