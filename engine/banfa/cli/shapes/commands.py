"""The JSON Schema of the output of each command, generated from what it may answer (draft-07)."""

from __future__ import annotations

import json
from functools import reduce
from operator import or_
from typing import Any

from pydantic import TypeAdapter

from banfa.cli.shapes import answers
from banfa.cli.shapes.parts import Error, Refused, Shape
from banfa.language.schema import DIALECT, Draft07

ANSWERS: dict[str, tuple[type[Shape], ...]] = {
    "case-start": (answers.Done, Refused, Error),
    "case-fire": (answers.Done, Refused, Error),
    "case-receive": (answers.Done, Refused, Error),
    "case-waive": (answers.Done, Refused, Error),
    "case-correct": (answers.Done, Refused, Error),
    "case-show": (answers.Shown, Refused, Error),
    "case-list": (answers.Cases, Error),
    "case-allowed": (answers.Allowed, Error),
    "case-explain": (answers.Explained, Error),
    "case-history": (answers.History, Refused, Error),
    "case-copies": (answers.Copies, Refused, Error),
    "case-record": (answers.Recorded, Refused, Error),
    "due": (answers.AllDueWork, Refused, Error),
    "org-apply": (answers.Applied, Refused, Error),
    "org-list": (answers.Organisations, Error),
    "check": (answers.Checked, Error),
    "scenario": (answers.Played, Error),
    "articles": (answers.Articles, answers.Choices, Error),
}
"""Command, with `-` between its words → what it may print with `--json`."""


def output_schema_of(command: str) -> dict[str, Any]:
    """Return the schema of what a command prints; KeyError for one that is none of `ANSWERS`."""
    either: Any = reduce(or_, ANSWERS[command])
    schema = TypeAdapter(either).json_schema(by_alias=True, schema_generator=Draft07)
    words = command.replace("-", " ")
    return {"$schema": DIALECT, "title": f"banfa {words} --json", **schema}


def output_schema_text(command: str) -> str:
    """Return the schema as it stands in `schemas/output/COMMAND.schema.json`."""
    return json.dumps(output_schema_of(command), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
