"""Keys and clicks that come faster than the screens: each acts on what the one before left."""

import random
import re

import pytest

from reader.settings import log_file

KEYS = (
    *"jkgGnp'f[]txeuyrdvsSacTbXB123/?!iDzZhlw,.%A q", "\r", "\r", "\t", "\x1b", "\x1b", "\x1b[A",
    "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[1;2C", "\x7f", "\x12", "\x10",
)  # fmt: skip
TYPED = ("toll", "tag:toll\r", "“\r", "50\r", "[red]", "figures>")
_BURSTS, _LONGEST_BURST = 40, 8


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    for name, people in (("harbour", 4120), ("storm", 9000)):
        words = f"“The {name} is quiet,” Lena Osk said. At least {people:,} people live there.\n"
        (folder / f"{name}.txt").write_text(words * 12, encoding="utf-8")
    return folder


def burst(rolled: random.Random, columns: int, rows: int) -> str:
    """Return keys, words and clicks that a terminal sends at once."""
    parts = []
    for _ in range(rolled.randint(1, _LONGEST_BURST)):
        x, y = rolled.randint(1, columns), rolled.randint(1, rows)
        click = f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"
        parts.append(rolled.choice((*KEYS, *KEYS, *TYPED, click, click)))
    return "".join(parts)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_fails_whatever_is_typed_ahead(terminal, library, seed):
    rolled = random.Random(seed)
    columns, rows = rolled.choice(((80, 24), (160, 45), (40, 20)))
    screen = terminal(library, columns=columns, rows=rows)
    screen.wait_for("is quiet")
    for _ in range(_BURSTS):
        if screen.has_ended:
            break
        screen.press(burst(rolled, columns, rows))
        screen.settle(rolled.choice((0.0, 0.01, 0.1)))
    if not screen.has_ended:
        screen.press("\x11")
    code = screen.wait_for_end()
    log = log_file().read_text(encoding="utf-8")
    failures = re.findall(r"(?:ERROR|CRITICAL).*\n(?:[ \w].*\n){1,80}", log)
    assert not failures, "\n".join(failures)
    assert code == 0


def test_what_is_typed_after_a_claim_was_chosen_acts_on_the_article(terminal, library):
    screen = terminal(library)
    screen.wait_for("of 2")
    screen.press("\r")
    screen.wait_for("Lena Osk said")
    screen.press("n")
    screen.wait_for(" rule ")
    screen.press("ttoll\r")
    screen.wait_for("Saved")
    screen.press("c\rd")
    screen.wait_for("Removed")
