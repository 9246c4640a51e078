"""Cases of the complaint regulation, brought to the stage at which a benchmark wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from banfa.kernel import Accepted, Case, Command, Event, Facts, decide, evolve
from banfa.language import load_org, load_process
from banfa.language.process import Process
from banfa.people import Organisation, organisation_of
from banfa.scenarios.commands import grants

FOLDER = Path(__file__).parent.parent / "processes" / "customer-complaint"
AT = "2026-10-20T09:00:00+08:00"


class Act(NamedTuple):
    """Who does which step with what."""

    by: str
    step: str
    data: Mapping[str, Any] = MappingProxyType({})


STORY = (
    Act(
        "sales.a",
        "receive",
        {
            "customer": "某贸易公司",
            "reasons": ["quality_defect"],
            "intake_form": "电话记录，开箱即见裂纹",
            "demands": ["exchange"],
            "product": "乙型阀",
            "quantity": "200 件",
        },
    ),
    Act("sales.a", "request_ruling", {"assessment": "founded", "proposal": "to_accept"}),
    Act("super.a", "accept"),
    Act("sales.a", "send_card_to_qm", {"detailed_record": "批号和裂纹位置已逐件登记"}),
    Act(
        "qm.a",
        "assign_department",
        {"notice_checked": True, "instruction": "看现品并查记录", "handling_dept": "plant_1"},
    ),
    Act(
        "prod.a",
        "submit_report",
        {
            "inspection": ["goods", "records"],
            "finding": "fully_true",
            "complaint_purpose": "换回可用的阀",
            "reason_reasonable": True,
            "analysis": "裂纹起于铸造气孔",
            "demand_proper": True,
            "cause": "模具排气不良",
            "course": "八月浇铸，九月到货开裂",
            "culprit": "浇铸班",
            "conclusion": "属本公司质量缺陷",
            "countermeasure": "换货并隔离同批",
            "prevention": "改模具",
        },
    ),
    Act("prod.lead", "approve_report"),
    Act("qm.a", "return_with_qm_opinion", {"qm_opinion": "同意报告"}),
    Act("prod.a", "submit_opinion", {"handling_opinion": "全部换货", "granted": ["exchange"]}),
    Act("prod.chief", "approve_opinion"),
    Act("prod.a", "reply_in_writing", {"reply_text": "予以全部换货"}),
    Act("sales.a", "start_remedy", {"remedy_plan": "本月内换货"}),
    Act("sales.a", "complete_remedy", {"remedy_result": "已换货"}),
)
"""A quality complaint from its intake to its end."""


@cache
def regulation() -> tuple[Process, Organisation]:
    """The regulation with its sample organisation."""
    return load_process(FOLDER), organisation_of(load_org(FOLDER / "org.yaml").model)


def command_of(act: Act, number: str | None = None) -> Command:
    """The command that an act stands for."""
    held = grants(regulation()[1], act.by, AT)
    return Command(
        "m", "fire", act.by, held, AT, AT, act.step, None, dict(act.data), facts=Facts(number=number)
    )


def next_case(case: Case, command: Command) -> tuple[Case, tuple[Event, ...]]:
    """The case after a command that must be accepted, with its events."""
    answer = decide(regulation()[0], case, command)
    assert isinstance(answer, Accepted), answer
    for event in answer.events:
        case = evolve(case, event)
    return case, answer.events


def after(last: str, which: int = 1) -> Case:
    """A case of its own just after a step of the story; every text in it says which case it is."""
    case = Case(f"case-{which:06}")
    for act in STORY:
        own = {key: f"{value} {which}" if _is_text(key) else value for key, value in act.data.items()}
        case, _ = next_case(case, command_of(act._replace(data=own), f"TS-2026-{which:06}"))
        if act.step == last:
            return case
    raise ValueError(f"the story has no step {last}")


def _is_text(key: str) -> bool:
    fields = regulation()[0].fields
    return key in fields and fields[key].type.kind == "text"


def ageing(case: Case, acts: Iterable[Act], until: int) -> Case:
    """The case after the acts have been done over and over, until it has had so many events."""
    commands = [command_of(act) for act in acts]
    for command in _for_ever(commands):
        if case.n >= until:
            return case
        case, _ = next_case(case, command)
    return case


def _for_ever(commands: list[Command]) -> Iterator[Command]:
    while True:
        yield from commands
