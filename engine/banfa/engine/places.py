"""Files that an engine is opened with: there, or an error at once."""

from __future__ import annotations

from pathlib import Path

from banfa.errors import InvalidInput
from banfa.kernel.decision import Problem
from banfa.texts import Text


def existing_file(word: str, given: str | Path | None) -> Path | None:
    """Return a file that was given, None if none was; InvalidInput if there is no such file."""
    if given is None or Path(given).is_file():
        return Path(given) if given is not None else None
    raise InvalidInput((Problem(word, Text(f"没有文件 {given}", f"there is no file {given}")),))
