"""SpiffWorkflow: 17 user tasks in a row, the workflow saved as JSON in SQLite at each, a commit a step.

python spiff.py FOLDER [load]      with `load`, the workflow is read back before each step
"""

from __future__ import annotations

import io
import sqlite3
import sys
from itertools import pairwise
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from turns import STEPS, take_turns

FOLDER, LOADS = sys.argv[1], "load" in sys.argv[2:]


def bpmn() -> bytes:
    """The process."""
    ids = ["begin", *(f"go{i}" for i in range(STEPS - 1)), "over"]
    flows = "".join(
        f'<sequenceFlow id="f{i}" sourceRef="{a}" targetRef="{b}"/>' for i, (a, b) in enumerate(pairwise(ids))
    )
    tasks = "".join(f'<userTask id="{name}" name="{name}"/>' for name in ids[1:-1])
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    inner = f'<startEvent id="begin"/>{tasks}<endEvent id="over"/>{flows}'
    process = f'<process id="chain" isExecutable="true">{inner}</process>'
    return f'<definitions xmlns="{space}">{process}</definitions>'.encode()


parser = BpmnParser()
parser.add_bpmn_xml(etree.parse(io.BytesIO(bpmn())), "chain.bpmn")
spec = parser.get_spec("chain")
serializer = BpmnWorkflowSerializer()
database = sqlite3.connect(f"{FOLDER}/spiff{LOADS}.db", isolation_level=None)
database.execute("PRAGMA journal_mode = WAL")
database.execute("PRAGMA synchronous = FULL")
database.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, body TEXT)")


def save(case: int | None, workflow: Any) -> int:
    """Keep the workflow; a commit."""
    body = serializer.serialize_json(workflow)
    return int(database.execute("INSERT OR REPLACE INTO cases VALUES (?, ?)", (case, body)).lastrowid or 0)


def load(case: int) -> Any:
    """Read it back."""
    body = database.execute("SELECT body FROM cases WHERE id = ?", (case,)).fetchone()[0]
    return serializer.deserialize_json(body)


def one_case() -> None:
    """From its beginning to its end."""
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    workflow.data["amount"] = 5
    case = save(None, workflow)
    for _ in range(STEPS - 1):
        if LOADS:
            workflow = load(case)
        task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
        task.data["note"] = "好"
        task.run()
        workflow.do_engine_steps()
        save(case, workflow)
    assert workflow.is_completed()


def cases(number: int) -> None:
    """So many."""
    for _ in range(number):
        one_case()


take_turns(cases)
