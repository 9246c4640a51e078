"""Which processes there are: those in a folder now, and those that kept definitions describe."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from banfa.errors import BanfaError, DefinitionError, UnknownProcess
from banfa.language import load_process, process_from
from banfa.language.folders import HEAD, family_folder, files_of, organisation_file
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
        return organisation_file(self.folder)

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

    def find(self, process_id: str, version: str | None = None) -> Available:
        """Return the process with this id, of its latest version unless one is said; parts count too.

        UnknownProcess names the nearest. Raises `DefinitionError` if its text cannot be loaded, and
        `BanfaError` if two folders give one version of it two meanings.
        """
        key = (process_id, version)
        if key not in self._found:
            self._found[key] = self._only(process_id, version)
        return self._found[key]

    @cached_property
    def _found(self) -> dict[tuple[str, str | None], Available]:
        return {}

    def readable(self) -> tuple[Process, ...]:
        """Return every process whose text can be loaded, parts too; another's mistakes are not asked for."""
        found: list[Process] = []
        for folder in self._folders():
            with suppress(DefinitionError):
                found += self._in(folder)
        return tuple(found)

    def clocked(self, used: set[str] | None) -> tuple[Available, ...]:
        """Return the latest version of every process of which a clock opens cases.

        `used` narrows the regulations to those of which one of these processes is the whole, or a part.
        """
        if used is not None and not used:
            return ()
        families = [self._in(folder) for folder in self._folders()]
        ids = {
            process.id
            for family in families
            if used is None or not used.isdisjoint(one.id for one in family)
            for process in family
            if any(step.every is not None for step in process.steps.values())
        }
        return tuple(self.find(process) for process in sorted(ids))

    def _only(self, process_id: str, version: str | None) -> Available:
        folders = self._folders()
        likely = [folder for folder in folders if folder.name == process_id or _speaks_of(folder, process_id)]
        found = self._named(likely, process_id) or self._named(folders, process_id)
        fitting = [one for one in found if version in (None, one.process.version)]
        if not fitting:
            others = [process.id for folder in folders for process in self._in(folder)]
            raise _unknown_version(found, version) if found else _unknown(process_id, others, self._folder)
        _check_meanings(fitting)
        return _latest(fitting)

    def _named(self, folders: list[Path], process_id: str) -> list[Available]:
        return [
            Available(process, folder, self._shipped(folder))
            for folder in folders
            for process in self._in(folder)
            if process.id == process_id
        ]

    def _folders(self) -> list[Path]:
        if _is_process(self._folder):
            return [family_folder(self._folder)[0]]
        return sorted(filter(_is_process, self._folder.iterdir())) if self._folder.is_dir() else []

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


def _speaks_of(folder: Path, process_id: str) -> bool:
    """Whether a head in the folder says the id: looked at as text, since loading all would take long."""
    said = re.compile(
        rb"^(?:process|of):\s*[\"']?" + re.escape(process_id.encode()) + rb"(?: \S+)?[\"']?\s*(#.*)?\r?$",
        re.MULTILINE,
    )
    heads = (folder / HEAD, *(part / HEAD for part in folder.iterdir() if part.is_dir()))
    return any(said.search(head.read_bytes()) for head in heads if head.is_file())


def _check_meanings(found: list[Available]) -> None:
    first: dict[str, Available] = {}
    for one in found:
        other = first.setdefault(one.process.version, one)
        if other.process.meaning != one.process.meaning:
            raise _two_meanings(other, one)


def _two_meanings(one: Available, other: Available) -> BanfaError:
    process, folders = one.process, (one.folder.name, other.folder.name)
    zh = f"办法 {process.id} {process.version} 在 {'、'.join(folders)} 里意思不同；请改其中一个的 version"
    en = f"{process.id} {process.version} means two things in {' and '.join(folders)}; change one version"
    return BanfaError(Text(zh, en))


def _latest(found: list[Available]) -> Available:
    """The latest version; of one that several overlays stand on, the plain one if it is there."""
    plain = [one for one in found if "+" not in one.process.version]
    latest = max(_age(one.process.version.partition("+")[0]) for one in found)
    same = [one for one in found if _age(one.process.version.partition("+")[0]) == latest]
    chosen = [one for one in same if one in plain] or same
    if len({one.process.version for one in chosen}) > 1:
        raise _several_overlays(chosen)
    return chosen[0]


def _several_overlays(found: list[Available]) -> BanfaError:
    process, there = found[0].process.id, "、".join(sorted(one.process.version for one in found))
    zh = f"办法 {process} 有几种叠加：{there}；请指明版本，或写它的目录"
    return BanfaError(
        Text(zh, f"{process} stands under several overlays: {there}; name a version or its folder")
    )


def _age(version: str) -> tuple[tuple[int, str], ...]:
    """Versions in order: 1.9 before 1.10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"[.+-]", version))


def _unknown_version(found: list[Available], version: str | None) -> UnknownProcess:
    process, there = found[0].process.id, "、".join(sorted(one.process.version for one in found))
    zh, en = (
        f"办法 {process} 没有版本 {version}；有：{there}",
        f"{process} has no version {version}; there are: {there}",
    )
    return UnknownProcess(Text(zh, en))


def _unknown(process_id: str, others: list[str], folder: Path) -> UnknownProcess:
    near = suggest(process_id, others)
    there = "、".join(sorted(others))
    hint_zh = f"是否指 {near}？" if near else (f"有：{there}" if there else f"{folder} 里没有办法")
    hint_en = f"do you mean {near}?" if near else (f"there are: {there}" if there else f"{folder} holds none")
    return UnknownProcess(
        Text(f"没有办法 {process_id}；{hint_zh}", f"there is no process {process_id}; {hint_en}"),
    )
