"""What is remembered of a case never says more than the bytes that the database holds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from banfa import Conflict, Engine
from banfa.kernel.case import Case, Entry, Layer, PaperSet
from banfa.language import load_process
from banfa.language.process import Process
from banfa.store.codec import case_bytes, case_from
from banfa.store.marks import marks_of
from banfa.store.snapshots import Snapshots
from tests.engine.tiny import address, engine_in, write
from tests.kernel.laws import Decided
from tests.kernel.walks import random_walk, regulation_walk

CASE = Case("c1", "m", 1, trail=(Entry("asked", "2026-09-28T09:00:00+08:00", None, 0, Layer()),))
NEXT = CASE._replace(
    n=2, trail=(*CASE.trail, Entry("granted", "2026-09-29T09:00:00+08:00", None, 0, Layer()))
)


@pytest.fixture
def process(tmp_path: Path) -> Process:
    return load_process(write(tmp_path)[0] / "seal-use")


def test_what_was_written_need_not_be_taken_apart(process: Process) -> None:
    snapshots = Snapshots()
    assert snapshots.case("c1", snapshots.write(process, CASE).data) is CASE


def test_other_bytes_than_those_written_are_read(process: Process) -> None:
    snapshots = Snapshots()
    snapshots.write(process, NEXT)
    assert snapshots.case("c1", case_bytes(CASE)) == CASE
    assert snapshots.case("c2", case_bytes(CASE)) == CASE


@pytest.mark.parametrize(
    "after",
    [
        NEXT,
        NEXT._replace(trail=NEXT.trail[1:]),
        CASE._replace(trail=(CASE.trail[0]._replace(rounds=1),)),
        CASE._replace(papers={"form": (PaperSet(True, "applicant:east", {"body": ()}, {}),)}),
    ],
)
def test_what_is_shared_with_the_case_before_is_written_as_if_for_the_first_time(
    process: Process, after: Case
) -> None:
    snapshots = Snapshots()
    snapshots.write(process, CASE)
    written = snapshots.write(process, after)
    assert written.data == case_bytes(after)
    assert written.marks == snapshots.marks(process, after) == marks_of(process, after)


def test_marks_are_those_of_the_very_case_that_is_asked_about(process: Process) -> None:
    snapshots = Snapshots()
    snapshots.write(process, NEXT)
    assert snapshots.marks(process, CASE) == marks_of(process, CASE)


def test_only_so_many_cases_are_remembered(process: Process) -> None:
    snapshots = Snapshots(most=2)
    data = {name: snapshots.write(process, CASE._replace(id=name)).data for name in ("c1", "c2", "c1", "c3")}
    remembered = [
        name for name in data if snapshots.case(name, data[name]) is snapshots.case(name, data[name])
    ]
    assert remembered == ["c1", "c3"]


@pytest.mark.parametrize("walk", [regulation_walk, random_walk])
@pytest.mark.parametrize("seed", range(5))
def test_after_every_step_of_a_walk_the_bytes_say_the_case(
    walk: Callable[[int, int], Iterator[Decided]], seed: int
) -> None:
    snapshots = Snapshots()
    for decided in walk(seed, 200):
        if decided.after is not decided.case:
            data = snapshots.write(decided.process, decided.after).data
            assert case_from(data) == decided.after
            assert case_bytes(case_from(data)) == data


def test_a_step_that_was_rolled_back_is_forgotten(tmp_path: Path) -> None:
    callers = create_engine(address(tmp_path))
    with engine_in(tmp_path) as engine:
        case = engine.start("seal-use", actor="ann", data={"purpose": "合同"}).id
        with callers.connect() as connection, engine.transaction(connection) as tx:
            savepoint = connection.begin_nested()
            tx.fire(case, "add_note", actor="ann", data={"why": "一"})
            savepoint.rollback()
            assert tx.fire(case, "add_note", actor="ann", data={"why": "二"}).version == 2
            connection.rollback()
        assert engine.fire(case, "add_note", actor="ann", data={"why": "三"}).version == 2
        assert engine.show(case)["fields"]["why"] == "三"
        assert [event["data"] for event in engine.history(case)] == [{"purpose": "合同"}, {"why": "三"}]
    callers.dispose()


def test_two_engines_on_one_database_see_each_others_steps(tmp_path: Path) -> None:
    processes, people = write(tmp_path)
    with engine_in(tmp_path) as one, Engine.open(address(tmp_path), processes, people) as other:
        case = one.start("seal-use", actor="ann", data={"purpose": "合同"}).id
        for version, engine in enumerate((one, other, other, one), 2):
            note = {"actor": "ann", "data": {"why": f"{version}"}}
            assert engine.fire(case, "add_note", expected_version=version - 1, **note).version == version  # type: ignore[arg-type]
            with pytest.raises(Conflict):
                engine.fire(case, "add_note", expected_version=version - 1, **note)  # type: ignore[arg-type]
