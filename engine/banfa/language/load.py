"""From a folder to a `Process`: the door of this room. Reading the disk stands at the edge, the rest is pure.

`process_from` is the pure core; `read_process` and `load_process` read a folder first. Bad content never
raises: everything wrong with it comes back as problems, all at once, each with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from banfa.errors import DefinitionError
from banfa.language.folders import Files, family_folder, files_of, misnamed
from banfa.language.gathering import Member, gather
from banfa.language.overlays import Layers
from banfa.language.problems import Place, Problem, Problems
from banfa.language.process import Article, Process
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.translations import read_translations, resolve_translations, texts_of
from banfa.language.resolve.whole import resolve, sealed
from banfa.language.shaping import clause_counts, declared, shape
from banfa.language.sharing import share_with_part
from banfa.texts import Text

Found = tuple[Process | None, tuple[Problem, ...]]


def load_process(folder: str | Path) -> Process:
    """Return the process of a folder; raises `DefinitionError` with all that is wrong, or `OSError`."""
    process, problems = read_process(folder)
    if process is None:
        raise DefinitionError(problems)
    return process


def read_process(folder: str | Path) -> Found:
    """Return the process of a folder, or None, with all problems; raises only `OSError`.

    A folder that is a part of a process (`part_of`) is read with the folder above it.
    """
    whole, part = family_folder(Path(folder))
    process, problems = process_from(files_of(whole), whole.name)
    if process is None or not part:
        return process, problems
    return next((p for p in process.parts.values() if _folder_of(p) == part), None), problems


def process_from(files: Files, name: str = "", layers: Layers | None = None) -> Found:
    """Return the process that files say (path relative to its folder → content), with all problems.

    None if any problem is an error. `name` is what the folder is called, for a message; `layers` says which
    overlays to lay over the process (by default the folder's own, if it is an overlay).
    """
    problems = Problems()
    whole, parts = gather(files, problems, layers)
    _check_heads(whole, parts, name, problems)
    for part in parts:
        share_with_part(part.written, whole.written, problems)
    family = [whole, *parts]
    for member in family:
        member.model = shape(member.written, problems) if member.written.data else None
    process = None
    sound = whole.readable and all(member.readable and member.model for member in family)
    if sound and not _section_misnamed(problems):
        process = _resolve_family(whole, parts, problems)
    _warn_of_misnamed(files, problems)
    found = _ordered(problems.found)
    return (None if any(p.severity == "error" for p in found) else process), found


def _section_misnamed(problems: Problems) -> bool:
    """True if a section has a name that is none: what it declares would seem to be missing everywhere."""
    return any(p.code == "B151" and not p.element for p in problems.found)


def _check_heads(whole: Member, parts: Iterable[Member], name: str, problems: Problems) -> None:
    if whole.readable and not whole.written.data:
        message = Text(f"目录 {name or '.'} 里没有办法", f"the folder {name or '.'} holds no process")
        fix = Text(
            "在 process.yaml 里写 banfa: 1 和 process: 编号", "write banfa: 1 and process: ID in process.yaml"
        )
        problems.add("B170", message, fix, place=Place("process.yaml", 1, 1))
    own = whole.written.data.get("process")
    if "part_of" in whole.written.data:
        message = Text("没有找到它所属的办法", "the process that this is a part of is not there")
        fix = Text("把这个目录放在所属办法的目录里", "put this folder into the folder of that process")
        problems.add("B174", message, fix, place=whole.written.place(("part_of",)), element="part_of")
    for part in parts:
        if part.readable and part.written.data.get("part_of") != own:
            message = Text(
                f"这个子目录没有写明属于 {own}", f"this subfolder does not say that it is part of {own}"
            )
            fix = Text(f"写 part_of: {own}，或把目录移走", f"write part_of: {own}, or move the folder")
            problems.add("B174", message, fix, place=part.written.place(("part_of",)), element="part_of")


def _resolve_family(whole: Member, parts: list[Member], problems: Problems) -> Process | None:
    """The process and its parts; None if there are errors, since what is wrong has no meaning to seal."""
    process = _resolve(whole, _elsewhere(parts), None, problems)
    kinds = {p.id: p for p in (_resolve(part, {}, process, problems) for part in parts)}
    texts = {member.folder: texts_of(member.written.data) for member in (whole, *parts)}
    english = _english(whole, texts[whole.folder], {}, problems)
    translations = []
    for part in parts:
        shared = {key: text for key, text in english.items() if key in texts[part.folder]}
        translations.append(_english(part, texts[part.folder], shared, problems))
    if problems.errors:
        return None
    finished = {
        kind.id: sealed(kind, part.written.data, translated, _notes(kind, problems), {})
        for part, kind, translated in zip(parts, kinds.values(), translations, strict=True)
    }
    return sealed(process, whole.written.data, english, _notes(process, problems), finished)


def _resolve(
    member: Member, elsewhere: Mapping[str, frozenset[str]], parent: Process | None, problems: Problems
) -> Process:
    assert member.model is not None
    link = Linking(
        member.model,
        member.written,
        problems,
        declared(member.written),
        clauses=clause_counts(member.written),
        elsewhere=elsewhere,
    )
    articles: Mapping[int, Article] | None = parent.articles if parent is not None else None
    process = resolve(link, articles)
    problems.found[:] = [p for p in problems.found if not _ignored(p, process)]
    return process


def _elsewhere(parts: Iterable[Member]) -> dict[str, frozenset[str]]:
    """What the parts declare: the articles, which the family shares, speak of it too."""
    found: dict[str, frozenset[str]] = {}
    for part in parts:
        for kind, names in declared(part.written).items():
            for of in (kind, "papers") if kind in ("documents", "things") else (kind,):
                found[of] = found.get(of, frozenset()) | names
    return found


def _english(
    member: Member, texts: Mapping[str, str], shared: Mapping[str, str], problems: Problems
) -> dict[str, str]:
    found = {**shared, **_lower_english(member, texts, problems)}
    for file, content in member.english.items():
        translations, written = read_translations(content, file, problems)
        if not problems.errors:  # else what is stale or unknown may only follow from that
            found.update(resolve_translations(translations, written, texts, problems))
    return found


def _lower_english(member: Member, texts: Mapping[str, str], problems: Problems) -> dict[str, str]:
    """What the translations below an overlay still say; what it changed or removed is no fault of theirs."""
    found: dict[str, str] = {}
    for file, content in member.below.items():
        translations, _ = read_translations(content, file, problems)
        found.update({key: t.en for key, t in translations.items() if t.of == texts.get(key)})
    return found


def _ignored(problem: Problem, process: Process) -> bool:
    """True for a warning or note that its element, or what it stands in, asks not to report."""
    return problem.severity != "error" and any(
        problem.code == code and (problem.element == element or problem.element.startswith(f"{element}."))
        for element, ignored in process.ignored.items()
        for code, _ in ignored
    )


def _notes(process: Process, problems: Problems) -> tuple[Problem, ...]:
    """Warnings and notes about one process: those at its own files."""
    folder = _folder_of(process) if process.part_of else ""
    notes = [p for p in problems.found if p.severity != "error" and p.place is not None]
    return _ordered([p for p in notes if p.place and p.place.file.startswith(f"{folder}/" if folder else "")])


def _folder_of(process: Process) -> str:
    """The subfolder that a part is written in; "" for a whole process."""
    place = process.places.get("process")
    return place.file.rpartition("/")[0] if place is not None else ""


def _warn_of_misnamed(files: Files, problems: Problems) -> None:
    for file in misnamed(files):
        message = Text(f"{file} 没有读：只读 .yaml 文件", f"{file} is not read: only .yaml files are")
        fix = Text("把扩展名改成 .yaml", "rename it to .yaml")
        problems.add("B173", message, fix, place=Place(file, 1, 1), severity="warning")


_NOWHERE = Place("", 0, 0)


def _ordered(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order of the files."""
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.place or _NOWHERE, p.code, p.message)))
