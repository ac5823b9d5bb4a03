"""The command line: the same engine as the pages, for scripts and for people who like typing.

Every command and option is described in docs/commands.md; a test compares the two.
"""


def main() -> None:
    """The entry point of the `chartbridge` command; what it needs is imported when it is called."""
    from portal.cli.program import main as start

    start()
