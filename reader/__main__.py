"""The command `copydesk`, also `python -m reader`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from reader.cli.entrance import run

        code = run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
