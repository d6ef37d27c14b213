"""Run the README's two commands as a newcomer would: a fresh clone, a real terminal.

    readme.py CLONE

The first opens the app: wait until a sample article is on the screen, then leave it with
`q`. The second runs the tests. Both must end with exit code 0.
"""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 300
"""Seconds for installing and opening the app on a slow machine."""


def main(clone: Path) -> None:
    readme = (clone / "README.md").read_text(encoding="utf-8")
    opens, tests = re.findall(r"```sh\n(python3 -m venv .+)\n```", readme)
    print(f"$ {opens}", flush=True)
    open_and_leave(opens, clone)
    print(f"$ {tests}", flush=True)
    sys.exit(subprocess.run(tests, shell=True, cwd=clone, check=False).returncode)


def open_and_leave(command: str, clone: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(clone)
        os.environ.update(TERM="xterm-256color", COLUMNS="100", LINES="30")
        os.execvp("sh", ["sh", "-c", command])
    shown = b""
    asked = 0.0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if ready:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                break
        if b"Harrowmere" in shown and time.monotonic() - asked > 1:
            os.write(terminal, b"q")
            asked = time.monotonic()
    else:
        os.kill(child, signal.SIGKILL)
        sys.exit(f"The app did not open and close:\n{shown[-3000:].decode(errors='replace')}")
    _, status = os.waitpid(child, 0)
    if not asked or os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"The first command failed:\n{shown[-3000:].decode(errors='replace')}")
    print("The app opened on the samples and was left with q.", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
