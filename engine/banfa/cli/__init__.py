"""The `banfa` command: one file a command, imported only when it is called."""


def main() -> None:
    """Run the command line of this process and end the process with its exit code."""
    import sys

    from banfa.cli.running import run

    sys.exit(run(sys.argv[1:]))
