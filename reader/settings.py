"""Where things lie on this machine, and what the program remembers from last time.

config.toml   what the person set            (configuration folder)
stores/       claims of folders that cannot be written    (data folder)
last.json     the paths that were opened last             (state folder)
layout.json   how wide the sides and the text are, columns, commands   (state folder)
theme.json    the theme that was chosen on the screen     (state folder)
filters.json  filters that were saved by name             (state folder)
annotator     what tells you from another person of your name (state folder)
reading.db    how far each article was read               (state folder)
dismissed.db  suggestions that were dismissed             (state folder)
copydesk.log  what lies behind an error                   (log folder)
lists/        tables of opened folders, built anew when gone    (cache folder)
pages/        first pages that the next start draws, see first_page.py    (cache folder)
"""

import contextlib
import getpass
import json
import os
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeAlias

import platformdirs

from annotations import disk
from reader import first_page
from reader.errors import SettingsError

STORE_NAME = "copydesk.json"

COLUMNS = ("text", "title", "published", "byline", "source", "url", "language")
"""What a column of a table can hold of an article."""

PUBLISHER = ("name", "address", "review")
"""What is told of who publishes reviews of claims; `{id}` in `review` stands for the claim's."""

_MEASURE = 66
"""Cells of a line of text; ideal in Bringhurst's “The Elements of Typographic Style”, 2.1.2."""


Reported: TypeAlias = Literal["rules", "learned", "off"]
"""As `reader.detectors` has it; a start reads settings long before it needs a detector."""
REPORTED: Reported = "learned"
_WAYS: tuple[Reported, ...] = ("rules", "learned", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person set in `config.toml`; each has a sensible value of its own.

    `theme` is the one chosen last, here or on the screen. `measure` is the width of the text in
    cells. `keys` gives actions other keys than their own: the action's name, as the help shows
    it, and keys parted by commas. `reported_speech` says how it is found, or that it is not
    shown at first. `figures` are the wanted ones, or all. `digits` says whether a digit tags
    words that are chosen, or always begins a count. `publisher` stands in reviews of claims
    that are exported. `filters` have names that stand for them in a query. `escape_rest` is
    how many seconds after Esc what comes may be the rest of one key that a slow line split; 0
    is never. `unknown` are the names in the file that mean nothing here, `faults` a sentence
    for each value that was left out.
    """

    annotator: str
    theme: str = ""
    measure: int = _MEASURE
    reported_speech: Reported = REPORTED
    figures: str = "wanted"
    digits: str = "tag"
    keys: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    publisher: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    escape_rest: float = 1.0
    unknown: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def finding_reported(self) -> Reported:
        """How reported speech is found where it is shown after all."""
        return REPORTED if self.reported_speech == "off" else self.reported_speech

    @classmethod
    def load(cls) -> "Settings":
        """Read `config.toml`, if there is one; what is not as it must be is left out and told."""
        path, faults = config_file(), []
        try:
            found = _written()
        except SettingsError as error:
            found = {}
            faults.append(f"{error} All settings are the usual ones.")
        given: dict[str, Any] = {}
        for name, (read, must) in _READERS.items():
            try:
                if name in found:
                    given[name] = read(found[name])
            except ValueError:
                faults.append(f"In {path}, “{name}” must be {must}. It is left out.")
        for table, (known, must) in _TABLES.items():
            lines = found.get(table, {})
            if not isinstance(lines, dict):
                faults.append(f"In {path}, “{table}” must be a table, [{table}]. It is left out.")
                continue
            given[table] = {
                name: value
                for name, value in lines.items()
                if isinstance(value, str) and (not known or name in known)
            }
            faults += [
                f"In {path}, “{name}” under [{table}] must be {must}. It is left out."
                for name in lines
                if name not in given[table]
            ]
        return cls(
            **{
                **given,
                "annotator": given.get("annotator") or _user(),
                "theme": _theme_instead_of(given.get("theme", "")),
            },
            unknown=tuple(name for name in found if name not in _NAMES),
            faults=tuple(faults),
        )


def _text(written: object) -> str:
    if not isinstance(written, str):
        raise ValueError(written)
    return written


def _whole(written: object) -> int:
    if not isinstance(written, int) or isinstance(written, bool) or not 20 <= written <= 200:
        raise ValueError(written)
    return written


def _seconds(written: object) -> float:
    if not isinstance(written, int | float) or isinstance(written, bool) or not 0 <= written <= 10:
        raise ValueError(written)
    return float(written)


def _figures(written: object) -> str:
    if written not in ("wanted", "all"):
        raise ValueError(written)
    return str(written)


def _digits(written: object) -> str:
    if written not in ("tag", "count"):
        raise ValueError(written)
    return str(written)


def _reported(written: object) -> Reported:
    """Return how reported speech is to be found; true stands for the usual way, false for off."""
    if written is True:
        return REPORTED
    if written is False:
        return "off"
    for way in _WAYS:
        if way == written:
            return way
    raise ValueError(written)


_READERS: Mapping[str, tuple[Callable[[object], object], str]] = {
    "annotator": (_text, "text in quotes"),
    "theme": (_text, "text in quotes"),
    "measure": (_whole, "a number from 20 to 200"),
    "reported_speech": (_reported, '"rules", "learned", "off", true or false'),
    "figures": (_figures, '"wanted" or "all"'),
    "digits": (_digits, '"tag" or "count"'),
    "escape_rest": (_seconds, "a number of seconds from 0 to 10"),
}
"""How each setting of one value is read, which raises `ValueError`, and what it must be."""

_TABLES: Mapping[str, tuple[Sequence[str], str]] = {
    "keys": ((), "text in quotes"),
    "columns": (COLUMNS, f"the name of a column in quotes, for one of {', '.join(COLUMNS)}"),
    "filters": ((), "a query in quotes, under a name of letters"),
    "publisher": (PUBLISHER, f"text in quotes, for one of {', '.join(PUBLISHER)}"),
}
"""The names that may stand in each table, any where there is none, and what a line must be."""

_NAMES = frozenset(one.name for one in fields(Settings)) - {"unknown", "faults"}


def columns() -> Mapping[str, str]:
    """Return the columns of tables that `config.toml` names."""
    return Settings.load().columns


def _written() -> dict[str, Any]:
    """Return what stands in `config.toml`.

    Raises:
        SettingsError: It is not TOML, or cannot be read.
    """
    path = config_file()
    try:
        return _understood(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingsError(f"The settings in {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise SettingsError(f"The settings in {path} cannot be read: {error}.") from error


def _understood(toml: str) -> dict[str, Any]:
    import tomllib  # most people have no file for it

    return tomllib.loads(toml)


def described() -> dict[str, object]:
    """Return every setting by name as it is, and every place on this machine as text."""
    set_now = Settings.load()
    return {
        **{one.name: getattr(set_now, one.name) for one in fields(set_now) if one.name in _NAMES},
        "config.toml": str(config_file()),
        "stores of folders that cannot be written": str(stores()),
        "last opened": str(last_file()),
        "theme chosen on the screen": str(theme_file()),
        "how far articles were read": str(reading_file()),
        "lists of opened folders": str(_lists()),
        "first pages of lists": first_page.folder(),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def config_file() -> Path:
    """Return the path of `config.toml`, there or not."""
    return platformdirs.user_config_path("copydesk", appauthor=False) / "config.toml"


def private_store(folder: Path) -> Path:
    """Return where claims are kept for a folder that cannot hold them itself."""
    import hashlib  # loads slowly, and folders that cannot be written are rare

    digest = hashlib.sha256(str(folder).encode(errors="surrogateescape")).hexdigest()[:12]
    name = re.sub(r"[^\w-]+", "-", folder.name)[:40] or "library"
    return stores() / f"{name}-{digest}" / STORE_NAME


def stores() -> Path:
    """Return the folder of claims of folders that cannot be written, there or not."""
    return platformdirs.user_data_path("copydesk", appauthor=False) / "stores"


def dismissals_file() -> Path:
    """Return the path of the table of dismissed suggestions, there or not."""
    return platformdirs.user_state_path("copydesk", appauthor=False) / "dismissed.db"


def log_file() -> Path:
    """Return where the app writes what lies behind an error."""
    return platformdirs.user_log_path("copydesk", appauthor=False) / "copydesk.log"


def reading_file() -> Path:
    """Return the path of the table of how far each article was read, there or not."""
    return platformdirs.user_state_path("copydesk", appauthor=False) / "reading.db"


def list_file(key: bytes) -> Path:
    """Return the path of the table of the articles under the paths that `key` stands for."""
    return _lists() / f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}.db"


def _lists() -> Path:
    return platformdirs.user_cache_path("copydesk", appauthor=False) / "lists"


def last_file() -> Path:
    """Return where the paths that were opened last are kept."""
    return platformdirs.user_state_path("copydesk", appauthor=False) / "last.json"


def last_paths() -> tuple[Path, ...]:
    """Return the paths opened last that are still there."""
    try:
        return tuple(path for path in map(Path, _kept(last_file())["paths"]) if path.exists())
    except (ValueError, KeyError, TypeError):
        return ()


def remember_paths(paths: Sequence[Path]) -> None:
    """Keep these paths as the last opened; a state folder that cannot be written is no loss."""
    with contextlib.suppress(OSError):
        _keep(last_file(), {"paths": [str(path.absolute()) for path in paths]})


def annotator_id() -> str:
    """Return what tells this person on this machine from another of the same name.

    It is made once and kept; empty where it cannot be.
    """
    file = platformdirs.user_state_path("copydesk", appauthor=False) / "annotator"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if known := file.read_text("ascii").strip():
            return known
    made = os.urandom(6).hex()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="ascii") as new:
            new.write(f"{made}\n")
    except OSError:
        return ""
    return made


def filters_file() -> Path:
    """Return where filters are kept that were saved by the program."""
    return platformdirs.user_state_path("copydesk", appauthor=False) / "filters.json"


def saved_filters(set_now: Settings) -> Mapping[str, str]:
    """Return the filters that have a name: those in `config.toml` before those saved here."""
    kept = _kept(filters_file())
    named = {name: text for name, text in kept.items() if isinstance(text, str)}
    return {**named, **set_now.filters}


def save_filter(name: str, query: str) -> None:
    """Keep a filter by name for whoever uses this machine; an empty one is forgotten.

    Raises:
        SettingsError: The name cannot stand after an @, or it cannot be kept.
    """
    if not re.fullmatch(r"\w[\w.-]*", name):
        raise SettingsError(
            f"“{name}” is no name for a filter. Use letters and digits, such as money."
        )
    kept = {**_kept(filters_file()), name: query}
    if not query.strip():
        del kept[name]
    try:
        _keep(filters_file(), kept)
    except OSError as error:
        raise SettingsError(
            f"The filter cannot be kept in {filters_file()}: {error.strerror}."
        ) from error


def theme_file() -> Path:
    """Return where the theme that was chosen on the screen is kept."""
    return platformdirs.user_state_path("copydesk", appauthor=False) / "theme.json"


def layout_file() -> Path:
    """Return where the widths, the columns and the commands of last time are kept."""
    return platformdirs.user_state_path("copydesk", appauthor=False) / "layout.json"


def kept_layout() -> dict[str, Any]:
    """Return what was kept of the layout, nothing where there is none."""
    return _kept(layout_file())


def keep_layout(layout: Mapping[str, object]) -> None:
    """Keep the layout for the next start.

    Raises:
        OSError: It cannot be kept.
    """
    _keep(layout_file(), layout)


def remember_theme(name: str) -> None:
    """Keep a theme for the next start, until `config.toml` names another one than it does now.

    Raises:
        SettingsError: `config.toml` cannot be read.
        OSError: It cannot be kept.
    """
    _keep(theme_file(), {"theme": name, "instead_of": _written().get("theme", "")})


def _theme_instead_of(written: str) -> str:
    """Return the theme that was chosen last: on the screen, or in the line of `config.toml`."""
    kept = _kept(theme_file())
    theme = kept.get("theme")
    return theme if isinstance(theme, str) and written in ("", kept.get("instead_of")) else written


def _kept(file: Path) -> dict[str, Any]:
    """Return what a file of ours holds, nothing where it is missing or is not ours any more."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(file: Path, content: Mapping[str, object]) -> None:
    """Write a file of ours, which another window never reads half."""
    file.parent.mkdir(parents=True, exist_ok=True)
    disk.put(file, json.dumps(content).encode())
