"""JSON Schemas of every kind of file, generated from the models: draft-07, which editors read."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from banfa.language.models.org import OrgModel
from banfa.language.models.overlay import OverlayModel
from banfa.language.models.process import ProcessModel
from banfa.language.models.scenario import ScenarioModel
from banfa.language.models.texts import TextsModel

MODELS: dict[str, type[BaseModel]] = {
    "process": ProcessModel,
    "org": OrgModel,
    "scenario": ScenarioModel,
    "texts": TextsModel,
    "overlay": OverlayModel,
}
"""Kind of file → its model; `schemas/KIND.schema.json` is generated from it."""

TITLES = {
    "process": "办法 / a process, or some of its sections",
    "org": "组织 / an organisation",
    "scenario": "情景 / a scenario",
    "texts": "译文 / translations",
    "overlay": "叠加 / an overlay over a process",
}
DIALECT = "http://json-schema.org/draft-07/schema#"


def schema_of(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file as plain data; KeyError for a kind that is none of `MODELS`."""
    model = MODELS[kind]
    schema = model.model_json_schema(by_alias=True, schema_generator=Draft07)
    if model is ProcessModel:
        schema.pop("required", None)  # any section may stand in any file, the head too
    return {"$schema": DIALECT, "title": TITLES[kind], **schema}


def schema_text(kind: str) -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class Draft07(GenerateJsonSchema):
    """Writes what pydantic knows in the older dialect, without titles and defaults that only repeat."""

    schema_dialect = DIALECT

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        """Return the schema with `definitions`, and no key that draft-07 reads otherwise."""
        written = super().generate(schema, mode)
        found: JsonSchemaValue = _older(written)
        return found

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A title made from a Python name helps nobody."""
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys that do not have the form of an id are mistakes."""
        written = super().dict_schema(schema)
        return {**written, "additionalProperties": False} if "patternProperties" in written else written

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Docstrings are for those who read the source."""
        written = super().model_schema(schema)
        return {key: value for key, value in written.items() if key not in ("description", "title")}


def _older(written: Any) -> Any:
    if isinstance(written, list):
        return [_older(item) for item in written]
    if not isinstance(written, dict):
        return written
    renamed = {"$defs": "definitions", "prefixItems": "items"}
    found = {renamed.get(k, k): _older(v) for k, v in written.items() if k != "discriminator"}
    if found.get("default", ...) in (None, [], {}, ()) or isinstance(found.get("default"), dict):
        found.pop("default")
    if isinstance(found.get("$ref"), str):
        target = found["$ref"].replace("#/$defs/", "#/definitions/")
        beside = {key: value for key, value in found.items() if key != "$ref"}
        return {"allOf": [{"$ref": target}], **beside} if beside else {"$ref": target}
    return found
