"""From the files of a folder to what they say together: a process, its parts, overlays laid over it."""

from __future__ import annotations

from dataclasses import dataclass, field

from banfa.language.folders import (
    HEAD,
    Files,
    own_files,
    part_folders,
    translations_file,
)
from banfa.language.models.process import ProcessModel
from banfa.language.overlays import Layers, Overlay, is_overlay, layers_of, overlaid, overlay_of
from banfa.language.problems import Place, Problems
from banfa.language.written import Written, put_together
from banfa.language.yaml import Mapping, Node, plain, read
from banfa.texts import Text


@dataclass(slots=True)
class Member:
    """A process or one of its parts while it is read.

    `folder` is where its files stand, `readable` says if its YAML is sound, `english` and `below` are its
    translations and those of what an overlay stands on (file to content).
    """

    folder: str
    written: Written
    readable: bool
    english: dict[str, bytes] = field(default_factory=dict)
    model: ProcessModel | None = None
    below: dict[str, bytes] = field(default_factory=dict)


def gather(files: Files, problems: Problems, layers: Layers | None = None) -> tuple[Member, list[Member]]:
    """Return what the files of a folder say: the whole process, with overlays laid over it, and its parts.

    `layers` says which overlays; without it the folder's own overlay does, if it is one.
    """
    layers = layers or layers_of(files)
    nodes, readable = _roots(files, layers, problems)
    written = put_together(nodes, problems)
    if layers is None:
        parts = [] if is_overlay(files) else part_folders(files)
        return Member("", written, readable, _english(files, "")), [_part(files, p, problems) for p in parts]
    below = [_english(files, folder) for folder in (layers.base, *layers.overlays) if folder]
    lower = {name: content for each in below for name, content in each.items()}
    own = _english(files, "") if "" in layers.overlays else {}
    whole = Member(layers.base, written, readable and bool(nodes), own, below=lower)
    inside = part_folders({name.removeprefix(f"{layers.base}/"): b"" for name in files})
    folders = [f"{layers.base}/{part}" for part in inside if f"{layers.base}/{part}/{HEAD}" in files]
    return whole, [_part(files, folder, problems) for folder in folders]


def roots_of(files: Files, problems: Problems, layers: Layers | None = None) -> list[Node]:
    """Return the texts of a whole process, one a file, with overlays laid over them; as for `gather`."""
    return _roots(files, layers or layers_of(files), problems)[0]


def _english(files: Files, folder: str) -> dict[str, bytes]:
    name = translations_file(folder)
    return {name: files[name]} if name in files else {}


def _part(files: Files, folder: str, problems: Problems) -> Member:
    nodes, readable = _read(own_files(files, folder), problems)
    return Member(folder, put_together(nodes, problems), readable, _english(files, folder))


def _roots(files: Files, layers: Layers | None, problems: Problems) -> tuple[list[Node], bool]:
    """The texts of a process with its overlays over them, and whether all of them could be read."""
    nodes, readable = _read(own_files(files, layers.base if layers else ""), problems)
    if layers is None and is_overlay(files):
        for node in nodes:  # an overlay that does not say what it stands on
            overlay_of(node, problems)
        return [], False
    for folder in layers.overlays if layers else ():
        before = len(problems.errors)
        above, sound = _read(own_files(files, folder), problems)
        nodes = _overlay(nodes, above, folder, problems) if readable and sound else nodes
        readable = readable and len(problems.errors) == before
    return nodes, readable


def _read(files: Files, problems: Problems) -> tuple[list[Node], bool]:
    """The texts of some files, and whether all of them could be read."""
    before = len(problems.errors)
    nodes = [read(content, name, problems) for name, content in files.items()]
    sound = len(problems.errors) == before and not problems.full()
    return [node for node in nodes if node is not None], sound


def _overlay(nodes: list[Node], above: list[Node], prefix: str, problems: Problems) -> list[Node]:
    """The texts below with the overlay of one folder over them."""
    found = [overlay for node in above if (overlay := overlay_of(node, problems)) is not None]
    if len(found) != 1:
        _not_one_overlay(prefix, found, problems)
        return nodes
    if not nodes:
        _no_base(found[0], problems)
        return nodes
    _check_version(nodes, found[0], problems)
    return overlaid(nodes, found[0], problems)


def _not_one_overlay(prefix: str, found: list[Overlay], problems: Problems) -> None:
    if found:
        message = Text("一份叠加写在一个文件里", "an overlay is written in one file")
        fix = Text("把几个文件合成一个 process.yaml", "make one process.yaml of the files")
        problems.add("B185", message, fix, place=found[1].node.place, also=found[0].node.place)
    elif prefix:
        message = Text(f"没有找到叠加 {prefix}", f"the overlay {prefix} is not there")
        fix = Text("把它的目录放在旁边，或改 of", "put its folder beside this one, or mend `of`")
        problems.add("B180", message, fix, place=Place(HEAD, 1, 1), element="of")


def _no_base(overlay: Overlay, problems: Problems) -> None:
    of, (base, _) = overlay.node.get("of"), overlay.model.base
    message = Text(f"没有找到办法 {base}", f"the process {base} is not there")
    fix = Text("把它的目录放在旁边，或改 of", "put its folder beside this one, or mend `of`")
    problems.add("B180", message, fix, place=of.place if of else None, element="of")


def _check_version(nodes: list[Node], overlay: Overlay, problems: Problems) -> None:
    """The base must be of the version that the overlay was written for."""
    version = next((v for node in nodes if isinstance(node, Mapping) and (v := node.get("version"))), None)
    now = str(plain(version)) if version is not None else "0.0.0"
    _, wanted = overlay.model.base
    if now == wanted or now.partition("+")[0] == wanted:
        return
    of = overlay.node.get("of")
    zh, en = f"办法现在是 {now}，叠加写的是 {wanted}", f"the process is at {now}; the overlay is for {wanted}"
    message = Text(zh, en)
    zh, en = f"核对改动后，把 of 的版本写成 {now}", f"review its changes, then make the version in `of` {now}"
    fix = Text(zh, en)
    also = version.place if version is not None else None
    problems.add("B180", message, fix, place=of.place if of else None, element="of", also=also)
