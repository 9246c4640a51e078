"""The exit codes of `banfa` (DESIGN, "Names others rely on")."""

DONE = 0
FINDINGS = 1
"""Findings of severity error, or scenarios not as expected."""
BAD_INPUT = 2
"""Bad input, usage, or a file or database that cannot be used."""
REFUSED = 3
CONFLICT = 4
BROKEN = 70
"""A fault of banfa itself (EX_SOFTWARE)."""
INTERRUPTED = 130
"""Interrupted (Ctrl-C), or given up at a question (Ctrl-C, Ctrl-D, or no)."""
CLOSED_PIPE = 141


class GivenUp(Exception):
    """Whoever was asked at the terminal went away or declined; nothing was written."""
