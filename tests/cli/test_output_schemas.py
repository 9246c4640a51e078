"""Every command that speaks JSON has a schema, and what it really says is held to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import orjson
import pytest
from jsonschema import Draft7Validator

from banfa.cli.clicks import Folder
from banfa.cli.running import _banfa
from banfa.cli.shapes import COMMANDS
from banfa.cli.shapes.commands import ANSWERS, output_schema_of, output_schema_text
from tests.cli.conftest import ORG, PROCESS, Banfa, Said
from tests.cli.said_in_json import validator

OTHERS = frozenset(("diagram", "overlay", "view"))
"""Commands whose shapes come with them."""


@pytest.mark.parametrize("command", ANSWERS)
def test_the_file_is_what_the_models_say(command: str, root: Path) -> None:
    file = root / "schemas" / "output" / f"{command}.schema.json"
    assert file.read_text("utf-8") == output_schema_text(command), f"write it anew: banfa schema {command}"


@pytest.mark.parametrize("command", ANSWERS)
def test_it_is_a_sound_draft_07_schema_that_is_closed(command: str) -> None:
    schema = output_schema_of(command)
    Draft7Validator.check_schema(schema)
    loose = [
        part for part in objects_in(schema) if "properties" in part and part.get("additionalProperties", True)
    ]
    assert loose == []


def objects_in(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for item in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from objects_in(item)


def commands_of(folder: Folder, *before: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(folder)
    for name in folder.list_commands(context):
        found = folder.get_command(context, name)
        if isinstance(found, Folder):
            yield from commands_of(found, *before, name)
        elif found is not None:
            yield "-".join((*before, name)), found


def test_every_command_that_speaks_json_has_a_schema() -> None:
    speaking = {
        name
        for name, command in commands_of(_banfa())
        for option in command.params
        if "--json" in option.opts
        or ("--format" in option.opts and "json" in getattr(option.type, "choices", ()))
    }
    assert {name for name in speaking if name.partition("-")[0] not in OTHERS} == {*ANSWERS}
    assert (*sorted(ANSWERS),) == COMMANDS


@pytest.mark.parametrize("command", ANSWERS)
def test_it_is_printed_on_request(command: str, banfa: Banfa) -> None:
    assert banfa("schema", command).json == output_schema_of(command)


HAPPY = (
    ("case", "show"),
    ("case", "list"),
    ("case", "allowed", "--as", "boss"),
    ("case", "explain", "grant", "--as", "boss"),
    ("case", "explain", "grant", "--as", "ann"),
    ("case", "explain", "finish", "--as", "ann"),
    ("case", "history"),
    ("case", "copies"),
    ("case", "record"),
    ("org", "list"),
    ("check", PROCESS),
    ("scenario", PROCESS),
    ("articles", PROCESS),
    ("articles", PROCESS, "--origin", "chosen"),
)


def words_of(what: tuple[str, ...], case: str) -> tuple[str, ...]:
    """The command line of one of `HAPPY`, on a case."""
    if what[0] == "check":
        return (*what, "--format", "json")
    if what[0] == "case" and what[1] != "list":
        return (*what[:2], case, *what[2:], *ORG, "--json")
    return (*what, *(ORG if what[0] == "case" else ()), "--json")


@pytest.mark.parametrize("what", HAPPY, ids=" ".join)
def test_an_answer_is_as_its_schema_says_and_the_same_in_both_languages(
    started: Said, banfa: Banfa, what: tuple[str, ...]
) -> None:
    words = words_of(what, started.json["number"])
    chinese, english = banfa(*words), banfa("--lang", "en", *words)
    assert "error" not in chinese.json
    if what[:2] != ("case", "record"):  # a scenario says when it was written
        assert chinese.out == english.out


REFUSED = (
    ("start", PROCESS, "--as", "boss", "--data", '{"purpose": "x"}'),
    ("start", PROCESS, "--as", "ann"),
    ("fire", "CASE", "finish", "--as", "ann"),
    ("fire", "CASE", "add_note", "--as", "ann"),
    ("fire", "CASE", "grant", "--as", "boss", "--data", '{"keeper": "vault", "pages": 101}'),
    ("fire", "CASE", "grant", "--as", "guest"),
    ("receive", "CASE", "form.2", "--as", "ann"),
    ("waive", "CASE", "two_people", "both", "--reason", "x", "--as", "ann"),
    ("correct", "CASE", "purpose", "y", "--reason", "x", "--as", "boss"),
    ("show", "CASE", "--as", "guest"),
    ("history", "CASE", "--as", "guest"),
    ("copies", "CASE", "--as", "guest"),
    ("record", "CASE", "--as", "guest"),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_a_refusal_is_as_its_schema_says(
    started: Said, banfa: Banfa, words: tuple[str, ...], lang: str
) -> None:
    case = started.json["number"]
    said = banfa("--lang", lang, "case", *(case if w == "CASE" else w for w in words), *ORG, "--json")
    assert (said.code, [*said.json]) == (3, ["refused"])


BAD = (
    (2, ("start", "nothing-there", "--as", "ann")),
    (2, ("start", PROCESS, "--as", "ann", "--data", "[]")),
    (2, ("start", PROCESS, "--as", "ann", "--data", '{"purpoze": "x"}')),
    (2, ("start", PROCESS, "--as", "ann", "--step", "grant")),
    (4, ("fire", "CASE", "grant", "--as", "boss", "--expect-version", "9")),
    (2, ("fire", "CASE", "grand", "--as", "boss")),
    (2, ("fire", "CASE", "grant")),
    (2, ("fire", "CASE", "grant", "--as", "boss", "--happened", "yesterday")),
    (2, ("receive", "CASE", "forn.2", "--as", "ann")),
    (2, ("waive", "CASE", "two_persons", "both", "--reason", "x", "--as", "boss")),
    (2, ("correct", "CASE", "purpoze", "y", "--reason", "x", "--as", "ann")),
    (2, ("show", "NO-1")),
    (2, ("list", "--field", "x")),
    (2, ("allowed", "NO-1", "--as", "ann")),
    (2, ("explain", "CASE", "grand", "--as", "ann")),
    (2, ("history", "NO-1")),
    (2, ("copies", "NO-1")),
    (2, ("record", "NO-1")),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("code", "words"), BAD, ids=str)
def test_bad_input_and_conflicts_are_as_their_schema_says(
    started: Said, banfa: Banfa, code: int, words: tuple[str, ...], lang: str
) -> None:
    case = started.json["number"]
    said = banfa("--lang", lang, "case", *(case if w == "CASE" else w for w in words), *ORG, "--json")
    assert (said.code, [*said.json]) == (code, ["error"])


def test_an_organisation_is_applied_refused_and_listed_as_the_schemas_say(seal: Path, banfa: Banfa) -> None:
    (seal / "other.yaml").write_text("org: o\nunits: {}\npeople: {ann: {}, sue: {admin: true}}\n", "utf-8")
    assert banfa("org", "apply", "other.yaml", "--as", "sue", "--json").code == 0
    assert banfa("org", "apply", "people.yaml", "--as", "ann", "--json").code == 3
    assert banfa("org", "apply", "nothing.yaml", "--as", "sue", "--json").code == 2
    assert len(banfa("org", "list", "--json").json["organisations"]) == 1


@pytest.mark.parametrize("option", ["--coverage", "--quiet"])
def test_scenarios_of_the_regulation_are_told_as_the_schema_says(
    root: Path, banfa: Banfa, option: str
) -> None:
    folder = root / "processes" / "customer-complaint"
    said = banfa("scenario", str(folder / "scenarios" / "declines.yaml"), option, "--json")
    assert said.json["summary"]["failed"] == 0


def test_the_schema_does_not_take_what_a_command_does_not_say() -> None:
    said = orjson.loads(b'{"cases": [], "more": 1}')
    assert [error.validator for error in validator("case-list").iter_errors(said)] == ["anyOf"]
