"""What a command is given to read is an ordinary file, and a line has an end."""

import json
import os
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices with a name")

COMMANDS = {
    "import": ["import", "GIVEN", "."],
    "codebook": ["codebook", "--import", "GIVEN", "."],
    "merge": ["merge", "GIVEN", "."],
    "marks": ["marks", "GIVEN"],
    "text": ["text", "GIVEN"],
}


@pytest.mark.parametrize("given", ["pipe.csv", "/dev/zero"])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_may_have_no_end_is_refused_in_a_sentence(tmp_path, copydesk, command, given):
    (tmp_path / "a.txt").write_text("The council voted.\n", encoding="utf-8")
    copydesk("tag", "a.txt", "--words", "council", "--tag", "t")
    os.mkfifo(tmp_path / "pipe.csv")
    done = copydesk(*(given if part == "GIVEN" else part for part in COMMANDS[command]))
    assert done.returncode == 1
    assert "is not an ordinary file." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["marks", "compare"])
def test_a_line_that_is_too_long_is_refused_in_a_sentence(tmp_path, copydesk, command):
    assert "is not an ordinary file" in copydesk(command, "--jsonl", "/dev/zero").stderr
    with (tmp_path / "long.jsonl").open("wb") as file:
        file.truncate(40 << 20)  # no letter of it takes room on the disk
        file.seek(0, os.SEEK_END)
        file.write(b"\n" + json.dumps({"id": "2", "text": "It cost $5."}).encode())
    done = copydesk(command, "--jsonl", "long.jsonl")
    assert done.returncode == 1
    assert "Line 1 of long.jsonl is too long: 32 megabytes are the most." in done.stderr
    if command == "marks":
        assert json.loads(done.stdout)["id"] == "2"
