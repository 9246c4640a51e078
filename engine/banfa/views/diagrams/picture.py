"""A picture before anybody has drawn it: what stands in it, what leads where, what is said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["start", "state", "resting", "final", "whole", "many", "party"]
Way = Literal["forward", "back", "fork"]
Kind = Literal["stages", "papers"]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a step: its title, and below it who takes it and which article says so."""

    title: str
    detail: str = ""
    numbers: tuple[int, ...] = ()  # where it stands in the path of a case
    step: str | None = None

    @property
    def words(self) -> str:
        """Title and detail in one line."""
        between = " " if self.detail[:1] in ("〔", "[") else " · "
        return self.title + between + self.detail if self.detail else self.title


@dataclass(frozen=True, slots=True)
class Node:
    """A place. `acts` are steps taken there that lead nowhere, `letters` those told in the notes."""

    id: str
    shape: Shape
    title: str = ""
    acts: tuple[Said, ...] = ()
    letters: tuple[str, ...] = ()
    group: str | None = None
    current: bool = False
    visited: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one place to another."""

    tail: str
    head: str
    way: Way
    said: Said


@dataclass(frozen=True, slots=True)
class Group:
    """Places that belong together. `tone` (from 0) tells routes apart; None is a plain frame."""

    id: str
    title: str
    tone: int | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A step that may be taken in many places, told below the picture under a letter."""

    letter: str
    said: Said
    where: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it. `told` is the description for whoever cannot see it."""

    kind: Kind
    title: str
    told: str
    lang: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Group, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def size(self) -> int:
        """How much there is to lay out."""
        return len(self.nodes) + len(self.edges)
