"""What the tests of claims and their store share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotations.claim import Anchor, ArticleReference, Claim

MakeClaim = Callable[..., Claim]

BEGIN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def claim_about() -> MakeClaim:
    """Make a claim whose id, words and time follow from its number."""

    def make(number: int = 1, **given: object) -> Claim:
        values: dict[str, object] = {
            "id": f"{number:026d}",
            "article": ArticleReference(path="flood.txt", text_hash="ab" * 32),
            "anchor": Anchor(exact=f"{number} houses", start=number * 10, end=number * 10 + 8),
            "kind": "figure",
            "tags": ("damage",),
            "annotator": "ann",
            "created": BEGIN + timedelta(minutes=number),
            "modified": BEGIN + timedelta(minutes=number),
        }
        return Claim(**(values | given))

    return make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is kept."""
    return tmp_path / "copydesk.json"
