"""Files before and after formatting, and the promise that the process they make says the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from banfa.errors import BanfaError
from banfa.language import process_from
from banfa.language.folders import HEAD, family_folder, files_of
from banfa.language.formatting import format_text
from banfa.language.problems import Problem, Problems
from banfa.language.yaml import read
from banfa.texts import Text


@dataclass(frozen=True, slots=True)
class Layout:
    """One file: its text as it is, as it would be, and what stands in the way."""

    file: Path
    before: str
    after: str
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """True if formatting changes the file."""
        return self.before != self.after


def layouts_of(path: Path, to: int) -> list[Layout]:
    """Return a layout for each YAML file of a path: a file, or a folder with all below it.

    Raises OSError for a path that cannot be read, BanfaError if a process would come to mean something else.
    """
    layouts = [_layout(file, path, to) for file in _files(path)]
    for folder in {layout.file.parent for layout in layouts if (layout.file.parent / HEAD).is_file()}:
        _same_meaning(family_folder(folder)[0], layouts)
    return layouts


def write(layout: Layout) -> None:
    """Write a file as it is laid out: wholly or not at all, with the rights it had."""
    draft = layout.file.with_name(f".{layout.file.name}.{os.getpid()}")
    try:
        draft.write_bytes(layout.after.encode("utf-8"))
        shutil.copymode(layout.file, draft)
        draft.replace(layout.file.resolve())
    finally:
        draft.unlink(missing_ok=True)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*.yaml")) if file.is_file())
    else:
        yield path


def _layout(file: Path, path: Path, to: int) -> Layout:
    raw = file.read_bytes()
    name = file.relative_to(path).as_posix() if path.is_dir() else file.name
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        problems = Problems()
        read(raw, name, problems)
        return Layout(file, "", "", tuple(problems.found))
    result = format_text(text, name, to=to)
    return Layout(file, text, result.text, result.problems)


def _same_meaning(folder: Path, layouts: Iterable[Layout]) -> None:
    """A process that cannot be loaded has no meaning to keep; each file alone kept its data."""
    before = files_of(folder)
    new = {layout.file.resolve(): layout.after.encode("utf-8") for layout in layouts if layout.changed}
    old = process_from(before)[0] if new else None
    if old is None:
        return
    after = {name: new.get((folder / name).resolve(), content) for name, content in before.items()}
    laid_out = process_from(after)[0]
    if laid_out is None or laid_out.meaning != old.meaning:
        zh = f"排版会改变 {folder} 的意思，什么都没有写；请报告给维护者"
        raise BanfaError(Text(zh, f"formatting would change what {folder} means; nothing was written"))
