"""A journal that is shortened keeps what the previous file needs to become the present one."""

from annotations.disk import Stamp
from annotations.journal.lines import (
    Change,
    Checkpoint,
    Step,
    read_journal,
    shortened,
    written_change,
    written_checkpoint,
)


def journal_of(changes: int, *, checkpoints: dict[int, str]) -> bytes:
    lines = []
    for n in range(changes + 1):
        if n:
            step = Step("t", str(n), None, b'{"n": %d}' % n)
            lines.append(written_change(Change(n, (step,), "ann", f"made {n}")))
        if n in checkpoints:
            lines.append(written_checkpoint(Checkpoint(n, checkpoints[n], Stamp(9, 9), n)))
    return b"".join(lines)


def test_every_change_after_the_previous_file_stays():
    journal = read_journal(journal_of(9, checkpoints={0: "first", 4: "before", 7: "now"}))
    present = Checkpoint(7, "now", Stamp(9, 9), 9)
    kept = read_journal(shortened(journal, "before", present, history=0))
    assert [change.n for change in kept.backwards()] == [9, 8, 7, 6, 5]
    assert [found.checksum for found in kept.checkpoints()] == ["now", "before"]
    assert kept.last() == 9


def test_so_many_bytes_of_what_can_be_undone_stay_too():
    text = journal_of(9, checkpoints={0: "first", 9: "now"})
    present = Checkpoint(9, "now", Stamp(9, 9), 9)
    size = len(written_change(Change(1, (Step("t", "1", None, b'{"n": 1}'),), "ann", "made 1")))
    kept = read_journal(shortened(read_journal(text), "now", present, history=3 * size))
    assert [change.n for change in kept.backwards()] == [9, 8, 7]
    nothing = read_journal(shortened(read_journal(text), "now", present, history=0))
    assert [change.n for change in nothing.backwards()] == [9]
