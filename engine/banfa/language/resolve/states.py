"""LANGUAGE 6 and 11: states, and names of states or of sets of states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from banfa.language.models.states import State as StateModel
from banfa.language.process import START, NamedSet, Rounds, State
from banfa.language.resolve.asking import resolve_ask
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of
from banfa.language.written import Path
from banfa.texts import Text

RESERVED = (START, "any", "end", "resume", "state", "case", "before", "rounds", "base")
"""Words that mean something of their own where a state may stand."""


def resolve_states(link: Linking) -> dict[str, State]:
    """Return the states by id."""
    models = sorted(link.section("states").items())
    within = {
        state: (whole, region)
        for whole, model in models
        for region, members in sorted(model.regions.items())
        for state in members
    }
    return {name: _state(link, name, model, within.get(name)) for name, model in models}


def _state(link: Linking, name: str, model: StateModel, within: tuple[str, str] | None) -> State:
    path: Path = ("states", name)
    if name in RESERVED:
        message = Text(
            f"{name} 是保留的词，不能作状态的编号", f"{name} is a word of the language and cannot be a state"
        )
        link.report("B203", message, Text("换一个编号", "give it another id"), path, key=True)
    return State(
        id=name,
        title=model.title or name,
        end=model.end,
        rounds=_rounds(link, model, path),
        regions={
            region: link.known("states", members, (*path, "regions", region))
            for region, members in sorted(model.regions.items())
        },
        within=within,
        keeps=model.keeps,
        ask=resolve_ask(link, model, path),
        outcome=model.outcome,
        origin=origin_of(link, model, path),
    )


def _rounds(link: Linking, model: StateModel, path: Path) -> Rounds | None:
    if model.rounds is None:
        return None
    tell = link.known("addressees", model.rounds.tell, (*path, "rounds", "tell"))
    return Rounds(model.rounds.limit, tuple(sorted(tell)))


def states_named(
    link: Linking, names: Iterable[str], path: Path, sets: Mapping[str, NamedSet], words: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the states that states and sets of states name, sorted; what is neither is reported."""
    found: set[str] = set()
    for i, name in enumerate(names):
        if name in words or name in link.names("states"):
            found.add(name)
        elif name in sets and sets[name].of == "state":
            found.update(sets[name].members)
        elif name in sets:
            _other_set(link, name, (*path, i))
        elif name not in link.names("sets"):
            known = {s for s in link.names("sets") if s in sets and sets[s].of == "state"}
            link.unknown("places", name, (*path, i), link.names("states") | known | set(words))
    return tuple(sorted(found))


def _other_set(link: Linking, name: str, path: Path) -> None:
    message = Text(f"{name} 不是状态的集合", f"{name} is no set of states")
    link.report("B204", message, Text("写 of: state 的集合", "name a set with of: state"), path)


def check_state_sets(link: Linking) -> None:
    """A set of states and a state never share an id."""
    for name in sorted(link.names("states") & link.names("sets")):
        message = Text(f"{name} 既是状态又是集合", f"{name} is a state and a set")
        fix = Text("给集合换个编号", "give the set another id")
        link.report("B150", message, fix, ("sets", name), key=True, also=("states", name))
