"""Owners' scenarios played on the kernel, what they show, and the report on articles. No storage.

- `run_paths(paths)` plays scenario files, `run_scenario(process, org, scenario)` one scenario: `RunResult`,
  with `results.as_text`, `results.as_json` and `exit_code`;
- `coverage_of(process, results)`: how much of it they have shown, with `coverage.as_text`, `as_json`;
- `articles_of(folder)`, `articles_report(process, results)`: how each article is realised, with
  `articles.as_json` and `articles_text.articles_text`;
- `choices_in(process, kind)`: what was chosen, or inferred, with `articles_text.choices_text`;
- `verify_source`, `source_articles`: the regulation's own text, which its owner keeps.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banfa.scenarios.articles import articles_report, choices_in
    from banfa.scenarios.coverage import coverage_of
    from banfa.scenarios.files import articles_of, run_paths
    from banfa.scenarios.results import RunResult, ScenarioResult
    from banfa.scenarios.run import run_scenario
    from banfa.scenarios.source import source_articles, verify_source

__all__ = [
    "RunResult",
    "ScenarioResult",
    "articles_of",
    "articles_report",
    "choices_in",
    "coverage_of",
    "run_paths",
    "run_scenario",
    "source_articles",
    "verify_source",
]

_HOMES = {
    "RunResult": "results",
    "ScenarioResult": "results",
    "articles_of": "files",
    "articles_report": "articles",
    "choices_in": "articles",
    "coverage_of": "coverage",
    "run_paths": "files",
    "run_scenario": "run",
    "source_articles": "source",
    "verify_source": "source",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
