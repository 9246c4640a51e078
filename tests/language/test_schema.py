"""The JSON Schemas say what the models say, in the dialect that editors read."""

import json
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel, ValidationError

from banfa.language.problems import Problems
from banfa.language.schema import MODELS, schema_of, schema_text
from banfa.language.yaml import plain, read
from tests.house.shipped_yaml import YAML_FILES
from tests.language.written_processes import SOUND

VALIDATORS = {kind: Draft7Validator(schema_of(kind)) for kind in MODELS}


@pytest.mark.parametrize("kind", MODELS)
def test_the_file_is_what_the_models_say(kind: str, root: Path) -> None:
    file = root / "schemas" / f"{kind}.schema.json"
    assert file.read_text(encoding="utf-8") == schema_text(kind), "write it anew: banfa schema"


@pytest.mark.parametrize("kind", MODELS)
def test_it_is_a_sound_draft_07_schema(kind: str) -> None:
    schema = schema_of(kind)
    Draft7Validator.check_schema(schema)
    text = json.dumps(schema)
    assert [word for word in ("$defs", "prefixItems", "discriminator") if word in text] == []
    assert all(set(part) == {"$ref"} for part in maps_in(schema) if isinstance(part.get("$ref"), str))


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_is_described_in_chinese_and_english(kind: str) -> None:
    described = [
        (name, key.get("description", ""))
        for part in maps_in(schema_of(kind))
        for name, key in part.get("properties", {}).items()
        if part.get("type") == "object" and "additionalProperties" in part and "minProperties" not in part
    ]
    assert described
    wrong = [name for name, text in described if not _in_both_languages(text)]
    assert wrong == []


def _in_both_languages(text: str) -> bool:
    zh, slash, en = text.partition(" / ")
    return bool(slash and en) and _is_chinese(zh) and not _is_chinese(en)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def maps_in(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from maps_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from maps_in(value)


def kind_of(file: Path) -> str:
    """The kind of a file by the schema that its first line names."""
    first_line = file.read_text(encoding="utf-8").partition("\n")[0]
    return Path(first_line.rpartition("=")[2]).name.partition(".")[0]


def documents(file: Path) -> list[Any]:
    nodes = read(file.read_bytes(), file.name, Problems(), many=True)
    return [as_json(plain(node)) for node in nodes]


def as_json(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: as_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_json(value) for value in data]
    return float(data) if isinstance(data, Decimal) else data


@pytest.mark.parametrize("file", YAML_FILES, ids=lambda file: "/".join(file.parts[-3:]))
def test_it_accepts_every_file_that_we_ship(file: Path) -> None:
    found = documents(file)
    assert found
    errors = [e.message for data in found for e in VALIDATORS[kind_of(file)].iter_errors(data)]
    assert errors == []


# -- what the models refuse, the schema refuses ------------------------------------------------------------

ORG = """\
org: sample
units: {east: {title: 东, is: clerk, under: hq}, hq: {can_be: [office]}}
people: {sales.a: {roles: {clerk: east, chief: company}, kinds: [lay], admin: true}}
stand_ins: [{for: sales.a, by: sales.b, roles: [clerk], from: "2026-10-01", until: "2026-10-08"}]
"""
SCENARIO = """\
scenario: 一件
steps:
  - {at: "2026-09-28T09:00+08:00", happened: "2026-09-25T16:30Z", by: a, do: apply, with: {x: 1}, now: s}
  - {by: a, correct: matter, with: {value: y, reason: z}, copies: {f.1: c}, told: [chief], rounds: {s: 1}}
  - {by: a, do: approve, refused: {because: guard, failed: [g], missing: kind}, articles: [2①], warned: x}
  - {by: a, waive: not_self, for: b, with: {reason: r}, role: "clerk:east", recorder: c}
  - {at: "2026-09-29T09:00+08:00", wait: true}
expect: {state: approved, sets: {form: 1}, recall: [form.1], data: {x: 1}}
"""
TEXTS = "a.title: {of: 甲, en: A}\n"
OVERLAY = """\
banfa: 1
overlay: strict
of: leave 1.2.0
title: 从严
change: {transitions.ask.by: {was: staff, now: boss, chosen: 试, articles: [1, "2②"]}}
add: {states: {filed: {end: final}}}
remove: [states.lost]
"""
WRITTEN = {"process": SOUND, "org": ORG, "scenario": SCENARIO, "texts": TEXTS, "overlay": OVERLAY}
SAMPLES = {
    kind: as_json(plain(read(text.encode(), kind, Problems())))  # type: ignore[arg-type]
    for kind, text in WRITTEN.items()
}
WRONG = [
    True,
    7,
    -1,
    "",
    "Ω",
    "x y",
    [],
    {},
    ["a"],
    [[]],
    {"a": "b"},
    {"only_if": 1},
    1.5,
    "8.2",
    {"some": "s"},
]


def mutated(data: Any, chance: random.Random) -> Any:
    """The data with one thing in it changed, removed or added."""
    path, holder, key = chance.choice(list(spots(data)))
    assert path
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice(["other", "Title", "从"])] = holder.pop(key)
        case 2 if isinstance(holder, dict):
            holder[chance.choice(["titel", "by", "extra", "Big"])] = "x"
        case _:
            holder[key] = chance.choice(WRONG)
    return data


def spots(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*path, key), data, key
        yield from spots(value, (*path, key))


def refuses(model: type[BaseModel], data: Any) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return True
    return False


@settings(max_examples=400)
@given(st.sampled_from(sorted(MODELS)), st.integers().map(random.Random))
def test_the_models_and_the_schema_agree_about_mutations(kind: str, chance: random.Random) -> None:
    data = mutated(json.loads(json.dumps(SAMPLES[kind])), chance)
    errors = [error for error in VALIDATORS[kind].iter_errors(data) if not _in_a_cell(list(error.path))]
    assert (not errors) == (not refuses(MODELS[kind], data) or _head_is_missing(kind, data))


def _in_a_cell(path: list[Any]) -> bool:
    """What fits a cell is decided by the field's type, when names are linked."""
    return (
        path[:1] == ["tables"]
        and len(path) == 5
        and path[-1] not in ("then", "articles", "chosen", "inferred")
    )


def _head_is_missing(kind: str, data: dict[str, Any]) -> bool:
    """A file of a process need not have the head: the schema is of one file, the model of all together."""
    whole = {"banfa": 1, "process": "a", **data}
    return kind == "process" and whole != data and not refuses(MODELS[kind], whole)


@pytest.mark.parametrize("kind", MODELS)
def test_the_samples_are_sound(kind: str) -> None:
    assert VALIDATORS[kind].is_valid(SAMPLES[kind]) and not refuses(MODELS[kind], SAMPLES[kind])
