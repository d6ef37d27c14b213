"""Marks are found again when a detector changed, and only then."""

from pathlib import Path

import pytest

from reader.detectors.fingerprint import fingerprint


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "money.py").write_text("x = 1\n")
    (tmp_path / "detector.py").write_text("y = 2\n")
    return tmp_path


def test_a_changed_rule_has_another_fingerprint(rules):
    before = fingerprint("rules", rules)
    (rules / "__pycache__").mkdir()
    assert fingerprint("rules", rules) == before
    (rules / "rules" / "money.py").write_text("x = 11\n")
    assert fingerprint("rules", rules) != before


def test_another_way_to_find_reported_speech_has_another_fingerprint(rules):
    assert fingerprint("rules", rules) != fingerprint("learned", rules)
