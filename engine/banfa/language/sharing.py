"""What a part has from the process it is a part of (LANGUAGE 1)."""

from __future__ import annotations

from typing import Any

from banfa.language.problems import Problems
from banfa.language.written import Path, Written
from banfa.texts import Text

SECTIONS = ("roles", "references", "enums", "sets")


def share_with_part(part: Written, whole: Written, problems: Problems) -> None:
    """Add to a part what it shares; what it declares a second time is reported."""
    if "articles" in part.data:
        message = Text("条文只写在主办法里", "articles stand in the whole process only")
        fix = Text("移到主办法的 articles", "move them there")
        problems.add("B175", message, fix, place=part.place(("articles",), key=True), element="articles")
    _take(part, whole, ("articles",))
    if "calendar" not in part.data:
        _take(part, whole, ("calendar",))
    for section in SECTIONS:
        _share_section(part, whole, section, problems)


def _take(part: Written, whole: Written, path: Path) -> None:
    if path[0] in whole.data:
        part.data[str(path[0])] = whole.data[str(path[0])]
        part.nodes.update({p: n for p, n in whole.nodes.items() if p[0] == path[0]})


def _share_section(part: Written, whole: Written, section: str, problems: Problems) -> None:
    shared, own = whole.data.get(section), part.data.get(section, {})
    if not isinstance(shared, dict) or not isinstance(own, dict):
        return
    for name in sorted(shared.keys() & own.keys()):
        _twice(part, whole, (section, name), problems)
    kept = {name: element for name, element in shared.items() if not _of_states(element)}
    part.data[section] = {**own, **kept}
    for name in kept:
        part.nodes[section, name] = whole.nodes[section, name]


def _of_states(element: Any) -> bool:
    """A set of the parent's states means nothing to a part."""
    return isinstance(element, dict) and element.get("of") == "state"


def _twice(part: Written, whole: Written, path: Path, problems: Problems) -> None:
    name = ".".join(map(str, path))
    problems.add(
        "B150",
        Text(f"{name} 主办法里已经有了", f"{name} stands in the whole process already"),
        Text("删去这里的，或换一个编号", "remove it here, or give it another id"),
        place=part.place(path, key=True),
        element=name,
        also=whole.place(path, key=True),
    )
