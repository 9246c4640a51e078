"""From the page of a role alone its questions are answered, as the regulation answers them."""

import re

import pytest

from banfa.language.process import Process
from banfa.views.markdown import markdown_of
from banfa.views.registry import views
from banfa.views.words import Words

MUST, MAY, HOLD, WAIT, AWAITED, TOLD = "必须办 可以办 手里有 我等谁 谁等我 被告知".split()


def answers(process: Process, role: str) -> dict[str, str]:
    text = markdown_of(Words(process), views()["role"], role)
    found = re.split(r"^#### ", text, flags=re.MULTILINE)[1:]
    short = {"我必须办什么": MUST, "我可以办什么": MAY, "我手里有什么": HOLD, "我会被告知什么": TOLD}
    pairs = (section.partition("\n") for section in found)
    return {short.get(head, head): body for head, _, body in pairs}


def test_quality_management_knows_its_duties(complaint: Process) -> None:
    page = answers(complaint, "qm")
    assert "案件到“待定受理部门”时，要办“确定受理部门”，不合格的办“退回记录卡”" in page[MUST]
    assert "须指定由哪个单位担任受理部门" in page[MUST]
    assert "把《客户投诉记录卡》第4联（调查报告）送受理部门" in page[MUST]
    assert "要办“提出意见回复受理部门”，不合格的办“退回重查”" in page[MUST]
    assert "签收" in page[MUST]
    assert "改派受理部门" in page[MAY] and "分发调查报告" in page[MAY]
    assert "可以看具体责任者" in page[MAY]
    assert "改派受理部门" not in page[MUST]


def test_quality_management_knows_what_it_holds(complaint: Process) -> None:
    rows = [line for line in answers(complaint, "qm")[HOLD].splitlines() if line.startswith("| 《")]
    held = {row.split("|")[1].strip(): row for row in rows}
    assert "营业部门办“送卡到质量管理部”时送来" in held["《客户投诉记录卡》第2联（通知）"]
    assert "办“提出意见回复受理部门”时送受理部门" in held["《客户投诉记录卡》第5联（答复）"]
    assert "办“提出意见回复受理部门”时送质量管理部上级" in held["《客户投诉记录卡》第6联（审核）"]
    assert "《客户投诉记录卡》第1联（存根）" not in held
    assert "《客户投诉记录卡》第3联（通知副本）" not in held


def test_quality_management_knows_whom_it_waits_for(complaint: Process) -> None:
    page = answers(complaint, "qm")
    assert "等**受理部门**办“提交调查报告”" in page[WAIT]
    assert "营业部门办了“送卡到质量管理部”" in page[AWAITED]
    assert "受理部门主管办了“主管审核报告”" in page[AWAITED]
    assert "营业部门办“催办”时" in page[TOLD]


def test_the_sales_unit_keeps_the_stub_and_waits_for_its_superior(complaint: Process) -> None:
    page = answers(complaint, "sales_unit")
    assert "案件到“已接诉”时，要办“呈报裁定”" in page[MUST]
    assert "案件到“登记”时，要办“转发货手续处理”；“送卡到质量管理部”；“送领导裁定”（其中之一）" in page[MUST]
    assert "**接诉**" in page[MAY] and "**催办**" in page[MAY] and "**撤回**" in page[MAY]
    stub = next(line for line in page[HOLD].splitlines() if "第1联（存根）" in line)
    assert "自己办“送卡到质量管理部”" in stub and "留存" in stub
    assert "等**上级主管**办“裁定受理”或“裁定不受理”" in page[WAIT]
    assert "等**质量管理部**办“确定受理部门”" in page[WAIT]


def test_a_supervisor_acts_for_the_department_whose_papers_he_signs(complaint: Process) -> None:
    page = answers(complaint, "handling_supervisor")
    assert "案件到“报告待主管审核”时，要办“主管审核报告”，不合格的办“退回报告”" in page[MUST]
    assert "办过“提交调查报告”的人不办这一步" in page[MUST]
    assert "下列文件算受理部门的" in page[HOLD]


def test_who_only_gets_a_copy_has_nothing_to_do(complaint: Process) -> None:
    page = answers(complaint, "superior_department")
    assert "没有案件专等我办的事" in page[MUST]
    assert "第3联（通知副本）" in page[HOLD]
    assert "不等别人" in page[WAIT]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_role_has_a_page(complaint: Process, everything: Process, lang: str) -> None:
    for process in (complaint, everything):
        for role in process.roles:
            text = markdown_of(Words(process, lang), views()["role"], role)
            assert text.count("\n#### ") == 6
