"""Whatever a command prints with `--json` is what its schema says, and goes with its exit code."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson
from jsonschema import Draft7Validator

from banfa.cli import exits
from banfa.cli.shapes.commands import ANSWERS, output_schema_of

CODES = {
    "refused": {exits.REFUSED},
    "error": {exits.BAD_INPUT, exits.CONFLICT, exits.BROKEN},
}
"""Key of the answer → the exit codes that go with it; every other answer goes with 0, 1 or 2."""


def held_to_its_schema(words: Sequence[str], code: int, out: str) -> None:
    """Fail if a run that speaks JSON said anything else than one object of its command's schema."""
    command = command_of([*map(str, words)])
    speaks = "--json" in words or "--format=json" in words or ("--format" in words and "json" in words)
    if not speaks or command not in ANSWERS or not out.startswith("{"):
        return
    said = orjson.loads(out)
    problems = [f"{'/'.join(map(str, e.path))}: {e.message}" for e in validator(command).iter_errors(said)]
    assert not problems, f"{command}: {problems}\n{out}"
    assert code in CODES.get(next(iter(said)), {0, 1, 2}), (code, out)


def command_of(words: list[str]) -> str:
    """The command that words call, with `-` between its names."""
    names = [word for word, before in zip(words, ["", *words], strict=False) if before != "--lang"]
    names = [name for name in names if not name.startswith("-")][:2]
    return "-".join(names) if names[:1] in (["case"], ["org"]) else "".join(names[:1])


@cache
def validator(command: str) -> Any:
    """The validator of a command's output."""
    return Draft7Validator(output_schema_of(command))
