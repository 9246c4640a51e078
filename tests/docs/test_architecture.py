"""ARCHITECTURE.md speaks of the house as it is: every room, and no file that is not there."""

import re
from pathlib import Path

from tests.docs.pages import ROOT

PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "engine/banfa"


def test_every_room_is_in_the_table() -> None:
    rooms = [file.parent.name for file in PACKAGE.glob("*/__init__.py")]
    assert rooms
    assert [room for room in sorted(rooms) if f"| `{room}/` |" not in PAGE] == []


def there(path: str, paths: list[str]) -> bool:
    return any(known == path or known.endswith(f"/{path}") for known in paths)


def test_every_file_and_folder_it_names_is_there() -> None:
    named = set(re.findall(r"`([\w./-]+(?:\.py|/))`", PAGE))
    roots = ("engine", "processes", "schemas", "docs", "tests", "benchmarks", "examples")
    found: list[Path] = [path for root in roots for path in [ROOT / root, *(ROOT / root).rglob("*")]]
    paths = [path.relative_to(ROOT).as_posix() for path in found]
    assert sorted(name for name in named if not there(name.rstrip("/"), paths)) == []
