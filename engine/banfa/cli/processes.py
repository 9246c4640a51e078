"""PROCESS on a command line: a path if one exists there, else the id of a shipped process."""

from __future__ import annotations

from pathlib import Path


def process_at(said: str) -> tuple[Path | None, str]:
    """Return the folder to look in (None: the shipped ones) and the id of the process."""
    folder = Path(said)
    if not folder.is_dir():
        return None, said
    from banfa.language.load import load_process

    return folder, load_process(folder).id


def folder_of(said: str) -> Path:
    """Return the folder of the process: the path itself if it exists, else a shipped process's."""
    folder = Path(said)
    if folder.exists():
        return folder
    from banfa.store.catalogue import Catalogue

    return Catalogue().find(said).folder
