from pathlib import Path

import orjson
import pytest

from banfa.scenarios import coverage_of
from banfa.scenarios.coverage import as_json, as_text
from banfa.scenarios.evidence import evidence_of
from banfa.scenarios.results import ScenarioResult
from tests.scenarios.small import ASK, play, process

PROCESS = process()
RARE = (
    "- {by: r.a, do: ask, with: {book: 目录, kinds: [rare_print]}, now: asked}\n"
    "- {by: r.a, do: submit}\n"
    "- {by: lib.a, do: approve, with: {keeper: stack_a}, refused: guard}\n"
    "- {by: lib.a, do: return_slip, with: {remark: 不外借}, now: asked}"
)
LENT = (
    f"- {ASK}\n- {{by: r.a, do: submit}}\n- {{by: r.a, do: approve, refused: role}}\n"
    "- {by: lib.a, do: approve, refused: missing}\n"
    "- {by: lib.a, do: approve, with: {keeper: stack_a}}\n- {by: r.a, do: give_back, now: done}"
)


def measures(*rows: str) -> dict[str, tuple[int, tuple[str, ...]]]:
    coverage = coverage_of(PROCESS, [play(text, PROCESS) for text in rows])
    return {m.id: (m.seen, m.unseen) for m in coverage.measures}


def seen(result: ScenarioResult) -> dict[str, set[str]]:
    return {name: {s.how for s in shown} for name, shown in evidence_of(PROCESS, [result]).items()}


def test_nothing_played_shows_nothing() -> None:
    assert all(count == 0 for count, _ in measures().values())


def test_steps_rows_states_and_parts_are_counted() -> None:
    found = measures(LENT)
    assert found["transitions"] == (4, ("transitions.new_slip", "transitions.return_slip"))
    assert found["rows"] == (1, ("tables.lane.otherwise", "tables.lane.rows.2"))
    assert found["states"] == (4, ())
    assert found["parts"] == (1, ())


def test_what_one_scenario_leaves_out_another_shows() -> None:
    assert measures(LENT, RARE)["transitions"] == (5, ("transitions.new_slip",))
    assert measures(LENT, RARE)["rows"] == (2, ("tables.lane.otherwise",))


def test_a_guard_is_seen_both_ways_only_by_steps_that_ask_for_it() -> None:
    assert measures(LENT)["guards_true"] == (1, ("guards.has_deposit",))
    assert measures(RARE)["guards_false"] == (2, ())
    assert measures(f"- {ASK}")["guards_true"] == (0, ("guards.has_deposit", "guards.may_leave"))


def test_causes_are_counted_in_all_and_by_step() -> None:
    coverage = coverage_of(PROCESS, [play(LENT, PROCESS), play(RARE, PROCESS)])
    assert coverage.because == {
        "role": 1, "state": 0, "separation": 0, "custody": 0, "guard": 1, "missing": 1,
    }  # fmt: skip
    assert coverage.refused == {"approve": ("guard", "missing", "role")}
    assert not coverage.complete


@pytest.mark.parametrize(
    ("rows", "element", "how"),
    [
        (LENT, "transitions.approve", {"fired", "refused"}),
        (LENT, "guards.has_deposit", {"missing", "warned"}),
        (RARE, "guards.may_leave", {"refused"}),
        (LENT, "references.reader_rules", {"fired", "warned"}),
        (LENT, "roles.librarian", {"fired", "refused"}),
        (LENT, "roles.keeper", {"fired", "refused"}),
        (LENT, "fields.book", {"fired"}),
        (LENT, "enums.kind.novel", {"fired"}),
        (LENT, "documents.slip", {"fired"}),
        (LENT, "documents.slip.copies.2", {"fired"}),
        (LENT, "documents.slip.parts.body", {"fired"}),
        (LENT, "tables.lane.rows.1", {"fired"}),
        (LENT, "states.asked", {"fired"}),
        (LENT, "separation.not_oneself", {"fired"}),
        (LENT, "articles.2", {"refused"}),
        (RARE, "articles.2①", {"refused"}),
        (f"- {ASK}\n- {{by: r.a, do: approve, refused: role}}", "roles.librarian", {"refused"}),
        (f"- {ASK}\n- {{by: lib.a, do: approve, refused: state}}", "states.review", {"refused"}),
        (
            f"- {ASK}\n- {{by: lib.a, receives: slip.2, refused: custody}}",
            "documents.slip.copies.2",
            {"fired", "refused"},
        ),
    ],
)
def test_evidence_says_how_an_element_was_seen(rows: str, element: str, how: set[str]) -> None:
    result = play(rows, PROCESS)
    assert result.status == "passed", (result.differences, result.problems)
    assert seen(result)[element] == how


def test_a_waiver_and_the_refusal_before_it_are_seen() -> None:
    rows = (
        "- {by: r.lib, do: ask, with: {book: 书, kinds: [novel]}}\n- {by: r.lib, do: submit}\n"
        "- {by: r.lib, do: approve, with: {keeper: stack_a}, refused: separation}\n"
        "- {by: boss, waive: not_oneself, for: r.lib, with: {reason: 无人}}\n"
        "- {by: r.lib, do: approve, with: {keeper: stack_a}, now: lent}"
    )
    assert seen(play(rows, PROCESS))["separation.not_oneself"] == {"refused", "waived", "fired"}


def test_a_sealed_part_stands_against_a_correction() -> None:
    rows = f"- {ASK}\n- {{by: r.a, correct: book, with: {{value: 边城, reason: 录错}}, refused: custody}}"
    found = seen(play(rows, PROCESS))
    assert "refused" in found["documents.slip.parts.body"] & found["fields.book"]


def test_evidence_names_scenario_row_and_place() -> None:
    (first, *_) = evidence_of(PROCESS, [play(LENT, PROCESS)])["transitions.approve"]
    assert (first.scenario, first.place.line, first.how) == ("试", 5, "refused")
    assert first.row.en.startswith("r.a does approve")


def test_text_and_json_name_what_was_not_shown() -> None:
    coverage = coverage_of(PROCESS, [play(LENT, PROCESS)])
    assert "步骤办成 4/6\n  - transitions.new_slip" in as_text(coverage, "zh")
    assert "refusals role 1" in as_text(coverage, "en")
    plain = orjson.loads(orjson.dumps(as_json(coverage)))
    assert plain["measures"]["rows"] == {
        "total": 3, "seen": 1, "unseen": ["tables.lane.otherwise", "tables.lane.rows.2"],
    }  # fmt: skip
    assert plain["complete"] is False


def test_the_regulation_is_shown_whole(root: Path) -> None:
    from banfa.language.load import load_process
    from banfa.scenarios import run_paths

    folder = root / "processes" / "customer-complaint"
    run = run_paths([folder])
    assert [r.scenario.model.scenario for r in run.results if r.status != "passed"] == []
    coverage = coverage_of(load_process(folder), run.results)
    assert {m.id: m.unseen for m in coverage.measures if m.unseen} == {}
    assert coverage.complete


def test_a_part_counts_once_one_of_its_scenarios_was_played(root: Path) -> None:
    from banfa.language.load import load_process
    from banfa.scenarios import run_paths

    folder = root / "processes" / "customer-complaint"
    process, results = load_process(folder), run_paths([folder]).results
    own = coverage_of(process, [r for r in results if r.process.part_of is None])
    whole = coverage_of(process, results)
    steps = [len(c.measures[0].total) for c in (own, whole)]
    assert steps == [
        len(process.steps),
        len(process.steps) + sum(len(p.steps) for p in process.parts.values()),
    ]
