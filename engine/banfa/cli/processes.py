"""PROCESS on a command line: a path if one exists there, else the id of a shipped process."""

from __future__ import annotations

from pathlib import Path

from banfa.cli.clicks import Usage
from banfa.texts import Text


def process_at(said: str) -> tuple[Path | None, str]:
    """Return the folder to look in (None: the shipped ones) and the id of the process."""
    folder = Path(said)
    if not folder.is_dir():
        return None, said
    from banfa.language import load_process

    return folder, load_process(folder).id


def folder_of(said: str) -> Path:
    """Return the folder of a process; raises `UnknownProcess` for neither a path nor a shipped one."""
    folder = Path(said)
    if folder.exists() and not folder.is_dir():
        inside = folder.parent.as_posix()
        zh, en = f"{said} 不是文件夹；要写办法的文件夹", f"{said} is no folder; name the folder of a process"
        near = (folder.parent / "process.yaml").is_file()
        raise Usage(Text(zh + f"：{inside}" if near else zh, en + f": {inside}" if near else en))
    if said.strip() and folder.exists():
        return folder
    from banfa.store.catalogue import Catalogue

    return Catalogue().find(said).folder


def place_of(said: str) -> Path:
    """Return a path as it is, though nothing stands there, unless it is the id of a shipped process."""
    from banfa.shipped import processes_dir

    path, shipped = Path(said), processes_dir() / said
    return shipped if not path.exists() and shipped.is_dir() else path
