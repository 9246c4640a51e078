"""A process folder with the folders of overlays laid over it, in the order given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from banfa.language.folders import HEAD, Files, files_of
from banfa.language.gathering import roots_of
from banfa.language.load import process_from
from banfa.language.overlays import Layers, is_overlay, layers_of, merged_text
from banfa.language.overlays.merged import Line
from banfa.language.problems import Place, Problem, Problems
from banfa.texts import Text

Composed = tuple[tuple[Line, ...], tuple[Problem, ...]]


def compose(folder: Path, overlays: Sequence[Path] = ()) -> Composed:
    """Return the whole text, each line with its source, and all that is wrong with it.

    `folder` may be an overlay's itself. Raises only `OSError`.
    """
    files, layers = _together(folder, overlays)
    problems = Problems()
    for name in {_called(overlay) for overlay in overlays if not is_overlay(files_of(overlay))}:
        message = Text(f"{name} 不是叠加", f"{name} is no overlay")
        fix = Text("叠加以 overlay: 编号 开头", "an overlay begins with overlay: ID")
        problems.add("B186", message, fix, place=Place(f"{name}/{HEAD}", 1, 1))
    if problems.errors:
        return (), tuple(problems.found)
    lines = merged_text(roots_of(files, Problems(), layers))
    return lines, process_from(files, folder.name, layers)[1]


def _together(folder: Path, overlays: Sequence[Path]) -> tuple[Files, Layers | None]:
    """The files of all folders under the name of each, and their order."""
    below = files_of(folder)
    if not overlays:
        return below, None
    own = layers_of(below)
    if own is None:
        base = _called(folder)
        files = {f"{base}/{name}": content for name, content in below.items()}
        own = Layers(base, "", ())
    else:
        named = _called(folder)
        files = {name if "/" in name else f"{named}/{name}": content for name, content in below.items()}
        own = own._replace(overlays=tuple(each or named for each in own.overlays))
    for overlay in overlays:
        found = {name: content for name, content in files_of(overlay).items() if "/" not in name}
        files.update({f"{_called(overlay)}/{name}": content for name, content in found.items()})
    return files, own._replace(overlays=(*own.overlays, *map(_called, overlays)))


def _called(folder: Path) -> str:
    """What a folder is called, wherever one stands."""
    return folder.resolve().name
