import pytest

from banfa.kernel.case import standing_values
from banfa.scenarios.rows import moment
from tests.scenarios.small import ASK, play

SUBMIT = "- {by: r.a, do: submit, now: review}"
START = f"- {ASK}\n{SUBMIT}"


def test_a_case_gets_the_first_number_of_its_year() -> None:
    case = play(f"- {ASK}").case
    assert case is not None and case.number == "JY-2026-001"


def test_the_year_of_the_number_is_that_of_the_entry() -> None:
    row = '- {at: "2027-02-01T09:00+08:00", by: r.a, do: ask, with: {book: 书, kinds: [novel]}, now: asked}'
    case = play(row).case
    assert case is not None and case.number == "JY-2027-001"


def test_a_moment_is_kept_for_the_rows_that_follow() -> None:
    first = '- {at: "2026-02-03T09:00+08:00", by: r.a, do: ask, with: {book: 书, kinds: [novel]}}'
    played = play(f"{first}\n{SUBMIT}").played
    assert [one.command.entered for one in played] == ["2026-02-03T09:00:00+08:00"] * 2


def test_a_moment_is_brought_into_the_time_zone_of_the_process() -> None:
    row = '- {at: "2026-02-03T01:30Z", by: r.a, do: ask, with: {book: 书, kinds: [novel]}, now: asked}'
    assert play(row).played[0].command.entered == "2026-02-03T09:30:00+08:00"


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-08:00"])
def test_a_moment_beyond_the_calendar_stays_as_written(text: str) -> None:
    assert moment(text, "Asia/Shanghai").startswith(text[:13])


def test_a_zone_that_is_not_known_here_leaves_the_moment_as_written() -> None:
    assert moment("2026-02-03T09:00+08:00", "Nowhere/Land") == "2026-02-03T09:00:00+08:00"


def test_what_happened_earlier_is_said_of_one_row_only() -> None:
    rows = (
        '- {at: "2026-02-03T09:00+08:00", happened: "2026-02-01T09:00+08:00", by: r.a, do: ask,'
        " with: {book: 书, kinds: [novel]}}\n"
        '- {at: "2026-02-04T09:00+08:00", by: r.a, do: submit, now: review}'
    )
    played = play(rows).played
    assert [one.command.happened[:10] for one in played] == ["2026-02-01", "2026-02-04"]


def test_what_happens_after_it_was_entered_is_malformed() -> None:
    row = (
        '- {happened: "2030-01-01T09:00+08:00", by: r.a, do: ask, with: {book: 书, kinds: [novel]}, told: []}'
    )
    (difference,) = play(row).differences
    assert "没有受理" in difference.found.zh


def test_a_correction_puts_a_fact_right() -> None:
    result = play(
        f"- {ASK}\n- {{by: r.a, do: submit, with: {{remark: 急}}}}\n"
        "- {by: r.a, correct: remark, with: {value: 很急, reason: 录错}, data: {remark: 很急}}"
    )
    assert result.status == "passed"


def test_a_waiver_lets_one_person_do_both() -> None:
    rows = (
        "- {by: r.lib, do: ask, with: {book: 围城, kinds: [novel], deposit: 12}}\n"
        "- {by: r.lib, do: submit}\n"
        "- {by: r.lib, do: approve, with: {keeper: stack_a}, refused: separation}\n"
        "- {by: boss, waive: not_oneself, for: r.lib, with: {reason: 只有一人值班}}\n"
        "- {by: r.lib, do: approve, with: {keeper: stack_a}, now: lent}"
    )
    assert play(rows).status == "passed"


def test_a_copy_is_received_and_only_once() -> None:
    rows = (
        f"{START}\n- {{by: lib.a, receives: slip.2, copies: {{slip.2: at librarian}}}}\n"
        "- {by: lib.a, receives: slip.2(1), refused: custody}"
    )
    assert play(rows).status == "passed"


def test_a_role_picks_the_grant_and_a_recorder_enters_for_the_actor() -> None:
    rows = (
        f"{START}\n- {{by: lib.a, do: approve, with: {{keeper: stack_a, }}, now: lent}}\n"
        "- {by: r.lib, role: librarian, recorder: lib.a, do: give_back, now: done}"
    )
    last = play(rows).played[-1].events[0]
    assert (last.role, last.recorder) == ("librarian", "lib.a")


@pytest.mark.parametrize(("day", "stands_in"), [("2026-03-02", True), ("2026-03-03", False)])
def test_a_stand_in_acts_on_his_days(day: str, stands_in: bool) -> None:
    rows = (
        '- {at: "2026-02-20T09:00+08:00", by: r.lib, do: ask, with: {book: 书, kinds: [novel]}}\n'
        "- {by: r.lib, do: submit}\n"
        f'- {{at: "{day}T09:00+08:00", by: r.a, do: approve, with: {{keeper: stack_a}},'
        f" {'now: lent' if stands_in else 'refused: role'}}}"
    )
    assert play(rows).status == "passed"


def test_again_gives_what_the_step_had_though_it_was_undone_laid_over_by_what_is_given() -> None:
    rows = (
        f"- {ASK}\n- {{by: r.a, do: submit, with: {{remark: 急}}}}\n"
        "- {by: lib.a, do: return_slip, with: {remark: 书名不全}}\n"
        "- {by: r.a, do: submit, again: true, data: {remark: 急}}\n"
        "- {by: lib.a, do: return_slip, with: {remark: 还是不全}}\n"
        "- {by: r.a, do: submit, again: true, with: {remark: 不急}, data: {remark: 不急}}"
    )
    result = play(rows)
    assert result.status == "passed"
    assert [one.command.facts.again for one in result.played] == [None, None, None, 2, None, 4]


def test_again_gives_back_money_and_sets_as_they_were() -> None:
    rows = (
        '- {by: r.a, do: ask, with: {book: 书, kinds: [novel, rare_print], deposit: "12.50"}}\n'
        "- {by: r.a, do: ask, again: true, refused: state}\n"
    )
    result = play(rows)
    assert result.played[1].command.data == {
        "book": "书",
        "deposit": "12.50 CNY",
        "kinds": ("novel", "rare_print"),
    }
    assert result.case is not None
    assert standing_values(result.case)["deposit"] == "12.50 CNY"


def test_again_without_an_earlier_time_gives_nothing() -> None:
    (difference,) = play("- {by: r.a, do: ask, again: true, now: asked}").differences
    assert difference.why is not None and "book" in difference.why.zh


def test_a_unit_that_cannot_be_appointed_is_told_with_one_that_can() -> None:
    (difference,) = play(
        f"{START}\n- {{by: lib.a, do: approve, with: {{keeper: class_1}}, now: lent}}"
    ).differences
    assert difference.why is not None and "stack_a" in difference.why.zh


def test_playing_stops_at_the_first_row_that_went_otherwise() -> None:
    result = play(f"- {ASK}\n- {{by: lib.a, do: submit, now: review}}\n{SUBMIT}")
    assert (result.status, len(result.played)) == ("failed", 2)


def test_playing_goes_on_after_an_expectation_that_does_not_hold() -> None:
    result = play(
        f"- {ASK}\n- {{by: r.a, do: submit, now: asked}}\n- {{by: lib.a, do: give_back, refused: state}}"
    )
    assert (result.status, len(result.played)) == ("failed", 3)
