"""The custody of papers as a table."""

from __future__ import annotations

from typing import Any

from banfa.cli import output, telling
from banfa.cli.names import Names
from banfa.cli.session import both


def custody_table(names: Names, copies: list[dict[str, Any]]) -> None:
    """Write who holds each copy of each set."""
    heads = both("文件 套 联 在何处 说明", "document set copy holder note").split()
    output.table(heads, [_row(names, copy) for copy in copies])


def _row(names: Names, copy: dict[str, Any]) -> tuple[str, ...]:
    return (
        names.document(copy["document"]),
        str(copy["set"]),
        names.copy(copy["document"], copy["copy"]) or "-",
        names.party(copy["holder"]) or "-",
        "；".join(_notes(copy)),
    )


def _notes(copy: dict[str, Any]) -> list[str]:
    notes = []
    if copy["status"] == "void":
        notes.append(both("作废", "void"))
    if copy["status"] == "transit":
        sent = telling.time(copy["since"])
        notes.append(both(f"{sent} 送出，待签收", f"sent {sent}, not yet received"))
    if copy["superseded"]:
        notes.append(both("已被取代", "superseded"))
    return notes
