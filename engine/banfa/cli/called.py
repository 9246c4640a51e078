"""How the program was called, for the commands it tells people to try."""

import os
import sys
from pathlib import Path


def program() -> str:
    """The program as it was called, in a form that works from here."""
    called = Path(sys.argv[0])
    if called.name != "banfa":
        return "banfa"
    on_path = any(Path(folder, "banfa").exists() for folder in os.get_exec_path())
    return "banfa" if on_path else os.path.relpath(called)
