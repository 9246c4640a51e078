"""LANGUAGE 1: which files of a folder belong to a process, its parts and its translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, bytes]
"""Path relative to the process folder (with "/") to content."""

RESERVED = ("scenarios", "texts", "versions", "templates")
"""Subfolders that are no parts."""
ORGANISATION = "org.yaml"
TRANSLATIONS = "texts/en.yaml"
HEAD = "process.yaml"
_PART_OF = re.compile(rb"^part_of:", re.MULTILINE)


def own_files(files: Files, folder: str = "") -> dict[str, bytes]:
    """Return the files whose sections make up the process of a folder ("" is the top)."""
    prefix = f"{folder}/" if folder else ""
    return {
        name: content
        for name, content in sorted(files.items())
        if name.startswith(prefix) and is_section_file(name.removeprefix(prefix))
    }


def is_section_file(name: str) -> bool:
    """Return whether a file directly in the folder holds sections."""
    return "/" not in name and name.endswith(".yaml") and name != ORGANISATION


def misnamed(files: Files) -> list[str]:
    """Return files that look like sections and are not read: `.yml`."""
    return sorted(name for name in files if "/" not in name and name.endswith(".yml"))


def part_folders(files: Files) -> list[str]:
    """Return the subfolders that hold a process of their own."""
    folders = {name.partition("/")[0] for name in files if name.count("/") == 1 and name.endswith(f"/{HEAD}")}
    return sorted(folders - set(RESERVED))


def translations_file(folder: str = "") -> str:
    """Return where the English of a folder's process stands."""
    return f"{folder}/{TRANSLATIONS}" if folder else TRANSLATIONS


# -- the disk ----------------------------------------------------------------------------------------------


def files_of(folder: Path) -> dict[str, bytes]:
    """Read every file of a process folder that counts; raises `OSError` if that cannot be done."""
    found = _yaml_in(folder, "")
    for inner in sorted(folder.iterdir()):
        if inner.is_dir() and inner.name not in RESERVED and (inner / HEAD).is_file():
            found.update(_yaml_in(inner, f"{inner.name}/"))
    return found


def _yaml_in(folder: Path, prefix: str) -> dict[str, bytes]:
    found = {
        prefix + file.name: file.read_bytes()
        for file in sorted(folder.iterdir())
        if file.suffix in (".yaml", ".yml") and file.is_file() and file.name != ORGANISATION
    }
    english = folder / TRANSLATIONS
    if english.is_file():
        found[prefix + TRANSLATIONS] = english.read_bytes()
    return found


def family_folder(folder: Path) -> tuple[Path, str]:
    """Return the folder to read, and within it the folder of the process asked for ("" for the whole).

    A part stands below the process it is a part of and is read with it.
    """
    above = folder.resolve().parent
    is_part = any(_PART_OF.search(f.read_bytes()) for f in sorted(folder.glob("*.yaml")) if f.is_file())
    return (above, folder.resolve().name) if is_part and (above / HEAD).is_file() else (folder, "")
