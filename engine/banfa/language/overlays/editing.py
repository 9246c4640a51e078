"""An overlay laid over the texts of a process: changes, then additions, then removals.

What cannot be done is a problem at its place in the overlay, with the place in the process that disagrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from banfa.language.mistakes import modelled
from banfa.language.models.overlay import OverlayModel
from banfa.language.models.process import SECTIONS
from banfa.language.overlays.addresses import Address, address, child, inner, names, put, reach, shown, within
from banfa.language.problems import Place, Problems
from banfa.language.suggest import suggest
from banfa.language.yaml import Mapping, Node, Scalar, Sequence, plain
from banfa.texts import Text

_REASONS = ("inferred", "chosen")
_NESTED = ("values", "parts", "copies", "rows", "kinds")
"""Lists and maps whose things say themselves where they come from."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay as written: its model and its text."""

    model: OverlayModel
    node: Mapping


def overlay_of(node: Node, problems: Problems) -> Overlay | None:
    """Return the overlay that a text says; None, with problems, if it says none."""
    model = modelled(OverlayModel, node, problems)
    return Overlay(model, node) if model is not None and isinstance(node, Mapping) else None


def overlaid(roots: Iterable[Node], overlay: Overlay, problems: Problems) -> list[Node]:
    """Return the texts of a process (one a file) with an overlay laid over them.

    The version gets the overlay's id: `1.0.0` becomes `1.0.0+iso-10002`. What the overlay names and the
    process does not have, has otherwise or has already, becomes a problem (B181-B185) and is left out.
    """
    work = _Work(list(roots), problems)
    touched: dict[Address, Scalar] = {}
    for key, change in _entries(overlay.node, "change"):
        work.change(key, change)
        touched[address(str(key.value))] = key
    for key, value in _entries(overlay.node, "add"):
        work.add((), key, value)
    for name in _items(overlay.node, "remove"):
        work.remove(name, touched)
    work.sign(overlay.node)
    return work.roots


def _entries(node: Mapping, key: str) -> tuple[tuple[Scalar, Node], ...]:
    said = node.get(key)
    return said.items if isinstance(said, Mapping) else ()


def _items(node: Mapping, key: str) -> tuple[Scalar, ...]:
    said = node.get(key)
    listed = said.items if isinstance(said, Sequence) else (said,)
    return tuple(item for item in listed if isinstance(item, Scalar))


@dataclass(slots=True)
class _Work:
    """The texts while they are edited."""

    roots: list[Node]
    problems: Problems
    added: dict[Address, Scalar] = field(default_factory=dict)

    def change(self, key: Scalar, change: Node) -> None:
        """Say something otherwise, if it was as the overlay thinks."""
        steps = address(str(key.value))
        file = self._file_of(steps, key)
        was, now = (change.get(each) if isinstance(change, Mapping) else None for each in ("was", "now"))
        if file is None or was is None or now is None:
            return
        stands, _ = reach(self.roots[file], steps)
        if not _same(plain(stands), plain(was)):
            self._otherwise(key, stands, was)
            return
        assert isinstance(change, Mapping)
        self._edit(file, steps, lambda _: now)
        self._explain(file, steps, change)

    def add(self, above: Address, key: Scalar, value: Node) -> None:
        """Put something where nothing is, go deeper where a mapping is, append where a list is."""
        steps = (*above, *address(str(key.value)))
        file, found = self._find(steps)
        if found is None:
            self._insert(steps, key, value)
        elif isinstance(found, Mapping) and isinstance(value, Mapping):
            for inner_key, inner_value in value.items:
                self.add(steps, inner_key, inner_value)
        elif isinstance(value, Sequence):
            self._append(file, steps, found, value)
        else:
            self._there_already(shown(steps), key.place, found.place)

    def remove(self, name: Scalar, touched: dict[Address, Scalar]) -> None:
        """Take something away."""
        steps = address(str(name.value))
        own = {**touched, **self.added}
        clash = next((key for at, key in own.items() if at[: len(steps)] == steps), None)
        if clash is not None:
            self._contradicts(name, clash)
            return
        file = self._file_of(steps, name)
        if file is None:
            return
        self._edit(file, steps[:-1], lambda node: put(node, child(node, steps[-1]) or 0, None))

    def sign(self, overlay: Mapping) -> None:
        """Put the overlay's id behind the version."""
        own = overlay.get("overlay")
        file, version = self._find(("version",))
        if not isinstance(own, Scalar) or not isinstance(version, Scalar):
            return
        sign = "." if "+" in str(version.value) else "+"
        self._edit(file, ("version",), lambda _: _text(own, f"{version.value}{sign}{own.value}"))

    # -- finding and replacing ------------------------------------------------------------------------------

    def _find(self, steps: Address) -> tuple[int, Node | None]:
        """The file that has an address, with what stands there; None if none has it."""
        for file, root in enumerate(self.roots):
            found, taken = reach(root, steps)
            if taken == len(steps):
                return file, found
        return 0, None

    def _file_of(self, steps: Address, said: Scalar) -> int | None:
        """The file that has an address; a problem if none has."""
        file, found = self._find(steps)
        if found is None:
            self._missing(steps, said)
            return None
        return file

    def _edit(self, file: int, steps: Address, edit: Callable[[Node], Node]) -> None:
        self.roots[file] = within(self.roots[file], steps, edit)

    def _insert(self, steps: Address, key: Scalar, value: Node) -> None:
        """A new section or element is a text of its own; anything deeper goes into what is there."""
        named = _text(key, steps[-1])
        self.added[steps] = key
        if len(steps) == 1 or (len(steps) == 2 and steps[0] in SECTIONS):
            whole: Node = Mapping(key.source, key.start, value.stop, ((named, value),), False)
            if len(steps) == 2:
                section = _text(key, steps[0])
                whole = Mapping(key.source, key.start, value.stop, ((section, whole),), False)
            self.roots.append(whole)
            return
        file, parent = self._find(steps[:-1])
        if not isinstance(parent, Mapping):
            self._missing(steps[:-1], key)
            return
        self._edit(file, steps[:-1], lambda _: replace(parent, items=(*parent.items, (named, value))))

    def _append(self, file: int, steps: Address, found: Node, value: Sequence) -> None:
        there = found.items if isinstance(found, Sequence) else (found,)
        if isinstance(found, Mapping):
            self._there_already(shown(steps), value.place, found.place)
            return
        for item in value.items:
            again = next((old for old in there if plain(old) == plain(item)), None)
            if again is not None:
                self._there_already(shown((*steps, str(plain(item)))), item.place, again.place)
                return
        listed = replace(value, items=(*there, *value.items))
        self._edit(file, steps, lambda _: listed)

    def _explain(self, file: int, steps: Address, change: Mapping) -> None:
        """Say at the changed element where the change comes from."""
        element = _element(steps)
        if element is None or len(element) == len(steps):
            return
        for kind in (*_REASONS, "articles"):
            said = change.entry(kind)
            if said is not None:
                self._edit(file, element, lambda node, s=said: _explained(node, steps[len(element)], s))  # type: ignore[misc]

    # -- what cannot be done ---------------------------------------------------------------------------------

    def _missing(self, steps: Address, said: Scalar) -> None:
        deepest, taken = max((reach(root, steps) for root in self.roots), key=lambda found: found[1])
        near = self._near(steps, deepest, taken)
        fix = Text("查一下原办法里的名称", "look up the name in the process")
        if near:
            fix = Text(f"改为 {near}", f"write {near}")
        name = shown(steps)
        message = Text(f"办法里没有 {name}", f"the process has no {name}")
        also = deepest.place if taken else None
        self.problems.add("B181", message, fix, place=said.place, element=name, also=also)

    def _near(self, steps: Address, deepest: Node, taken: int) -> str | None:
        """The nearest name where the way ends; elements of a section may stand in any file."""
        places = [deepest]
        if taken < 2:
            places = [found for root in self.roots for found, n in [reach(root, steps[:taken])] if n == taken]
        known = {each for place in places for each in names(place) if each is not None}
        near = suggest(steps[taken], known)
        return shown((*steps[:taken], near, *steps[taken + 1 :])) if near else None

    def _otherwise(self, key: Scalar, stands: Node, was: Node) -> None:
        written = _quoted(stands)
        message = Text(
            f"{key.value} 现在写的是 {written}，不是 {_quoted(was)}",
            f"{key.value} now says {written}, not {_quoted(was)}",
        )
        fix = Text(
            "看一下现在的写法，再决定改不改；要改就把 was 写成现在的",
            "look at what it says now; if it should still change, make `was` what it says",
        )
        self.problems.add("B182", message, fix, place=was.place, element=str(key.value), also=stands.place)

    def _there_already(self, name: str, place: Place, also: Place) -> None:
        message = Text(f"{name} 已经有了", f"{name} is there already")
        fix = Text("要改它，写在 change: 下", "to change it, write it under change:")
        self.problems.add("B183", message, fix, place=place, element=name, also=also)

    def _contradicts(self, name: Scalar, other: Scalar) -> None:
        message = Text(
            f"{name.value} 又要删去，又在这份叠加里改动或增加",
            f"{name.value} is removed, and changed or added in the same overlay",
        )
        fix = Text("两者留一", "keep one of the two")
        self.problems.add("B184", message, fix, place=name.place, element=str(name.value), also=other.place)


def _element(steps: Address) -> Address | None:
    """The address of the innermost thing on the way that says where it comes from."""
    if steps[0] not in SECTIONS or len(steps) < 2:
        return None
    return steps[:4] if len(steps) > 4 and steps[2] in _NESTED else steps[:2]


def _explained(node: Node, key: str, said: tuple[Scalar, Node]) -> Node:
    """An element with one more reason, or citation, for one of its keys."""
    assert isinstance(node, Mapping)
    kind, value = str(said[0].value), said[1]
    position = child(node, kind)
    old = inner(node, position) if position is not None else None
    if kind == "articles":
        both = (*(_several(old) if old is not None else ()), *_several(value))
        new: Node = replace(_listed(value), items=both)
    elif isinstance(value, Scalar) and isinstance(old, Scalar):
        new = _text(value, f"{old.value}；{key}：{value.value}")
    else:
        new = _reasons(old, key, said)
    if position is None:
        return replace(node, items=(*node.items, (said[0], new)))
    return put(node, position, new)


def _reasons(old: Node | None, key: str, said: tuple[Scalar, Node]) -> Node:
    value = said[1]
    named = value.items if isinstance(value, Mapping) else ((_text(said[0], key), value),)
    replaced = {str(name.value) for name, _ in named}
    kept = old.items if isinstance(old, Mapping) else ()
    return Mapping(
        value.source,
        value.start,
        value.stop,
        (*(entry for entry in kept if str(entry[0].value) not in replaced), *named),
        True,
    )


def _several(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


def _listed(node: Node) -> Sequence:
    return node if isinstance(node, Sequence) else Sequence(node.source, node.start, node.stop, (node,), True)


def _text(like: Scalar, text: str) -> Scalar:
    """A text that stands where another is written."""
    return replace(like, value=text, raw=text, quoted=False)


def _same(one: object, other: object) -> bool:
    """Whether two things say the same; a single thing is the list of it."""
    return one == other or _only(one) == _only(other)


def _only(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


_MOST_QUOTED = 60


def _quoted(node: Node) -> str:
    text = str(plain(node)) if isinstance(node, Scalar) else node.source.text[node.start : node.stop]
    line = " ".join(text.split())
    return line if len(line) <= _MOST_QUOTED else f"{line[:_MOST_QUOTED]}…"
