"""A regulation as plain data that can be changed and read again: what mutants are made of.

A regulation is a map from folder ("" for the whole, the names of its parts) to its sections. Titles and
articles go along; the reasons of choices and the translations, which never decide, may be left out.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import yaml

from banfa.language.folders import files_of, own_files, part_folders

Regulation = dict[str, dict[str, Any]]
REASONS = ("chosen", "inferred")


def read_regulation(folder: Path) -> Regulation:
    """The sections of a process folder and of its parts, each merged into one map."""
    files = files_of(folder)
    return {
        name: merged(_on(yaml.load(content, yaml.CSafeLoader)) for content in own_files(files, name).values())
        for name in ["", *part_folders(files)]
    }


def merged(parts: Any) -> dict[str, Any]:
    """Sections of several files as one map."""
    whole: dict[str, Any] = {}
    for part in parts:
        for section, says in part.items():
            whole[section] = (
                {**whole[section], **says} if isinstance(says, dict) and section in whole else says
            )
    return whole


def as_files(regulation: Regulation) -> dict[str, bytes]:
    """The regulation as files that load: JSON, which is YAML too."""
    return {
        f"{folder}/process.yaml" if folder else "process.yaml": json.dumps(
            sections, ensure_ascii=False, indent=0
        ).encode()
        for folder, sections in regulation.items()
    }


def _on(says: Any) -> Any:
    """PyYAML takes the key `on` for a boolean; ours are text always."""
    if isinstance(says, dict):
        return {"on" if key is True else key: _on(value) for key, value in says.items()}
    return [_on(item) for item in says] if isinstance(says, list) else says


def without_reasons(regulation: Regulation) -> Regulation:
    """The same rules without reasons: no mutant fails because a reason speaks of what is gone."""
    return {folder: _bare(sections) for folder, sections in regulation.items()}


def _bare(says: Any) -> Any:
    if isinstance(says, dict):
        return {key: _bare(value) for key, value in says.items() if key not in REASONS}
    return [_bare(item) for item in says] if isinstance(says, list) else says


def edited(regulation: Regulation, folder: str, edits: Any) -> Regulation:
    """A copy in which what stands at each path is another value; None takes it away."""
    changed = {**regulation, folder: copy.deepcopy(regulation[folder])}
    for path, value in edits:
        here = changed[folder]
        for key in path[:-1]:
            here = here[key]
        if value is None:
            here.pop(path[-1], None)
        else:
            here[path[-1]] = value
    return changed
