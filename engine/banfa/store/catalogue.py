"""Which processes there are: those in a folder now, and those that kept definitions describe."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from banfa.errors import UnknownProcess
from banfa.language import load_process
from banfa.language.process import Process
from banfa.language.suggest import suggest
from banfa.shipped import processes_dir
from banfa.store.database import Definition
from banfa.store.failures import worded
from banfa.texts import Text

FIRST_FILE = "process.yaml"
_NO_SOURCES = ("scenarios", "versions")
_SAMPLE = "org.yaml"


class Available(NamedTuple):
    """A process, the folder of the whole regulation, and whether it came with banfa."""

    process: Process
    folder: Path
    shipped: bool

    @property
    def sample_organisation(self) -> Path:
        """The organisation beside the process."""
        return self.folder / _SAMPLE

    def definition(self) -> Definition:
        """What the store keeps of it."""
        process = self.process
        return Definition(
            process.meaning, process.id, process.version, process.canonical, sources(self.folder)
        )


class Catalogue:
    """The processes below a folder; without one, those that came with banfa."""

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    @cached_property
    def _folder(self) -> Path:
        return self._given or processes_dir()

    def find(self, process_id: str) -> Available:
        """Return the process with this id, a part of a regulation too; UnknownProcess names the nearest.

        Raises `DefinitionError` if its text cannot be loaded.
        """
        others: list[str] = []
        for folder in self._likeliest_first(process_id):
            for process in self._in(folder):
                if process.id == process_id:
                    return Available(process, folder, self._shipped(folder))
                others.append(process.id)
        raise _unknown(process_id, others, self._folder)

    def _likeliest_first(self, process_id: str) -> Iterator[Path]:
        if _is_process(self._folder):
            yield self._folder
            return
        folders = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        yield from sorted(filter(_is_process, folders), key=lambda folder: folder.name != process_id)

    def _in(self, folder: Path) -> list[Process]:
        if folder not in self._loaded:
            whole = load_process(folder)
            self._loaded[folder] = [whole, *whole.parts.values()]
        return self._loaded[folder]

    @cached_property
    def _loaded(self) -> dict[Path, list[Process]]:
        return {}

    def _shipped(self, folder: Path) -> bool:
        return self._given is None or folder.resolve().parent == processes_dir().resolve()


def sources(folder: Path) -> dict[str, str]:
    """Return every file that a regulation's meaning and texts are read from: relative path -> text."""
    found = sorted(file for pattern in ("*.yaml", "templates/**/*") for file in folder.rglob(pattern))
    names = {file: file.relative_to(folder) for file in found if file.is_file() and file.name != _SAMPLE}
    wanted = {file: name for file, name in names.items() if not set(_NO_SOURCES) & set(name.parts)}
    return {name.as_posix(): file.read_text("utf-8") for file, name in wanted.items()}


def rebuilt(kept: Definition) -> Process:
    """Return the process that a kept definition describes, read anew from its sources."""
    with tempfile.TemporaryDirectory(prefix="banfa-") as root:
        for name, text in kept.sources.items():
            file = Path(root, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        whole = load_process(Path(root))
    return next(p for p in (whole, *whole.parts.values()) if p.meaning == kept.meaning)


def _is_process(folder: Path) -> bool:
    return (folder / FIRST_FILE).is_file()


def _unknown(process_id: str, others: list[str], folder: Path) -> UnknownProcess:
    near = suggest(process_id, others)
    there = "、".join(sorted(others))
    hint_zh = f"是否指 {near}？" if near else (f"有：{there}" if there else f"{folder} 里没有办法")
    hint_en = f"do you mean {near}?" if near else (f"there are: {there}" if there else f"{folder} holds none")
    return worded(
        UnknownProcess,
        Text(f"没有办法 {process_id}；{hint_zh}", f"there is no process {process_id}; {hint_en}"),
    )
