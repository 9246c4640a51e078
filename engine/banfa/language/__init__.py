"""YAML text to an immutable `Process`. Names are imported when first asked for: reading costs, running not.

- `load_process(folder)`, `read_process(folder)`, `process_from(files)`: a process, from disk or pure;
- `load_org(file)`, `read_org(file)`, `org_from(content)`: organisations;
- `load_scenarios(file)`, `read_scenarios(file)`, `scenarios_from(content)`: scenarios.

`load_…` raises `DefinitionError` with all problems, `read_…` and `…_from` return them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banfa.language.load import load_process, process_from, read_process
    from banfa.language.single_files import (
        Org,
        Scenario,
        load_org,
        load_scenarios,
        org_from,
        read_org,
        read_scenarios,
        scenarios_from,
    )

__all__ = [
    "Org",
    "Scenario",
    "load_org",
    "load_process",
    "load_scenarios",
    "org_from",
    "process_from",
    "read_org",
    "read_process",
    "read_scenarios",
    "scenarios_from",
]

_PROCESSES = ("load_process", "process_from", "read_process")


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "load" if name in _PROCESSES else "single_files"
    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value
