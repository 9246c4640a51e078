"""banfa (办法): a regulation written once, as YAML, runs its own cases."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banfa.check import check_process as check
    from banfa.engine import Engine
    from banfa.errors import (
        BanfaError,
        Conflict,
        InvalidInput,
        Refused,
        UnknownCase,
        UnknownProcess,
    )
    from banfa.language import load_process as load

_WHERE = {
    "Engine": ("banfa.engine", "Engine"),
    "load": ("banfa.language", "load_process"),
    "BanfaError": ("banfa.errors", "BanfaError"),
    "Conflict": ("banfa.errors", "Conflict"),
    "InvalidInput": ("banfa.errors", "InvalidInput"),
    "Refused": ("banfa.errors", "Refused"),
    "UnknownCase": ("banfa.errors", "UnknownCase"),
    "UnknownProcess": ("banfa.errors", "UnknownProcess"),
}

__all__ = [
    "BanfaError",
    "Conflict",
    "Engine",
    "InvalidInput",
    "Refused",
    "UnknownCase",
    "UnknownProcess",
    "check",
    "load",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `import banfa` costs nothing."""
    if name == "check":  # a room of this name, which can be called
        return import_module("banfa.check")
    if name not in _WHERE:
        raise AttributeError(f"module 'banfa' has no attribute {name!r}")
    module, attribute = _WHERE[name]
    value = globals()[name] = getattr(import_module(module), attribute)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
