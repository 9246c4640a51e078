import pytest

from tests.scenarios.small import ASK, play

RARE = (
    "- {by: r.a, do: ask, with: {book: 善本目录, kinds: [rare_print]}}\n"
    "- {by: r.a, do: submit, now: review, told: []}\n"
)
NOVEL = f"- {ASK}\n- {{by: r.a, do: submit, now: review}}\n"
APPROVE = "- {by: lib.a, do: approve, with: {keeper: stack_a}"
RETURNED = NOVEL + "- {by: lib.a, do: return_slip, with: {remark: 不全}, now: asked}\n"


@pytest.mark.parametrize(
    "rows",
    [
        NOVEL + APPROVE + ", now: lent, warned: [has_deposit, reader_rules], told: [reader]}",
        RARE + APPROVE + ", refused: guard}",
        RARE + APPROVE + ', refused: {because: guard, failed: [may_leave]}, articles: ["2①", 2]}',
        RARE + APPROVE + ", refused: {failed: may_leave, missing: []}}",
        RARE + "- {by: lib.a, do: approve, refused: {because: guard, missing: [keeper]}}",
        NOVEL + "- {by: r.a, do: approve, with: {keeper: stack_a}, refused: role}",
        NOVEL + "- {by: stranger, do: approve, refused: role}",
        f"- {ASK}\n" + APPROVE + ", refused: state}",
        RETURNED
        + "expect: {rounds: {asked: 1}, state: asked, told: [chief], data: {remark: 不全}}".replace(
            "told: [chief], ", ""
        ),
        RETURNED + "expect: {copies: {slip.1: reader, slip.2: to reader}, sets: {slip: 1}}",
        NOVEL + "expect: {copies: {slip.1: reader:class_1, slip.1(1): at reader, slip.2: librarian}}",
        f"- {ASK}\nexpect: {{data: {{book: 围城, kinds: [novel], deposit: '', urgent: ''}}}}",
        NOVEL + APPROVE + ", now: lent}\nexpect: {data: {keeper: stack_a, lane: shelf}, recall: []}",
        "- {by: r.a, do: ask, with: {book: 书, kinds: [novel], urgent: false, deposit: 10}}\n"
        'expect: {data: {urgent: false, deposit: "10.00"}}',
    ],
)
def test_what_is_so_passes(rows: str) -> None:
    result = play(rows)
    assert (result.status, result.differences, result.problems) == ("passed", (), ())


@pytest.mark.parametrize(
    ("rows", "what", "found"),
    [
        (f"- {ASK[:-1].replace('now: asked', 'now: review')}}}", "状态", "asked"),
        (NOVEL + APPROVE + ", now: lent, warned: []}", "提醒", "has_deposit, reader_rules"),
        (NOVEL + APPROVE + ", now: lent, warned: [may_leave]}", "提醒", "has_deposit, reader_rules"),
        (NOVEL + APPROVE + ", now: lent, told: []}", "通知的角色", "reader"),
        (NOVEL + APPROVE + ", now: lent, told: [chief]}", "通知的角色", "reader"),
        (RARE + APPROVE + ", now: lent}", "结果", "guard"),
        (NOVEL + APPROVE + ", refused: guard}", "结果", "办成了"),
        (RARE + APPROVE + ", refused: missing}", "拒绝的原因", "guard"),
        (RARE + APPROVE + ", refused: {failed: [has_deposit]}}", "不成立的条件", "may_leave"),
        (RARE + APPROVE + ", refused: {failed: []}}", "不成立的条件", "may_leave"),
        (RARE + APPROVE + ", refused: {missing: [keeper]}}", "缺少的数据", "没有"),
        (RARE + APPROVE + ", refused: guard, articles: [3]}", "条款", "2, 2①"),
        (NOVEL + "expect: {copies: {slip.1: librarian}}", "slip.1", "在 reader:class_1"),
        (NOVEL + "expect: {copies: {slip.2: at librarian}}", "slip.2", "送往 librarian:* 途中"),
        (NOVEL + "expect: {copies: {slip.2: void}}", "slip.2", "途中"),
        (NOVEL + "expect: {copies: {slip.2(2): librarian}}", "slip.2(2)", "没有这一联"),
        (NOVEL + "expect: {copies: {slip.1: reader:class_2}}", "slip.1", "reader:class_1"),
        (NOVEL + "expect: {sets: {slip: 2}}", "slip 的套数", "1"),
        (RETURNED + "expect: {rounds: {asked: 2}}", "退回到 asked 的次数", "1"),
        (NOVEL + "expect: {data: {book: 边城}}", "book", "围城"),
        (NOVEL + "expect: {data: {deposit: 10}}", "deposit", "没有"),
        (NOVEL + "expect: {data: {book: ''}}", "book", "围城"),
        (NOVEL + "expect: {data: {urgent: false}}", "urgent", "没有"),
        (NOVEL + "expect: {recall: [slip.2]}", "待收回的联", "没有"),
        (NOVEL + "expect: {state: [asked, review]}", "状态", "review"),
    ],
)
def test_what_is_not_so_is_told(rows: str, what: str, found: str) -> None:
    result = play(rows)
    assert result.status == "failed"
    assert [(d.what.zh, found in d.found.zh) for d in result.differences] == [(what, True)]


def test_a_difference_names_the_row_and_why_the_step_was_refused() -> None:
    (difference,) = play(RARE + APPROVE + ", now: lent}").differences
    assert (difference.place.file, difference.place.line) == ("try.yaml", 5)
    assert difference.why is not None
    assert "善本不能外借" in difference.why.zh and "rare_print" in difference.why.zh
    assert "return_slip" in difference.why.zh and "articles 2, 2①, 2②" in difference.why.en


def test_copies_of_a_superseded_set_are_to_be_recalled() -> None:
    renewed = NOVEL + "- {by: r.a, do: new_slip, sets: {slip: 2}, recall: [slip.2(1)]}\n"
    assert play(renewed + "expect: {recall: [slip.2]}").status == "passed"
    assert play(renewed + "expect: {recall: []}").status == "failed"
    assert play(renewed + "- {by: r.a, receives: slip.2(1), recall: []}").status == "passed"


def test_a_value_of_the_wrong_type_is_told_in_words() -> None:
    (difference,) = play(NOVEL + "expect: {data: {deposit: 很多}}").differences
    assert "金额" in difference.expected.zh
