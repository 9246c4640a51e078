"""`banfa init ID`: the smallest process that passes check and whose scenario passes, to begin from."""

from __future__ import annotations

import re
from importlib.resources import files

from banfa.errors import BanfaError
from banfa.texts import Text

_ID = re.compile(r"[a-z][a-z0-9_\-]*")
_FILES = ("process.yaml", "org.yaml", "scenarios/first.yaml", "texts/en.yaml")


def init_files(id: str) -> dict[str, str]:
    """Return the files of a new process: path relative to its folder → text; BanfaError for a bad id."""
    if not _ID.fullmatch(id):
        raise BanfaError(
            Text(
                f"{id} 不能作编号：用小写英文字母开头，只含小写字母、数字、- 和 _",
                f"{id} cannot be an id: begin with a small letter; small letters, digits, - and _",
            )
        )
    return {name: _template(name).replace("PROCESS_ID", id) for name in _FILES}


def _template(name: str) -> str:
    return files(__package__).joinpath("beginning", name).read_text(encoding="utf-8")
