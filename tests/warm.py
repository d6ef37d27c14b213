"""A Python that has loaded the command line, and forks for each command that is to be run.

To load the command line takes most of what a command takes; a test of what a command does need
not wait for it each time. What a start loads is tested with a fresh Python, in `test_start_up`.
"""

import contextlib
import json
import os
import signal
import socket
import sys
import traceback


def _serve(asks: socket.socket) -> None:
    """Answer until nobody can ask any more."""
    import annotations.store.claim_store  # noqa: F401
    import reader.cli.entrance
    import reader.cli.group
    import reader.workspace  # noqa: F401

    while True:
        size, descriptors, _, _ = socket.recv_fds(asks, 8, 3)
        if not size:
            return
        asked = json.loads(asks.recv(int.from_bytes(size, "big"), socket.MSG_WAITALL))
        child = os.fork()
        if not child:
            asks.close()
            _become(asked["words"], asked["cwd"], asked["env"], descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        asks.sendall(code.to_bytes(8, "big", signed=True))


def _become(words: list[str], cwd: str, env: dict[str, str], descriptors: list[int]) -> None:
    """Be what `python -m reader WORDS` would be there, and end."""
    import reader.__main__

    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.path[0] = cwd
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [reader.__main__.__file__, *words]
    sys.stdin, sys.stdout, sys.stderr = (  # until it ends
        open(number, way, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115
        for number, way, errors in (
            (0, "r", "surrogateescape"),
            (1, "w", "surrogateescape"),
            (2, "w", "backslashreplace"),
        )
    )
    code = 1
    try:
        reader.__main__.main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001 - as Python itself ends
        traceback.print_exc()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code & 0xFF)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
