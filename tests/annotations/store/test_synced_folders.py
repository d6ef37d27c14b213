"""Two machines, and a tool that carries files between their folders: nothing is in no file."""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.store.claim_store import ClaimStore
from annotations.store.salvage import content_of

RUNS = 12
STEPS = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="open files are replaced")


class Machine:
    """A folder with a library, a window on it that comes and goes, and who works there."""

    def __init__(self, folder: Path, name: str, chance: random.Random, claim_about) -> None:
        self.folder = folder
        self.path = folder / "copydesk.json"
        self.name = name
        self.chance = chance
        self.claim_about = claim_about
        self.window: ClaimStore | None = None
        self.numbers = iter(range(1000 if name == "ann" else 2000, 9000))
        folder.mkdir()

    def act(self, facts: set[str]) -> None:
        """Do something that a person does; what was acknowledged is a fact from then on."""
        what = self.chance.choice(["save", "save", "edit", "look", "window", "command", "crash"])
        if what == "window":
            if self.window is None:
                self.window = ClaimStore(self.path, annotator=self.name)
            else:
                self.window.close()
                self.window = None
        elif what == "crash" and self.window is not None:
            self.window._file._storage.abandon()
            self.window = None
        elif what == "look" and self.window is not None:
            self.window.refresh()
        elif what in ("save", "edit") and self.window is not None:
            self.change(self.window, what, facts)
        elif what in ("save", "edit", "command"):
            with ClaimStore(self.path, annotator=self.name) as store:
                self.change(store, what, facts)

    def change(self, store: ClaimStore, what: str, facts: set[str]) -> None:
        claims = store.claims()
        number = next(self.numbers)
        fact = f"fact-{number}-of-{self.name}"
        if what == "edit" and claims:
            claim = self.chance.choice(claims)
            try:
                store.save(replace(claim, note=fact), was=claim)
            except StoreError:
                return
            facts.discard(claim.note)
        else:
            store.save(self.claim_about(number, note=fact))
        facts.add(fact)

    def end(self) -> None:
        if self.window is not None:
            self.window.close()
            self.window = None

    def readable(self) -> str:
        """Return all that a command can read in this folder."""
        with ClaimStore(self.path) as store:
            shown = [claim.note for claim in store.claims()]
        for file in self.folder.rglob("*"):
            own = file.parent != self.folder and file.parent.name != "kept"
            if not own and file.is_file():
                shown.append(repr(content_of(file.read_bytes())))
        return " ".join(shown)


class Tool:
    """Carries any file, either way, at any moment; of what it did not know it leaves a copy."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.known: dict[tuple[str, Path], str] = {}
        self.copies = 0

    def carry(self, machines: tuple[Machine, Machine]) -> None:
        here, there = self.chance.sample(machines, 2)
        files = sorted(file for file in here.folder.rglob("*") if file.is_file())
        if not files:
            return
        store = here.path
        file = store if store in files and self.chance.random() < 0.5 else self.chance.choice(files)
        name = file.relative_to(here.folder)
        content = file.read_bytes()
        target = there.folder / name
        if target.is_file():
            present = target.read_bytes()
            if present == content:
                return
            if sum_of(present) != self.known.get((there.name, name)):
                self.copies += 1
                copy = target.with_name(f"{target.stem}.sync-conflict-{self.copies}{target.suffix}")
                copy.write_bytes(present)
        target.parent.mkdir(parents=True, exist_ok=True)
        if self.chance.random() < 0.5:
            target.write_bytes(content)
        else:
            part = target.with_name(f"{target.name}.tmp")
            part.write_bytes(content)
            part.replace(target)
        for machine in (here, there):
            self.known[machine.name, name] = sum_of(content)


def sum_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def lost_in(folder: Path, seed: int, claim_about: Callable) -> set[str]:
    """Let two machines work while a tool carries files, and return what nobody can read."""
    chance = random.Random(seed)
    machines = (
        Machine(folder / "one", "ann", chance, claim_about),
        Machine(folder / "two", "bob", chance, claim_about),
    )
    tool = Tool(chance)
    facts: set[str] = set()
    for _ in range(STEPS):
        if chance.random() < 0.4:
            tool.carry(machines)
        else:
            chance.choice(machines).act(facts)
    for machine in machines:
        machine.end()
    assert len(facts) > 3
    readable = " ".join(machine.readable() for machine in machines)
    return {fact for fact in facts if fact not in readable}


@pytest.mark.parametrize("seed", range(RUNS))
def test_what_was_acknowledged_can_be_read_whatever_a_tool_carries(
    tmp_path, claim_about, seed, monkeypatch
):
    monkeypatch.setattr("os.fsync", lambda descriptor: None)
    assert lost_in(tmp_path, seed, claim_about) == set()
