"""The published cases of CEL: each within our types gives what it should, each other is refused at load."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from banfa.language.expressions import ExpressionError, Scope
from banfa.language.expressions.check_types import typed
from banfa.language.expressions.compile import compiled
from banfa.language.expressions.kinds import BOOL, INT, TEXT, items_of
from banfa.language.expressions.view import Within
from banfa.language.values import FieldType
from tests.language.expressions.sample import Seen

WITHIN_OUR_TYPES = 130
ERRORS_AT_LOAD = 24
ERRORS_AT_USE = 5
LEFT_OUT = {
    "map": 27,
    "double": 24,
    "uint": 18,
    "bytes": 15,
    "null": 7,
    "mixed types": 8,
    "+ of lists": 6,
    "undeclared name or function": 2,
    "index": 4,
    "binding of a type we lack (double, map, null)": 2,
}
"""Cases that CEL gives a value and that we refuse at load, by what excludes them."""

CAUSES = {
    "there are no maps": "map",
    "there are no decimals": "double",
    "a whole number has no u": "uint",
    "there are no bytes": "bytes",
    "there is no null": "null",
    "do not go together": "mixed types",
    "a truth value is wanted here": "mixed types",
    "+ cannot be applied to a list": "+ of lists",
    "nothing is taken by its position": "index",
}


def _type_of(value: Any) -> FieldType | None:
    if isinstance(value, list):
        members = [_type_of(item) for item in value]
        return items_of(members[0]) if members and members[0] is not None else None
    return {bool: BOOL, int: INT, str: TEXT}.get(type(value))


def _evaluate(text: str, bindings: dict[str, Any]) -> Any:
    """The value of a whole expression of any type, its bindings being typed variables; None is an error."""
    types = {name: _type_of(value) for name, value in bindings.items()}
    variables = {name: t for name, t in types.items() if t is not None}
    expr, _ = typed(text, Scope(), None, variables)
    view = Within(Seen())
    view.names.update({k: tuple(v) if isinstance(v, list) else v for k, v in bindings.items()})
    return _as_json(compiled(expr, Scope())(view))


def _as_json(value: Any) -> Any:
    return [_as_json(item) for item in value] if isinstance(value, tuple) else value


def _cause(error: ExpressionError, bindings: dict[str, Any]) -> str:
    for words, cause in CAUSES.items():
        if words in error.message.en:
            return cause
    if any(_type_of(value) is None for value in bindings.values()):
        return "binding of a type we lack (double, map, null)"
    return "undeclared name or function"


def test_every_published_case_gives_its_value_or_is_refused_for_a_known_reason(shared_data: Path) -> None:
    cases = json.loads((shared_data / "guards" / "cel-subset.json").read_text(encoding="utf-8"))
    met: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        try:
            value = _evaluate(case["expr"], case["bindings"])
        except ExpressionError as error:
            expected = "expect_error" in case
            met["error at load" if expected else _cause(error, case["bindings"])].append(case["id"])
            continue
        if "expect_error" in case:
            assert value is None, case["id"]
            met["error at use"].append(case["id"])
            continue
        assert (type(value), value) == (type(case["expect"]), case["expect"]), case["id"]
        met["passed"].append(case["id"])
    counts = {cause: len(ids) for cause, ids in met.items()}
    assert counts.pop("passed") == WITHIN_OUR_TYPES
    assert counts.pop("error at load") == ERRORS_AT_LOAD
    assert counts.pop("error at use") == ERRORS_AT_USE
    assert counts == LEFT_OUT, met
