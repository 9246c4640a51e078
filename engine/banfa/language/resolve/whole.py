"""From the models of all sections to a `Process`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from banfa.language.meaning import canonical, canonical_bytes, digest
from banfa.language.models.process import ProcessModel
from banfa.language.problems import Problem
from banfa.language.process import Article, Numbering, Process
from banfa.language.resolve.articles import resolve_articles
from banfa.language.resolve.conditions import Conditions, check_condition_names, resolve_guards, scope_of
from banfa.language.resolve.data import resolve_enums, resolve_fields, resolve_sets
from banfa.language.resolve.duties import resolve_duties
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.numbers import check_numbering
from banfa.language.resolve.papers import resolve_documents
from banfa.language.resolve.places import ignored_in, places_in
from banfa.language.resolve.proofs import resolve_properties, resolve_separations
from banfa.language.resolve.roles import resolve_references, resolve_roles
from banfa.language.resolve.rules import check_rules
from banfa.language.resolve.states import check_state_sets, resolve_states
from banfa.language.resolve.steps import Known, resolve_steps
from banfa.language.resolve.tables import resolve_tables
from banfa.language.resolve.translations import texts_of
from banfa.texts import Text


def resolve(link: Linking, articles: Mapping[int, Article] | None) -> Process:
    """Return the process; what does not hold together is in `link.problems`.

    `articles` are those of the process that this one is a part of.
    """
    _check_head(link)
    sections = _sections(link)
    return _process(
        link.model, {"articles": resolve_articles(link) if articles is None else articles, **sections}, link
    )


def _sections(link: Linking) -> dict[str, Any]:
    enums, sets, roles = resolve_enums(link), resolve_sets(link), resolve_roles(link)
    fields, documents, states = resolve_fields(link), resolve_documents(link), resolve_states(link)
    conditions = Conditions(link)
    scope = scope_of(link, fields, enums, sets, documents, conditions)
    guards, tables = resolve_guards(link, scope), resolve_tables(link, scope)
    steps = resolve_steps(link, Known(fields, roles, sets, scope))
    check_rules(link, steps, roles, fields, documents, tables, states)
    check_state_sets(link)
    check_condition_names(link)
    found = {
        "roles": roles,
        "references": resolve_references(link),
        "enums": enums,
        "sets": sets,
        "fields": fields,
        "documents": documents,
        "states": states,
        "steps": steps,
        "guards": guards,
        "tables": tables,
        "separations": resolve_separations(link),
        "properties": resolve_properties(link, scope, sets),
        "duties": resolve_duties(link, steps),
    }
    conditions.finish()
    return found


def _process(model: ProcessModel, sections: dict[str, Any], link: Linking) -> Process:
    process = Process(
        id=model.process,
        title=model.title or model.process,
        version=model.version,
        effective=model.effective,
        language=model.language,
        time_zone=model.time_zone,
        calendar=model.calendar,
        source_sha256=model.source.sha256 if model.source else None,
        numbering=Numbering(model.numbering.pattern, model.numbering.gapless) if model.numbering else None,
        part_of=model.part_of,
        **sections,
        not_yet_run=tuple(sorted(link.later)),
        ignored=ignored_in(link.written.data),
        translations={},
        places=places_in(link.written),
        parts={},
        problems=(),
        meaning="",
        text="",
        canonical=b"",
        wording=texts_of(link.written.data),
    )
    return process


def sealed(
    process: Process,
    data: Mapping[str, Any],
    translations: Mapping[str, str],
    problems: tuple[Problem, ...],
    parts: Mapping[str, Process],
) -> Process:
    """Return the process with its translations, parts, problems and hashes."""
    canon = canonical_bytes(canonical(process))
    everything = canonical_bytes(
        [digest(canon), _plain(data), dict(translations), {p: parts[p].text for p in parts}]
    )
    return replace(
        process,
        translations=dict(translations),
        parts=dict(parts),
        problems=problems,
        canonical=canon,
        meaning=digest(canon),
        text=digest(everything),
    )


def _plain(data: Any) -> Any:
    """Plain data without decimal numbers, which canonical JSON does not know."""
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data if isinstance(data, str | int | bool) else str(data)


def _check_head(link: Linking) -> None:
    check_numbering(link)
    if not _is_time_zone(link.model.time_zone) and _is_time_zone("UTC"):
        message = Text(f"没有时区 {link.model.time_zone}", f"there is no time zone {link.model.time_zone}")
        fix = Text("写成 Asia/Shanghai 这样", "write it like Asia/Shanghai")
        link.report("B210", message, fix, ("time_zone",))


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True
