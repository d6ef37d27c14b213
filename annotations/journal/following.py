"""What comes in from the files: at opening, and whenever another program wrote to them."""

from collections.abc import Callable
from dataclasses import replace

from annotations import disk
from annotations.disk import Stamp, stamp_of
from annotations.errors import NewerStoreError, UnreadableStoreError
from annotations.journal.file import JournalFile
from annotations.journal.json_text import Tables
from annotations.journal.lines import (
    Change,
    Checkpoint,
    Journal,
    checksum,
    read_line,
    written_change,
    written_checkpoint,
)
from annotations.journal.locking import Turn
from annotations.journal.memory import Memory, follows_file, with_memory
from annotations.journal.merging import Merging
from annotations.journal.present import ALL, BASE, Present
from annotations.journal.recovery import NOTHING, Own, Recovered, copied, own_state, recover, replay
from annotations.journal.telling import kept_aside, troubles
from annotations.journal.writing import Writer

OUTSIDE = "another program"
"""In whose name changes are written down that came in through the file."""


class Following:
    """Reads what lies on disk into what is in memory, and mends what is broken.

    `check` sees the content before anything is written, and may refuse it by raising.
    `merging` knows how two states become one.
    """

    def __init__(
        self,
        now: Present,
        writer: Writer,
        journal: JournalFile,
        turn: Turn,
        *,
        check: Callable[[Tables], None] | None,
        merging: Merging,
    ) -> None:
        self._now = now
        self._writer = writer
        self._place = writer.place
        self._path = writer.place.store
        self._journal = journal
        self._turn = turn
        self._check = check
        self._merging = merging
        self._opened = False  # whether anything was read yet

    def find_journal(self) -> None:
        """Find this machine's journal under the name it has now, or had before."""
        source = self._place.source()
        if source == self._place.folder:
            if not self._now.read_only:
                self._place.protect()
            return
        try:
            if self._now.read_only:
                raise PermissionError
            self._place.make()
            with self._turn.taken():
                if not self._place.journal.is_file():
                    self._place.take(source)
            self._place.protect()
        except OSError:
            self._journal.path = source / "journal"

    def catch_up(self) -> None:
        """Take in what others did since."""
        news = self._journal.news()
        if news is None or (news and not self._take_in()):
            self.read_again()
        now = stamp_of(self._path)
        if now == self._now.file:
            return
        if now.same_text_as(self._now.expected.stamp) and not self._now.trouble:
            self._now.file = now  # another window made a checkpoint
            self._now.note(self._now.expected, self._journal.position)
        else:
            self.read_again()

    def _take_in(self) -> bool:
        """Do the changes that others appended; tell whether all of them were whole."""
        tail = self._journal.read_on(locked=self._turn.is_mine)
        for body in tail.bodies if tail else ():
            line = read_line(body)
            if isinstance(line, Checkpoint):
                self._now.expected = line
            else:
                self._now.do(line)
        return tail is not None

    def read_again(self) -> None:
        """Read everything; hold the lock, and mend what is broken, where that is possible."""
        if not (self._turn.is_mine or self._now.read_only) and self._place.folder.is_dir():
            try:
                with self._turn.taken():
                    self._read_all()
                return
            except OSError as error:
                if self._opened or isinstance(error, UnreadableStoreError | NewerStoreError):
                    raise
                self._now.read_only = f"{self._path} can only be read now: {disk.reason(error)}."
        self._read_all()

    def _read_all(self) -> None:
        stamp = stamp_of(self._path)
        text = disk.read_or_empty(self._path)
        file = Checkpoint(0, checksum(text), stamp)
        last = self._journal.last
        journal = self._journal.read("" if self._opened else file.checksum)
        if last and not any(checksum(body) == last for body in reversed(journal.bodies)):
            found = self._by_memory(text, file, journal)
        else:
            found = self._by_disk(text, file, journal)
            if not found.trouble:
                self._now.lacking = ""  # the file is what the journal goes on from
            self._now.waiting = journal.after(found.in_file)
        if self._check is not None:
            self._check(found.tables)
        self._now.tables, self._now.n, self._now.trouble = found.tables, found.n, found.trouble
        self._now.file = stamp
        if not found.trouble:
            self._now.checkpoint = replace(
                file, n=found.in_file, last=found.n, own=found.own, replaced=found.replaced
            )
        elif self._now.lacking != ALL:
            base = journal.present()[-1:] or [Checkpoint(0, NOTHING, Stamp())]
            self._now.checkpoint = base[0]
        self._now.expected = self._now.checkpoint
        self._now.checkpointed_at = self._journal.position
        self._opened = True
        mends = self._turn.is_mine and not self._now.read_only
        self._now.told = tuple(troubles(self._path, found, self._merging))
        self._now.problems += self._now.told
        self._now.problems += found.problems
        if mends:
            self._now.problems += kept_aside(self._place, journal, found, self._merging)
        self._now.tell(None)
        brought = found.brought()
        self._now.apart = brought if found.trouble else []
        if brought and not found.trouble:
            self._now.n += 1
            what = "took in what came with the file"
            self._now.waiting.append(Change(self._now.n, tuple(brought), OUTSIDE, what))
        if mends:
            self._mend(found, text)
        elif brought and not found.trouble:
            self._now.lacking = ALL

    def _by_disk(self, text: bytes, file: Checkpoint, journal: Journal) -> Recovered:
        """Return what the disk tells; where that is too little, memory helps out."""

        def own() -> Own | None:
            known = own_state(journal, disk.read_or_empty(self._place.folder / "previous.json"))
            if known is not None or not self._opened:
                return known
            self._now.lacking = BASE
            now = copied(self._now.tables)
            for change in journal.after(self._now.n):
                replay(now, change.steps)
            return Own(self._now.base(), now)

        try:
            return recover(text, file, journal, own, self._merging)
        except ValueError as error:
            raise UnreadableStoreError(
                f"{self._path} cannot be read: {error}. Put a good copy in its place, or let "
                "“copydesk doctor --repair” save what can still be read."
            ) from error

    def _by_memory(self, text: bytes, file: Checkpoint, journal: Journal) -> Recovered:
        """Return what is in memory, with the file; the journal is not the one that was here."""
        memory = Memory(
            Own(self._now.base(), self._now.tables),
            self._now.n,
            self._now.checkpoint,
            bool(self._now.waiting),
        )
        found = with_memory(text, file, journal, memory, self._merging)
        is_same = file.checksum == self._now.checkpoint.checksum or not text.strip()
        if not is_same and follows_file(file, journal):
            self._now.waiting = journal.after(found.in_file)
            return found
        self._now.lacking = ALL
        if not is_same and not found.trouble:
            self._now.waiting = []  # they are merged into what the file has become
        return found

    def _mend(self, found: Recovered, text: bytes) -> None:
        """Write down what only memory has, and what came in through the file."""
        if self._now.lacking:
            self.write_down()
            return
        lines = b""
        if found.replaced:
            part = self._place.folder / "previous.part"
            disk.write_whole(part, [text], self._place.mode)
            lines = written_checkpoint(self._now.checkpoint)
        if self._now.n > found.n:
            lines += written_change(self._now.waiting[-1])
        if lines or self._journal.torn:
            self._journal.append(lines, first=self._now.first_line())
        if found.replaced:
            part.replace(self._place.folder / "previous.json")

    def write_down(self) -> None:
        """Let the disk have what only memory has."""
        if self._now.trouble:
            new, checkpoint = self._writer.write(self._now.base(), "previous.part")
            new.replace(self._place.folder / "previous.json")
            n = self._now.checkpoint.n
            self._now.checkpoint = self._now.expected = replace(checkpoint, n=n, last=self._now.n)
        lines = [written_checkpoint(self._now.checkpoint)]
        if self._now.lacking == BASE:
            self._journal.append(lines[0], first=self._now.first_line())
        else:
            lines += map(written_change, self._now.waiting)
            self._journal.replace(b"".join(lines))
        self._now.lacking = ""
