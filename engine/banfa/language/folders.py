"""LANGUAGE 1: which files of a folder belong to a process, its parts and its translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from banfa.language.overlays.layers import Layers, layers_of
from banfa.shipped import processes_dir

Files = Mapping[str, bytes]
"""Path relative to the process folder (with "/") to content."""

VERSIONS = "versions"
RESERVED = ("scenarios", "texts", VERSIONS, "templates")
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
    """Read every file of a process folder that counts; raises `OSError` if that cannot be done.

    With an overlay come the files it stands on, under the id of the process or overlay they belong to.
    """
    found = _yaml_in(folder, "")
    layers = layers_of(found)
    for inner in sorted(folder.iterdir()) if layers is None else ():
        if inner.is_dir() and inner.name not in RESERVED and (inner / HEAD).is_file():
            found.update(_yaml_in(inner, f"{inner.name}/"))
    for name, below in _below(folder, layers).items() if layers is not None else ():
        found.update({f"{name}/{file}": content for file, content in below.items()})
    return found


def organisation_file(folder: Path) -> Path:
    """Return the sample organisation beside a process; an overlay without one has that of its base."""
    own = folder / ORGANISATION
    if own.is_file() or not (folder / HEAD).is_file():
        return own
    layers = layers_of({HEAD: (folder / HEAD).read_bytes()})
    base = _base_folder(folder, layers) if layers is not None else None
    return base / ORGANISATION if base is not None else own


def _below(folder: Path, layers: Layers) -> dict[str, Files]:
    """The files of the process that an overlay stands on, and those of the overlays in between."""
    base = _base_folder(folder, layers)
    found: dict[str, Files] = {layers.base: files_of(base)} if base is not None else {}
    for overlay in filter(None, layers.overlays):
        beside = _heads(folder.resolve().parent, "overlay", overlay)
        found.update({overlay: _yaml_in(beside[0], "")} if beside else {})
    return found


def _base_folder(folder: Path, layers: Layers) -> Path | None:
    """The process beside an overlay, else the shipped one: of the version named if there is one, else any."""
    there = [folder.resolve().parent, processes_dir()]
    found = [base for place in there for base in _heads(place, "process", layers.base)]
    versions = [inner for base in found for inner in _heads(base / VERSIONS, "process", layers.base)]
    every = (*found, *versions)
    fitting = (base for base in every if _head(base, "version") == layers.version)
    return next(fitting, every[0] if every else None)


def _heads(place: Path, key: str, value: str) -> list[Path]:
    """The folders in a place whose head says this."""
    inside = sorted(place.iterdir()) if place.is_dir() else ()
    return [folder for folder in inside if (folder / HEAD).is_file() and _head(folder, key) == value]


def _head(folder: Path, key: str) -> str | None:
    """What the head of a folder says under a key: looked at as text, since loading all would take long."""
    said = re.search(rf"^{key}:[ \t]*[\"']?([^\s\"'#]+)".encode(), (folder / HEAD).read_bytes(), re.MULTILINE)
    return said[1].decode("utf-8", "replace") if said else None


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
