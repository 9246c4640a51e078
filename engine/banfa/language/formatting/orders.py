"""The order in which the keys of each kind of element are written.

It follows the examples and tables of the language. A key that is not listed stands, in the order in which it
was written, after those listed and before where the element comes from (`articles` to `ignore`). Sections,
and the named things in them, stay in the order of their owner.
"""

from __future__ import annotations

from banfa.language.formatting.edits import Path

LAST = ("articles", "inferred", "chosen", "ignore")
"""Where an element comes from closes it."""

_TRANSITION = (
    "title from to back_to stands by auto every on when unless input optional decide set appoint roster"
    " answers issue complete void send send_if_held recall uses open tell"
)
_STEP = (
    "case at happened by role recorder do correct waive receives wait for again with now refused articles"
    " missing warned state copies sets recall told rounds data"
)

_ORDERS: dict[Path, tuple[str, ...]] = {
    tuple(path.split()): tuple(keys.split())
    for path, keys in {
        "articles []": "article title says enforced checklist shown_at names clauses",
        "articles [] names": "acts papers fields values references duties",
        "articles [] clauses []": "says enforced checklist shown_at names",
        "articles [] clauses [] names": "acts papers fields values references duties",
        "roles *": "title aliases scope acts_for many kinds outside",
        "roles * kinds *": "title",
        "references *": "title status",
        "enums *": "title open values",
        "enums * values *": "title",
        "sets *": "title of members",
        "fields *": "type of currency key title personal seen_by from",
        "documents *": "title parts copies",
        "documents * parts *": "title fields optional",
        "documents * copies []": "copy title",
        "things *": "title shared home",
        "states *": "title end outcome rounds ask regions keeps",
        "transitions *": _TRANSITION,
        "guards *": "title where if refuse warn",
        "tables *": "title gives hit rows otherwise",
        "tables * rows []": "",
        "tables * otherwise": "then ask",
        "separation *": "title different_people waived_by",
        "properties *": "title never while before always in from can_reach at_most",
        "duties *": "title in from until within due pauses remind late",
        "units *": "title is can_be under",
        "people *": "title roles kinds admin",
        "stand_ins []": "for by roles from until",
        "steps []": _STEP,
    }.items()
}
_ROW_LAST = ("then", "ask", *LAST)


def sorted_keys(path: Path, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of the mapping at `path` in their order; unchanged where the owner's order stays."""
    order = _order(path)
    if order is None:
        return keys
    last = _ROW_LAST if path[:1] == ("tables",) and "rows" in path else LAST
    first = {key: at for at, key in enumerate(order)}
    closing = {key: at for at, key in enumerate(last) if key not in first}
    middle = len(first)
    rank = {key: first.get(key, middle + 1 + closing[key] if key in closing else middle) for key in keys}
    return tuple(sorted(keys, key=lambda key: rank[key]))


def _order(path: Path) -> tuple[str, ...] | None:
    if len(path) < 2:
        return None
    return next((keys for pattern, keys in _ORDERS.items() if _matches(pattern, path)), None)


def _matches(pattern: Path, path: Path) -> bool:
    return len(pattern) == len(path) and all(
        part in ("*", step) and (part != "*" or step != "[]")
        for part, step in zip(pattern, path, strict=True)
    )
