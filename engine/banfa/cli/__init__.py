"""The `banfa` command: one file a command, imported only when it is called."""


def main() -> None:
    """Run the command line of this process and end the process with its exit code.

    Ctrl-C while the program is still being loaded ends it as it does later; after the last word was written
    it changes nothing any more.
    """
    import signal
    import sys

    try:
        from banfa.cli.running import run

        code = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        from banfa.cli import exits

        sys.exit(exits.INTERRUPTED)
    sys.exit(code)
