"""The reference of the language says what the models say, and each of its examples is loaded."""

import importlib.util
import shutil
from pathlib import Path
from typing import Any

import pytest

from banfa import check
from banfa.language.models.data import Kind
from banfa.language.models.guards import OPERATORS
from banfa.language.schema import MODELS, schema_of
from banfa.scenarios import run_paths
from tests.docs.pages import DOCS

_spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
assert _spec is not None and _spec.loader is not None
reference: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reference)

SPECIMEN = DOCS / "specimen"


@pytest.mark.parametrize("lang", reference.LANGS)
def test_the_page_is_what_the_models_generate(lang: str) -> None:
    page = (DOCS / lang / "reference.md").read_text(encoding="utf-8")
    assert page == reference.page(lang), "run: python docs/reference.py"


def keys(kind: str) -> list[tuple[str, str]]:
    schema = schema_of(kind)
    models = {kind: schema} | {name: schema["definitions"][name] for name in reference.models_in(schema)}
    return [(name, key) for name, model in models.items() for key in model.get("properties", ())]


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_is_described_in_both_languages_and_has_an_example(kind: str) -> None:
    schema, examples = schema_of(kind), reference.Examples(kind)
    models = {kind: schema, **schema.get("definitions", {})}
    for name, key in keys(kind):
        zh, slash, en = models[name]["properties"][key].get("description", "").partition(" / ")
        assert zh and slash and en, f"{name}.{key} is not described"
        if key not in reference.ORIGIN:
            assert examples.of(name, key), f"{name}.{key} has no example: use it in docs/specimen"


def test_the_specimen_is_sound_and_plays() -> None:
    report = check(SPECIMEN)
    assert [str(found.message.zh) for found in report.findings] == []
    assert run_paths([SPECIMEN]).exit_code == 0


def with_guard(folder: Path, written: str) -> Path:
    shutil.copytree(SPECIMEN, folder / "specimen")
    more = folder / "specimen" / "more.yaml"
    more.write_text(f"guards:\n  tried:\n    title: 试\n    {written}\n", encoding="utf-8")
    return folder / "specimen"


@pytest.mark.parametrize("cell", [row[0] for row in reference.WORDS["cells"]])
def test_every_cell_that_is_shown_loads(cell: str, tmp_path: Path) -> None:
    assert check(with_guard(tmp_path, f"where: {cell}")).findings == ()


@pytest.mark.parametrize("expression", [row[0] for row in reference.WORDS["expressions"]])
def test_every_expression_that_is_shown_loads(expression: str, tmp_path: Path) -> None:
    assert check(with_guard(tmp_path, f"if: '{expression}'")).findings == ()


@pytest.mark.parametrize(
    "example", [row for row in reference.WORDS["types"] if row[3]], ids=lambda row: row[0]
)
def test_every_type_has_its_row(example: tuple[str, ...]) -> None:
    assert example[0] in Kind.__args__  # type: ignore[attr-defined]


def test_no_type_and_no_cell_is_left_out() -> None:
    assert [row[0] for row in reference.WORDS["types"]] == list(Kind.__args__)  # type: ignore[attr-defined]
    shown = " ".join(row[0] for row in reference.WORDS["cells"])
    assert [operator for operator in OPERATORS if f"{operator}:" not in shown] == []
