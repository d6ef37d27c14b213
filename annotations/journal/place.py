"""The folder beside a store: what of it is this machine's, and what was kept aside.

    copydesk.json
    .copydesk.json.d/           made at the first change; git ignores it
        0f1e2d-1f0c9a2b5d/      this machine's, at this path
            home                which path that is
            journal, previous.json, new.json, lock, checkpointing
            unseen/             which of what was kept nobody has looked at yet
        kept/                   what was found broken or was replaced: each state once

Folders travel: tools copy them to other machines and back, whole or file by file. So what a
machine writes is named by it and by the store's path, and nobody else's is ever believed. A
folder that was moved on its machine takes its journal along; one that was copied on it begins
with a copy of that.
"""

import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from annotations import disk

WORKING_FILES = frozenset(
    ".gitignore journal new-journal previous.json previous.part lock checkpointing new.json "
    "rebuilt.json home folding".split()
)
"""What a journal works with; every other file beside a store was kept aside."""

KEPT = 50
"""States that are kept aside; the oldest that were looked at go when there are more."""


@cache
def machine() -> str:
    """Return what tells this machine from others, empty where the system does not say."""
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    for file in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError):
            return Path(file).read_text("utf-8", "replace").strip()
    return os.uname().nodename if sys.platform == "darwin" else ""


def name_for(path: Path) -> str:
    """Return the name of this machine's folder beside the store at `path`."""
    here = sha256(f"{machine()}\n{path}".encode(errors="surrogatepass")).hexdigest()[:10]
    return f"{_name_of_machine()}-{here}"


def _name_of_machine() -> str:
    return sha256(machine().encode()).hexdigest()[:6]


def folder_beside(path: Path) -> Path:
    """Return the folder beside the store at `path`, there or not."""
    real = Path(os.path.realpath(path))  # so a link stays a link
    return real.with_name(f".{real.name}.d")


class Place:
    """The folder beside the store at `path`, a real path."""

    def __init__(self, path: Path) -> None:
        self.store = path
        self.top = folder_beside(path)
        self.folder = self.top / name_for(path)
        self.kept = self.top / "kept"
        self.unseen = self.folder / "unseen"

    @property
    def journal(self) -> Path:
        """Where this machine's journal is, there or not."""
        return self.folder / "journal"

    @property
    def mode(self) -> int:
        """What others may do with a new file here: no more than with the store."""
        try:
            return self.store.stat().st_mode & 0o666 | 0o600
        except OSError:
            return 0o666

    @property
    def obstacle(self) -> Path | None:
        """What stands where a folder should be, None where nothing does."""
        if self.folder.is_dir():
            return None
        parts = (self.top, self.folder)
        return next((it for it in parts if os.path.lexists(it) and not it.is_dir()), None)

    def make(self) -> None:
        """Make the folder, where there is none."""
        if self.folder.is_dir():
            return
        self.top.mkdir(exist_ok=True)
        self.folder.mkdir(exist_ok=True)
        self.protect()
        (self.top / ".gitignore").write_bytes(b"*\n")
        (self.folder / "home").write_bytes(os.fsencode(f"{self.store}\n"))
        disk.sync_folder(self.top)
        disk.sync_folder(self.top.parent)

    def protect(self) -> None:
        """Let others see no more of what is here than of the store."""
        allowed = self.mode
        if os.name == "nt" or allowed & 0o044 == 0o044:
            return
        entering = allowed | (allowed & 0o444) >> 2
        with suppress(OSError):  # another person's: they may see to it
            for folder in (self.top, self.folder, self.kept):
                if folder.is_dir():
                    _take(folder, entering)
                    for file in folder.iterdir():
                        if file.is_file():
                            _take(file, allowed)

    def source(self) -> Path:
        """Return the folder with this machine's journal, maybe under another name."""
        if self.journal.is_file() or not self.top.is_dir():
            return self.folder
        if (self.top / "journal").is_file():  # as it was kept before it was one machine's
            return self.top
        others = [other for other in self.top.iterdir() if self._home_of(other)]
        return max(others, key=lambda it: (it / "journal").stat().st_mtime, default=self.folder)

    def take(self, source: Path) -> None:
        """Let what is in another folder be this one's; its lock is held.

        Raises:
            OSError: It is where it was.
        """
        home = None if source == self.top else self._home_of(source)
        if home is not None and home.exists():  # a copy: the other goes on with its own
            for name in ("previous.json", "journal"):
                with suppress(FileNotFoundError):
                    disk.write_whole(self.folder / "new-journal", [(source / name).read_bytes()])
                    (self.folder / "new-journal").replace(self.folder / name)
            return
        for name in ("previous.json", "journal"):
            with suppress(FileNotFoundError):
                (source / name).replace(self.folder / name)
        with suppress(OSError):
            (source / self.unseen.name).rename(self.unseen)
        for name in WORKING_FILES - {".gitignore"}:
            (source / name).unlink(missing_ok=True)
        if source != self.top:
            with suppress(OSError):
                source.rmdir()

    def keep(self, name: str, data: bytes) -> Path:
        """Keep `data` aside, unless just that is kept already; return where."""
        total = sha256(data).hexdigest()[:16]
        if not self.kept.is_dir():
            self.kept.mkdir(exist_ok=True)
            self.protect()
        found = self._kept_with(total)
        if found is None:
            found = self.kept / f"{time.strftime('%Y%m%d-%H%M%S')}-{total}-{name}"
            disk.write_whole(found, [data], self.mode)
            disk.sync_folder(self.kept)
            unseen = self.not_looked_at()
            for oldest in sorted(self.kept.iterdir())[:-KEPT]:
                if oldest not in unseen:
                    oldest.unlink(missing_ok=True)
        return found

    def show(self, kept: Path, replaced: str) -> None:
        """Let what was kept be told of until it is looked at.

        `replaced` is git's name of the text that was replaced.
        """
        self.unseen.mkdir(exist_ok=True)
        disk.write_whole(self.unseen / kept.name, [replaced.encode()])

    def not_looked_at(self) -> dict[Path, str]:
        """Return what was shown and is to be told of, the oldest first, with git's names."""
        with suppress(OSError):
            names = sorted(os.listdir(self.unseen))  # noqa: PTH208 - at each command
            found = {self.kept / it: (self.unseen / it).read_text("utf-8") for it in names}
            return {kept: replaced for kept, replaced in found.items() if kept.is_file()}
        return {}

    def look_at(self, kept: Path) -> None:
        """Let what was kept be told of no more."""
        with suppress(OSError):  # it is told of again
            (self.unseen / kept.name).unlink(missing_ok=True)

    def keeps(self, data: bytes) -> bool:
        """Tell whether just that is kept aside."""
        return self._kept_with(sha256(data).hexdigest()[:16]) is not None

    def _kept_with(self, total: str) -> Path | None:
        return next(self.kept.glob(f"*-{total}-*"), None)

    def others(self) -> tuple[Path, ...]:
        """Return the journals of other machines that a tool brought here."""
        own = f"{_name_of_machine()}-"
        with suppress(OSError), os.scandir(self.top) as entries:
            folders = [self.top / it.name for it in entries if not it.name.startswith(own)]
            return tuple(sorted(it / "journal" for it in folders if (it / "journal").is_file()))
        return ()

    def strays(self) -> tuple[Path, ...]:
        """Return copies of what a journal works with that a tool left beside the originals."""
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.folder) as entries:
            names = [it.name for it in entries if it.name not in WORKING_FILES and it.is_file()]
            return tuple(self.folder / name for name in sorted(names))
        return ()

    def all_kept(self) -> tuple[Path, ...]:
        """Return every file that was kept aside, the oldest first."""
        places = (self.top, self.folder, self.kept)
        found = [it for it in places if it.is_dir()]
        files = [file for folder in found for file in folder.iterdir() if file.is_file()]
        return tuple(sorted(file for file in files if file.name not in WORKING_FILES))

    def _home_of(self, folder: Path) -> Path | None:
        """Return for which path a folder with a journal was made, None if not by this machine."""
        if not (folder / "journal").is_file():
            return None
        if not folder.name.startswith(f"{_name_of_machine()}-"):
            return None
        with suppress(OSError):
            return Path(os.fsdecode((folder / "home").read_bytes()).removesuffix("\n"))
        return folder  # nobody knows: as if it were a copy


def _take(file: Path, allowed: int) -> None:
    """Take away from a file what is not allowed; its owner keeps all."""
    mode = file.stat().st_mode & 0o777
    if mode & ~allowed & 0o077:
        file.chmod(mode & (allowed | 0o700))
