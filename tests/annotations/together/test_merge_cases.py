"""Every case of a merge: what comes out, what is a conflict, what is told."""

import json
from pathlib import Path

import pytest

from annotations.claim import JSONValue
from annotations.errors import NewerStoreError
from annotations.journal.json_text import Tables, document_in, dumps
from annotations.together.merge import merge

Record = dict[str, JSONValue]
Library = dict[str, dict[str, Record]]

ROOT = Path(__file__).parents[3]
OWN = ROOT / "tests/cases/merges"
SHARED = ROOT.parent / "shared/people/merge_cases"
CASES = sorted([*OWN.glob("*.json"), *SHARED.glob("*.json")])


def tables(library: Library | None) -> Tables | None:
    if library is None:
        return None
    return {
        name: {number: dumps(record) for number, record in documents.items()}
        for name, documents in library.items()
    }


def documents(found: Tables, name: str) -> list[Record]:
    table = found.get(name, {})
    assert isinstance(table, dict)
    return [document_in(raw) for raw in table.values()]


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_case_comes_out_as_it_says(case: Path) -> None:
    said = json.loads(case.read_text("utf-8"))
    base, mine, theirs = (tables(said.get(side)) for side in ("base", "mine", "theirs"))
    assert mine is not None
    assert theirs is not None
    if "refused" in said:
        with pytest.raises(NewerStoreError):
            merge(base, mine, theirs)
        return
    merged = merge(base, mine, theirs)
    claims = {str(claim["id"]): claim for claim in documents(merged.tables, "claims")}
    assert claims == {claim["id"]: claim for claim in said["merged"]["claims"]}
    for name in ("tags", "scales"):
        if name in said["merged"]:
            assert documents(merged.tables, name) == said["merged"][name]
    for name, table in said.get("tables", {}).items():
        assert sorted(map(dumps, documents(merged.tables, name))) == sorted(
            map(dumps, table.values())
        )
    found = [{**one.record(), "kind": one.kind} for one in merged.conflicts]
    assert found == said["conflicts"]
    assert documents(merged.tables, "conflicts") == [one.record() for one in merged.conflicts]
    assert [notice.record() for notice in merged.told] == said["told"]
    for notice in merged.told:
        assert notice.sentence().endswith(".")


def test_there_are_cases_of_our_own() -> None:
    assert len(list(OWN.glob("*.json"))) >= 8
