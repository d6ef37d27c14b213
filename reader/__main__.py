"""The command `copydesk`, also `python -m reader`."""


def main() -> None:
    """Run the command line."""
    from reader.cli import copydesk

    copydesk(prog_name="copydesk")


if __name__ == "__main__":
    main()
