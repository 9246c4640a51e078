"""The work that contenders do in memory: a guarded chain of 18 states, as a process and as commands."""

from __future__ import annotations

STATES = 18
FILE = "process.yaml"


def chain_process(states: int = STATES) -> dict[str, bytes]:
    """A process whose steps each need a role, one input, a guard over two fields, and one date.

    The last step of the chain returns to the first state, so that a walk can go on for ever.
    """
    lines = [
        "banfa: 1",
        "process: chain",
        "title: 链",
        "version: 1.0.0",
        "language: zh",
        "time_zone: Asia/Shanghai",
        "roles:",
        "  clerk: {title: 经办, chosen: 测量}",
        "fields:",
        "  amount: {type: int, title: 数量, chosen: 测量}",
        "  note: {type: text, title: 说明, chosen: 测量}",
        "guards:",
        "  enough: {where: {amount: {at_least: 1}}, refuse: 数量不足, chosen: 测量}",
        "states:",
        *(f"  s{i}: {{title: 第{i}步}}" for i in range(states)),
        "  over: {title: 结束, end: final}",
        "transitions:",
        "  begin: {title: 开始, from: start, to: s0, by: clerk, input: [amount], chosen: 测量}",
    ]
    for i in range(states):
        to = (i + 1) % states
        lines.append(
            f"  go{i}: {{title: 走{i}, from: s{i}, to: s{to}, by: clerk,"
            " input: [note], when: [enough], chosen: 测量}"
        )
    lines.append("  stop: {title: 停, from: s0, to: over, by: clerk, chosen: 测量}")
    return {FILE: "\n".join(lines).encode() + b"\n"}
