"""The models are strict, immutable, and their mistakes are told in the owner's words."""

import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from banfa.language import process_from
from banfa.language.mistakes import _TABLE
from banfa.language.models.process import SECTIONS, ProcessModel
from banfa.language.models.scenario import ScenarioModel
from banfa.language.schema import MODELS
from tests.language.test_schema import SAMPLES, mutated

OWN_WORDS = {"banfa", "extra_forbidden", "missing"}
SCHEMA_WORDS = re.compile(
    r"pydantic|Input|instance|valid |validation|schema|dict\b|NoneType|str\b|tuple|union|literal|regex|\^\[",
    re.I,
)


def small() -> ProcessModel:
    return ProcessModel.model_validate(SAMPLES["process"])


def test_every_section_is_modelled() -> None:
    model = small()
    assert [name for name in SECTIONS if not getattr(model, "fields_" if name == "fields" else name)] == [
        "duties"
    ]


def test_a_model_does_not_change() -> None:
    with pytest.raises(ValidationError):
        small().title = "另一个"


@pytest.mark.parametrize(
    ("shorthand", "full"),
    [
        ({"when": ["g"]}, {"when": [{"g": {}}]}),
        ({"when": "g"}, {"when": ["g"]}),
        ({"input": [{"f": {"only_if": "c"}}]}, {"input": {"f": {"only_if": "c"}}}),
        ({"by": "r"}, {"by": ["r"]}),
        ({"from": "a"}, {"from": ["a"]}),
        ({"send": {"d": {"r": 1}}}, {"send": {"d": {"r": ["1"]}}}),
        ({"void": {"d": "all"}}, {"void": {"d": ["all"]}}),
        ({"complete": {"d": "p"}}, {"complete": {"d": ["p"]}}),
        ({"articles": 8}, {"articles": ["8"]}),
        ({"chosen": "why"}, {"chosen": {"": "why"}}),
        ({"uses": "x", "tell": "y"}, {"uses": ["x"], "tell": ["y"]}),
    ],
)
def test_shorthand_and_full_form_are_one(shorthand: dict[str, object], full: dict[str, object]) -> None:
    def step(keys: dict[str, object]) -> ProcessModel:
        step = {"from": "a", "by": "r", **keys}
        return ProcessModel.model_validate({"banfa": 1, "process": "p", "transitions": {"t": step}})

    assert step(shorthand) == step(full)


def test_a_row_is_cells_and_keywords() -> None:
    table = small().tables["level"]
    assert [(row.then, row.model_extra) for row in table.rows] == [
        (("big",), {"kind": "big"}),
        (("small",), {"kind": "small"}),
    ]


def test_nothing_is_coerced() -> None:
    for wrong in ({"stands": "yes"}, {"stands": 1}, {"title": 7}, {"from": 3}):
        with pytest.raises(ValidationError):
            step = {"from": "a", "by": "r", **wrong}
            ProcessModel.model_validate({"banfa": 1, "process": "p", "transitions": {"t": step}})


def test_a_refusal_may_be_a_word_or_a_map() -> None:
    rows = [{"by": "a", "do": "s", "refused": "role"}, {"by": "a", "do": "s", "refused": {"because": "role"}}]
    one, other = ScenarioModel.model_validate({"scenario": "x", "steps": rows}).steps
    assert one == other


@settings(max_examples=300)
@given(st.sampled_from(sorted(MODELS)), st.integers().map(random.Random))
def test_every_kind_of_mistake_has_words(kind: str, chance: random.Random) -> None:
    data = mutated(json.loads(json.dumps(SAMPLES[kind])), chance)
    assert mistakes_in(MODELS[kind], data) <= _TABLE.keys() | OWN_WORDS


def mistakes_in(model: type[BaseModel], data: object) -> set[str]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return {found["type"] for found in error.errors()}
    return set()


@settings(max_examples=100)
@given(st.integers().map(random.Random))
def test_no_problem_speaks_of_schemas_and_each_has_a_place_and_both_languages(chance: random.Random) -> None:
    data = json.loads(json.dumps(SAMPLES["process"]))
    for _ in range(chance.choice([1, 3])):
        data = mutated(data, chance)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    process, problems = process_from({"process.yaml": text.encode()})
    assert (process is None) == any(p.severity == "error" for p in problems)
    for problem in problems:
        assert problem.place is not None and problem.message.zh and problem.message.en
        assert not SCHEMA_WORDS.search(problem.message.en), problem.message.en
        assert any("\u4e00" <= letter <= "\u9fff" for letter in problem.message.zh)
