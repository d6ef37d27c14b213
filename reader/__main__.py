"""The command `copydesk`, also `python -m reader`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from reader.cli.desk import run

    sys.exit(run())


if __name__ == "__main__":
    main()
