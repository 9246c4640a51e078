"""Which processes there are: those in a folder now, and those that kept definitions describe."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from banfa.errors import BanfaError, UnknownProcess
from banfa.language import load_process, process_from
from banfa.language.folders import HEAD, ORGANISATION, family_folder, files_of
from banfa.language.process import Process
from banfa.language.suggest import suggest
from banfa.shipped import processes_dir
from banfa.store.database import Definition
from banfa.texts import Text


class Available(NamedTuple):
    """A process, the folder of the whole regulation, and whether it came with banfa."""

    process: Process
    folder: Path
    shipped: bool

    @property
    def sample_organisation(self) -> Path:
        """The organisation beside the process."""
        return self.folder / ORGANISATION

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

    @property
    def shipped(self) -> bool:
        """True for those that came with banfa."""
        return self._given is None

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
            yield family_folder(self._folder)[0]
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
    """Return every file that a regulation is read from: path within its folder -> text."""
    return {name: content.decode("utf-8") for name, content in files_of(folder).items()}


def rebuilt(kept: Definition) -> Process:
    """Return the process that a kept definition describes, read anew from its sources.

    Raises BanfaError if this release reads another meaning from them.
    """
    whole, _ = process_from({name: text.encode("utf-8") for name, text in kept.sources.items()})
    family = (whole, *whole.parts.values()) if whole is not None else ()
    for process in family:
        if process.meaning == kept.meaning:
            return process
    zh = f"办法 {kept.process} {kept.version} 是用另一版 banfa 存下的，这一版读不出同样的意思"
    en = f"{kept.process} {kept.version} was kept by another banfa; this one does not read the same meaning"
    raise BanfaError(Text(zh, en))


def _is_process(folder: Path) -> bool:
    return (folder / HEAD).is_file()


def _unknown(process_id: str, others: list[str], folder: Path) -> UnknownProcess:
    near = suggest(process_id, others)
    there = "、".join(sorted(others))
    hint_zh = f"是否指 {near}？" if near else (f"有：{there}" if there else f"{folder} 里没有办法")
    hint_en = f"do you mean {near}?" if near else (f"there are: {there}" if there else f"{folder} holds none")
    return UnknownProcess(
        Text(f"没有办法 {process_id}；{hint_zh}", f"there is no process {process_id}; {hint_en}"),
    )
