"""Which files of a folder belong to the process below, and which to each overlay above it.

The folder of an overlay is read with the process it stands on: the files of `customer-complaint` then stand
under `customer-complaint/`, those of overlays in between under their ids, its own as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_OVERLAY = re.compile(rb"^overlay:", re.MULTILINE)
_OF = re.compile(rb"^of:[ \t]*[\"']?([a-z][a-z0-9_\-]*)[ \t]+([^\s\"'#]+)", re.MULTILINE)


class Layers(NamedTuple):
    """The base's id and version, and the folder of each overlay from the lowest up; "" is the own."""

    base: str
    version: str
    overlays: tuple[str, ...]


def is_overlay(files: Mapping[str, bytes]) -> bool:
    """Return whether the files directly in a folder are those of an overlay."""
    return any(_OVERLAY.search(content) for name, content in files.items() if "/" not in name)


def layers_of(files: Mapping[str, bytes]) -> Layers | None:
    """Return the layers that an overlay names with `of`; None if it names none, or is no overlay."""
    if not is_overlay(files):
        return None
    said = (_OF.search(content) for name, content in sorted(files.items()) if "/" not in name)
    found = next((each for each in said if each), None)
    if found is None:
        return None
    version, _, between = found[2].decode("utf-8", "replace").partition("+")
    overlays = tuple(each for each in between.split(".") if each)
    return Layers(found[1].decode(), version, (*overlays, ""))
