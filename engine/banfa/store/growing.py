"""A database of an earlier release gets the present shape; the cases in it stay as they are."""

from __future__ import annotations

from typing import Any

from banfa.language.process import Process
from banfa.store import tables
from banfa.store.catalogue import rebuilt
from banfa.store.database import Kept, Writing
from banfa.store.kinds import Kind
from banfa.store.opening import FORMER_NAMES, make_tables, say_schema


def grow(kind: Kind, tx: Writing) -> None:
    """Rename the tables of schemas 1 and 2 and mark every case; make the tables that came since."""
    cursor = tx.cursor
    there = kind.tables(cursor)
    former = tables.meta.name not in there
    if not former and int(dict(tx.statements.said(cursor).fetchall())["schema"]) == tables.SCHEMA:
        return  # somebody was faster
    for name in sorted(there & FORMER_NAMES) if former else ():
        cursor.execute(f"ALTER TABLE {name} RENAME TO {tables.PREFIX}{name}")
    make_tables(kind, cursor)
    if former:
        _mark_all(tx)
    say_schema(tx.statements, cursor)


def _mark_all(tx: Writing) -> None:
    processes: dict[str, Process] = {}
    for kept in tx.cases():
        if kept.meaning not in processes:
            processes[kept.meaning] = _process(tx, kept)
        tx.mark(processes[kept.meaning], kept.case)


def _process(tx: Writing, kept: Kept) -> Any:
    definition = tx.definition(kept.meaning)
    assert definition is not None  # a foreign key
    return rebuilt(definition)
